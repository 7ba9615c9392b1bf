"""What was done to a file on its way into a layout, in plain sentences: nothing is converted silently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from geo.exchange.intake.decisions import Decisions, Placement
from geo.exchange.source import Source
from geo.model import Text

if TYPE_CHECKING:
    from geo.exchange.intake.drafting import Read

_SHIFTS: Final = {"gcj02": "GCJ-02", "bd09": "BD-09"}
_UNITS: Final = {"ha": Text("公顷", "hectares"), "m2": Text("平方米", "m²"), "mu": Text("亩", "mu")}
_DEGREES: Final = ("EPSG:4490", "EPSG:4326", "OGC:CRS84")
_MOST_NAMES: Final = 8


def remarks(source: Source, decisions: Decisions, parts: Sequence[Read]) -> Iterator[Text]:
    """One sentence for each thing that was converted, mended, dropped or left out."""
    yield from _unread(source, decisions)
    for part in parts:
        name = part.layer.name
        yield from _placed(name, part.decided.placement)
        if part.outlines.heights:
            n = part.outlines.heights
            yield Text(f"{name}：{n} 个要素的高程未读取。", f"{name}: the heights of {n} feature(s) were left out.")
        yield from _units(part)
        yield from _columns(part)
        if mended := int(part.outlines.mended.sum()):
            yield Text(f"{name}：修复了 {mended} 个要素的边界。", f"{name}: {mended} outline(s) were mended.")


def _unread(source: Source, decisions: Decisions) -> Iterator[Text]:
    there = [layer.name for layer in source.layers]
    if left := [name for name in there if decisions.layers.get(name) is None]:
        yield Text(f"未读取图层：{_zh(left)}。", f"Layers that were left out: {_en(left)}.")
    if gone := [name for name, layer in decisions.layers.items() if layer is not None and name not in there]:
        yield Text(
            f"决定中提到的图层不在文件里：{_zh(gone)}。", f"Decisions name layers that the file lacks: {_en(gone)}."
        )


def _placed(name: str, placement: Placement) -> Iterator[Text]:
    if placement.axes == "yx":
        yield Text(f"{name}：坐标轴已对调。", f"{name}: the axes were swapped.")
    if placement.crs not in _DEGREES:
        yield Text(
            f"{name}：坐标已从 {placement.crs} 换算为 CGCS2000 经纬度。",
            f"{name}: coordinates were converted from {placement.crs} to CGCS2000 longitude and latitude.",
        )
    if placement.shift != "none":
        shift = _SHIFTS[placement.shift]
        yield Text(f"{name}：已消除 {shift} 偏移。", f"{name}: the {shift} shift was undone.")


def _units(part: Read) -> Iterator[Text]:
    for column, unit in part.decided.units.items():
        if unit in _UNITS and column in part.layer.table and part.decided.columns.get(column):
            zh, en = _UNITS[unit]
            yield Text(
                f"{part.layer.name}：“{column}”已从{zh}换算为平方公里。",
                f"{part.layer.name}: “{column}” was converted from {en} to km².",
            )


def _columns(part: Read) -> Iterator[Text]:
    there = [str(column) for column in part.layer.table.columns]
    unread = [column for column in there if part.decided.columns.get(column) is None]
    if left := [column for column in unread if any(map(_says, part.layer.table[column].dropna()))]:
        yield Text(
            f"{part.layer.name}：未读取的列：{_zh(left)}。", f"{part.layer.name}: columns left out: {_en(left)}."
        )
    if gone := [column for column, name in part.decided.columns.items() if name is not None and column not in there]:
        yield Text(
            f"{part.layer.name}：决定中提到的列不在文件里：{_zh(gone)}。",
            f"{part.layer.name}: decisions name columns that the file lacks: {_en(gone)}.",
        )


def _says(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value == value  # NaN is not itself


def _zh(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")


def _en(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMES]) + (" and others" if len(names) > _MOST_NAMES else "")
