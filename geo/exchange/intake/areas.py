"""Areas that a file states beside those that its outlines have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from geo.crs import Frame
from geo.measure import M2_PER_KM2, area_m2, km2
from geo.model import Layout, Text

LOOK_SHARE: Final = 0.02
"""From this difference on a planner should look: more than rounding and the choice of a projection make."""

_FACTORS: Final = (15.0, 100.0, 1_500.0, 10_000.0, 1_000_000 / 1_500, 1_000_000.0)
_NEAR: Final = 0.1
_TIMES: Final = Text(
    "标注面积约为量得面积的 {factor} 倍，请核对单位",
    "the stated area is about {factor} times the measured one: is its unit right?",
)
_PART: Final = Text(
    "标注面积约为量得面积的 1/{factor}，请核对单位",
    "the stated area is about 1/{factor} of the measured one: is its unit right?",
)


@dataclass(frozen=True)
class Stated:
    """A feature's stated and measured area; the share is of the stated one. `hint`: what to look at."""

    id: str
    name: str | None
    stated_km2: float
    measured_km2: float
    difference_share: float | None
    hint: Text | None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "id": self.id,
            "name": self.name,
            "stated_km2": self.stated_km2,
            "measured_km2": self.measured_km2,
            "difference_share": self.difference_share,
            "hint": None if self.hint is None else self.hint.data(),
        }


def stated_areas(layout: Layout, frame: Frame) -> tuple[Stated, ...]:
    """All features that state an area and have one, those that differ most first."""
    table = layout.features
    measured = area_m2(frame.project(np.asarray(table.geometry.values, dtype=object))) / M2_PER_KM2
    stated = table["stated_area_km2"].to_numpy(dtype=np.float64)
    rows = np.flatnonzero(~np.isnan(stated) & (measured > 0))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        share = np.where(stated != 0, (measured - stated) / stated, np.inf)
    ids, names = table["id"].tolist(), table["name"].tolist()
    rows = rows[np.lexsort((rows, -np.abs(share[rows])))]
    return tuple(_stated(ids[n], names[n], float(stated[n]), float(measured[n]), float(share[n])) for n in rows)


def _stated(id: str, name: str | None, stated: float, measured: float, share: float) -> Stated:
    told = round(share, 6) if np.isfinite(share) else None
    return Stated(id, name, stated, km2(measured * M2_PER_KM2), told, _hint(stated, measured, share))


def _hint(stated: float, measured: float, share: float) -> Text | None:
    if abs(share) < LOOK_SHARE:
        return None
    ratio = max(stated / measured, measured / stated) if stated > 0 else 0.0
    if factor := next((f for f in _FACTORS if abs(ratio / f - 1) < _NEAR), None):
        return (_TIMES if stated > measured else _PART).format(factor=f"{factor:,.0f}")
    return Text("标注面积与量得面积不符，请核对边界", "stated and measured area differ: is the outline right?")
