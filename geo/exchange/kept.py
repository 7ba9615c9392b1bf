"""What the records of a file cannot hold, kept beside them: long texts, empty ones, letters that an encoding lacks.

Nothing is told twice: a written file is read again, and what did not come back as it was is kept, with what came back
in its place. Whoever changes that in another program has the last word: what is kept is put back only where the
record still says what it said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.crs import Geometries
from geo.exchange.wkb import shapes_of
from geo.model.features import promoted

Kept = dict[str, Any]
_GEOMETRY: Final = "\0geometry"
"""No column has that name."""


def kept(table: pd.DataFrame, geometry: Geometries, back: pd.DataFrame, shapes: Geometries) -> list[Kept]:
    """What of `table` and `geometry` is otherwise in `back` and `shapes`, in which the same rows were read again."""
    lost: dict[int, dict[str, dict[str, Any]]] = {}
    for name in table.columns:
        was, now = table[name].to_numpy(), back[name].to_numpy()
        for row in np.flatnonzero(was != now):
            if not (was[row] is None and now[row] is None):
                lost.setdefault(int(row), {})[name] = {"record": now[row], "value": was[row]}
    for row in np.flatnonzero(~same(geometry, shapes)):
        lost.setdefault(int(row), {})[_GEOMETRY] = {"record": _hex(shapes[row]), "value": _hex(geometry[row])}
    ids = back["id"].tolist()
    return [{"row": row, "id": ids[row], "values": values} for row, values in sorted(lost.items())]


def same(one: Geometries, other: Geometries) -> npt.NDArray[np.bool_]:
    """Of each place whether a layout has the same geometry of both, to the last digit and in the same order."""
    missing: npt.NDArray[np.bool_] = shapely.is_missing(one) & shapely.is_missing(other)
    return missing | shapely.equals_identical(promoted(one), promoted(other))


def put_back(entries: Any, table: pd.DataFrame, geometry: Geometries) -> pd.DataFrame:
    """A table that was read from a file with what was kept of it; its geometries are put into `geometry`."""
    columns = {str(name): table[name].to_numpy(dtype=object, copy=True) for name in table.columns}
    rows: dict[Any, list[int]] = {}
    for row, id in enumerate(columns.get("id", ())):
        rows.setdefault(id, []).append(row)
    for entry in _objects(entries):
        place = _place(entry, rows.get(entry.get("id"), ()))
        values = entry.get("values")
        if place is not None and isinstance(values, dict):
            _restore(values, place, columns, geometry)
    return pd.DataFrame(columns, index=table.index, dtype=object)


def _place(entry: Mapping[str, Any], found: Sequence[int]) -> int | None:
    """The row of that id; of several the one that stands where it stood."""
    if len(found) == 1:
        return found[0]
    row = entry.get("row")
    return row if isinstance(row, int) and row in found else None


def _restore(values: Mapping[str, Any], row: int, columns: Mapping[str, Geometries], geometry: Geometries) -> None:
    for name, told in values.items():
        if not isinstance(told, dict) or "value" not in told:
            continue
        if name in columns and columns[name][row] == told.get("record"):
            columns[name][row] = told["value"]
        elif name == _GEOMETRY and _hex(geometry[row]) == told.get("record"):
            geometry[row] = shapes_of([told["value"]])[0]


def _objects(entries: Any) -> list[dict[str, Any]]:
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _hex(shape: Any) -> str | None:
    return None if shape is None else str(shapely.to_wkb(shape, hex=True, byte_order=1))
