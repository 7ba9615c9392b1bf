"""The table of development groups by location class, with totals."""

from __future__ import annotations

from geo.model import Kind
from geo.sheet.plan import GroupRow
from geo.sheet.subject import Subject
from geo.sheet.symbols import NO_CLASS, class_symbols, swatch
from geo.sheet.tables import Align, Cell, Column, Row, Table

SWATCH_MM = (4.6, 2.4)


def groups_table(subject: Subject) -> Table:
    """Every group with park, area and mode."""
    plan = subject.plan
    known = class_symbols(subject.book.file.classes.names)
    rows: list[Row] = []
    for name in [*known, *dict.fromkeys(g.location_class for g in plan.groups if g.location_class not in known)]:
        found = [g for g in plan.groups if g.location_class == name]
        if found:
            symbol = swatch(known.get(name, NO_CLASS), *SWATCH_MM, 1.0)
            rows.append(Row("class", (Cell(_class_text(subject, name, found)),), symbol))
            rows += [_row(subject, g) for g in sorted(found, key=lambda g: (len(g.key), g.key))]
    return Table(subject.say("groups"), subject.say("groups_more"), columns(subject), (*rows, *_totals(subject)))


def columns(subject: Subject) -> tuple[Column, ...]:
    """Number, group, park, area, mode."""
    shares = (0.07, 0.31, 0.21, 0.11, 0.30) if subject.lang == "en" else (0.08, 0.33, 0.18, 0.14, 0.27)
    aligned: tuple[tuple[str, Align], ...] = (
        ("number", "center"), ("group", "left"), ("park", "left"), ("area", "right"), ("mode", "left"),
    )  # fmt: skip
    return tuple(
        Column(subject.say(word), share, align, second=subject.second(word))
        for (word, align), share in zip(aligned, shares, strict=True)
    )


def _class_text(subject: Subject, name: str, found: list[GroupRow]) -> str:
    area = sum(g.area_km2 or 0 for g in found)
    title = subject.names(name) or subject.say("no_class")
    return subject.say("class_row", name=title, count=len(found), area=f"{area:.2f}")


def _row(subject: Subject, group: GroupRow) -> Row:
    names = subject.names
    area = "—" if group.area_km2 is None else f"{group.area_km2:.2f}"
    return Row(
        "row",
        (
            Cell(group.key),
            Cell(names(group.name), names.second(group.name)),
            Cell(names(group.park), names.second(group.park)),
            Cell(area),
            Cell(names.all(group.modes) or "—"),
        ),
    )


def _totals(subject: Subject) -> tuple[Row, ...]:
    plan = subject.plan
    planned = subject.say("parks_limit", area=f"{subject.book.limits.total_area_km2:.2f}")
    found = (("groups_total", Kind.GROUP, ""), ("parks_total", Kind.PARK, planned))
    return tuple(
        Row(
            "total",
            (
                Cell(""),
                Cell(subject.say(word, count=plan.count(kind)), bold=True),
                Cell(""),
                Cell(f"{plan.total_km2(kind):.2f}", bold=True),
                Cell(note, bold=True),
            ),
        )
        for word, kind, note in found
    )
