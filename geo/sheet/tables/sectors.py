"""Groups against the sectors of the taxonomy: how many industries of each sector a group lists."""

from __future__ import annotations

from geo.sheet.sectors import main_sectors, sector_counts
from geo.sheet.subject import Subject
from geo.sheet.symbols import sector_symbols, swatch
from geo.sheet.tables import Cell, Column, Row, Table

_NUMBER_SHARE = 0.08
_NAME_SHARE = 0.36
_MARK_MM = (5.2, 2.5)


def sectors_table(subject: Subject) -> Table:
    """A row for each group, a column for each sector; the sector that colours the group is marked by its symbol."""
    plan, sectors = subject.plan, subject.book.taxonomy.sectors
    share = (1 - _NUMBER_SHARE - _NAME_SHARE) / max(len(sectors), 1)
    symbols_of = sector_symbols(subject.book.taxonomy)
    columns = (
        Column(subject.say("number"), _NUMBER_SHARE, "center", second=subject.second("number")),
        Column(subject.say("group"), _NAME_SHARE, second=subject.second("group")),
        *(Column("", share, "center", swatch=swatch(symbols_of[s.name], *_MARK_MM, 1.0)) for s in sectors),
    )
    rows = []
    for group, counts, main in sorted(
        zip(plan.groups, sector_counts(subject), main_sectors(subject), strict=True),
        key=lambda row: (len(row[0].key), row[0].key),
    ):
        marks = [
            Cell(
                str(counts[s.name]) if counts[s.name] else "",
                swatch=swatch(symbols_of[s.name], *_MARK_MM, 1.0) if s.name == main else "",
                bold=s.name == main,
            )
            for s in sectors
        ]
        name = Cell(subject.names(group.name), subject.names.second(group.name))
        rows.append(Row("row", (Cell(group.key), name, *marks)))
    return Table(subject.say("sectors"), subject.say("sectors_more"), columns, tuple(rows))
