"""The shapes of indicators and their values, with an example of each."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from api.schemas.common import ProblemModel, TextModel


class ValueModel(BaseModel):
    """A value of an indicator; `origin` says whether a document prints it, a layout shows it, or it was entered."""

    scope: str
    year: int
    value: float
    source: str
    note: str
    author: str
    origin: Literal["document", "layout", "entered"]


class IndicatorModel(BaseModel):
    """An indicator with its values and where it stands today.

    `low` (and `high`, of a range) is the number of `target`; null where the document gives none. `progress` runs from
    0 (baseline) to 1 (target). `measured` tells whether a layout itself can show the value.
    """

    id: str
    document: str
    locator: str
    name: TextModel
    scope: TextModel
    type: Literal["target", "baseline", "constraint"]
    operator: Literal[">", ">=", "=", "<=", "~", "range", "x"] | None
    target: str
    low: float | None
    high: float | None
    unit: TextModel
    year: str
    first: int
    last: int
    each: bool
    each_year: bool
    bound: Literal["reach", "keep"] | None
    note: TextModel | None
    measured: bool
    state: Literal["met", "on-track", "behind", "missed", "unknown", "baseline"]
    reason: TextModel | None
    progress: float | None
    latest: ValueModel | None
    base: ValueModel | None
    values: list[ValueModel]


class IndicatorsModel(BaseModel):
    """A rulebook's indicators as of today, and how many are in each state."""

    rulebook: str
    layout: str | None
    on: str
    counts: dict[str, int]
    indicators: list[IndicatorModel]


class EnterModel(BaseModel):
    """A value to enter; without `value` (null) it takes back what was entered, and `note` must say why.

    Without `scope` it is the indicator's own.
    """

    indicator: str
    scope: str | None = None
    year: int
    value: float | None
    source: str
    note: str = ""
    author: str


class EnteredModel(BaseModel):
    """How many values were entered."""

    entered: int


class WrongCellModel(BaseModel):
    """A cell that cannot be taken: row as a spreadsheet counts it, column, and why."""

    row: int
    column: str
    message: TextModel


class WrongCellsModel(ProblemModel):
    """A table with wrong cells; nothing of it was taken."""

    cells: list[WrongCellModel] = Field(default_factory=list)


VALUE: Final[dict[str, Any]] = {
    "scope": "示范区", "year": 2024, "value": 2.8, "source": "统计年报", "note": "", "author": "李工",
    "origin": "entered",
}  # fmt: skip
INDICATOR: Final[dict[str, Any]] = {
    "id": "I003-32", "document": "003", "locator": "L25",
    "name": {"zh": "当年新注册科技型企业", "en": "Technology enterprises newly registered"},
    "scope": {"zh": "示范区", "en": "demonstration zone"}, "type": "target", "operator": "~", "target": "3", "low": 3.0,
    "high": None, "unit": {"zh": "万家", "en": "10,000"}, "year": "2025", "first": 2025, "last": 2025, "each": False,
    "each_year": False, "bound": "reach", "note": None, "measured": False, "state": "met", "reason": None,
    "progress": 1.0, "latest": VALUE, "base": VALUE | {"year": 2020, "value": 2.6, "origin": "document"},
    "values": [VALUE],
}  # fmt: skip
INDICATORS: Final[dict[str, Any]] = {
    "rulebook": "zgc", "layout": "zgc-2020", "on": "2026-01-05", "counts": {"met": 1}, "indicators": [INDICATOR],
}  # fmt: skip
ENTER: Final[dict[str, Any]] = {
    "indicator": "I003-32", "scope": "示范区", "year": 2024, "value": 2.8, "source": "统计年报", "author": "李工",
}  # fmt: skip
TABLE: Final = "指标编号,范围,年份,数值,来源\nI003-32,示范区,2024,2.8,统计年报\n"
