"""English names of a rulebook's own words: classes, modes, carriers, industries, parks, groups."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_STAGED: Final = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]")


def read_glossary(path: Path) -> Mapping[str, str]:
    """The Chinese words of a glossary with their English; a rulebook without the file has none."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["zh"]: row["en"] for row in csv.DictReader(file)}


def english(name: str, words: Mapping[str, str]) -> str | None:
    """A word in English; a tag with its stage, such as 创新药物(研发), is put together. None where it is not known."""
    if name in words:
        return words[name]
    staged = _STAGED.fullmatch(name)
    if staged is None:
        return None
    word, stage = words.get(staged[1]), words.get(staged[2])
    return f"{word} ({stage})" if word and stage else None
