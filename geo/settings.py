"""Where the data lies: inside the installed package, or beside the source in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def data_dir() -> Path:
    """The folder that holds `boundaries/` and `rulebook/`; `$YUANTU_DATA` overrides it."""
    if chosen := os.environ.get("YUANTU_DATA"):
        return Path(chosen)
    packed = _HERE / "_data"
    return packed if packed.is_dir() else _HERE.parent / "data"


def language() -> str:
    """The user's language, "zh" unless `$YUANTU_LANG` says "en"."""
    return "en" if os.environ.get("YUANTU_LANG", "").lower().startswith("en") else "zh"


def report_dir() -> Path:
    """Where the built script and style of HTML reports lie: inside the installed package, or in a checkout's build."""
    packed = _HERE.parent / "api" / "_web" / "report"
    return packed if packed.is_dir() else _HERE.parent / "web" / "dist" / "report"
