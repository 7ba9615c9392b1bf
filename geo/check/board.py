"""A layout's features in a form that single edits change at a cost that does not grow with the layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import shapely

from geo.crs import Geometries
from geo.rules import Subjects
from geo.rules.subjects import Ints, Objects

_SPARE_SHARE: Final = 0.25
_SPARE_LEAST: Final = 64
_FRESH_MOST: Final = 256
_WORN_LEAST: Final = 1024


_Past = tuple[list[int], int, list[int], shapely.STRtree]
"""What a replacement took off, where its own rows start, and the fresh rows and the index before it."""


class Board:
    """Rows that are taken off and added; a spatial index over the old ones, a plain list of the fresh ones.

    A row's number never changes. The index is rebuilt when many rows are fresh, so that most edits pay nothing for it.
    """

    def __init__(self, subjects: Subjects) -> None:
        """Lay out all features."""
        self._columns = {name: values.copy() for name, values in subjects.columns.items()}
        self._geometry = subjects.geometry.copy()
        self._sound = subjects.sound.copy()
        self._size = self._sorted = len(subjects)
        self._row: dict[str, int] = {id: row for row, id in enumerate(subjects.ids)}
        self._kinds: dict[str, set[int]] = {}
        for row, kind in enumerate(subjects.text("kind")):
            self._kinds.setdefault(kind, set()).add(row)
        self._index()
        self._past: _Past = [], self._size, self._fresh, self._tree

    def _index(self) -> None:
        self._indexed = np.array(sorted(self._row.values()), dtype=np.intp)
        self._tree = shapely.STRtree(self._geometry[self._indexed])
        self._alive = np.zeros(len(self._geometry), dtype=bool)
        self._alive[self._indexed] = True
        self._fresh: list[int] = []

    @property
    def worn(self) -> bool:
        """Whether rows of features that are gone take as much room as the others."""
        return self._size > 2 * len(self._row) + _WORN_LEAST

    @property
    def kinds(self) -> list[str]:
        """The kinds of which there is a feature."""
        return [kind for kind, rows in self._kinds.items() if rows]

    def of(self, kinds: Iterable[str]) -> Subjects:
        """All features of some kinds; of every kind when none is named."""
        named = list(kinds)
        rows = set().union(*(self._kinds.get(kind, set()) for kind in named)) if named else self._row.values()
        return self._take(rows)

    def shapes(self, ids: Sequence[str]) -> Geometries:
        """The geometries of those features of the given ids that are here."""
        return self._geometry[np.array(sorted(self._row[id] for id in ids if id in self._row), dtype=np.intp)]

    def near(self, shapes: Geometries, reach_m: float, kinds: Iterable[str]) -> Subjects:
        """The features of some kinds, of all when none is named, whose box is within `reach_m` of that of any shape.

        They are all that are so near themselves, and some more: finding out which would cost more than they do.
        A missing shape is near nothing.
        """
        boxes = shapely.bounds(shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)])
        boxes += (-reach_m, -reach_m, reach_m, reach_m)
        rows = self._indexed[self._tree.query(shapely.box(*boxes.T))[1]]
        fresh = np.array(self._fresh, dtype=np.intp)
        its = shapely.bounds(self._geometry[fresh])[:, None]
        meets = np.all((its[..., :2] <= boxes[:, 2:]) & (its[..., 2:] >= boxes[:, :2]), axis=2)
        close = np.any(meets, axis=1)
        chosen, kind, named = {*rows[self._alive[rows]], *fresh[close]}, self._columns["kind"], frozenset(kinds)
        return self._take(row for row in chosen if not named or kind[row] in named)

    def replace(self, ids: Iterable[str], put: Subjects) -> Subjects:
        """Take features off and put others on; returns those that were taken off."""
        gone = [self._row.pop(id) for id in ids if id in self._row]
        self._past = gone, self._size, self._fresh, self._tree
        taken = self._take(gone)
        for row, kind in zip(gone, self._columns["kind"][gone], strict=True):
            self._kinds[kind or ""].discard(row)
        self._alive[gone] = False
        self._fresh = [row for row in self._fresh if self._alive[row]]
        self._put(put)
        if len(self._fresh) > _FRESH_MOST:
            self._index()
        return taken

    def take_back(self) -> None:
        """Undo the last `replace`: the rows that it took off stand where they stood."""
        gone, start, fresh, tree = self._past
        ids, kinds = self._columns["id"], self._columns["kind"]
        for row in range(start, self._size):
            del self._row[ids[row]]
            self._kinds[kinds[row] or ""].discard(row)
        for row in gone:
            self._row[ids[row]] = row
            self._kinds[kinds[row] or ""].add(row)
        self._alive[start : self._size] = False
        self._alive[gone] = True
        self._size, self._fresh = start, fresh
        if self._tree is not tree:
            self._index()

    def _put(self, put: Subjects) -> None:
        start, end = self._size, self._size + len(put)
        if end > len(self._geometry):
            self._grow(end)
        for name, values in self._columns.items():
            values[start:end] = put.columns[name]
        self._geometry[start:end] = put.geometry
        self._sound[start:end] = put.sound
        self._alive[start:end] = True
        self._size = end
        for row, id, kind in zip(range(start, end), put.ids, put.text("kind"), strict=True):
            self._row[id] = row
            self._kinds.setdefault(kind, set()).add(row)
            self._fresh.append(row)

    def _grow(self, size: int) -> None:
        spare = max(int(size * _SPARE_SHARE), _SPARE_LEAST)
        room: Objects = np.full(size + spare - len(self._geometry), None, dtype=object)
        self._columns = {name: np.concatenate([values, room]) for name, values in self._columns.items()}
        self._geometry = np.concatenate([self._geometry, room])
        self._sound = np.concatenate([self._sound, np.zeros(len(room), dtype=bool)])
        self._alive = np.concatenate([self._alive, np.zeros(len(room), dtype=bool)])

    def _take(self, rows: Iterable[int]) -> Subjects:
        """Rows as subjects, sorted by id."""
        chosen = self._by_id(np.sort(np.fromiter(rows, dtype=np.intp)))
        some = Subjects({name: values[chosen] for name, values in self._columns.items()}, self._geometry[chosen])
        some.__dict__["sound"] = self._sound[chosen]
        return some

    def _by_id(self, rows: Ints) -> Ints:
        """Ascending rows sorted by id: those of the start are, the few that came later are put between them."""
        ids = self._columns["id"]
        first = int(np.searchsorted(rows, self._sorted))
        early, late = rows[:first], rows[first:]
        if not len(late):
            return early
        late = late[np.argsort(ids[late].astype(str), kind="stable")]
        return np.insert(early, np.searchsorted(ids[early], ids[late]), late)
