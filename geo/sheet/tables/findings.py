"""The table of what the rules find, heaviest first."""

from __future__ import annotations

from geo.sheet.found import numbered_findings, weight_of
from geo.sheet.subject import Subject
from geo.sheet.symbols import SEVERITY_SYMBOLS, swatch
from geo.sheet.tables import Cell, Column, Row, Table
from geo.sheet.tables.groups import SWATCH_MM
from geo.sheet.words import clean


def findings_table(subject: Subject) -> Table:
    """Number, rule, and what it says, by severity."""
    found = numbered_findings(subject)
    rows: list[Row] = []
    for weight in dict.fromkeys(weight_of(f) for _, f in found):
        of_weight = [(key, f) for key, f in found if weight_of(f) == weight]
        text = subject.say("change_row", name=subject.say(weight), count=len(of_weight))
        symbol = SEVERITY_SYMBOLS.get(weight)
        rows.append(Row("class", (Cell(text),), "" if symbol is None else swatch(symbol, *SWATCH_MM, 1.0)))
        rows += [
            Row("row", (Cell(key), Cell(f.rule), Cell(clean(f.message.say(subject.lang))))) for key, f in of_weight
        ]
    if not rows:
        rows.append(Row("class", (Cell(subject.say("nothing_found")),)))
    say, second = subject.say, subject.second
    columns = (
        Column(say("number"), 0.09, "center", second=second("number")),
        Column(say("rule"), 0.13, second=second("rule")),
        Column(say("what"), 0.78, wraps=True, second=second("what")),
    )
    return Table(say("findings"), say("findings_more"), columns, tuple(rows))
