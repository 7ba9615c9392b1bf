"""Sources and decisions for tests of what becomes of a file."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.exchange.intake.decisions import Decisions, LayerDecisions, Placement
from geo.exchange.source import Layer, Source

DEGREES = Placement("EPSG:4490")
IDENTITY = {"id": "id", "kind": "kind", "name": "name", "park": "park", "note": "note"}


def square(x: float, y: float = 0.0, size: float = 0.01) -> shapely.Polygon:
    """A square in Haidian whose lower left corner is `x` and `y` sizes of 0.01° from there."""
    west, south = 116.20 + x * 0.01, 40.00 + y * 0.01
    return shapely.box(west, south, west + size, south + size)


def layer(rows: Sequence[Mapping[str, Any]], shapes: Sequence[Any], name: str = "l", **more: Any) -> Layer:
    """A layer as a file has it."""
    names = dict.fromkeys(column for row in rows for column in row)
    table = pd.DataFrame({column: pd.Series([row.get(column) for row in rows], dtype=object) for column in names})
    geometry = np.empty(len(shapes), dtype=object)
    geometry[:] = shapes
    return Layer(
        name, table.reindex(range(len(shapes))).astype(object).where(lambda t: t.notna(), None), geometry, **more
    )


def source(*layers: Layer, said: Mapping[str, Any] | None = None) -> Source:
    """A file with these layers."""
    return Source("f.geojson", "geojson", layers, said=said or {})


def decided(**more: Any) -> Decisions:
    """Decisions for a file with one layer `l`, in degrees, whose columns are named as a layout's."""
    own = {name: more.pop(name) for name in ("repeated_ids", "repair") if name in more}
    fields: dict[str, Any] = {"placement": DEGREES, "columns": IDENTITY, "kind": "parcel"} | more
    return Decisions({"l": LayerDecisions(**fields)}, **own)
