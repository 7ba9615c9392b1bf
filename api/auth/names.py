"""Names of people: how they are written, and when two of them are the same."""

from __future__ import annotations

import unicodedata
from typing import Final

from geo.errors import InputError

LONGEST: Final = 100


def plain_name(name: str) -> str:
    """A name as people compare names: width, case and spaces aside."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def read_name(name: str, *, where: str = "name") -> str:
    """A name for a new person. Raises InputError."""
    clean = " ".join(unicodedata.normalize("NFC", name).split())
    if not clean or len(clean) > LONGEST or not clean.isprintable():
        raise InputError(
            f"姓名须为 1 至 {LONGEST} 个可见字符",
            f"a name has 1 to {LONGEST} characters that can be seen",
            where=where,
        )
    return clean
