"""The sentences of the plans as a table: what became of each, and the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import orjson
from rich.console import Console
from rich.table import Table

from geo.model import Text
from geo.report.words import say
from geo.rulebook.clauses import ClauseRow, Treatment

_COLUMNS: Final = (
    Text("条款", "clause"), Text("出处", "locator"), Text("力度", "strength"), Text("处理", "treatment"),
    Text("落实于", "held by"),
)  # fmt: skip
_TREATMENTS: Final = {
    Treatment.RULE: Text("规则", "rule"),
    Treatment.ATTRIBUTE: Text("属性", "attribute"),
    Treatment.INDICATOR: Text("指标", "indicator"),
    Treatment.TEXT_ONLY: Text("仅文字", "text only"),
}
_TOTAL: Final = Text("共 {n} 条，已落实 {n} 条（{n} of {n}）", "{n} of {n} accounted for")


def print_coverage(clauses: Sequence[ClauseRow], console: Console, lang: str) -> None:
    """One line per sentence, then how many became what."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _COLUMNS:
        table.add_column(say(heading, lang), overflow="fold")
    for clause in clauses:
        reason = clause.reason_en if lang == "en" else clause.reason_zh
        held = reason or ", ".join(clause.targets)
        table.add_row(clause.row, clause.locator, clause.strength, say(_TREATMENTS[clause.treatment], lang), held)
    console.print(table)
    totals = _totals(clauses)
    console.print(" · ".join(f"{say(word, lang)} {totals[kind]}" for kind, word in _TREATMENTS.items()))
    console.print(say(_TOTAL.format(n=len(clauses)), lang), style="bold", highlight=False)


def coverage_data(clauses: Sequence[ClauseRow]) -> bytes:
    """The same as JSON."""
    body: dict[str, Any] = {
        "total": len(clauses),
        "totals": {kind.value: count for kind, count in _totals(clauses).items()},
        "clauses": [clause.data() for clause in clauses],
    }
    return orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _totals(clauses: Sequence[ClauseRow]) -> dict[Treatment, int]:
    found = Counter(clause.treatment for clause in clauses)
    return {kind: found[kind] for kind in Treatment}
