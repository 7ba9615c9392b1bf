"""A layout as a drawing and back again.

Outlines are closed polylines in metres, in the 3-degree Gauss-Krüger zone of CGCS2000 in whose middle the layout lies;
metres in double precision come back as the same degrees to 1e-9. Each kind has a CAD layer of its name. A polyline
knows by its extended data (application YUANTU) of which feature, part and ring it is: whoever moves a vertex changes
the feature, whoever copies an outline makes a second one. The properties stand in the drawing's dictionary of that
name, as JSON in pieces; the EPSG code and what the file is stand in the drawing's own properties.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import orjson
import pandas as pd
import shapely
from ezdxf.document import Drawing
from ezdxf.entities.dxfobj import XRecord
from ezdxf.entities.lwpolyline import LWPolyline
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.crs import Floats, Geometries
from geo.exchange.about import MEMBER, parsed
from geo.exchange.drawing.shapes import ring_of
from geo.exchange.rings import LEAST_POINTS, closed
from geo.exchange.source import Layer
from geo.exchange.wkb import shapes_of
from geo.model import COLUMNS, Text

APP: Final = MEMBER.upper()
SYSTEM: Final = "EPSG"
LABEL: Final = "label"
_PIECE: Final = 240
_MARKS: Final = 3
_TORN: Final = Text("边界残缺：少于三个点，或外环已删除", "it is torn: fewer than three points, or no outer ring")
_Parts = dict[int, dict[int, Floats]]
"""The rings of the parts of a feature, each under its number."""
_JSON, _WHOLE = 1, 1071


def pieces(data: Any) -> list[tuple[int, str]]:
    """JSON as tags of a record, in ASCII and short pieces; no sequence in it means anything to CAD programs."""
    text = json.dumps(data).replace("\\U+", "\\U\\u002b").replace("\\M+", "\\M\\u002b")
    return [(_JSON, text[start : start + _PIECE]) for start in range(0, len(text), _PIECE)]


def marked(feature: int, part: int, ring: int) -> list[tuple[int, Any]]:
    """What an outline says of itself."""
    return [(_WHOLE, feature), (_WHOLE, part), (_WHOLE, ring)]


def system_in(drawing: Drawing) -> str | None:
    """The coordinate system of a drawing that this program wrote, such as `EPSG:4548`."""
    code = drawing.header.custom_vars.get(SYSTEM)
    return f"{SYSTEM}:{code}" if code else None


def said_in(drawing: Drawing) -> dict[str, Any]:
    """What a drawing says of itself; nothing where this program did not write it, or its properties are gone."""
    return parsed(drawing.header.custom_vars.get(MEMBER)) if rows_in(drawing) is not None else {}


def is_marked(entity: Any) -> bool:
    """Whether an entity is part of a feature of this program, or shows its name."""
    return bool(entity.has_xdata(APP))


def rows_in(drawing: Drawing) -> list[dict[str, Any]] | None:
    """The features that a drawing says it holds; None where it says none, or that is damaged."""
    record = drawing.rootdict.get(APP)
    text = "".join(tag.value for tag in record.tags if tag.code == _JSON) if isinstance(record, XRecord) else ""
    try:
        rows = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return rows if isinstance(rows, list) and all(map(_is_row, rows)) else None


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and isinstance(row.get("properties"), dict)


def own(drawing: Drawing, rows: list[dict[str, Any]], name: str) -> list[Layer]:
    """The features of a drawing that this program wrote; those that could not be drawn are a layer of their own."""
    outlines = _outlines(drawing)
    drawn = _Rows()
    kept = _Rows()
    for number, row in enumerate(rows):
        if "wkb" in row:
            kept.add(row, shapes_of([row["wkb"]])[0])
        elif row.get("drawn") is None and number not in outlines:
            drawn.add(row, None)
        for parts in outlines.get(number, []):
            drawn.add(row, parts)
    layers = [drawn.layer(name, system_in(drawing)), kept.layer(f"{name} 2", f"{SYSTEM}:{crs.EPSG}")]
    return [layer for layer in layers if len(layer)] or layers[:1]


@dataclass
class _Rows:
    rows: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[BaseGeometry | None] = field(default_factory=list)
    broken: dict[int, Text] = field(default_factory=dict)

    def add(self, row: Mapping[str, Any], drawn: BaseGeometry | _Parts | None) -> None:
        if isinstance(drawn, dict):
            whole = all(0 in rings and all(map(_is_whole, rings.values())) for rings in drawn.values())
            if not whole:
                self.broken[len(self.rows)] = _TORN
            drawn = _shape(drawn, row.get("drawn")) if whole else None
        self.rows.append(row["properties"])
        self.shapes.append(drawn)

    def layer(self, name: str, system: str | None) -> Layer:
        columns = {name: pd.Series([row.get(name) for row in self.rows], dtype=object) for name in COLUMNS}
        geometry: Geometries = np.full(len(self.rows), None, dtype=object)
        geometry[:] = self.shapes
        return Layer(name, pd.DataFrame(columns), geometry, system, self.broken, "xy")


def _outlines(drawing: Drawing) -> dict[int, list[_Parts]]:
    """By feature the rings of each part of it; several where outlines were copied."""
    found: dict[int, list[_Parts]] = defaultdict(list)
    for entity in drawing.modelspace():
        marks = [tag.value for tag in entity.get_xdata(APP) if tag.code == _WHOLE] if is_marked(entity) else []
        if len(marks) != _MARKS:
            continue
        feature, part, ring = marks
        copies = found[feature]
        home = next((copy for copy in copies if ring not in copy.get(part, {})), None)
        if home is None:
            home = {}
            copies.append(home)
        home.setdefault(part, {})[ring] = _places(entity)
    return found


def _places(entity: Any) -> Floats:
    if entity.dxftype() == "POINT":
        return np.array([[entity.dxf.location.x, entity.dxf.location.y]])
    if isinstance(entity, LWPolyline) and not entity.has_arc:
        return closed(np.array(entity.get_points("xy")).reshape(-1, 2))
    ring, _ = ring_of(entity)
    return np.empty((0, 2)) if ring is None else ring


def _is_whole(ring: Floats) -> bool:
    return len(ring) == 1 or len(ring) > LEAST_POINTS


def _shape(parts: Mapping[int, Mapping[int, Floats]], drawn: str | None) -> BaseGeometry:
    shapes = [_part(rings) for _, rings in sorted(parts.items())]
    return shapely.MultiPolygon(shapes) if drawn == "MultiPolygon" or len(shapes) > 1 else shapes[0]


def _part(rings: Mapping[int, Floats]) -> Any:
    ordered = [ring for _, ring in sorted(rings.items())]
    return shapely.Point(ordered[0][0]) if len(ordered[0]) == 1 else shapely.Polygon(ordered[0], ordered[1:])


def rings_of(shape: BaseGeometry) -> Iterator[tuple[int, int, Floats]]:
    """The part, the ring and the points of each ring of a Polygon or MultiPolygon, the first point not repeated."""
    for part, polygon in enumerate(shapely.get_parts(shape)):
        for ring, line in enumerate(shapely.get_rings(polygon)):
            yield part, ring, shapely.get_coordinates(line)[:-1]


def drawable(geometry: Geometries, code: int) -> tuple[Geometries, Any]:
    """Geometries in metres of a zone, and which of them can be drawn there and come back to 1e-10 degrees."""
    there = crs.projection(code)
    back = crs.unprojection(code)
    kinds = shapely.get_type_id(geometry)
    fits = np.isin(kinds, [0, 3, 6]) & ~shapely.is_empty(geometry)
    shapes = np.full(len(geometry), None, dtype=object)
    shapes[fits] = shapely.transform(geometry[fits], there)
    was, rows = shapely.get_coordinates(geometry[fits], return_index=True)
    now = back(shapely.get_coordinates(shapes[fits]))
    with np.errstate(invalid="ignore"):
        off = ~(np.abs(was - now).max(axis=1, initial=0.0) < 1e-10)
    places = np.flatnonzero(fits)
    fits[places[rows[off]]] = False
    return shapes, fits
