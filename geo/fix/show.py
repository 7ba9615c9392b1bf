"""Repairs for people at a terminal, and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from rich.console import Console
from rich.text import Text as Styled

from geo.fix import words
from geo.fix.proposal import Effects, Proposal
from geo.fix.run import Outcome
from geo.model import Finding, Text

Previews = Sequence[tuple[Finding, Sequence[tuple[Proposal, Effects | None]]]]


def print_proposals(previews: Previews, console: Console, lang: str) -> None:
    """Every finding with its repairs: what each would do, to whom, and what the report would say then."""
    if not previews:
        _line(console, _say(words.NO_PROPOSALS, lang))
    for finding, proposals in previews:
        _line(console, Styled.assemble((finding.rule, "bold"), f"  {_say(finding.message, lang)}"))
        _line(console, f"  {finding.id}", "dim")
        for proposal, effects in proposals:
            for text, style in _told(proposal, effects, lang):
                _line(console, text, style)


def _told(proposal: Proposal, effects: Effects | None, lang: str) -> Iterable[tuple[str, str]]:
    mark = f" ({_say(words.CLEAR, lang)})" if proposal.clear else ""
    yield f"  {proposal.id}{mark}  {_say(proposal.title, lang)}", "green" if proposal.offered else "dim"
    if proposal.disabled_reason is not None:
        reason = _say(proposal.disabled_reason, lang)
        yield f"      {_say(words.DISABLED.format(reason=reason), lang)}", "dim"
        return
    facts = [words.MOVES.format(area_m2=proposal.area_moved_m2)]
    facts += [words.LOSES.format(name=c.feature, area_m2=c.lost_m2) for c in proposal.losers]
    facts += [words.GAINS.format(name=c.feature, area_m2=c.gained_m2) for c in proposal.gainers]
    yield "      " + " · ".join(_say(fact, lang) for fact in facts), ""
    for change in proposal.changes:
        before = "—" if change.before_m2 is None else f"{change.before_m2:,.1f}"
        areas = words.AREAS.format(name=change.feature, before=before, after_m2=change.after_m2)
        yield f"      {_say(areas, lang)}", "dim"
    if effects is not None:
        yield f"      {effects_line(effects, lang)}", ""
        for sign, findings in (("+", effects.added), ("-", effects.resolved)):
            for finding in findings:
                yield f"      {sign} {finding.rule}  {_say(finding.message, lang)}", "dim"


def effects_line(effects: Effects, lang: str) -> str:
    """The effects in one line: "fixes 2, introduces 0, 3 remain"."""
    counts = {"resolved": len(effects.resolved), "added": len(effects.added), "remaining": effects.remaining}
    return _say(words.DELTA.format(**counts), lang)


def print_outcome(outcome: Outcome, console: Console, lang: str) -> None:
    """What was mended, what was not and why, and what that did to the report."""
    for step in outcome.applied:
        title = f"{step.finding.rule}  {_say(step.proposal.title, lang)}"
        _line(console, f"{_say(words.MENDED, lang)}  {title}", "green")
    for finding, reason in outcome.refused:
        _line(console, f"{_say(words.REFUSED, lang)}  {finding.rule}  {_say(finding.message, lang)}", "yellow")
        _line(console, f"        {_say(reason, lang)}", "yellow")
    _line(console, effects_line(outcome.effects, lang), "bold")
    for finding in outcome.effects.added:
        _line(console, f"  + {finding.rule}  {_say(finding.message, lang)}", "red")


def preview_data(previews: Previews) -> list[dict[str, Any]]:
    """Every finding with its repairs as JSON objects."""
    return [
        {"finding": finding.data(), "proposals": [proposal.data(effects) for proposal, effects in proposals]}
        for finding, proposals in previews
    ]


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """A run as a JSON object."""
    return {
        "applied": [step.proposal.data(step.effects) for step in outcome.applied],
        "refused": [{"finding": f.data(), "reason": reason.data()} for f, reason in outcome.refused],
        "fixes": len(outcome.effects.resolved),
        "introduces": len(outcome.effects.added),
        "remain": outcome.effects.remaining,
    }


def preview_geojson(previews: Previews) -> bytes:
    """Features before and after each repair, and the land that it moves; `role` says which is which."""
    features = []
    for finding, proposals in previews:
        for proposal, _ in proposals:
            about = {"fix": proposal.id, "finding": finding.id, "rule": finding.rule, "title": proposal.title.data()}
            shapes: list[tuple[str, str | None, Any]]
            shapes = [(role, c.feature, getattr(c, role)) for c in proposal.changes for role in ("before", "after")]
            shapes += [] if proposal.moved is None else [("moved", None, proposal.moved)]
            features += [
                {
                    "type": "Feature",
                    "geometry": dict(shape.__geo_interface__),
                    "properties": {"role": role, "feature": feature, **about},
                }
                for role, feature, shape in shapes
            ]
    return orjson.dumps({"type": "FeatureCollection", "features": features}, option=orjson.OPT_INDENT_2) + b"\n"


def to_json(body: Any) -> bytes:
    """Any of the above as JSON text."""
    return orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY) + b"\n"


def _say(text: Text, lang: str) -> str:
    return text.say(lang)


def _line(console: Console, text: str | Styled, style: str = "") -> None:
    styled = Styled(text, style=style) if isinstance(text, str) else text
    console.print(styled, soft_wrap=True, highlight=False)
