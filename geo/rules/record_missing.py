"""A feature's note does not record what the plan asks of it.

What it checks: for every record of the rulebook, whether the note of each feature of its kind says it, as in
管理机构：某管委会, and says one of the values or a number between the bounds where the rulebook gives them. Where no
feature of the kind records it, nothing can be told.
Why: some sentences of the plan bind what no other property holds: who manages a group, how a parcel is carried out.
Example that fails: a parcel whose note says 实施方式：拆迁, which is none of the three ways of the plan.
How to fix: write the record into the note: its name, a colon, its value; several are set apart by a semicolon.
"""

import re
from typing import Final

import numpy as np

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects

_RECORD: Final = re.compile(r"([^：:；;。\n]+)[：:]\s*([^；;。\n]+)")


class Record(RuleParams):
    """What is to be recorded: by which kind (of which modes), under which name, as which value or number."""

    locator: str
    kind: str
    modes: tuple[str, ...] = ()
    name: str
    values: tuple[str, ...] = ()
    between: tuple[float, float] | None = None

    def suits(self, value: str) -> bool:
        """Whether a value is one that the plan allows."""
        if self.between is None:
            return not self.values or value in self.values
        try:
            return self.between[0] <= float(value) <= self.between[1]
        except ValueError:
            return False


class Params(RuleParams):
    """All records."""

    records: tuple[Record, ...]


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per record and feature, or per record that no feature of the kind has."""
    drafts = []
    for record in params.records:
        here = layout.of(record.kind)
        if record.modes:
            rows, modes = here.flat("modes")
            here = here[np.unique(rows[np.isin(modes.astype(str), record.modes)])]
        given = [dict(_RECORD.findall(note)).get(record.name) for note in here.text("note")]
        told = {"record": record.name, "locator": record.locator}
        if not any(given):
            drafts.append(Draft((record.name, record.kind), None, values=told, status=Status.CANNOT_TELL))
            continue
        for row, value in enumerate(given):
            if value is None or not record.suits(value.strip()):
                values = {**told, "name": here.label(row), "given": value or "—"}
                drafts.append(Draft((here.ids[row], record.name), here.geometry[row], values=values))
    return drafts


RULE = Rule(
    code="ATT005",
    name="record-missing",
    title=Text("规划要求的事项宜有记录", "What the plan asks for should be recorded"),
    message=Text(
        "“{name}”的备注没有按规划记录“{record}”（{locator}）：{given}",
        "the note of {name} does not record {record} as the plan wants ({locator}): {given}",
    ),
    cannot_tell=Text(
        "布局没有记录“{record}”（备注中写作“{record}：…”），无法判断（{locator}）",
        "the layout does not record {record} (written into a note as {record}：…), so it cannot be told ({locator})",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"park", "group", "parcel"}),
    check=check,
    params=Params,
    geometry=False,
    judges=frozenset({"note"}),
)
