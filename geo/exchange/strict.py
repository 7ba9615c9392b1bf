"""The strict way in: a file is a layout whose every value is right, or it is refused and the place is named."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import crs
from geo.errors import InputError, UnknownCRS
from geo.exchange.about import laid
from geo.exchange.remark import Remark, assumed_lonlat
from geo.exchange.source import Layer, Source
from geo.exchange.tables import rows_of
from geo.model import Layout

_NORTHINGS_M: Final = (1_500_000.0, 6_500_000.0)
"""Where China lies north of the equator; eastings are smaller, or larger where the zone's number stands before them."""


def layout_of(source: Source, *, id: str, rulebook: str, remark: Remark) -> Layout:
    """All layers of a file as one layout; `id` and `rulebook` serve where the file names none.

    Raises:
        InputError: a value is wrong, a geometry cannot be read, or two features share an id.
        UnknownCRS: the coordinate system of a layer is missing or not one that we read.
    """
    for sentence in source.remarks:
        remark(sentence)
    tables = [_rows(layer, source, remark) for layer in source.layers]
    table = gpd.GeoDataFrame(pd.concat(tables, ignore_index=True), geometry="geometry", crs=crs.EPSG)
    return laid(table, dict(source.said), id=id, rulebook=rulebook)


def _rows(layer: Layer, source: Source, remark: Remark) -> gpd.GeoDataFrame:
    where = source.name if len(source.layers) == 1 else f"{source.name}: {layer.name}"
    for row, reason in layer.broken.items():
        raise InputError(reason.zh, reason.en, where=f"{layer.name}[{row + 1}]")
    system = crs.described(layer.crs, where=where) or _degrees(layer, where, remark)
    _refuse_unsaid_axes(layer, where)
    east_first = layer.axes != "yx"
    geometry = gpd.GeoSeries(layer.geometry if east_first else _swapped(layer.geometry), crs=system)
    return rows_of(gpd.GeoDataFrame(layer.table, geometry=geometry), layer.name, remark, where=where)


def _refuse_unsaid_axes(layer: Layer, where: str) -> None:
    """Refuse metres that only make sense with northing first, where the file does not say that it comes first."""
    west, south, _, _ = shapely.total_bounds(layer.geometry) if len(layer) else (np.nan,) * 4
    low, high = _NORTHINGS_M
    if layer.axes is None and low < west < high and not low < south < high:
        raise UnknownCRS(
            f"坐标（如 {west:.0f}, {south:.0f}）看来是北坐标在前，但文件没有注明；请用 yuantu import 决定",
            f"its coordinates ({west:.0f}, {south:.0f}) seem to have northing first, which it does not say: "
            "decide it with yuantu import",
            where=where,
        )


def _swapped(geometry: crs.Geometries) -> crs.Geometries:
    return np.asarray(shapely.transform(geometry, lambda places: places[:, ::-1]), dtype=object)


def _degrees(layer: Layer, where: str, remark: Remark) -> int:
    """Longitude and latitude where the file names no system and its numbers can be degrees."""
    bounds = shapely.total_bounds(layer.geometry)
    if np.isfinite(bounds).all() and (np.abs(bounds) > (180, 90, 180, 90)).any():
        raise UnknownCRS(
            f"没有注明坐标系（如缺少 .prj），坐标（如 {bounds[0]:.0f}, {bounds[1]:.0f}）又不是经纬度，无法判断坐标系",
            "it names no coordinate system (such as a .prj), and its coordinates "
            f"({bounds[0]:.0f}, {bounds[1]:.0f}) are no degrees",
            where=where,
        )
    assumed_lonlat(remark)
    return crs.EPSG
