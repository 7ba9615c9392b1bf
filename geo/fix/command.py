"""What `yuantu fix` does, apart from finding the layout and keeping what comes out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from geo.errors import NotFound
from geo.fix import show, words
from geo.fix.offers import offers
from geo.fix.run import Judge, Outcome, effects_of, repairable, run
from geo.model import Edit, Finding, Layout, Status, Text
from geo.rulebook import Rulebook
from geo.rules import RULES

Keep = Callable[[Layout, Edit, str], Text]
"""Keeps a mended layout, made by one edit with a message, and says where."""


@dataclass(frozen=True)
class Wish:
    """Which findings to mend, in whose favour, and how to tell: format is "text", "json" or "geojson"."""

    finding: str | None = None
    rule: str | None = None
    owners: tuple[str, ...] = ()
    format: str = "text"
    lang: str = "zh"


def preview(judge: Judge, book: Rulebook, wish: Wish, output: Path | None) -> int:
    """Show every repair of the findings that were wished for. Exit status 0."""
    previews: show.Previews = [
        (finding, [(p, effects_of(p, judge)) for p in offers(finding, judge.layout, book) if _wanted(p.owner, wish)])
        for finding in wanted(judge, wish)
    ]
    if wish.format == "text":
        body = _text(lambda console: show.print_proposals(previews, console, wish.lang), output)
    elif wish.format == "json":
        body = show.to_json(show.preview_data(previews))
    else:
        body = show.preview_geojson(previews)
    _write(body, output)
    return 0


def mend(judge: Judge, book: Rulebook, wish: Wish, keep: Keep) -> int:
    """Mend the findings that were wished for and keep the result. Exit status 0, or 1 when one was not mended."""
    outcome = run(judge, book, wanted(judge, wish), owners=wish.owners, named=wish.finding is not None)
    kept = keep(judge.layout, outcome.edit, outcome.message) if outcome.applied else None
    if wish.format == "text":
        _write(_text(lambda console: show.print_outcome(outcome, console, wish.lang), None), None)
    elif wish.format == "json":
        _write(show.to_json(show.outcome_data(outcome)), None)
    else:
        _write(show.preview_geojson(_as_previews(outcome)), None)
    if kept is not None:
        sys.stderr.write(kept.say(wish.lang) + "\n")
    return 1 if outcome.refused else 0


def wanted(judge: Judge, wish: Wish) -> list[Finding]:
    """The findings that were wished for: a named one, or all that have repairs, of one rule or of every rule.

    Raises:
        NotFound: there is no such open finding or no such rule.
    """
    if wish.rule is not None and wish.rule not in RULES:
        raise NotFound(f"没有编号为 {wish.rule} 的规则", f"there is no rule {wish.rule}")
    if wish.finding is None:
        return [f for f in repairable(judge.report) if wish.rule in (None, f.rule)]
    found = [f for f in judge.report.findings if f.id == wish.finding and f.status is Status.OPEN]
    if not found:
        text = words.NO_FINDING.format(id=wish.finding)
        raise NotFound(text.zh, text.en)
    return found


def _wanted(owner: str | None, wish: Wish) -> bool:
    return not wish.owners or owner is None or owner in wish.owners


def _as_previews(outcome: Outcome) -> show.Previews:
    return [(step.finding, [(step.proposal, step.effects)]) for step in outcome.applied]


def _text(tell: Callable[[Console], None], output: Path | None) -> bytes:
    """What is told, with colour only where a terminal reads it."""
    if output is None and sys.stdout.isatty():
        tell(Console())
        return b""
    told = io.StringIO()
    tell(Console(file=told))
    return told.getvalue().encode()


def _write(body: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(body)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.flush()
