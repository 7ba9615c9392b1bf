"""Typesetting: one Typst compiler for the whole process turns pages into PDF, SVG or PNG.

Texts reach the template as JSON, never as markup, so that no name can run code. System fonts are not read: the
same data give the same bytes on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, Final, Literal

import typst

from geo.errors import Unavailable
from geo.sheet.compose import Page

_FONT_PACKAGE: Final = "justmytype_intl_cjk"
_FONT_FOLDER: Final = Path("fonts", "ofl", "notosanssc")
_TEMPLATES: Final = Path(__file__).parent / "templates"

_lock = Lock()


Format = Literal["pdf", "svg", "png"]
_PNG_PPI: Final = 300.0


def typeset(pages: Sequence[Page], *, format: Format = "pdf", code_mm: float = 0.0) -> bytes:
    """Set pages one after another; SVG and PNG show the first. The document carries the order's date.

    At the right end of each footer `code_mm` stay free for a code.

    Raises:
        Unavailable: the font package is not installed.
    """
    first = pages[0]
    order = first.subject.order
    data = {
        "lang": order.lang,
        "factor": first.sheet.factor,
        "page": {"w": first.sheet.width_mm, "h": first.sheet.height_mm},
        "rim": first.sheet.rim_mm,
        "code": code_mm,
        "on": {"year": order.on.year, "month": order.on.month, "day": order.on.day},
        "pages": [page.data for page in pages],
    }
    return fill_in("sheet", data, order.on, format=format)


def fill_in(template: str, data: Mapping[str, Any], on: date, *, format: Format = "pdf", tags: bool = True) -> bytes:
    """The document that a template makes of data; a PDF tells its structure with `tags`. Raises as `typeset`."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    noon = datetime.combine(on, time(12), UTC)
    with _lock:
        out = _compiler(template).compile(format=format, ppi=_PNG_PPI, sys_inputs=inputs, timestamp=noon, pdf_tags=tags)
    found = out[0] if isinstance(out, list) else out
    if not isinstance(found, bytes):
        raise TypeError("the compiler returned no document")
    return found


@lru_cache(maxsize=2)
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(_TEMPLATES / f"{template}.typ"),
        root=str(_TEMPLATES),
        font_paths=[str(_font_folder())],
        ignore_system_fonts=True,
    )


def _font_folder() -> Path:
    try:
        folder = Path(str(files(_FONT_PACKAGE))) / _FONT_FOLDER
    except ModuleNotFoundError:
        folder = Path()
    if not any(folder.glob("NotoSansSC*.ttf")):
        raise Unavailable(
            f"缺少思源黑体（Noto Sans SC）：请安装 Python 包 {_FONT_PACKAGE}",
            f"Noto Sans SC is missing: install the Python package {_FONT_PACKAGE}",
        )
    return folder
