"""A feature reaches beyond the districts that it is said to lie in.

What it checks: the part of each feature outside the districts named in its property `district`.
Why: a park is run by its district; land beyond the border is another government's.
Example that fails: a group of 昌平区 whose eastern edge lies 300 m inside 顺义区.
How to fix: pull the outline back to the district border, or name the other district too.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.cover import beyond, polygons_only
from geo.rules.places import split
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """Which kinds belong to districts, and how much area outside in m² is noise of the border data."""

    kinds: tuple[str, ...]
    tolerance_m2: float


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Features with land outside; those that name no known district cannot be judged."""
    placed = subjects.of(*params.kinds)
    named = placed.text("district").astype(str)
    drafts = []
    for text in np.unique(named):
        here = placed[named == text]
        names = split(text)
        if not names or any(name not in book.district_shapes for name in names):
            drafts += here.findings(values=_values(text), status=Status.CANNOT_TELL)
            continue
        drafts += _outside(here, names, text, params, book)
    return drafts


def _outside(here: Subjects, names: list[str], text: str, params: Params, book: Rulebook) -> list[Draft]:
    ground = shapely.union_all([book.district_shapes[name] for name in names])
    shapely.prepare(ground)
    here = here[~shapely.covers(ground, here.geometry)]
    excess = polygons_only(shapely.difference(here.geometry, ground))
    return beyond(here, excess, params.tolerance_m2, _values(text))


def _values(text: str) -> Callable[[int], dict[str, Any]]:
    return lambda row: {"district": text}


RULE = Rule(
    code="GEO004",
    name="outside-district",
    title=Text("须位于所属行政区内", "A feature must lie in its district"),
    message=Text(
        "“{name}”有 {measured:,.0f} 平方米在{district}之外",
        "{name} has {measured:,.0f} m² outside {district}",
    ),
    cannot_tell=Text(
        "“{name}”的所属行政区“{district}”未填写或不存在，无法判断",
        "{name} names no known district (“{district}”)",
    ),
    scope=Scope.EACH,
    reads=frozenset({"park", "group", "reserve", "small", "zone", "specialty"}),
    check=check,
    params=Params,
    unit="m2",
    judges=frozenset({"district"}),
)
