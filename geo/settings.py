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
