"""A grid of cells as a layer: geometries in cells, outlines from boundary points, single points, or none at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely

from geo.exchange.grid import header as headers
from geo.exchange.grid.boundary import boundary_layer
from geo.exchange.grid.cells import Cell, Grid, empty, is_angle, number, shown
from geo.exchange.grid.continued import joined
from geo.exchange.grid.header import Header, Role
from geo.exchange.grid.shapes import drawn
from geo.exchange.grid.system import system_in
from geo.exchange.source import Layer
from geo.model import Text


def layer_of(grid: Grid) -> tuple[Layer, list[Text]] | None:
    """The layer of a sheet and what is to be told of it; None for a sheet without a table.

    Coordinates are numbers as they stand in the sheet, the first coordinate column first.
    """
    grid = joined(grid)
    header = headers.found(grid.rows) or headers.plain(grid.rows)
    if header is None:
        return None
    remarks = _above(grid, header)
    body = [(i, row) for i, row in enumerate(grid.rows) if i >= header.rows[1]]
    if Role.SHAPE in header.roles:
        return _shape_layer(grid, header, body), remarks
    if not header.pairs:
        table = _table(header, [row for _, row in body if not all(map(empty, row))])
        return Layer(grid.name, table, np.full(len(table), None, dtype=object)), remarks
    body = _without_repeats(grid, header, body, remarks)
    a, b = header.pairs[0]
    if any(is_angle(cell) for _, row in body for cell in (_at(row, a), _at(row, b))):
        remarks.append(Text("度分秒按十进制度读取。", "Degrees, minutes and seconds were read as decimal degrees."))
    crs = system_in(grid.rows[: header.rows[0]], [number(_at(row, column)) for _, row in body for column in (a, b)])
    if _single_points(header, body):
        return _point_layer(grid, header, body, crs), remarks
    return boundary_layer(grid.name, header, body, crs, remarks), remarks


def _above(grid: Grid, header: Header) -> list[Text]:
    """What stands above the header, if anything."""
    above = [shown(cell) for row in grid.rows[: header.rows[0]] for cell in row if not empty(cell)]
    if not above:
        return []
    row, words = header.rows[0] + 1, " ".join(above)[:80]
    return [Text(
        f"工作表“{grid.name}”的表头在第 {row} 行；其上文字未读作数据：{words}",
        f"The header of “{grid.name}” is row {row}; what stands above it was not read as data: {words}",
    )]  # fmt: skip


def _shape_layer(grid: Grid, header: Header, body: Sequence[tuple[int, list[Cell]]]) -> Layer:
    rows = [row for _, row in body if not all(map(empty, row))]
    column = header.roles[Role.SHAPE]
    geometry, broken, crs = drawn([_at(row, column) for row in rows])
    return Layer(grid.name, _table(header, rows, without=(column,)), geometry, crs, broken)


def _point_layer(grid: Grid, header: Header, body: Sequence[tuple[int, list[Cell]]], crs: str | None) -> Layer:
    rows = [row for _, row in body if not all(map(empty, row))]
    pair = header.pairs[0]
    values = np.array([[_or_nan(number(_at(row, column))) for column in pair] for row in rows]).reshape(-1, 2)
    known = np.isfinite(values).all(axis=1)
    geometry = np.full(len(rows), None, dtype=object)
    geometry[known] = shapely.points(values[known])
    broken = {
        i: Text("坐标不是数", "a coordinate is no number")
        for i in np.flatnonzero(~known).tolist()
        if not all(empty(_at(rows[i], column)) for column in pair)
    }
    return Layer(grid.name, _table(header, rows, without=pair), geometry, crs, broken, header.axes)


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _without_repeats(
    grid: Grid, header: Header, body: Sequence[tuple[int, list[Cell]]], remarks: list[Text]
) -> list[tuple[int, list[Cell]]]:
    """Without rows of units below the header, and without the header again, as on each page of a printed table."""
    titles = [shown(cell) for cell in grid.rows[header.rows[0]]]
    kept = [(i, row) for i, row in body if not _is_units(row, header) and [shown(cell) for cell in row] != titles]
    if len(kept) < len(body):
        skipped = len(body) - len(kept)
        remarks.append(Text(
            f"工作表“{grid.name}”中 {skipped} 行是单位或重复的表头，未读作数据。",
            f"{skipped} row(s) of “{grid.name}” are units or the header again and were not read as data.",
        ))  # fmt: skip
    return kept


def _is_units(row: Sequence[Cell], header: Header) -> bool:
    words = [shown(_at(row, column)).strip("()（）[]").casefold() for column in header.pairs[0]]
    return all(word in ("m", "米", "km", "千米", "度", "°", "degree", "deg", "dms", "度分秒") for word in words)


def _single_points(header: Header, body: Sequence[tuple[int, list[Cell]]]) -> bool:
    """Whether each row is a thing of its own: nothing numbers points or rings, and no parcel has several rows."""
    if Role.POINT in header.roles or Role.RING in header.roles or len(header.pairs) > 1:
        return False
    if Role.PARCEL not in header.roles:
        return True
    keys = [shown(_at(row, header.roles[Role.PARCEL])) for _, row in body]
    filled = [key for key in keys if key]
    return len({*filled}) == len(filled) and len(filled) > len(keys) / 2


def _table(header: Header, rows: Sequence[list[Cell]], without: Sequence[int] = ()) -> pd.DataFrame:
    """The columns of a header; those without a name and without a value are left out."""
    columns: dict[str, list[Cell]] = {}
    width = max([len(header.names), *(len(row) for row in rows)])
    for column in range(width):
        if column in without:
            continue
        values = [None if empty(cell) else cell for cell in (_at(row, column) for row in rows)]
        name = header.names[column] if column < len(header.names) else f"#{column + 1}"
        if not name.startswith("#") or any(value is not None for value in values):
            columns[name] = values
    return pd.DataFrame(columns, index=range(len(rows)), dtype=object)


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None
