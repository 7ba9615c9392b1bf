"""What a check sees: features as arrays, in the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo import measure
from geo.crs import Floats, Frame, Geometries
from geo.model import COLUMNS, POINT_KINDS, Feature, Kind, Layout, Status, columns_of
from geo.parallel import split
from geo.rules.coverage import Border

Objects = npt.NDArray[np.object_]
Ints = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

_POLYGONAL = (3, 6)
_KEPT = ("sound", "area_m2")
_NAMED = 3


def listed(kinds: Iterable[str], lang: str) -> str:
    """The names of kinds of features, one after the other."""
    return (", " if lang == "en" else "、").join(Kind(kind).label.say(lang) for kind in sorted(kinds))


@dataclass(frozen=True)
class Draft:
    """A finding before the rulebook has given it severity, clause and words.

    `subjects` as in `Finding`; `evidence` is in the frame; `values` fill the message.
    """

    subjects: tuple[str, ...]
    evidence: Any
    measured: float | None = None
    required: float | None = None
    tolerance: float | None = None
    values: dict[str, Any] = field(default_factory=dict)
    status: Status = Status.OPEN

    @staticmethod
    def lacking(kinds: Iterable[str], names: Iterable[str] = (), *, evidence: Any = None) -> Draft:
        """The verdict "cannot tell" on a layout without any feature of these kinds; `names` are those looked for."""
        wanted = list(dict.fromkeys(names))
        zh, en = "、".join(wanted[:_NAMED]), ", ".join(wanted[:_NAMED])
        if len(wanted) > _NAMED:
            zh, en = f"{zh}等 {len(wanted)} 项", f"{en} and {len(wanted) - _NAMED} more"
        told = {
            "kinds_zh": listed(kinds, "zh") + (f"（{zh}）" if zh else ""),
            "kinds_en": listed(kinds, "en") + (f" ({en})" if en else ""),
        }
        return Draft((), evidence, values=told, status=Status.CANNOT_TELL)

    @property
    def owner(self) -> str:
        """The feature that the finding belongs to, "" for one of the whole layout."""
        return self.subjects[0] if self.subjects else ""


@dataclass(frozen=True)
class Subjects:
    """Rows of a layout, sorted by id: `columns` by property name, `geometry` in the frame."""

    columns: dict[str, Objects]
    geometry: Geometries

    @staticmethod
    def of_layout(layout: Layout, frame: Frame) -> Subjects:
        """All features of a layout, projected once."""
        columns = {name: layout.features[name].to_numpy(dtype=object) for name in COLUMNS}
        geometry = np.asarray(layout.features.geometry.values, dtype=object)
        return Subjects(columns, frame.project(geometry))

    @staticmethod
    def of_features(features: Iterable[Feature], frame: Frame) -> Subjects:
        """Some single features, as those of a layout.

        Raises:
            InputError: two features share an id.
        """
        columns, geometry = columns_of(features)
        return Subjects(columns, frame.project(geometry))

    @staticmethod
    def concat(parts: Iterable[Subjects]) -> Subjects:
        """Several tables as one, sorted by id again."""
        tables = list(parts)
        columns = {name: np.concatenate([t.columns[name] for t in tables]) for name in COLUMNS}
        order = np.argsort(columns["id"].astype(str), kind="stable")
        geometry = np.concatenate([t.geometry for t in tables])
        return Subjects({name: values[order] for name, values in columns.items()}, geometry[order])

    def __len__(self) -> int:
        return len(self.geometry)

    def __getitem__(self, rows: Bools | Ints | Sequence[int] | Sequence[bool]) -> Subjects:
        some = Subjects({name: values[rows] for name, values in self.columns.items()}, self.geometry[rows])
        # What is known of every row need not be computed again for some of them.
        some.__dict__.update({name: self.__dict__[name][rows] for name in _KEPT if name in self.__dict__})
        return some

    def of(self, *kinds: str) -> Subjects:
        """Only the features of these kinds; asked again, the same table with all that is known of it."""
        named = frozenset(kinds)
        if named not in self._by_kinds:
            of_kind = [self.columns["kind"] == kind for kind in kinds]
            self._by_kinds[named] = self._only(np.any([np.zeros(len(self), dtype=bool), *of_kind], axis=0))
        return self._by_kinds[named]

    @cached_property
    def _by_kinds(self) -> dict[frozenset[str], Subjects]:
        return {}

    @cached_property
    def solid(self) -> Subjects:
        """Only the features that can be measured."""
        return self._only(self.sound)

    def _only(self, rows: Bools) -> Subjects:
        return self if rows.all() else self[rows]

    def where(self, name: str, values: Sequence[str]) -> Subjects:
        """Only the features whose text property is one of these."""
        return self[np.isin(self.text(name).astype(str), values)]

    @property
    def ids(self) -> Objects:
        """Feature ids."""
        return self.columns["id"]

    @cached_property
    def area_m2(self) -> Floats:
        """Ellipsoidal areas in m²."""
        return measure.area_m2(self.geometry)

    @cached_property
    def sound(self) -> Bools:
        """Which geometries can be judged: polygons, or points where the kind may be one; present, not empty, valid."""
        return _sound(self.geometry, self.columns["kind"])

    @cached_property
    def border(self) -> Border:
        """How the borders of these rows, which must be sound, meet."""
        return Border.of(self.geometry)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """A spatial index over these rows."""
        return shapely.STRtree(self.geometry)

    def shapes(self, ids: Sequence[str]) -> Geometries:
        """The geometries of those features of the given ids that are here."""
        return self.geometry[np.isin(self.ids.astype(str), ids)]

    def text(self, name: str) -> Objects:
        """A text column with "" for missing values."""
        values = self.columns[name]
        return np.where(values == None, "", values)  # noqa: E711

    def flat(self, name: str) -> tuple[Ints, Objects]:
        """A list column unrolled: the row of each entry, and the entry."""
        lists = self.columns[name]
        sizes = np.fromiter(map(len, lists), dtype=np.intp, count=len(lists))
        entries = np.empty(int(sizes.sum()), dtype=object)
        entries[:] = list(chain.from_iterable(lists))
        return np.repeat(np.arange(len(lists)), sizes), entries

    def label(self, row: int) -> str:
        """What a person calls the feature: its name, or its id where it has none."""
        return str(self.columns["name"][row] or self.ids[row])

    def findings(
        self,
        *,
        measured: Sequence[float | None] | Floats | None = None,
        required: Sequence[float | None] | Floats | float | None = None,
        tolerance: float | None = None,
        evidence: Geometries | None = None,
        values: Callable[[int], dict[str, Any]] | None = None,
        status: Status = Status.OPEN,
    ) -> list[Draft]:
        """One draft per row, each owned by that row's feature; evidence is its own geometry unless given."""
        n = len(self)
        measures: Sequence[Any] | Floats = [None] * n if measured is None else measured
        requireds: Any = required if isinstance(required, Sequence | np.ndarray) else [required] * n
        shapes = self.geometry if evidence is None else evidence
        return [
            Draft(
                subjects=(self.ids[row],),
                evidence=shapes[row],
                measured=measures[row],
                required=requireds[row],
                tolerance=tolerance,
                values={"name": self.label(row), **(values(row) if values else {})},
                status=status,
            )
            for row in range(n)
        ]


def _sound(geometry: Geometries, kinds: Objects) -> Bools:
    types = shapely.get_type_id(geometry)
    dots = (types == shapely.GeometryType.POINT) & np.isin(kinds.astype(str), list(POINT_KINDS))
    fit = np.isin(types, _POLYGONAL) | dots
    return np.asarray(fit & ~shapely.is_empty(geometry) & split(shapely.is_valid, geometry))
