"""Where revisions come from: branches and merges as a graph, and the newest revision that two of them share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from api.store.statements import statement


class Point(NamedTuple):
    """A revision of a layout."""

    layout: str
    revision: int


class Origin(NamedTuple):
    """A revision, and another one that it continues (a branch) or contains from then on (a merge)."""

    at: Point
    source: Point


def origins(connection: Connection) -> tuple[Origin, ...]:
    """Every branch and every merge."""
    rows = connection.execute(statement("origins"))
    return tuple(Origin(Point(r.layout, r.revision), Point(r.from_layout, r.from_revision)) for r in rows)


def common_ancestor(one: Point, other: Point, known: Iterable[Origin]) -> Point | None:
    """The newest revision that both contain; None where they have none in common.

    Where layouts were merged crosswise there can be several, none of which contains another: any of them will do as
    the base of a merge, for what both sides hold already is equal on both. The first by name is taken.
    """
    listed: dict[str, list[Origin]] = {}
    for origin in known:
        listed.setdefault(origin.at.layout, []).append(origin)
    mine, theirs = contained(one, listed), contained(other, listed)
    shared = [Point(layout, min(mine[layout], theirs[layout])) for layout in sorted(mine.keys() & theirs.keys())]
    within = {point: contained(point, listed) for point in shared}
    newest = [p for p in shared if not any(q != p and within[q].get(p.layout, 0) >= p.revision for q in shared)]
    return newest[0] if newest else None


def contained(point: Point, listed: Mapping[str, list[Origin]]) -> dict[str, int]:
    """The newest revision of each layout that a revision contains, itself among them."""
    found: dict[str, int] = {}
    waiting = [point]
    while waiting:
        layout, revision = waiting.pop()
        seen = found.get(layout, 0)
        if revision > seen:
            found[layout] = revision
            waiting += [o.source for o in listed.get(layout, ()) if seen < o.at.revision <= revision]
    return found
