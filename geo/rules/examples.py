"""Examples that fail, one per rule: drawn from the rules' cases, kept as JSON beside the rules."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "examples"


@cache
def read_example(name: str) -> dict[str, Any] | None:
    """The example of a rule by name, shapes in metres; None where none has been drawn."""
    path = FOLDER / f"{name}.json"
    found: dict[str, Any] | None = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found
