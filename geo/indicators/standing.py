"""Where an indicator stands: its latest value, how far that is from baseline to target, and what to call it.

met       the latest value fulfils the target
on-track  not yet, but at least as far as a straight line from baseline to target would be by now
behind    not yet, and less far; also where no baseline tells how far it should be
missed    the last year is over and its own value falls short, or a bound that always holds is broken
unknown   there is no value to judge by, or no number to judge it against
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from geo.indicators.values import Value
from geo.model import Text
from geo.rulebook import Indicator, Rulebook

_CLOSE: Final = 1e-9
NO_NUMBER: Final = Text("文件未给出可比较的数值", "the document gives no number to compare with")
NO_VALUE: Final = Text("没有数值", "there is no value")
NO_FINAL: Final = Text("目标年 {year} 的数值缺失", "the value of the target year {year} is missing")
NO_BASE: Final = Text("没有基期数值，只比较是否达到", "without a baseline only the target itself is compared")
BASELINE: Final = Text("文件给出的现状值", "a figure that the document reports")


class State(StrEnum):
    """See the module."""

    MET = "met"
    ON_TRACK = "on-track"
    BEHIND = "behind"
    MISSED = "missed"
    UNKNOWN = "unknown"
    BASELINE = "baseline"


_WORST: Final = (State.MISSED, State.BEHIND, State.UNKNOWN, State.ON_TRACK, State.MET)


@dataclass(frozen=True)
class Standing:
    """An indicator with its values and what they amount to.

    `latest` is the value that was judged; of an indicator for each member of a scope, the worst member's. `progress`
    runs from 0 (baseline) to 1 (target); None where it cannot be said.
    """

    indicator: Indicator
    values: tuple[Value, ...]
    latest: Value | None
    base: Value | None
    progress: float | None
    state: State
    reason: Text | None = None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        item = self.indicator
        return {
            "id": item.id,
            "document": item.document,
            "locator": item.locator,
            "name": {"zh": item.name, "en": item.name_en},
            "scope": {"zh": item.scope, "en": item.scope_en},
            "type": item.type,
            "operator": item.operator,
            "target": item.value,
            "low": item.low,
            "high": item.high,
            "unit": {"zh": item.unit, "en": item.unit_en},
            "year": item.year,
            "first": item.first,
            "last": item.last,
            "each": item.each,
            "each_year": item.each_year,
            "bound": item.bound,
            "note": {"zh": item.note, "en": item.note_en} if item.note else None,
            "measured": bool(item.measure),
            "state": self.state.value,
            "reason": None if self.reason is None else self.reason.data(),
            "progress": self.progress,
            "latest": None if self.latest is None else self.latest.data(),
            "base": None if self.base is None else self.base.data(),
            "values": [value.data() for value in self.values],
        }


def standings(book: Rulebook, values: Iterable[Value], on: date) -> list[Standing]:
    """Where each of a rulebook's indicators stands on a day, in the rulebook's order."""
    mine: dict[str, list[Value]] = {id: [] for id in book.indicators}
    for value in values:
        if value.indicator in mine:
            mine[value.indicator].append(value)
    share = book.file.indicators.about_share
    return [standing(item, mine[id], on, about_share=share) for id, item in book.indicators.items()]


def standing(item: Indicator, values: Sequence[Value], on: date, *, about_share: float) -> Standing:
    """Where one indicator stands on a day; values of other scopes are kept but not judged."""
    ordered = tuple(sorted(values, key=lambda v: (v.scope, v.year)))
    judged = [v for v in ordered if item.each or v.scope == item.scope]
    if item.type == "baseline":
        latest = max(judged, key=lambda v: v.year, default=None)
        return Standing(item, ordered, latest, None, None, State.BASELINE, BASELINE)
    if item.low is None:
        latest = max(judged, key=lambda v: v.year, default=None)
        return Standing(item, ordered, latest, None, None, State.UNKNOWN, NO_NUMBER)
    members = {v.scope for v in judged}
    found = [_member(item, ordered, [v for v in judged if v.scope == m], on, about_share) for m in sorted(members)]
    if not found:
        return Standing(item, ordered, None, None, None, State.UNKNOWN, NO_VALUE)
    return min(found, key=lambda s: (_WORST.index(s.state), 1.0 if s.progress is None else s.progress))


def fulfils(item: Indicator, value: float, about_share: float) -> bool:
    """Whether a value fulfils an indicator's number.

    A number that is to be kept holds on both sides, to half of the last printed digit; one that is to be reached may
    be passed. "About" leaves `about_share` of the number.
    """
    assert item.low is not None
    low, high = item.low, item.low if item.high is None else item.high
    slack = abs(low) * _CLOSE
    if item.operator == ">":
        return value > low
    if item.operator in (">=", "x"):
        return value >= low - slack
    if item.operator == "<=":
        return value <= low + slack
    if item.operator == "~":
        slack = abs(low) * about_share + slack
    elif item.operator == "=" and item.bound == "keep":
        slack = _half_digit(item.value)
    return value >= low - slack and (item.bound == "reach" or value <= high + slack)


def _half_digit(printed: str) -> float:
    """Half of the last digit of a number as printed."""
    return 0.5 * 10.0 ** -len(printed.partition(".")[2])


def _member(item: Indicator, all: tuple[Value, ...], values: list[Value], on: date, about_share: float) -> Standing:
    """Where one scope stands: its values are of one scope, at least one, in order of years."""
    assert item.low is not None
    base, until = values[0], [v for v in values if v.year <= item.last]
    latest = until[-1] if until else None
    if latest is None or (latest.year < item.first and item.each_year):
        return Standing(item, all, latest, None, None, State.UNKNOWN, NO_VALUE)
    if latest.origin == "document":
        return Standing(item, all, None, latest, None, State.UNKNOWN, NO_VALUE)
    start = _start(item, base, latest)
    met = fulfils(item, latest.value, about_share)
    progress = 1.0 if met else _progress(item, start, latest.value)
    shown = base if start is not None and not item.each_year else None
    due = latest.year if item.each_year else item.last
    reason = None
    if met:
        state = State.MET
    elif item.bound == "keep":
        state = State.MISSED
    elif on.year > due:
        state = State.MISSED if latest.year == due else State.UNKNOWN
        reason = None if latest.year == due else NO_FINAL.format(year=due)
    elif start is None:
        state, reason = State.BEHIND, NO_BASE
    else:
        state = State.ON_TRACK if _expected(start, due, latest, on) <= (progress or 0.0) else State.BEHIND
    return Standing(item, all, latest, shown, progress, state, reason)


def _start(item: Indicator, base: Value, latest: Value) -> tuple[float, float] | None:
    """The time and number that progress starts from: nothing, at new year, for what every year asks afresh."""
    if item.each_year:
        return float(latest.year), 0.0
    return None if base.year >= latest.year else (base.year + 1.0, base.value)


def _progress(item: Indicator, start: tuple[float, float] | None, value: float) -> float | None:
    """How much of the way a value that does not fulfil the target has gone, 0 to 1."""
    assert item.low is not None
    if item.bound == "keep" or item.low == 0:
        return None
    if start is None:
        share = item.low / value if item.operator == "<=" and value else value / item.low
    elif start[1] == item.low:
        return None
    else:
        share = (value - start[1]) / (item.low - start[1])
    return min(max(share, 0.0), 1.0)


def _expected(start: tuple[float, float], due: int, latest: Value, on: date) -> float:
    """How much of the way should be gone: of the time from the start to the end of `due`, what the value covers."""
    elapsed = (on - date(on.year, 1, 1)).days / 366
    reached = on.year + elapsed if latest.year >= on.year else latest.year + 1.0
    return (reached - start[0]) / (due + 1.0 - start[0])
