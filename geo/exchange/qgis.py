"""Styles that QGIS takes up by itself: one colour for each value of a column, kept in a GeoPackage's `layer_styles`.

Columns and labels may be expressions of QGIS.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from geo.model import Text

_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS layer_styles (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
        f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
        useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
        update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))
"""
_CONTENTS: Final = """
    INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier, last_change)
    VALUES ('layer_styles', 'attributes', 'layer_styles', ?)
"""
_STYLE: Final = """
    INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
                              styleSLD, useAsDefault, description, owner, update_time)
    VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)
"""
_MOMENT: Final = "2000-01-01T00:00:00.000Z"
"""Styles come with the program: their time says nothing, and a fixed one keeps files the same."""
_TITLE: Final = "yuantu"
_KINDS: Final = ("marker", "line", "fill")
_FILL_ALPHA: Final = 96


@dataclass(frozen=True)
class Look:
    """How features of one value are drawn: what they are called in a legend, their colour, lines broken or whole."""

    title: Text
    colour: str
    dashed: bool = False

    def simplestyle(self) -> dict[str, str | float]:
        """The look as members of simplestyle-spec 1.1.0, which knows no broken lines."""
        return {
            "stroke": self.colour,
            "stroke-width": 2.0,
            "stroke-opacity": 1.0,
            "fill": self.colour,
            "fill-opacity": 0.3,
            "marker-color": self.colour,
        }


def keep_styles(
    path: Path,
    layers: Sequence[tuple[str, int]],
    column: str,
    looks: Mapping[str, Look],
    language: str = "zh",
    *,
    label: str | None = None,
) -> None:
    """Keep a style for each layer, a name with its dimension (0 points, 1 lines, 2 areas), as the layer's default.

    `label` is what stands beside each feature.

    Raises:
        sqlite3.Error: the file is no GeoPackage.
    """
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(_TABLE)
        database.execute(_CONTENTS, (_MOMENT,))
        for layer, dimension in layers:
            row = database.execute(
                "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
            ).fetchone()
            text = style(dimension, column, looks, language, label=label)
            database.execute(_STYLE, (layer, row[0], _TITLE, text, _TITLE, _MOMENT))


def style(dimension: int, column: str, looks: Mapping[str, Look], language: str, *, label: str | None = None) -> str:
    """The style as QML, QGIS's own language."""
    categories_held = "Symbology" if label is None else "Symbology|Labeling"
    root = ElementTree.Element("qgis", version="3.22.0", styleCategories=categories_held)
    renderer = ElementTree.SubElement(root, "renderer-v2", type="categorizedSymbol", attr=column)
    categories = ElementTree.SubElement(renderer, "categories")
    symbols = ElementTree.SubElement(renderer, "symbols")
    for i, (value, look) in enumerate(looks.items()):
        title = look.title.say(language)
        ElementTree.SubElement(categories, "category", symbol=str(i), value=value, label=title, render="true")
        _symbol(symbols, str(i), dimension, look)
    if label is not None:
        _labelled(root, label)
    ElementTree.SubElement(root, "layerGeometryType").text = str(dimension)
    return ElementTree.tostring(root, encoding="unicode")


def _labelled(root: ElementTree.Element, expression: str) -> None:
    root.set("labelsEnabled", "1")
    settings = ElementTree.SubElement(ElementTree.SubElement(root, "labeling", type="simple"), "settings")
    text = {"fieldName": expression, "isExpression": "1", "fontSize": "8", "fontSizeUnit": "Point"}
    style = ElementTree.SubElement(settings, "text-style", text | {"textColor": "27,31,36,255"})
    ElementTree.SubElement(style, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferColor="255,255,255,255")


def _symbol(symbols: ElementTree.Element, name: str, dimension: int, look: Look) -> None:
    symbol = ElementTree.SubElement(symbols, "symbol", type=_KINDS[dimension], name=name, alpha="1")
    kind, values = _drawn(dimension, look)
    layer = ElementTree.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = ElementTree.SubElement(layer, "Option", type="Map")
    for key, value in values.items():
        ElementTree.SubElement(options, "Option", type="QString", name=key, value=value)
    # Versions before 3.26 read these.
    for key, value in values.items():
        ElementTree.SubElement(layer, "prop", k=key, v=value)


def _drawn(dimension: int, look: Look) -> tuple[str, dict[str, str]]:
    red, green, blue = (int(look.colour[i : i + 2], 16) for i in (1, 3, 5))
    whole, pale = f"{red},{green},{blue},255", f"{red},{green},{blue},{_FILL_ALPHA}"
    line = "dash" if look.dashed else "solid"
    if dimension == 0:
        return "SimpleMarker", {"name": "circle", "color": whole, "outline_color": "255,255,255,255", "size": "3"}
    if dimension == 1:
        return "SimpleLine", {"line_color": whole, "line_style": line, "line_width": "0.6", "line_width_unit": "MM"}
    return "SimpleFill", {
        "color": pale, "style": "solid", "outline_color": whole, "outline_style": line, "outline_width": "0.4",
        "outline_width_unit": "MM",
    }  # fmt: skip
