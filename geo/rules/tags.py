"""Industry tags without their stage, and the sectors that they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from geo.rulebook import Rulebook
from geo.rules.subjects import Subjects


def plain(tag: str) -> str:
    """A tag without its stage: 创新药物(研发) is 创新药物."""
    return tag.partition("(")[0]


def tags_of(subjects: Subjects, row: int, column: str = "industries") -> list[str]:
    """A feature's tags without stage, each once, in the order in which they stand."""
    return list(dict.fromkeys(plain(tag) for tag in subjects.columns[column][row]))


def sectors(tags: Iterable[str], book: Rulebook) -> set[str]:
    """The sectors of those tags that the taxonomy knows."""
    known = book.taxonomy.sector_of
    return {known[tag] for tag in tags if tag in known}
