"""What lies in the park or group that a map is about, each with the number that map and table give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from geo.measure import km2
from geo.model import Kind
from geo.sheet.subject import Subject, is_inside
from geo.sheet.words import clean

_PREFIX: Final = {Kind.GROUP: "", Kind.RESERVE: "R", Kind.SMALL: "S", Kind.SPECIALTY: "T", Kind.PARCEL: ""}
MOST_NUMBERS: Final = 150
"""More members of one kind than these get no numbers: a key that long is no help on a map."""


@dataclass(frozen=True)
class Member:
    """A feature in the park or group; `key` is empty where there are too many of its kind to number."""

    key: str
    kind: Kind
    name: str
    shape: Any
    area_km2: float | None
    location_class: str
    modes: tuple[str, ...]


def members(subject: Subject) -> tuple[Member, ...]:
    """The numbered kinds of the template that lie in what the sheet is about, kind by kind in the template's order."""
    out: list[Member] = []
    for kind in subject.template.numbered:
        rows = _rows(subject, kind)
        keys = _keys(subject, kind, rows)
        out += [_member(subject, kind, row, key) for row, key in zip(rows, keys, strict=True)]
    return tuple(out)


def _rows(subject: Subject, kind: Kind) -> Sequence[int]:
    """Features of a kind: by their own park where the sheet is about one, else by where they lie."""
    plan, row = subject.plan, subject.row
    if row is None:
        return []
    of_kind = np.flatnonzero(np.asarray(plan.kinds, dtype=object) == kind)
    if plan.kinds[row] == Kind.PARK:
        park, name = plan.table["park"].iloc[of_kind].to_numpy(), plan.table["name"].iloc[row]
        named = np.array([p == name for p in park], dtype=bool)
        unnamed = np.array([not p for p in park], dtype=bool)
        chosen = named | (unnamed & is_inside(plan.shapes[of_kind], plan.shapes[row]))
    else:
        chosen = is_inside(plan.shapes[of_kind], plan.shapes[row])
    rows = of_kind[chosen]
    return rows.tolist() if kind != Kind.GROUP else sorted(rows.tolist(), key=lambda r: _order(subject, r))


def _order(subject: Subject, row: int) -> tuple[int, str]:
    key = subject.plan.groups[subject.plan.group_rows.index(row)].key
    return len(key), key


def _keys(subject: Subject, kind: Kind, rows: Sequence[int]) -> Sequence[str]:
    if kind == Kind.GROUP:
        groups = dict(zip(subject.plan.group_rows, subject.plan.groups, strict=True))
        return [groups[row].key for row in rows]
    if len(rows) > MOST_NUMBERS:
        return [""] * len(rows)
    return [f"{_PREFIX[kind]}{n}" for n in range(1, len(rows) + 1)]


def _member(subject: Subject, kind: Kind, row: int, key: str) -> Member:
    plan = subject.plan
    record, shape = plan.table.iloc[row], plan.shapes[row]
    area = None if shape is None else km2(plan.areas_m2[row])
    modes = tuple(map(clean, record["modes"] or ()))
    return Member(key, kind, plan.names[row], shape, area, clean(record["class"]), modes)
