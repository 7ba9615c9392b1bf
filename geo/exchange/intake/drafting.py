"""Carries out what was decided about a file: what becomes a layout, and what is kept out of it and why.

Nothing is lost: every row of a layer that is read is a feature of the layout or one of the quarantine. The same file
under the same decisions gives the same draft to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo import crs
from geo.errors import InputError
from geo.exchange.about import laid
from geo.exchange.intake import naming, told
from geo.exchange.intake.decisions import Decisions, LayerDecisions
from geo.exchange.intake.draft import Draft, Origin
from geo.exchange.intake.faults import Faults, Mask
from geo.exchange.intake.outlines import Outlines, outlined
from geo.exchange.intake.properties import Properties, properties_of, unknown_kinds
from geo.exchange.intake.quarantine import drawable, quarantined
from geo.exchange.intake.values import Objects
from geo.exchange.source import Layer, Source
from geo.model import COLUMNS, Kind, Text
from geo.rulebook import Rulebook

MAX_ID_LENGTH: Final = 200


@dataclass(frozen=True)
class Read:
    """A layer that was read as decided."""

    layer: Layer
    decided: LayerDecisions
    properties: Properties
    outlines: Outlines
    faults: Faults

    @property
    def table(self) -> pd.DataFrame:
        """Its rows with the columns of a layout, and geometry, layer, row and mended."""
        columns = dict(self.properties.columns)
        columns["geometry"] = self.outlines.geometry
        table = pd.DataFrame(columns, dtype=object)
        return table.assign(layer=self.layer.name, row=np.arange(len(table)), mended=self.outlines.mended)

    @property
    def raw(self) -> pd.DataFrame:
        """The file's own columns, those that became a property under its name."""
        names = {column: name for column in self.layer.table if (name := self.decided.columns.get(str(column)))}
        own = self.layer.table.rename(columns=names)
        return own.loc[:, ~own.columns.duplicated()].drop(columns="id", errors="ignore")


def drafted(source: Source, decisions: Decisions, book: Rulebook, *, id: str = "upload") -> Draft:
    """A file as it would enter the store, read as decided; `id` is the layout's where the file does not name one.

    What is wrong in a file never raises: features that cannot enter are in the quarantine, and decisions about layers
    or columns that the file does not have are told.

    Raises:
        InputError: a decision names a property or kind that there is not, or a coordinate system that is not known.
    """
    check(decisions)
    parts = [
        _read(layer, decided, source, book, decisions)
        for layer in source.layers
        if (decided := decisions.layers.get(layer.name)) is not None
    ]
    table = pd.concat([_NO_ROWS, *(part.table for part in parts)], ignore_index=True)
    faults = Faults.joined([part.faults for part in parts])
    table["id"], table["made"] = _ids(table, faults, decisions)
    enters = table[faults.clear]
    shapes = np.asarray(enters["geometry"].to_numpy(dtype=object))
    layout = gpd.GeoDataFrame(enters[list(COLUMNS)], geometry=shapes, crs=crs.EPSG)
    table["geometry"] = drawable(table["geometry"].to_numpy(dtype=object))
    return Draft(
        layout=laid(layout, dict(source.said), id=id, rulebook=book.id),
        quarantine=tuple(quarantined(table, faults, {part.layer.name: part.raw for part in parts})),
        mended=tuple(sorted(enters["id"][enters["mended"].astype(bool)])),
        remarks=(*source.remarks, *told.remarks(source, decisions, parts)),
        origins=_origins(enters),
        given={part.layer.name: part.properties.given for part in parts},
    )


def _origins(enters: pd.DataFrame) -> dict[str, Origin]:
    names = ("id", "layer", "row", "made")
    rows = zip(*(enters[name].tolist() for name in names), strict=True)
    return {id: Origin(layer, row, made) for id, layer, row, made in rows}


def check(decisions: Decisions) -> None:
    """Raise InputError where a decision names a property or kind that there is not."""
    for name, layer in decisions.layers.items():
        if layer is None:
            continue
        for property in [*layer.columns.values(), *layer.words]:
            if property is not None and property not in COLUMNS:
                raise InputError(f"没有名为 {property} 的属性", f"there is no property {property}", where=name)
        for kind in [layer.kind, *layer.kinds.values()]:
            if kind is not None and kind not in [kind.value for kind in Kind]:
                raise InputError(f"没有名为 {kind} 的要素类型", f"there is no kind {kind}", where=name)


def _read(layer: Layer, decided: LayerDecisions, source: Source, book: Rulebook, decisions: Decisions) -> Read:
    faults = Faults(len(layer))
    properties = properties_of(layer, decided, ours=bool(source.said))
    kinds = properties.columns["kind"]
    outlines = outlined(layer, decided.placement, kinds, book, faults, repair=decisions.repair)
    unknown = unknown_kinds(kinds)
    faults.add(unknown, "unknown-kind", unknown)
    faults.add(properties.wrong, "wrong-value", properties.wrong)
    return Read(layer, decided, properties, outlines, faults)


def _ids(table: pd.DataFrame, faults: Faults, decisions: Decisions) -> tuple[Objects, Mask]:
    """Ids that are there once among what enters, and which were made."""
    ids, made = naming.ids(table)
    long = np.array([len(id) > MAX_ID_LENGTH for id in ids], dtype=bool)
    faults.add(long, "wrong-value", _LONG_ID)
    again = naming.repeated(ids, faults.clear)
    if decisions.repeated_ids == "number":
        return naming.numbered(ids, again), made
    faults.add(again, "repeated-id", {int(row): _REPEATED.format(id=ids[row]) for row in np.flatnonzero(again)})
    return ids, made


_NO_ROWS: Final = pd.DataFrame(columns=[*COLUMNS, "geometry", "layer", "row", "mended"], dtype=object)
_LONG_ID: Final = Text(f"编号超过 {MAX_ID_LENGTH} 个字", f"its id is longer than {MAX_ID_LENGTH} characters")
_REPEATED: Final = Text("编号 {id} 已被前面的要素使用", "an earlier feature has the id {id}")
