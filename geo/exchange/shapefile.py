"""Zipped Shapefiles, in and out. Names that the format cuts to ten letters are restored; what is guessed is said.

A layout of points and polygons is several Shapefiles in one archive. What their records cannot hold (texts over 254
bytes, empty ones, letters that the encoding lacks, the last digits of small numbers) stands in the member
`yuantu.json`, as `kept` tells, beside what the file says of itself.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
import pandas as pd
import shapely

from geo.crs import Geometries
from geo.errors import InputError
from geo.exchange import dbf
from geo.exchange.about import MEMBER, about, parsed
from geo.exchange.archive import plain, unpack
from geo.exchange.columns import join
from geo.exchange.encodings import refuse_unknown
from geo.exchange.kept import kept, put_back, same
from geo.exchange.shapefile_layer import read_layer, refuse_torn, write_layer
from geo.exchange.source import Layer, Source
from geo.model import COLUMNS, LIST_COLUMNS, Layout, Text

PARTS: Final = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
MEMBER_NAME: Final = f"{MEMBER}.json"
ENCODINGS: Final = (dbf.UTF8, "GBK")
"""In which a Shapefile is written."""
_GROUPS: Final = {
    "Polygon": ("", (-1, 3, 6)), "Point": ("_points", (0,)), "MultiPoint": ("_multipoints", (4,)),
    "LineString": ("_lines", (1, 2, 5)),
}  # fmt: skip
"""Of each kind of Shapefile: what the name of the layout is followed by, and the geometry types that go into it."""
_STEM_LIMIT: Final = 40
_SAMPLE_BYTES: Final = 256 * 1024


def source(path: Path, encoding: str | None = None) -> Source:
    """Every Shapefile of a zip archive as a layer.

    Its text is read by `encoding` if one is given, else as UTF-8 or GB18030, whichever the records are; what does not
    decode becomes U+FFFD.

    Raises:
        InputError: not a zip archive, no whole Shapefile in it, or no such encoding.
    """
    refuse_unknown(encoding)
    with tempfile.TemporaryDirectory() as folder:
        shapes = [p for p in unpack(path, Path(folder), PARTS | {".json"}) if p.suffix == ".shp"]
        if not shapes:
            raise InputError(
                "压缩包里没有 Shapefile（.shp）", "there is no Shapefile (.shp) in the archive", where=path.name
            )
        for shape in shapes:
            refuse_torn(shape)
        said = _said(Path(folder))
        bodies = [dbf.records(shape.with_suffix(".dbf")) for shape in shapes]
        declared = dbf.declared(shapes[0].with_suffix(".dbf"))
        chosen = encoding or _own(said) or dbf.encoding_of(b"".join(bodies))
        told: list[Text] = []
        layers = tuple(_complete(read_layer(shape, chosen, told.append), said) for shape in shapes)
    sample = b"".join(bodies)[:_SAMPLE_BYTES]
    remarks = () if encoding or sample.isascii() else _guessed(chosen, declared)
    return Source(path.name, "shapefile", layers, sample, chosen, declared, said, (*remarks, *told))


def _guessed(chosen: str, declared: str | None) -> tuple[Text, ...]:
    """What to say where the file does not name the encoding by which it was read."""
    title = "GBK" if chosen == dbf.CHINESE else chosen
    if declared is None:
        return (Text(f"缺少 .cpg，文字按 {title} 编码读取。", f"There is no .cpg: text was read as {title}."),)
    if declared == title or (declared.startswith("GB") and chosen == dbf.CHINESE):
        return ()
    return (
        Text(
            f"文件注明编码为 {declared}，文字实为 {title}，按后者读取。",
            f"The file says that its text is {declared}; it is {title}, and was read so.",
        ),
    )


def _said(folder: Path) -> dict[str, Any]:
    member = folder / MEMBER_NAME
    return parsed(member.read_bytes()) if member.is_file() else {}


def _own(said: Mapping[str, Any]) -> str | None:
    """The encoding that this program wrote, which short texts do not always tell."""
    encoding = said.get("encoding")
    return encoding if encoding in ENCODINGS else None


def _complete(layer: Layer, said: Mapping[str, Any]) -> Layer:
    """A layer with what its records could not hold, where this program wrote it."""
    layers = said.get("layers")
    told = layers.get(layer.name) if isinstance(layers, dict) else None
    if not isinstance(told, dict):
        return layer
    geometry = shapely.orient_polygons(layer.geometry) if told.get("turned") is True else layer.geometry.copy()
    return replace(layer, table=put_back(told.get("kept"), layer.table, geometry), geometry=geometry)


def write(layout: Layout, path: Path, encoding: str | None = None) -> None:
    """Write a layout, its text in UTF-8 or, for programs that know nothing else, GBK.

    Raises:
        InputError: another encoding, or a feature is a collection of geometries, which no Shapefile holds.
    """
    chosen = encoding or dbf.UTF8
    if chosen not in ENCODINGS:
        listed = ", ".join(ENCODINGS)
        raise InputError(f"编码应为 {listed}", f"must be one of {listed}", where="encoding")
    geometry = np.asarray(layout.features.geometry.values, dtype=object)
    types = shapely.get_type_id(geometry)
    _refuse_collections(layout, types)
    table = _table(layout)
    layers: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, (suffix, known) in _GROUPS.items():
            rows = np.flatnonzero(np.isin(types, known))
            if len(rows) or (kind == "Polygon" and not len(layout)):
                shape = Path(folder) / f"{plain(layout.id)[:_STEM_LIMIT]}{suffix}.shp"
                part = table.iloc[rows].reset_index(drop=True)
                layers[shape.stem] = _written(part, geometry[rows], shape, kind, chosen)
        said = about(layout) | {"encoding": chosen, "layers": layers}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(Path(folder).iterdir()):
                archive.write(file, file.name)
            archive.writestr(MEMBER_NAME, orjson.dumps(said))


def _refuse_collections(layout: Layout, types: Any) -> None:
    for row in np.flatnonzero(types == shapely.GeometryType.GEOMETRYCOLLECTION):
        raise InputError(
            "Shapefile 不能保存几何集合（GeometryCollection）",
            "a Shapefile cannot hold a GeometryCollection",
            where=str(layout.features["id"].iloc[row]),
        )


def _table(layout: Layout) -> pd.DataFrame:
    table = pd.DataFrame({name: layout.features[name] for name in COLUMNS})
    for name in LIST_COLUMNS:
        table[name] = pd.Series([join(entries) or None for entries in table[name]], index=table.index, dtype=object)
    return table


def _written(table: pd.DataFrame, geometry: Geometries, shape: Path, kind: str, encoding: str) -> dict[str, Any]:
    """Write one Shapefile; give what is to be told of it: whether its rings were turned round, and what is kept."""
    write_layer(table, geometry, shape, kind=kind, encoding=encoding)
    back = read_layer(shape, encoding)
    turned = shapely.orient_polygons(back.geometry)
    better = bool(same(geometry, turned).sum() > same(geometry, back.geometry).sum())
    shapes = turned if better else back.geometry
    values = table.astype(object).where(table.notna(), None)
    return {"turned": better, "kept": kept(values, geometry, back.table, shapes)}
