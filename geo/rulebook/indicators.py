"""Indicators: the numbers that the documents aim at, start from or hold to, with year, unit and operator."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from geo.errors import RulebookError


class Indicator(BaseModel):
    """One number of one document, for one scope.

    `value` is the number as the document prints it; `low` (and `high`, of a range) is what can be reckoned with, None
    where the document gives no single number. `operator` is ">", ">=", "=", "<=", "~" (about), "range" or "x" (that
    many times the base year). `first` and `last` are the years for which it stands; `each_year` asks for it in every
    one of them, `each` of every member of its scope. `bound` is "reach" where passing the number is as good as
    reaching it, "keep" where it must not be passed. `measure` says how a layout itself shows the value.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    id: str
    document: str
    locator: str
    line: int
    scope: str
    scope_en: str
    each: bool
    name: str
    name_en: str
    operator: Literal[">", ">=", "=", "<=", "~", "range", "x"] | None
    value: str
    low: float | None
    high: float | None
    unit: str
    unit_en: str
    year: str
    first: int
    last: int
    each_year: bool
    type: Literal["target", "baseline", "constraint"]
    bound: Literal["reach", "keep"] | None
    base_year: int | None
    base_value: float | None
    measure: str
    note: str
    note_en: str
    source: str
    confidence: str

    @field_validator("operator", "low", "high", "bound", "base_year", "base_value", mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("each", "each_year", mode="before")
    @classmethod
    def _yes(cls, value: object) -> object:
        return {"yes": True, "": False}.get(str(value), value)

    @model_validator(mode="after")
    def _whole(self) -> Indicator:
        if self.last < self.first:
            raise ValueError("the last year lies before the first")
        if (self.operator == "range") != (self.high is not None):
            raise ValueError("a range, and nothing else, has low and high")
        if self.type != "baseline" and (self.low is None) != (self.bound is None):
            raise ValueError("a target with a number, and nothing else, has a bound")
        return self


def read_indicators(path: Path, documents: Mapping[str, Any]) -> Mapping[str, Indicator]:
    """The indicators of a CSV, by id.

    Raises:
        RulebookError: the file is missing, a row does not fit, an id occurs twice, or a document is not listed.
    """
    found: dict[str, Indicator] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                indicator = _read(row, f"{path.name}: {number}")
                if indicator.id in found or indicator.document not in documents:
                    zh, en = "编号重复或文件未登记", "the id occurs twice or the document is not listed"
                    raise RulebookError(zh, en, where=f"{path.name}: {indicator.id}")
                found[indicator.id] = indicator
    except OSError as error:
        raise RulebookError("文件缺失", "the file is missing", where=path.name) from error
    return found


def _read(row: dict[str, Any], where: str) -> Indicator:
    try:
        return Indicator.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise RulebookError(f"指标有误：{first['msg']}", first["msg"], where=f"{where} {place}".strip()) from error
