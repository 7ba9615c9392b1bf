"""Check a layout in tiles: each owns some features and sees a halo around them, as a worker would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import shapely

from geo.check.engine import Bound, Run, guarded, lacking
from geo.check.full import run
from geo.model import Layout, Report, Waiver
from geo.rulebook import Rulebook
from geo.rules import Draft, Scope, Subjects
from geo.rules.base import Parts
from geo.rules.subjects import Ints


def check_tiled(
    layout: Layout,
    book: Rulebook,
    *,
    on: date,
    tiles: int,
    select: Iterable[str] | None = None,
    stage: str | None = None,
    waivers: Sequence[Waiver] = (),
) -> Report:
    """The same report as `check`, byte for byte, from `tiles` separate runs."""
    job = Run.of(book, on, select, stage, waivers)
    subjects = Subjects.of_layout(layout, book.frame)
    owned = split(subjects, tiles)
    found = {bound.rule.code: job.findings(bound, _run_tiled(bound, subjects, owned, book)) for bound in job.rules}
    return job.report(layout, found, subjects.shapes)


def split(subjects: Subjects, tiles: int) -> list[Ints]:
    """Rows per tile: features in strips from west to east, equally many each; those without a place go first."""
    west = np.nan_to_num(shapely.bounds(subjects.geometry)[:, 0], nan=-np.inf)
    return [np.sort(rows) for rows in np.array_split(np.argsort(west, kind="stable"), tiles)]


def near(subjects: Subjects, owned: Subjects, reach_m: float) -> Subjects:
    """The rows of `subjects` within `reach_m` of any of `owned`, the owned ones included."""
    if reach_m > 0:
        rows = subjects.tree.query(owned.geometry, predicate="dwithin", distance=reach_m)[1]
    else:
        rows = subjects.tree.query(owned.geometry, predicate="intersects")[1]
    return subjects[np.unique(rows)]


def _run_tiled(bound: Bound, subjects: Subjects, owned: Sequence[Ints], book: Rulebook) -> list[Draft]:
    if bound.rule.scope in (Scope.WHOLE, Scope.REPORT):
        return run(bound, subjects, book)
    if missing := lacking(bound, subjects.columns["kind"], book):
        return missing
    return guarded(bound, book, lambda: _gather(bound, subjects, owned, book))


def _gather(bound: Bound, subjects: Subjects, owned: Sequence[Ints], book: Rulebook) -> list[Draft]:
    rule, params = bound.rule, bound.params
    tiles = [bound.sees(subjects[rows]) for rows in owned]
    if rule.scope is Scope.SUM:
        assert rule.parts and rule.fold
        return rule.fold(joined([rule.parts(tile, params, book) for tile in tiles]), params, book)
    assert rule.check
    if rule.scope is Scope.EACH:
        return [draft for tile in tiles for draft in rule.check(tile, params, book)]
    seen = bound.sees(subjects)
    return [draft for tile in tiles for draft in rule.check(tile, near(seen, tile, bound.reach_m), params, book)]


def joined(parts: Sequence[Parts]) -> Parts:
    """Parts of several tiles as one."""
    return Parts(
        np.concatenate([p.ids for p in parts]),
        np.concatenate([p.values for p in parts]),
        np.concatenate([p.boxes for p in parts]),
    )
