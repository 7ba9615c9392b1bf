"""A file that comes again: its features under the ids that they have in the layout, keeping what it does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import Frame, Geometries
from geo.exchange.intake.draft import Draft, Quarantined
from geo.exchange.intake.naming import free
from geo.exchange.intake.pairing import Pairing, Pairs, name_key
from geo.exchange.intake.values import Objects
from geo.model import COLUMNS, Layout

SAME_DEG: Final = 1e-9
"""Outlines whose vertices differ by less were only written with fewer decimals: a tenth of a millimetre."""

_AREAL: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class Match:
    """A feature of the file that is one of the layout: `id` in the file, `was` in the layout.

    `by` is "pair" (a person said so), "id", "name" or "overlap"; `share` (0 to 1) is what their outlines have in
    common of what they cover together, whatever they were matched by.
    """

    id: str
    was: str
    by: str
    share: float

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"id": self.id, "was": self.was, "by": self.by, "share": round(self.share, 4)}


@dataclass(frozen=True)
class Matching:
    """A draft's features as the layout would have them, and its quarantine, both under the layout's ids.

    `ids` leads from every id of the draft to that of the layout.
    """

    layout: Layout
    quarantine: tuple[Quarantined, ...]
    matches: tuple[Match, ...]
    ids: Mapping[str, str]


def matched(
    draft: Draft, existing: Layout | None, frame: Frame, *, pairs: Pairs | None = None, keep: bool = True
) -> Matching:
    """A draft under the ids of an existing layout.

    `pairs` is what a person says: from ids of the draft to ids of the layout, or to None for a feature that is new.
    With `keep`, a feature keeps those properties about which the file says nothing, for lack of a column. An outline
    that differs by less than `SAME_DEG` stays the one that the layout has.

    Raises:
        InputError: `pairs` names a feature that there is not, or one twice.
    """
    if existing is None or not len(existing):
        base = draft.layout if existing is None else replace(existing, features=draft.layout.features)
        return Matching(base, draft.quarantine, (), {id: id for id in draft.layout.features["id"].tolist()})
    pairing = Pairing(draft, existing.features, frame)
    pairing.find(pairs or {})
    table = draft.layout.features.copy()
    was = table["id"].to_numpy(dtype=object)
    if keep:
        _keep_columns(table, draft, pairing)
    table = table.set_geometry(_shapes(pairing), crs=table.crs)
    table["id"] = _ids(pairing)
    share, rows = pairing.share, np.flatnonzero(pairing.partner >= 0)
    now = table["id"].to_numpy(dtype=object)
    return Matching(
        Layout.from_table(
            table, id=existing.id, revision=existing.revision, rulebook=existing.rulebook, title=existing.title
        ),
        _quarantine(draft, existing, pairing),
        tuple(Match(was[row], now[row], pairing.by[row], float(share[row])) for row in rows),
        dict(zip(was.tolist(), now.tolist(), strict=True)),
    )


def _keep_columns(table: gpd.GeoDataFrame, draft: Draft, pairing: Pairing) -> None:
    """Take what a layer has no column for from the layout; a kind that cannot be a point only for what is none."""
    layers = np.array([draft.origins[id].layer if draft.origins else "" for id in table["id"].tolist()], dtype=object)
    areal = np.isin(shapely.get_type_id(np.asarray(table.geometry.values, dtype=object)), _AREAL)
    for layer, given in draft.given.items():
        rows = np.flatnonzero((layers == layer) & (pairing.partner >= 0))
        for name in COLUMNS[1:]:
            if name in given:
                continue
            mine = rows[areal[rows]] if name == "kind" else rows
            values = table[name].to_numpy(copy=True)
            values[mine] = pairing.old[name].to_numpy()[pairing.partner[mine]]
            table[name] = values


def _shapes(pairing: Pairing) -> Geometries:
    new = np.array(pairing.new.geometry.values, dtype=object)
    old = np.asarray(pairing.old.geometry.values, dtype=object)
    rows = np.flatnonzero(pairing.partner >= 0)
    partners = pairing.partner[rows]
    other = ~np.asarray(shapely.equals_identical(new[rows], old[partners]))
    rows, partners = rows[other], partners[other]
    near = shapely.equals_exact(shapely.normalize(new[rows]), shapely.normalize(old[partners]), SAME_DEG)
    new[rows[near]] = old[partners[near]]
    return new


def _ids(pairing: Pairing) -> Objects:
    """The layout's ids of those that it has; an id of another feature of the layout is not given to a new one."""
    old = pairing.old["id"].to_numpy(dtype=object)
    out: Objects = np.array(pairing.new["id"], dtype=object)
    known = pairing.partner >= 0
    out[known] = old[pairing.partner[known]]
    there = {*old}
    taken = there | {*out}
    for row in np.flatnonzero(~known):
        if out[row] in there:
            out[row] = free(out[row], taken)
            taken.add(out[row])
    return out


def _quarantine(draft: Draft, existing: Layout, pairing: Pairing) -> tuple[Quarantined, ...]:
    """What is kept out, under the id of the feature of the layout that it is by its name, if its own is not there."""
    table, found = existing.features, {*pairing.partner.tolist()}
    known = {*table["id"].tolist()}
    named: dict[str, list[str]] = {}
    heads = zip(table["id"].tolist(), table["kind"].tolist(), table["name"].tolist(), strict=True)
    for row, (id, kind, name) in enumerate(heads):
        if row not in found:
            named.setdefault(name_key(kind, name), []).append(id)

    def of(item: Quarantined) -> Quarantined:
        ids = named.get(name_key(item.properties.get("kind"), item.properties.get("name")) or "-", [])
        return item if item.id in known or len(ids) != 1 else replace(item, id=ids[0])

    return tuple(map(of, draft.quarantine)) if draft.quarantine else ()
