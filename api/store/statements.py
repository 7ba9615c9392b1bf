"""The SQL of the store, one statement to a file in sql/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import TextClause, text

_FOLDER = Path(__file__).resolve().parent / "sql"


@cache
def statement(name: str) -> TextClause:
    """The statement in sql/`name`.sql; its parameters are written `:name`."""
    return text((_FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
