"""Industry tags without their stage, and the sectors that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from geo.rulebook import Rulebook
from geo.rules.subjects import Draft, Objects, Subjects


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


def tagged(subjects: Subjects, strange: Iterable[tuple[int, str]], **more: Objects) -> list[Draft]:
    """One finding per feature, naming its tags of `strange` (row and tag) once; `more` are columns for the message."""
    by_row: dict[int, dict[str, None]] = {}
    for row, tag in strange:
        by_row.setdefault(row, {})[tag] = None
    rows = sorted(by_row)
    return subjects[rows].findings(
        values=lambda i: {"tags": "、".join(by_row[rows[i]])} | {name: column[rows[i]] for name, column in more.items()}
    )


def alike(here: Subjects) -> list[Draft]:
    """One finding per pair of features that share a tag, owned by the one whose id sorts first."""
    tags = [tags_of(here, row) for row in range(len(here))]
    drafts = []
    for a, b in combinations(range(len(here)), 2):
        if shared := [tag for tag in tags[a] if tag in tags[b]]:
            values = {"name": here.label(a), "other": here.label(b), "tags": "、".join(shared)}
            drafts.append(Draft((here.ids[a], here.ids[b]), here.geometry[a], values=values))
    return drafts
