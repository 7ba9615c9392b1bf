"""A report as one HTML file that needs nothing else: no network, no program, no other file.

The page's script and style are built with the web page (`web/src/report/`) and written into the file together with the
data. Folium makes the map; what it would fetch from elsewhere is left out. A content security policy admits these very
scripts and nothing from anywhere, so that no name in a layout can ever run.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import folium
from branca.element import Figure, MacroElement
from folium.template import Template
from jinja2 import Environment

from geo.errors import InputError
from geo.report.checked import Checked
from geo.report.embedded import embedded
from geo.settings import report_dir

_PAGE: Final = Path(__file__).with_name("page.html")


class _Start(MacroElement):
    """Hands the map to the page's script."""

    _template = Template("{% macro script(this, kwargs) %}yuantuReport({{ this._parent.get_name() }});{% endmacro %}")


def to_html(checked: Checked) -> bytes:
    """The report as an HTML file in UTF-8, whose language can be switched; the same inputs give the same bytes.

    Raises:
        InputError: the page's script and style have not been built.
    """
    script, style = built("report.js"), built("report.css")
    place, start = _map(checked)
    policy = (
        f"default-src 'none'; script-src {hashed(script)} {hashed(start)}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = Environment(autoescape=True, keep_trailing_newline=True).from_string(_PAGE.read_text("utf-8"))
    head, rest = page.render(
        lang="zh-CN" if checked.lang == "zh" else "en",
        title=checked.say(checked.title),
        policy=policy,
        style=style,
        place=place,
        data="\0",
        script=script,
        start=start,
    ).split("\0")
    return head.encode() + embedded(checked, _program()) + rest.encode()


def _map(checked: Checked) -> tuple[str, str]:
    """The map's element and the script that starts it."""
    west, south, east, north = checked.book.districts.total_bounds
    middle = [round(float(south + north) / 2, 4), round(float(west + east) / 2, 4)]
    figure = Figure()
    drawn = folium.Map(
        middle,
        tiles=None,
        zoom_start=8,
        zoom_control=False,
        zoom_snap=0.25,
        zoom_delta=0.75,
        wheel_px_per_zoom_level=110,
        attribution_control=False,
    )
    drawn.default_js, drawn.default_css = [], []
    start = _Start()  # type: ignore[no-untyped-call]
    drawn._id, start._id = "report", "start"
    drawn.add_child(start)
    figure.add_child(drawn)
    drawn.render()  # type: ignore[no-untyped-call]
    return figure.html.render(), figure.script.render()


@lru_cache
def built(name: str) -> str:
    """A file of the built report page, safe inside an element. Raises InputError where it is not built."""
    path = report_dir() / name
    if not path.is_file():
        zh = "HTML 报告的页面尚未构建：请在 web/ 中运行 npm ci && npm run build"
        raise InputError(zh, "the page of HTML reports is not built: run npm ci && npm run build in web/")
    return path.read_text("utf-8").replace("</s", "<\\/s")


def hashed(script: str) -> str:
    """A script as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _program() -> str:
    try:
        return version("yuantu")
    except PackageNotFoundError:
        return "0.1.0"
