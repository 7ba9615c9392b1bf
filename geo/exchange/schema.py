"""What a SQLite file may define before a library reads it: tables and their indexes, no modules, no reach outside.

A GeoPackage that others wrote has triggers, spatial indexes and often views; a library that opens it runs the views.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from geo.errors import InputError

_MODULES: Final = re.compile(r"\bUSING\s+[\"'`\[]?(?!rtree\b|fts[345]\b)\w", re.IGNORECASE)
_REACHING: Final = re.compile(
    r"\b(ogr_\w+|gdal_\w+|load_extension|readfile|writefile|edit|fts3_tokenizer)[\"'`\]]?\s*\(", re.IGNORECASE
)
_MOST: Final = 10_000


def refuse_reaching(path: Path) -> None:
    """Refuse a database whose schema uses modules or functions that open files or addresses.

    Raises:
        InputError: it does so, defines more than anyone needs, or is no readable database.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            defined = database.execute("SELECT name, sql FROM sqlite_master LIMIT ?", (_MOST + 1,)).fetchall()
    except sqlite3.Error as error:
        raise InputError("不是可读的 GeoPackage", "not a readable GeoPackage", where=path.name) from error
    if len(defined) > _MOST:
        raise InputError(f"数据库定义超过 {_MOST:,} 项", f"it defines more than {_MOST:,} things", where=path.name)
    for name, text in defined:
        words = str(text or "")
        virtual = words.lstrip()[:40].upper().startswith("CREATE VIRTUAL")
        if (virtual and _MODULES.search(words)) or _REACHING.search(words):
            shown = str(name)[:40]
            raise InputError(
                f"“{shown}” 会读取别的文件或网址，不予打开",
                f"“{shown}” would read other files or addresses; it is not opened",
                where=path.name,
            )
