"""A layout on its way out of a confined process: columns as JSON and outlines as WKB, with nothing that could act.

Reading it back takes a tenth of what GeoParquet takes, for which any reader must look at every value.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely

from geo.crs import EPSG
from geo.errors import InputError
from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, Layout, Text

ENDINGS: Final = (".columns", ".outlines")
_LENGTH: Final = np.dtype("<u4")


def write(layout: Layout, stem: str) -> None:
    """Write a layout into the files of that stem."""
    table = layout.features
    columns = {name: table[name].tolist() for name in COLUMNS}
    said = {"title": layout.title and layout.title.data(), "columns": columns}
    Path(f"{stem}{ENDINGS[0]}").write_bytes(orjson.dumps(said))
    outlines = [outline or b"" for outline in shapely.to_wkb(np.asarray(table.geometry.values, dtype=object)).tolist()]
    lengths = np.fromiter(map(len, outlines), dtype=_LENGTH, count=len(outlines))
    with Path(f"{stem}{ENDINGS[1]}").open("wb") as file:
        file.write(lengths.tobytes())
        file.writelines(outlines)


def read(stem: str, *, id: str, rulebook: str) -> Layout:
    """The layout in the files of that stem.

    Raises:
        OSError: they are gone.
        InputError: they are not what `write` makes.
    """
    said = orjson.loads(Path(f"{stem}{ENDINGS[0]}").read_bytes())
    columns = {name: _column(name, said["columns"][name]) for name in COLUMNS}
    shapes = shapely.from_wkb(_outlines(Path(f"{stem}{ENDINGS[1]}").read_bytes(), len(columns["id"])))
    table = gpd.GeoDataFrame(pd.DataFrame(columns, dtype=object), geometry=shapes, crs=EPSG)
    title = None if said["title"] is None else Text(**said["title"])
    return Layout.from_table(table, id=id, rulebook=rulebook, title=title)


def _outlines(body: bytes, count: int) -> np.ndarray[Any, np.dtype[np.object_]]:
    lengths = np.frombuffer(body, dtype=_LENGTH, count=count)
    ends = lengths.nbytes + np.cumsum(lengths, dtype=np.int64)
    out = np.empty(count, dtype=object)
    out[:] = [body[a:b] or None for a, b in zip((ends - lengths).tolist(), ends.tolist(), strict=True)]
    return out


def _column(name: str, values: list[Any]) -> np.ndarray[Any, np.dtype[np.object_]]:
    """A column's values, each of the type that a layout has there."""
    if name in LIST_COLUMNS:
        values = [tuple(value) for value in values]
        fits = all(type(word) is str for value in values for word in value)
    elif name in NUMBER_COLUMNS:
        fits = all(value is None or type(value) in (int, float) for value in values)
    else:
        fits = all(value is None or type(value) is str for value in values)
    if not fits:
        raise InputError(f"草稿的 {name} 列已损坏", f"the draft's column {name} is damaged")
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return out
