"""A comparison as one HTML file that needs nothing else: tables that read without a script, and a map by folium.

Leaflet comes with the script of report files, which is written into this one; a content security policy admits these
very scripts and nothing from anywhere, and every word of a layout is escaped.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any, Final

import folium
import numpy as np
import orjson
import shapely
from branca.element import Element, Figure
from jinja2 import Environment

from geo.compare import TITLES, Difference
from geo.model import SCHEMATIC_NOTICE
from geo.report.compared import words
from geo.report.compared.data import outlines
from geo.report.compared.told import Told, km2
from geo.report.html import built, hashed

_PAGE: Final = Path(__file__).with_name("page.html")
_LOOKS: Final = {
    "before": {"color": "#555555", "weight": 2, "dashArray": "6 4", "fill": False},
    "after": {"color": "#8a5200", "weight": 2, "fill": False},
    "lost": {"color": "#a3162e", "weight": 1, "fillOpacity": 0.35},
    "gained": {"color": "#1d6b34", "weight": 1, "fillOpacity": 0.35},
}


def to_html(told: Told) -> bytes:
    """The comparison as an HTML file in UTF-8; the same inputs give the same bytes.

    Raises:
        InputError: the script and style of report files have not been built.
    """
    script, style = built("report.js"), built("report.css")
    place, start = ("", "") if told.equal else _map(told)
    scripts = f"script-src {hashed(script)} {hashed(start)}; " if start else ""
    policy = (
        f"default-src 'none'; {scripts}style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    schematic = told.found.before.schematic or told.found.after.schematic
    page = Environment(autoescape=True, keep_trailing_newline=True).from_string(_PAGE.read_text("utf-8"))
    return page.render(
        lang="zh-CN" if told.lang == "zh" else "en",
        title=f"{words.TITLE.say(told.lang)}：{told.title()}",
        policy=policy,
        style=style,
        place=place,
        script=script,
        start=start,
        told=told,
        w=words,
        titles=TITLES,
        changes=list(told.by_change()),
        flows=told.flows(),
        notice=SCHEMATIC_NOTICE.say(told.lang) if schematic else None,
        km2=km2,
    ).encode()


def _map(told: Told) -> tuple[str, str]:
    """The map's element, and the script that draws it: outlines before and after, ground lost and gained."""
    figure = Figure()
    drawn = folium.Map([40.0, 116.4], tiles=None, zoom_start=9, attribution_control=False)
    drawn.default_js, drawn.default_css = [], []
    tips = [_tip(told, difference) for difference in told.found.differences]
    shapes = outlines(told.found)
    for name, look in _LOOKS.items():
        pairs = [(one[name], tip) for one, tip in zip(shapes, tips, strict=True) if one[name] is not None]
        if pairs:
            _layer(pairs, look, words.LAYERS[name].say(told.lang)).add_to(drawn)
    folium.LayerControl(collapsed=False).add_to(drawn)
    if (bounds := _bounds(told)) is not None:
        drawn.fit_bounds(bounds)
    _name(drawn, "compared")
    figure.add_child(drawn)
    drawn.render()  # type: ignore[no-untyped-call]
    return figure.html.render(), figure.script.render().replace("</", "<\\/")


def _layer(pairs: list[tuple[Any, str]], look: dict[str, Any], name: str) -> folium.GeoJson:
    features = [
        {"type": "Feature", "geometry": orjson.loads(orjson.dumps(shape)), "properties": {"told": tip}}
        for shape, tip in pairs
    ]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=name,
        style_function=lambda _: look,
        tooltip=folium.GeoJsonTooltip(["told"], labels=False),
    )


def _tip(told: Told, difference: Difference) -> str:
    """What a pointer over a feature shows: folium writes it as HTML, so every word is escaped."""
    return html.escape(f"{difference.name} ({difference.id}) · {TITLES[difference.change].say(told.lang)}")


def _name(element: Element, name: str) -> None:
    """Names in place of random ones, so that the same comparison gives the same bytes."""
    element._id = name
    for number, child in enumerate(element._children.values()):
        _name(child, f"{name}_{number}")


def _bounds(told: Told) -> list[list[float]] | None:
    """The corners of all that differs, latitude first."""
    frame = told.found.frame
    shapes = np.array([shape for d in told.found.differences for shape in (d.before, d.after)], dtype=object)
    west, south, east, north = shapely.total_bounds(frame.unproject(shapes)).tolist()
    return [[south, west], [north, east]] if np.isfinite([west, south, east, north]).all() else None
