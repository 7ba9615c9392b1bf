"""Which row of a table is its header, and what its columns are for, whatever stands above it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geo.exchange.grid.cells import Cell, empty, shown
from geo.exchange.grid.shapes import looks_drawn
from geo.exchange.intake.decisions import Axes

MOST_ROWS_ABOVE: Final = 60
_LOOKED_AT: Final = 50


class Role(StrEnum):
    """What a column is for. X and Y are letters that do not say which of them is northing."""

    SHAPE = "shape"
    PARCEL = "parcel"
    RING = "ring"
    POINT = "point"
    NORTH = "north"
    EAST = "east"
    X = "x"
    Y = "y"


_NAMES: Final = {
    Role.SHAPE: "wkt geometry geom thegeom wktgeom geomwkt wkb geojson shape 几何 几何图形 图形 空间数据 几何wkt",
    Role.PARCEL: "地块号 地块编号 宗地号 宗地编号 宗地代码 图斑号 图斑编号 地块代码 地块id 块号 地块 宗地 图斑 地块序号"
    " 地块名称 宗地名称 图斑名称 parcel parcelid parcelno plot plotno block blockno polygon polygonid zddm tbbh dkbh",
    Role.RING: "圈号 环号 地块圈号 圈 环 圈序号 ring ringno ringid",
    Role.POINT: "界址点号 界址点编号 界址点 点号 点编号 拐点号 拐点编号 拐点 点名 点序号 点序 点位 桩号 界桩号 顶点号"
    " 节点号 jzdh pointno pointid pointname point vertex vertexid",
}
_ROLES: Final = {name: role for role, names in _NAMES.items() for name in names.split()}
_FILLING: Final = re.compile(
    r"界址点|拐点|顶点|大地|平面|直角|国家|cgcs|2000|坐标系|坐标|数值|值|轴|coordinate|coords?|point"
)
_NORTH: Final = re.compile(r"[xyn]?(纵|北|北纬|纬度|纬|north|northing|lat|latitude)[xybn]?|[nb]")
_EAST: Final = re.compile(r"[xye]?(横|东|东经|经度|经|east|easting|lon|lng|long|longitude)[xyle]?|[el]")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_SPACING: Final = re.compile(r"[\s_\-:：/*.、]+")
_LETTERS: Final = frozenset("xyne北东")


@dataclass(frozen=True)
class Header:
    """The header of a table: its `rows` (from 0, end excluded), the name of each column, and what columns are for."""

    rows: tuple[int, int]
    names: tuple[str, ...]
    roles: dict[Role, int]
    pairs: tuple[tuple[int, int], ...] = ()
    """The coordinate columns, the first one first; several where a table is printed in several blocks."""
    labels: tuple[int | None, ...] = ()
    """For each of these the column with the numbers of points."""
    axes: Axes | None = None


def found(rows: Sequence[Sequence[Cell]]) -> Header | None:
    """The header above geometries or coordinates; None where no row is one."""
    for i, row in enumerate(rows[:MOST_ROWS_ABOVE]):
        above = rows[i - 1] if i else []
        titles = _titles(row, above)
        roles = [_role(title, whole) for title, whole in titles]
        header = _header(i, titles, roles, rows)
        if header is not None:
            return header
    return None


def plain(rows: Sequence[Sequence[Cell]]) -> Header | None:
    """The header of a table without any coordinates: the first row with the most texts."""
    texts = [sum(isinstance(cell, str) and not empty(cell) for cell in row) for row in rows[:MOST_ROWS_ABOVE]]
    if not any(texts):
        return None
    i = texts.index(max(texts))
    return Header((i, i + 1), _names([(shown(cell), shown(cell)) for cell in rows[i]]), {})


def _titles(row: Sequence[Cell], above: Sequence[Cell]) -> list[tuple[str, str]]:
    """Each column's own words, and these with the words above them, which may be merged over several columns."""
    titles, over = [], ""
    for i in range(max(len(row), len(above))):
        own = shown(row[i]) if i < len(row) else ""
        upper = shown(above[i]) if i < len(above) else ""
        over = upper or over
        titles.append((own or upper, f"{over}{own}" if own else upper))
    return titles


def _role(title: str, whole: str) -> Role | None:
    return _meaning(whole) if whole != title and _meaning(whole) in (Role.NORTH, Role.EAST) else _meaning(title)


def _meaning(title: str) -> Role | None:
    text = _SPACING.sub("", _unbracketed(unicodedata.normalize("NFKC", title).casefold()))
    if text in _ROLES:
        return _ROLES[text]
    core = _FILLING.sub("", text)
    if core in ("x", "y"):
        return Role(core)
    if _NORTH.fullmatch(core):
        return Role.NORTH
    return Role.EAST if _EAST.fullmatch(core) else None


def _unbracketed(text: str) -> str:
    """Without what stands in brackets, which is a unit, unless it is the letter of a coordinate."""

    def kept(match: re.Match[str]) -> str:
        inner = next((group for group in match.groups() if group), "").strip()
        return inner if inner in _LETTERS else ""

    return _BRACKETS.sub(kept, text)


def _header(
    i: int, titles: list[tuple[str, str]], roles: list[Role | None], rows: Sequence[Sequence[Cell]]
) -> Header | None:
    body = rows[i + 1 : i + 1 + _LOOKED_AT]
    first = {role: roles.index(role) for role in Role if role in roles}
    if Role.SHAPE in first:
        column = first[Role.SHAPE]
        if any(looks_drawn(row[column]) for row in body if column < len(row)):
            return Header((i, i + 1), _names(titles), first)
        del first[Role.SHAPE]
    pairs = _pairs(roles)
    if not pairs:
        return None
    named = [roles[column] for column in pairs[0]]
    axes: Axes | None = None
    if Role.NORTH in named or Role.EAST in named:
        axes = "yx" if named[0] is Role.NORTH or named[1] is Role.EAST else "xy"
    return Header((i, i + 1), _names(titles), first, tuple(pairs), _labels(roles, pairs), axes)


def _pairs(roles: Sequence[Role | None]) -> list[tuple[int, int]]:
    """The columns of coordinates two by two, one of each sort; words that say which is northing before letters."""
    for sorts in ({Role.NORTH, Role.EAST}, {Role.X, Role.Y}, {Role.NORTH, Role.Y}, {Role.X, Role.EAST}):
        columns = [column for column, role in enumerate(roles) if role in sorts]
        couples = zip(columns[::2], columns[1::2], strict=False)
        pairs = [(a, b) for a, b in couples if {roles[a], roles[b]} == sorts]
        if pairs:
            return pairs
    return []


def _labels(roles: Sequence[Role | None], pairs: Sequence[tuple[int, int]]) -> tuple[int | None, ...]:
    """The numbers of points stand before their coordinates; with one block of coordinates anywhere."""
    columns = [column for column, role in enumerate(roles) if role is Role.POINT]
    if len(pairs) == 1:
        return (columns[0] if columns else None,)
    before = [[column for column in columns if column < min(pair)] for pair in pairs]
    return tuple(found[-1] if found else None for found in before)


def _names(titles: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Names of columns, none twice; one without a name gets its number."""
    names: list[str] = []
    for i, (title, _) in enumerate(titles):
        name = " ".join(title.split()) or f"#{i + 1}"
        names.append(name if name not in names else f"{name} #{i + 1}")
    return tuple(names)
