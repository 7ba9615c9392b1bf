"""A comparison for people at a terminal: features, properties old and new, where areas went, findings."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.text import Text as Styled

from geo.compare import TITLES, Change, Difference, Ground
from geo.model import SCHEMATIC_NOTICE
from geo.report.compared import words
from geo.report.compared.told import Told, km2

_STYLES: Final = {
    Change.ADDED: "green", Change.REMOVED: "red", Change.MOVED: "yellow", Change.RETITLED: "cyan",
}  # fmt: skip
_MARKS: Final = {Change.ADDED: "+", Change.REMOVED: "-", Change.MOVED: "~", Change.RETITLED: "~"}


def print_compared(told: Told, console: Console) -> None:
    """Write the comparison to a console; a console that is no terminal gets plain text."""
    _line(console, told.title(), "bold")
    if told.found.before.schematic or told.found.after.schematic:
        _line(console, SCHEMATIC_NOTICE.say(told.lang), "italic")
    for change, pairs in told.by_change():
        _line(console, f"\n{TITLES[change].say(told.lang)} {len(pairs)}", f"bold {_STYLES[change]}")
        for difference, ground in pairs:
            _difference(told, console, difference, ground)
    _areas(told, console)
    _findings(told, console)
    _line(console, f"\n{told.counts()}", "bold")


def _difference(told: Told, console: Console, difference: Difference, ground: Ground) -> None:
    change = difference.change
    head = f"{_MARKS[change]} {difference.id}  {told.kind(difference.kind)}  {difference.name}"
    _line(console, f"  {head}", _STYLES[change])
    areas = [] if change is Change.ADDED else [km2(difference.before_m2)]
    areas += [] if change is Change.REMOVED else [km2(difference.after_m2)]
    if change is not Change.RETITLED and max(difference.before_m2, difference.after_m2) > 0:
        sizes = " → ".join(areas)
        _line(
            console,
            "      " + " · ".join([f"{words.OUTLINE.say(told.lang)} {sizes} km²", *told.ground([ground])]),
            "dim",
        )
    if change in (Change.MOVED, Change.RETITLED):
        for column, before, after in told.values(difference):
            _line(console, f"      {column}: {before} → {after}", "dim")


def _areas(told: Told, console: Console) -> None:
    if flows := told.flows():
        _line(console, f"\n{words.MOVED_AREAS.say(told.lang)}", "bold")
        for kind, before, after, area in flows:
            _line(console, f"  {kind}  {before} → {after}  {area} km²", "")


def _findings(told: Told, console: Console) -> None:
    if told.findings is None:
        return
    _line(console, f"\n{told.findings.sentence.say(told.lang)}", "bold")
    for heading, findings in told.finding_lists():
        for finding in findings:
            _line(console, f"  {heading}  {finding.rule}  {finding.message.say(told.lang)}", "")
    if not told.findings.same_rules:
        _line(console, words.OTHER_RULES.say(told.lang), "yellow")


def _line(console: Console, text: str, style: str) -> None:
    console.print(Styled(text, style=style), soft_wrap=True, highlight=False)
