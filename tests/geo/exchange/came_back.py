"""Whether a file that was written holds what the layout held."""

import numpy as np
import shapely

from geo.exchange.about import about
from geo.exchange.source import Source
from geo.model import COLUMNS, Layout


def came_back(source: Source, layout: Layout, tolerance_deg: float) -> None:
    """Hold every property and every coordinate of the only layer against the layout, and what the file says of it."""
    assert source.said == about(layout)
    (layer,) = source.layers
    assert not layer.broken
    table = layer.table.assign(geometry=layer.geometry).sort_values("id", ignore_index=True)
    for name in COLUMNS:
        assert table[name].tolist() == [_plain(value) for value in layout.features[name].tolist()], name
    was = np.asarray(layout.features.geometry.values, dtype=object)
    now = table["geometry"].to_numpy(dtype=object)
    assert (shapely.is_missing(was) == shapely.is_missing(now)).all()
    there = ~shapely.is_missing(was)
    assert shapely.equals_exact(was[there], now[there], tolerance_deg).all()


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [*value]
    return None if isinstance(value, float) and np.isnan(value) else value
