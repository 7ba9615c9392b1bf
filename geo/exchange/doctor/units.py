"""Units of stated areas: guessed by dividing what is stated by what was measured, then by what is written."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from numbers import Real
from typing import Final, get_args

import numpy as np

from geo.crs import Floats
from geo.exchange.doctor.inspection import About, Candidate, Proposal
from geo.exchange.intake.decisions import Unit
from geo.exchange.typed import M2_PER, quantity, unit_in
from geo.measure import M2_PER_KM2
from geo.model import Text

TITLES: Final[dict[Unit, Text]] = {
    "km2": Text("平方公里", "km²"),
    "ha": Text("公顷", "ha"),
    "m2": Text("平方米", "m²"),
    "mu": Text("亩", "mu (亩)"),
}
_CLOSE, _NEAR, _FAR = 0.02, 0.1, 0.35
_WRITTEN: Final = 0.92
_IN_NAME: Final = 0.85
_UNKNOWN: Final = 0.4
_LEAST_ROWS: Final = 3
_CONTRADICTED: Final = 0.7


def unit_proposal(layer: str, column: str, values: list[object], measured_m2: Floats, *, declared: bool) -> Proposal:
    """The unit of a column of areas; `measured_m2` are the areas of the same rows, NaN where none was measured.

    `declared`: this program wrote the file, so that the unit is km².
    """
    ratio, rows = _ratio(values, measured_m2)
    written = _written(values)
    scores = {unit: _score(unit, ratio, rows, written, unit_in(column)) for unit in get_args(Unit)}
    if declared and ratio is None:
        scores["km2"] = 1.0
    order = sorted(scores, key=lambda unit: -scores[unit])
    candidates = tuple(_candidate(unit, scores[unit], column, ratio, rows, written) for unit in order)
    return Proposal(
        about=About.UNIT,
        title=Text(f"列“{column}”的单位", f"Unit of the column “{column}”"),
        candidates=candidates,
        layer=layer,
        column=column,
        converts=order[0] != "km2",
        declared=declared and order[0] == "km2",
    )


def _ratio(values: list[object], measured_m2: Floats) -> tuple[float | None, int]:
    """The median of stated numbers over measured km², and of how many rows."""
    rows = np.flatnonzero(np.isfinite(measured_m2))
    read: dict[object, float] = {}
    stated = np.array([_number(values[row], read) for row in rows])
    ratios = stated / (measured_m2[rows] / M2_PER_KM2)
    ratios = ratios[np.isfinite(ratios) & (ratios > 0)]
    return (float(np.median(ratios)), len(ratios)) if len(ratios) else (None, 0)


def _number(value: object, read: dict[object, float]) -> float:
    if isinstance(value, Real):
        return float(value)
    if not isinstance(value, str):
        return math.nan
    if value not in read:
        found = quantity(value)
        read[value] = math.nan if found is None else found.number
    return read[value]


def _written(values: list[object]) -> Counter[Unit]:
    """Units that stand behind numbers, with the number of their rows."""
    texts = Counter(value for value in values if isinstance(value, str))
    found: Counter[Unit] = Counter()
    for text, times in texts.items():
        if (said := quantity(text)) is not None and said.unit is not None:
            found[said.unit] += times
    return found


def _score(unit: Unit, ratio: float | None, rows: int, written: Counter[Unit], named: Unit | None) -> float:
    """How sure a unit is: measured first, then what stands behind the numbers, then the name of the column."""
    said = written.most_common(1)[0][0] if written else named
    if ratio is None:
        if said is None:
            return _UNKNOWN if unit == "km2" else (1 - _UNKNOWN) / 3
        return (_WRITTEN if written else _IN_NAME) if unit == said else 0.05
    sure = _fits(abs(math.log(ratio / _expected(unit))))
    if rows < _LEAST_ROWS:
        sure = min(sure, _IN_NAME) if said is None else sure
    if said is not None:
        sure = min(0.99, sure + 0.01) if said == unit else sure * _CONTRADICTED
    return sure


def _expected(unit: Unit) -> float:
    return M2_PER_KM2 / M2_PER[unit]


def _fits(deviation: float) -> float:
    """How sure a unit is from how far the ratio is off (the difference of logarithms)."""
    for limit, sure in ((_CLOSE, 0.98), (_NEAR, 0.94), (_FAR, 0.8)):
        if deviation <= limit:
            return sure
    return max(0.01, 0.5 * math.exp(-deviation))


def _candidate(
    unit: Unit, sure: float, column: str, ratio: float | None, rows: int, written: Counter[Unit]
) -> Candidate:
    return Candidate(unit, TITLES[unit], sure, tuple(_evidence(unit, column, ratio, rows, written)))


def _evidence(unit: Unit, column: str, ratio: float | None, rows: int, written: Counter[Unit]) -> Iterator[Text]:
    title = TITLES[unit]
    if ratio is not None:
        expected = _expected(unit)
        yield Text(
            f"{column} ÷ 实测平方公里数 = {ratio:,.4g}（{rows} 个要素的中位数）；按{title.zh}应为 {expected:,.4g}",
            f"{column} ÷ measured km² = {ratio:,.4g} (median of {rows}); {expected:,.4g} if it is {title.en}",
        )
    if written[unit]:
        yield Text(f"{written[unit]} 行的数后面写着{title.zh}", f"{title.en} is written behind {written[unit]} numbers")
    if unit_in(column) == unit:
        yield Text(f"列名“{column}”里写着{title.zh}", f"The column's name “{column}” says {title.en}")
    if ratio is None and not written and unit_in(column) is None:
        yield Text("没有可以对照的实测面积", "Nothing can be measured to compare with")
