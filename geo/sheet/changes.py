"""Differences between two revisions, each with the number that map and table give it."""

from __future__ import annotations

from geo.compare import Difference
from geo.sheet.subject import Subject


def numbered_changes(subject: Subject) -> tuple[tuple[str, Difference], ...]:
    """Differences with their numbers 1, 2, 3."""
    return tuple((str(n), d) for n, d in enumerate(subject.changes, 1))
