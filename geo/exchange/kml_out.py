"""A layout as the text of a KML document, see `kml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import escape

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from geo.exchange.about import MEMBER, about
from geo.exchange.columns import join
from geo.exchange.looks import KINDS
from geo.exchange.qgis import Look
from geo.exchange.unwritable import NO_XML, refuse_letters
from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, SCHEMATIC_NOTICE, Feature, Layout, features_of

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
_TAIL: Final = "</Document>\n</kml>\n"
_TYPES: Final = {name: "double" if name in NUMBER_COLUMNS else "string" for name in COLUMNS if name != "name"}
_FILL_OPACITY: Final = "60"
_SCHEMATIC: Final = "schematic"


def text_of(layout: Layout) -> str:
    """The whole document. Raises InputError where a text has a letter that XML cannot hold."""
    refuse_letters(layout, NO_XML, "KML")
    return "".join(_parts(layout))


def _parts(layout: Layout) -> Iterator[str]:
    yield _HEAD
    yield _element("name", layout.id if layout.title is None else f"{layout.title.zh} {layout.title.en}")
    if layout.schematic:
        yield _element("description", f"{SCHEMATIC_NOTICE.zh} {SCHEMATIC_NOTICE.en}")
    for kind, look in KINDS.items():
        yield _style(kind, look)
    said = _element("value", orjson.dumps(about(layout)).decode())
    yield f'<ExtendedData><Data name="{MEMBER}">{said}</Data></ExtendedData>\n'
    yield f'<Schema name="{MEMBER}" id="{MEMBER}">\n'
    for name, type in _TYPES.items():
        yield f'<SimpleField name="{name}" type="{type}"/>\n'
    yield "</Schema>\n"
    folders: dict[str, list[Feature]] = {}
    for feature in features_of(layout.features):
        folders.setdefault(feature.kind, []).append(feature)
    for kind in sorted(folders, key=[*KINDS, *sorted(folders.keys() - KINDS.keys())].index):
        yield "<Folder>\n" + _element("name", KINDS[kind].title.zh if kind in KINDS else kind)
        yield from map(_placemark, folders[kind])
        yield "</Folder>\n"
    yield _TAIL


def _style(kind: str, look: Look) -> str:
    """Colours are alpha, blue, green, red."""
    bgr = look.colour[5:7] + look.colour[3:5] + look.colour[1:3]
    return (
        f'<Style id="{kind}"><IconStyle><color>ff{bgr}</color></IconStyle>'
        f"<LineStyle><color>ff{bgr}</color><width>2</width></LineStyle>"
        f"<PolyStyle><color>{_FILL_OPACITY}{bgr}</color></PolyStyle></Style>\n"
    )


def _placemark(feature: Feature) -> str:
    row = feature.row()
    name = "" if row["name"] is None else _element("name", row["name"])
    snippet = f"<Snippet>{SCHEMATIC_NOTICE.zh}</Snippet>" if row["basis"] == _SCHEMATIC else ""
    style = f"<styleUrl>#{feature.kind}</styleUrl>" if feature.kind in KINDS else ""
    values = "".join(_value(column, row[column]) for column in _TYPES)
    data = f'<ExtendedData><SchemaData schemaUrl="#{MEMBER}">{values}</SchemaData></ExtendedData>'
    shape = "" if feature.geometry is None else _shape(feature.geometry)
    return f"<Placemark>{name}{snippet}{style}{data}{shape}</Placemark>\n"


def _value(name: str, value: Any) -> str:
    """An empty list and what is not known are left out: they are the same when they are read."""
    if value is None or value == () or value != value:
        return ""
    text = join(value) if name in LIST_COLUMNS else repr(value) if name in NUMBER_COLUMNS else value
    return f'<SimpleData name="{name}">{_text(text)}</SimpleData>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>\n"


def _text(text: str) -> str:
    """What reads as the same text: a carriage return would be read as the end of a line."""
    return escape(text, {"\r": "&#13;"})


def _shape(shape: Any) -> str:
    kind = shape.geom_type
    if kind == "Polygon":
        rings = "".join(f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in shape.interiors)
        return f"<Polygon><outerBoundaryIs>{_ring(shape.exterior)}</outerBoundaryIs>{rings}</Polygon>"
    if kind in ("Point", "LineString", "LinearRing"):
        return f"<{kind}>{_places(shape)}</{kind}>"
    if kind == "MultiPolygon" and len(shape.geoms) == 1:
        return _shape(shape.geoms[0])
    return f"<MultiGeometry>{''.join(map(_shape, shape.geoms))}</MultiGeometry>"


def _ring(ring: BaseGeometry) -> str:
    return f"<LinearRing>{_places(ring)}</LinearRing>"


def _places(shape: BaseGeometry) -> str:
    """The fewest decimals that read back as the same number."""
    places = shapely.get_coordinates(shape).tolist()
    return f"<coordinates>{' '.join(f'{x!r},{y!r}' for x, y in places)}</coordinates>"
