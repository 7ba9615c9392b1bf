"""The quarantine as a file for GIS programs: one flat table, the file's own properties beside the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import orjson
import pandas as pd
import pyogrio
import shapely

from api.importing.waiting import drawable, outlines_of
from api.store import QuarantineRecord
from geo.crs import EPSG

_LAYER: Final = "quarantine"
_RESERVED: Final = ("fid", "geom", "geometry")
_OURS: Final = (
    "number", "import", "file", "layer", "row", "id", "code", "reason_zh", "reason_en", "at_lon", "at_lat", "released",
)  # fmt: skip


def write(records: Sequence[QuarantineRecord], path: Path) -> None:
    """Write them into a file, as GeoPackage or GeoJSON, whichever its ending says."""
    rows = [_row(record) for record in records]
    names = _names(rows)
    table = {name: [row.get(name) for row in rows] for name in (*_OURS, *names)}
    if path.suffix == ".gpkg":
        _geopackage(table, names, [record.geometry for record in records], path)
    else:
        outlines = outlines_of([record.geometry for record in records])
        features = [
            {"type": "Feature", "id": row["number"], "geometry": outline, "properties": row}
            for row, outline in zip(rows, outlines, strict=True)
        ]
        path.write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features}))


def _row(record: QuarantineRecord) -> dict[str, Any]:
    lon, lat = record.at or (None, None)
    how = None if record.release is None else record.release.how
    values = (
        record.number, record.import_, record.file, record.layer, record.row, record.id, record.code,
        record.reason.zh, record.reason.en, lon, lat, how,
    )  # fmt: skip
    return {**record.properties, **dict(zip(_OURS, values, strict=True))}


def _names(rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The file's own properties, each with a name that a table takes: no two alike but for capitals."""
    taken = {name.lower() for name in (*_OURS, *_RESERVED)}
    found: dict[str, str] = {}
    for name in dict.fromkeys(name for row in rows for name in row if name not in _OURS):
        column, n = name or "_", 2
        while column.lower() in taken:
            column, n = f"{name}_{n}", n + 1
        taken.add(column.lower())
        found[name] = column
    return found


def _geopackage(
    table: dict[str, list[Any]], names: dict[str, str], geometry: Sequence[shapely.Geometry | None], path: Path
) -> None:
    columns = {names.get(name, name): _plain(name, values) for name, values in table.items()}
    rows = gpd.GeoDataFrame(pd.DataFrame(columns), geometry=drawable(geometry), crs=EPSG)
    pyogrio.write_dataframe(rows, path, layer=_LAYER, driver="GPKG", geometry_type="Unknown", spatial_index=True)


def _plain(name: str, values: list[Any]) -> pd.Series[Any]:
    """A column of numbers, or of texts."""
    if name in ("number", "import", "row"):
        return pd.Series(values, dtype="Int64")
    known = [value for value in values if value is not None]
    if name in ("at_lon", "at_lat") or (known and all(type(value) in (int, float) for value in known)):
        return pd.Series([None if value is None else float(value) for value in values], dtype="float64")
    return pd.Series([None if value is None else _text(value) for value in values], dtype=object)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
