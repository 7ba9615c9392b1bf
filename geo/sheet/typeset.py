"""Typesetting: one Typst compiler for the whole process turns a sheet's data into PDF bytes.

Texts reach the template as JSON, never as markup, so that no name can run code. System fonts are not read: the
same data give the same bytes on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

from geo.errors import Unavailable

_FONT_PACKAGE: Final = "justmytype_intl_cjk"
_FONT_FOLDER: Final = Path("fonts", "ofl", "notosanssc")
_TEMPLATES: Final = Path(__file__).parent / "templates"

_lock = Lock()


def typeset(template: str, data: Mapping[str, Any], on: date) -> bytes:
    """Fill the template of that name in; the PDF carries `on` as its date.

    Raises:
        Unavailable: the font package is not installed.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    noon = datetime.combine(on, time(12), UTC)
    with _lock:
        pdf = _compiler(template).compile(format="pdf", sys_inputs=inputs, timestamp=noon)
    if not isinstance(pdf, bytes):
        raise TypeError("the compiler returned no single document")
    return pdf


@lru_cache(maxsize=4)
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
