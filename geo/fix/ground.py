"""The part of a layout that a repair looks at: shapes in the frame, and the way back to the very same coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from geo.crs import Floats, Frame
from geo.fix.settings import FixSettings, load_settings
from geo.model import Layout
from geo.rulebook import Rulebook
from geo.rules import RULES, Subjects

_M_PER_DEGREE: Final = 110_000.0


@dataclass(frozen=True)
class Ground:
    """The features around some of a layout's features, by id, in the frame.

    `lonlat` brings a repaired shape back to EPSG:4490: a vertex that was there before gets exactly the coordinates
    that it had, so that a border which did not move stays the same to the last bit.
    """

    layout: Layout
    book: Rulebook
    near: Subjects

    @staticmethod
    def around(layout: Layout, book: Rulebook, ids: Sequence[str]) -> Ground:
        """Everything whose box comes near the box around `ids`."""
        geometry = np.asarray(layout.features.geometry.values, dtype=object)
        chosen = np.isin(layout.features["id"].to_numpy(dtype=str), ids)
        west, south, east, north = shapely.total_bounds(geometry[chosen])
        settings = load_settings(book.id)
        reach_m = 2 * (settings.gap.max_width_m + settings.weld.tolerance_m)
        margin = reach_m / _M_PER_DEGREE / max(np.cos(np.radians(np.abs([south, north]).max())), 0.01)
        boxes = shapely.bounds(geometry)
        with np.errstate(invalid="ignore"):
            meets = (boxes[:, 0] <= east + margin) & (boxes[:, 2] >= west - margin)
            meets &= (boxes[:, 1] <= north + margin) & (boxes[:, 3] >= south - margin)
        table = layout.features[meets | chosen].reset_index(drop=True)
        return Ground(layout, book, Subjects.of_layout(Layout(layout.id, table), book.frame))

    @property
    def frame(self) -> Frame:
        """Where everything is measured."""
        return self.book.frame

    @property
    def settings(self) -> FixSettings:
        """How far repairs may go."""
        return load_settings(self.book.id)

    @cached_property
    def row(self) -> dict[str, int]:
        """Feature id to its row in `near`."""
        return {str(id): row for row, id in enumerate(self.near.ids)}

    def has(self, id: str) -> bool:
        """Whether there is a sound polygon of that id."""
        return id in self.row and bool(self.near.sound[self.row[id]])

    def shape(self, id: str) -> Any:
        """A feature's geometry in the frame."""
        return self.near.geometry[self.row[id]]

    def kind(self, id: str) -> str:
        """A feature's kind."""
        return str(self.near.columns["kind"][self.row[id]])

    def text(self, id: str, column: str) -> str:
        """A text property, "" where it is missing."""
        return str(self.near.columns[column][self.row[id]] or "")

    def name(self, id: str) -> str:
        """What a person calls the feature."""
        return self.near.label(self.row[id])

    def siblings(self, id: str) -> Subjects:
        """The sound features of the coverages that a feature belongs to, itself included."""
        kind = self.kind(id)
        coverages: tuple[tuple[str, ...], ...] = getattr(RULES["GEO002"].bind(self.book), "coverages", ())
        kinds = {member for coverage in coverages if kind in coverage for member in coverage}
        members = self.near.of(*kinds)
        return members[members.sound]

    @cached_property
    def _known(self) -> tuple[npt.NDArray[np.complex128], Floats]:
        """Every vertex in the frame, sorted, with its stored degrees."""
        table = self.layout.features
        rows = np.isin(table["id"].to_numpy(dtype=str), self.near.ids.astype(str))
        stored = shapely.get_coordinates(np.asarray(table.geometry.values, dtype=object)[rows])
        keys, first = np.unique(_key(shapely.get_coordinates(self.near.geometry)), return_index=True)
        return keys, stored[first]

    def lonlat(self, shape: Any) -> Any:
        """A shape in the frame as a MultiPolygon in EPSG:4490."""
        back = shapely.transform(shape, self._degrees)
        return back if back.geom_type == "MultiPolygon" else shapely.MultiPolygon([back])

    def _degrees(self, xy: Floats) -> Floats:
        keys, stored = self._known
        wanted = _key(xy)
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        known = keys[at] == wanted
        out = np.empty_like(xy)
        out[known] = stored[at[known]]
        if not known.all():
            out[~known] = self.frame.lonlat(xy[~known])
        return out


def _key(xy: Floats) -> npt.NDArray[np.complex128]:
    """Positions as numbers that sort and compare exactly."""
    return np.asarray((xy[:, 0] + 0.0) + 1j * (xy[:, 1] + 0.0), dtype=np.complex128)
