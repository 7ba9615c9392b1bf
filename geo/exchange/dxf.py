"""DXF, in and out: closed polylines and hatches as outlines, a layer of the source for each CAD layer.

Arcs become lines that lie no further from them than `drawing.shapes.DEVIATION`. `drawing.own` says how a layout is
kept so that it comes back identical.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from ezdxf import recover
from ezdxf.document import Drawing
from ezdxf.enums import TextEntityAlignment
from ezdxf.filemanagement import dxf_file_info, new, readfile
from ezdxf.layouts.layout import Modelspace
from ezdxf.lldxf.const import DXFStructureError

from geo import crs
from geo.crs import Geometries
from geo.errors import InputError
from geo.exchange.about import MEMBER, about
from geo.exchange.drawing.foreign import layers_of
from geo.exchange.drawing.own import APP, LABEL, SYSTEM, drawable, marked, own, pieces, rings_of, rows_in, said_in
from geo.exchange.grid.words import sample
from geo.exchange.looks import KINDS, classes
from geo.exchange.qgis import Look
from geo.exchange.rows import refusing
from geo.exchange.source import Source
from geo.model import COLUMNS, Feature, Kind, Layout, features_of

_UNREADABLE: Final = ("不是可读的 DXF 图形（DWG 请另存为 DXF）", "not a readable DXF drawing (save a DWG as DXF)")
_VERSION: Final = "R2018"
_METRES: Final = 6
_STYLE: Final = "YUANTU"
_OTHER: Final = "其他"
_GREY: Final = "#5b6470"
_SCHEMATIC: Final = "（示意 schematic）"
"""Schematic outlines say so wherever they show."""
_HEIGHT_SHARE: Final = 0.08
"""Of the square root of an area: how high the letters of its name are, where the area is wide enough for them."""
_LEAST_HEIGHT_M: Final = 10.0


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us.

    Raises:
        InputError: no drawing, or one without anything that could be an outline or a place.
    """
    with refusing(*_UNREADABLE, path.name):
        info = dxf_file_info(path)
        drawing = _opened(path, encoding)
        layers, remarks = layers_of(drawing)
        rows = rows_in(drawing)
        if rows is not None:
            layers = (*own(drawing, rows, path.stem), *layers)
    if not layers:
        raise InputError("图中没有可读取的边界或点", "it holds no outlines and no points", where=path.name)
    return Source(
        path.name, "dxf", layers, sample(path.read_bytes()), encoding or info.encoding, info.encoding,
        said_in(drawing), tuple(remarks),
    )  # fmt: skip


def _opened(path: Path, encoding: str | None) -> Drawing:
    try:
        return readfile(path, encoding=encoding, errors="replace")
    except DXFStructureError:
        return recover.readfile(path, errors="replace")[0]


def write(layout: Layout, path: Path) -> None:
    """Write a layout in metres, in the 3-degree Gauss-Krüger zone in whose middle it lies."""
    geometry = np.asarray(layout.features.geometry.values, dtype=object)
    code = zone_of(geometry)
    shapes, fits = drawable(geometry, code)
    drawing = _empty(layout, code)
    space = drawing.modelspace()
    features = features_of(layout.features)
    looks = classes(name for feature in features if isinstance(name := feature.properties.get("class"), str))
    rows = []
    for number, feature in enumerate(features):
        rows.append(_row(feature, drawn=bool(fits[number])))
        if fits[number]:
            attributes = {"layer": layer_name(feature.kind), "true_color": _colour(_look(feature, looks))}
            _draw(space, shapes[number], number, attributes)
            _label(space, shapes[number], feature, attributes)
    drawing.rootdict.add_xrecord(APP).reset(pieces(rows))
    drawing.saveas(path)


def zone_of(geometry: Geometries) -> int:
    """The EPSG code of the zone for geometries in degrees."""
    west, _, east, _ = shapely.total_bounds(geometry)
    return crs.gauss_kruger((west + east) / 2 if np.isfinite(west + east) else 0.0)[0]


def layer_name(kind: str) -> str:
    """The CAD layer of a kind."""
    return Kind(kind).label.zh if kind in {*Kind} else _OTHER


def _empty(layout: Layout, code: int) -> Drawing:
    drawing = new(_VERSION, units=_METRES)
    drawing.appids.add(APP)
    drawing.styles.add(_STYLE, font="simhei.ttf")
    for kind in ("", *Kind):
        drawing.layers.add(layer_name(kind), true_color=_colour(KINDS.get(kind)))
    said = about(layout)
    properties = drawing.header.custom_vars
    properties.append(MEMBER, "".join(text for _, text in pieces(said)))
    properties.append(SYSTEM, str(code))
    if isinstance(said["notice"], dict):
        properties.append("notice", f"{said['notice']['zh']} {said['notice']['en']}")
    return drawing


def _look(feature: Feature, looks: Mapping[str, Look]) -> Look | None:
    """How a feature is shown: by its class, else by its kind."""
    return looks.get(str(feature.properties.get("class"))) or KINDS.get(feature.kind)


def _colour(look: Look | None) -> int:
    return int((look.colour if look else _GREY).removeprefix("#"), 16)


def _row(feature: Feature, *, drawn: bool) -> dict[str, Any]:
    row = feature.row()
    shape = feature.geometry
    properties = {name: list(row[name]) if isinstance(row[name], tuple) else row[name] for name in COLUMNS}
    if shape is None or drawn:
        return {"properties": properties, "drawn": shape.geom_type if shape is not None else None}
    return {"properties": properties, "drawn": None, "wkb": shapely.to_wkb(shape, hex=True)}


def _draw(space: Modelspace, shape: Any, number: int, attributes: dict[str, Any]) -> None:
    if shape.geom_type == "Point":
        space.add_point((shape.x, shape.y), dxfattribs=attributes).set_xdata(APP, marked(number, 0, 0))
        return
    for part, ring, points in rings_of(shape):
        line = space.add_lwpolyline(points.tolist(), close=True, dxfattribs=attributes)
        line.set_xdata(APP, marked(number, part, ring))


def _label(space: Modelspace, shape: Any, feature: Feature, attributes: dict[str, Any]) -> None:
    note = _SCHEMATIC if feature.properties.get("basis") == "schematic" else ""
    name = f"{feature.properties.get('name') or feature.id}{note}"
    words = "".join(letter for letter in name if letter.isprintable())
    west, _, east, _ = shape.bounds
    height = min(_HEIGHT_SHARE * float(np.sqrt(shape.area)), (east - west) / max(len(words), 1)) or _LEAST_HEIGHT_M
    place = shape.representative_point()
    text = space.add_text(words, height=height, dxfattribs={**attributes, "style": _STYLE})
    text.set_placement((place.x, place.y), align=TextEntityAlignment.MIDDLE_CENTER)
    text.set_xdata(APP, [(1000, LABEL)])
