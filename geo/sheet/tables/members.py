"""The table of what lies in a park or group, kind by kind."""

from __future__ import annotations

from geo.model import Kind
from geo.sheet.members import Member, members
from geo.sheet.subject import Subject
from geo.sheet.symbols import KIND_SYMBOLS, NO_CLASS, Symbol, class_symbols, swatch
from geo.sheet.tables import Cell, Column, Row, Table
from geo.sheet.tables.groups import SWATCH_MM


def members_table(subject: Subject) -> Table:
    """Number, name, area, and what kind of area it is."""
    found = members(subject)
    rows: list[Row] = []
    for kind in dict.fromkeys(m.kind for m in found):
        of_kind = [m for m in found if m.kind == kind]
        area = sum(m.area_km2 or 0 for m in of_kind)
        title = subject.names.say(kind.label)
        text = subject.say("class_row", name=title, count=len(of_kind), area=f"{area:.2f}")
        rows.append(Row("class", (Cell(text),), _swatch(kind)))
        rows += [_row(subject, m) for m in of_kind]
    say, second = subject.say, subject.second
    columns = (
        Column(say("number"), 0.09, "center", second=second("number")),
        Column(say("name"), 0.43, second=second("name")),
        Column(say("area"), 0.14, "right", second=second("area")),
        Column(say("class_and_mode"), 0.34, wraps=True, second=second("class_and_mode")),
    )
    return Table(say("members"), say("members_more"), columns, tuple(rows))


def _row(subject: Subject, member: Member) -> Row:
    names = subject.names
    area = "—" if member.area_km2 is None else f"{member.area_km2:.2f}"
    note = names.all([n for n in (member.location_class, *member.modes) if n])
    swatch_svg = ""
    if member.kind == Kind.GROUP:
        symbol = class_symbols(subject.book.file.classes.names).get(member.location_class, NO_CLASS)
        swatch_svg = swatch(symbol, 3.0, 2.0, 1.0)
    return Row(
        "row",
        (
            Cell(member.key or "—"),
            Cell(names(member.name), names.second(member.name)),
            Cell(area),
            Cell(note or "—", swatch=swatch_svg),
        ),
    )


def _swatch(kind: Kind) -> str:
    symbol: Symbol = KIND_SYMBOLS.get(kind.value, NO_CLASS)
    return "" if kind == Kind.GROUP else swatch(symbol, *SWATCH_MM, 1.0)
