"""The table of what differs between two revisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from geo.compare import Change, Difference
from geo.measure import km2
from geo.model import Kind
from geo.sheet import symbols
from geo.sheet.changes import numbered_changes
from geo.sheet.drawing import Style
from geo.sheet.subject import Subject
from geo.sheet.symbols import Symbol, swatch
from geo.sheet.tables import Cell, Column, Row, Table
from geo.sheet.tables.groups import SWATCH_MM

_SYMBOLS: Final[Mapping[Change, Symbol | Style]] = {
    Change.ADDED: symbols.ADDED,
    Change.REMOVED: symbols.REMOVED,
    Change.MOVED: symbols.AFTER,
    Change.RETITLED: symbols.RETITLED,
}


def changes_table(subject: Subject) -> Table:
    """Number, name, kind, area before and after, by kind of change."""
    changed = numbered_changes(subject)
    rows: list[Row] = []
    for change in Change:
        found = [(key, d) for key, d in changed if d.change is change]
        if found:
            text = subject.say("change_row", name=subject.say(change.value), count=len(found))
            rows.append(Row("class", (Cell(text),), swatch(_SYMBOLS[change], *SWATCH_MM, 1.0)))
            rows += [_row(subject, key, d) for key, d in found]
    say, second = subject.say, subject.second
    columns = (
        Column(say("number"), 0.09, "center", second=second("number")),
        Column(say("name"), 0.37, second=second("name")),
        Column(say("kind"), 0.2, second=second("kind")),
        Column(say("before_km2"), 0.17, "right", second=second("before_km2")),
        Column(say("after_km2"), 0.17, "right", second=second("after_km2")),
    )
    return Table(say("changes"), say("changes_more"), columns, tuple(rows))


def _row(subject: Subject, key: str, change: Difference) -> Row:
    names = subject.names
    return Row(
        "row",
        (
            Cell(key),
            Cell(names(change.name), names.second(change.name)),
            Cell(names.say(Kind(change.kind).label)),
            Cell("—" if change.before is None else f"{km2(change.before_m2):.2f}"),
            Cell("—" if change.after is None else f"{km2(change.after_m2):.2f}"),
        ),
    )
