"""Values of indicators: one number for a scope and a year, with its source."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from geo.model import Text
from geo.rulebook import Indicator, Rulebook

YEARS: Final = (1949, 2199)
TEXT_LIMIT: Final = 2_000


@dataclass(frozen=True)
class Value:
    """What an indicator measured for a scope in a year, in the indicator's own unit.

    `origin` is "document" (a baseline that a document prints), "layout" (measured from the map) or "entered".
    """

    indicator: str
    scope: str
    year: int
    value: float
    source: str
    note: str = ""
    author: str = ""
    origin: str = "entered"

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "scope": self.scope,
            "year": self.year,
            "value": self.value,
            "source": self.source,
            "note": self.note,
            "author": self.author,
            "origin": self.origin,
        }


@dataclass(frozen=True)
class Wrong:
    """Why a value cannot be taken, and in which of its columns."""

    column: str
    message: Text


def baselines(book: Rulebook) -> list[Value]:
    """What the documents themselves report: baselines, and the base years that targets are reckoned from."""
    found = []
    for item in book.indicators.values():
        source = f"{book.file.documents[item.document].title} {item.locator}"
        if item.type == "baseline" and item.low is not None:
            found.append(Value(item.id, item.scope, item.last, item.low, source, item.note, origin="document"))
        if item.base_year is not None and item.base_value is not None:
            base = Value(item.id, item.scope, item.base_year, item.base_value, source, item.note, origin="document")
            found.append(base)
    return found


def combined(*groups: Iterable[Value]) -> list[Value]:
    """Values of several origins as one list: where two speak of the same scope and year, the later group counts."""
    newest = {(v.indicator, v.scope, v.year): v for group in groups for v in group}
    return sorted(newest.values(), key=lambda v: (v.indicator, v.scope, v.year))


def check_value(value: Value, book: Rulebook) -> list[Wrong]:
    """What is wrong with a value, column by column; nothing when it can be taken."""
    indicator = book.indicators.get(value.indicator)
    if indicator is None:
        zh, en = f"没有编号为 {value.indicator} 的指标", f"there is no indicator {value.indicator}"
        return [Wrong("indicator", Text(zh, en))]
    wrong = []
    if (scope := _scope(value.scope, indicator, book)) is not None:
        wrong.append(Wrong("scope", scope))
    if not YEARS[0] <= value.year <= YEARS[1]:
        wrong.append(Wrong("year", Text(f"年份 {value.year} 不合理", f"{value.year} is not a sensible year")))
    if not math.isfinite(value.value):
        wrong.append(Wrong("value", Text("不是有限的数", "is not a finite number")))
    if not value.source.strip():
        wrong.append(Wrong("source", Text("须注明来源", "must name where the number comes from")))
    for name in ("source", "note"):
        text = getattr(value, name)
        if len(text) > TEXT_LIMIT or "\0" in text:
            zh = f"不得超过 {TEXT_LIMIT} 字，也不得含空字符"
            wrong.append(Wrong(name, Text(zh, f"must have at most {TEXT_LIMIT} characters and no U+0000")))
    return wrong


def scopes(book: Rulebook) -> set[str]:
    """The places that a value can be for: what indicators speak of, districts, parks and groups."""
    named = {item.scope for item in book.indicators.values()}
    roster = {member.name for roster in (book.parks, book.groups) for member in roster.members}
    return named | roster | set(book.districts["name"])


def _scope(scope: str, indicator: Indicator, book: Rulebook) -> Text | None:
    if scope == indicator.scope and indicator.each:
        zh = f"指标按{indicator.scope}分别统计，请写具体名称"
        return Text(zh, f"this counts for {indicator.scope_en}: name the one that is meant")
    if indicator.each and scope.strip() and len(scope) <= TEXT_LIMIT and "\0" not in scope:
        return None
    known = scopes(book)
    if scope in known:
        return None
    near = get_close_matches(scope, sorted(known), 1, 0.5)
    zh = f"没有名为“{scope}”的范围" + (f"，是否为“{near[0]}”？" if near else "")
    return Text(zh, f"there is no scope {scope}" + (f"; is it {near[0]}?" if near else ""))
