"""Text files of surveyors (.txt), in: the coordinate exchange format of land reporting (勘测定界), or any table.

`[属性描述]` holds lines `key=value`: datum, zone, unit. `[地块坐标]` holds for each parcel a line that ends in `@`
(points, area in hectares, number, name, geometry type, map sheet, use, land type), and below it its points: number,
ring, X (northing), Y (easting). Source: 自然资源部, 报国务院批准建设用地 电子报件, 界址点坐标交换格式.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.errors import InputError
from geo.exchange.csv import source_of
from geo.exchange.grid.cells import number
from geo.exchange.grid.system import system
from geo.exchange.grid.traverse import Point, Traverse
from geo.exchange.grid.words import Words, words_of
from geo.exchange.source import Layer, Source
from geo.model import Text

_SECTION: Final = re.compile(r"\[(.+)\]")
_DESCRIPTION: Final = "属性描述"
_PARCELS: Final = "地块坐标"
_ABOUT_SYSTEM: Final = ("坐标系", "几度分带", "带号", "中央子午线", "投影类型")
_COLUMNS: Final = (
    "界址点数", "地块面积（公顷）", "地块编号", "地块名称", "图形属性", "图幅号", "地块用途", "地类编码",
)  # fmt: skip
_AREA: Final = _COLUMNS[1]
_TYPE: Final = _COLUMNS[4]
_POINT, _LINE = "点", "线"
_LEAST_POINTS: Final = {_POINT: 1, _LINE: 2}
_END: Final = "@"
_POINT_FIELDS: Final = 4


@dataclass
class _Parcel:
    cells: list[str]
    points: list[Point] = field(default_factory=list)
    traverse: Traverse = field(default_factory=Traverse)
    wrong: Text | None = None

    def cell(self, column: int) -> str:
        """A cell of its head, empty where it has none."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def drawn(self) -> str:
        """The type of its geometry, in the format's words."""
        return self.cell(_COLUMNS.index(_TYPE))


def source(path: Path, encoding: str | None = None) -> Source:
    """A file as it lies before us; a text of another sort is read as a table (`csv`).

    Raises:
        InputError: it holds neither parcels nor a table.
    """
    words = words_of(path, encoding)
    if f"[{_PARCELS}]" not in words.text:
        return source_of(words, path, "survey")
    return _source(words, path)


def _source(words: Words, path: Path) -> Source:
    about, parcels = _parsed(words.text)
    if not parcels:
        raise InputError("没有地块", "it holds no parcels", where=path.name)
    shapes = [None if _wrong(parcel) else _shape(parcel) for parcel in parcels]
    broken = {i: wrong for i, parcel in enumerate(parcels) if (wrong := _wrong(parcel)) is not None}
    geometry = np.full(len(parcels), None, dtype=object)
    geometry[:] = shapes
    said = " ".join(f"{key}={about[key]}" for key in _ABOUT_SYSTEM if key in about)
    crs = system(said, [place for parcel in parcels for point in parcel.points for place in point[:2]])
    layer = Layer(path.stem, _table(parcels), geometry, crs, broken, "yx")
    remarks = [*words.remarks, *_remarks(about, parcels)]
    return Source(path.name, "survey", (layer,), words.sample, words.encoding, words.declared, remarks=tuple(remarks))


def _parsed(text: str) -> tuple[dict[str, str], list[_Parcel]]:
    about: dict[str, str] = {}
    parcels: list[_Parcel] = []
    section = ""
    for i, line in enumerate(text.splitlines()):
        line = line.strip()
        if head := _SECTION.fullmatch(line):
            section = head[1]
        elif section == _DESCRIPTION and "=" in line:
            key, _, value = line.partition("=")
            about[key.strip()] = value.strip()
        elif section == _PARCELS and line:
            _take([cell.strip() for cell in line.replace("，", ",").split(",")], i, parcels)
    return about, parcels


def _take(cells: list[str], line: int, parcels: list[_Parcel]) -> None:
    """A line of the parcels: the head of another one, or a point of the last one."""
    if cells[-1] == _END or not parcels:
        parcels.append(_Parcel([cell for cell in cells if cell != _END]))
        return
    parcel = parcels[-1]
    places = [*map(number, cells[_POINT_FIELDS - 2 : _POINT_FIELDS])]
    if len(places) < 2 or places[0] is None or places[1] is None:
        words = ",".join(cells)[:60]
        parcel.wrong = parcel.wrong or Text(
            f"第 {line + 1} 行不是“点号,圈号,X,Y”：{words}",
            f"line {line + 1} is no “point,ring,X,Y”: {words}",
        )
        return
    parcel.points.append(Point(places[0], places[1], cells[0]))
    parcel.traverse.add(parcel.points[-1], cells[1])


def _wrong(parcel: _Parcel) -> Text | None:
    if parcel.wrong is not None or parcel.drawn not in _LEAST_POINTS:
        return parcel.wrong or parcel.traverse.wrong
    fits = len(parcel.points) >= _LEAST_POINTS[parcel.drawn]
    return None if fits else Text("坐标点不足", "it has too few points")


def _shape(parcel: _Parcel) -> BaseGeometry | None:
    places = [point[:2] for point in parcel.points]
    if not places:
        return None
    if parcel.drawn == _POINT:
        return shapely.Point(places[0])
    return shapely.LineString(places) if parcel.drawn == _LINE else parcel.traverse.outline()


def _table(parcels: Sequence[_Parcel]) -> pd.DataFrame:
    columns = {}
    for i, name in enumerate(_COLUMNS):
        texts = [parcel.cell(i) for parcel in parcels]
        if any(texts):
            columns[name] = [(number(text) if name == _AREA else text) or None for text in texts]
    return pd.DataFrame(columns, index=range(len(parcels)), dtype=object)


def _remarks(about: dict[str, str], parcels: Sequence[_Parcel]) -> list[Text]:
    remarks = []
    counted = [(parcel, number(parcel.cell(0))) for parcel in parcels]
    wrong = [parcel.cell(2) for parcel, count in counted if count is not None and count != len(parcel.points)]
    if wrong:
        names = "、".join(wrong[:8])
        remarks.append(Text(
            f"{len(wrong)} 个地块的点数与其坐标行数不符：{names}",
            f"{len(wrong)} parcel(s) have another number of points than they say: {names}",
        ))  # fmt: skip
    if about.get("计量单位", "米") not in ("米", "m"):
        unit = about["计量单位"]
        remarks.append(Text(f"文件注明的计量单位是 {unit}。", f"The file says that its unit is {unit}."))
    return remarks
