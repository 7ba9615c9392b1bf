"""What a reader assumed or left out, said in plain words to whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import pandas as pd

from geo.model import COLUMNS, Kind, Layout, Text

Remark = Callable[[Text], None]
"""Takes one sentence."""

_MOST_NAMES: Final = 8
_OWN: Final = {*COLUMNS, "geometry", "area_km2"}
"""The columns that a layout has, and the one that this program measures and adds to what it writes."""


def silent(_remark: Text) -> None:
    """For callers who do not want to know."""


def assumed_lonlat(remark: Remark) -> None:
    """Say that nothing in the file names a coordinate system."""
    remark(Text(
        "文件没有注明坐标系，坐标按 CGCS2000 经纬度（EPSG:4490）理解。",
        "The file names no coordinate system: coordinates are taken as CGCS2000 longitude and latitude (EPSG:4490).",
    ))  # fmt: skip


def converted_from(name: str, remark: Remark) -> None:
    """Say that projected coordinates were turned into degrees."""
    remark(Text(
        f"坐标已从 {name} 换算为 CGCS2000 经纬度。",
        f"Coordinates were converted from {name} to CGCS2000 longitude and latitude.",
    ))  # fmt: skip


def left_out(names: Iterable[str], remark: Remark) -> None:
    """Say which columns of a file a layout does not have."""
    unknown = sorted({*names} - _OWN)
    if not unknown:
        return
    shown, more = unknown[:_MOST_NAMES], len(unknown) > _MOST_NAMES
    remark(Text(
        f"下列属性不在数据规范之内，未读取：{'、'.join(shown)}{'等' if more else ''}。",
        f"These properties are not known and were left out: {', '.join(shown)}{' and others' if more else ''}.",
    ))  # fmt: skip


def kinds(layout: Layout, remark: Remark) -> None:
    """Say how many features the rules cannot judge, because their kind is missing or unknown."""
    column: pd.Series[str] = layout.features["kind"]
    unknown = int((~column.isin([kind.value for kind in Kind])).sum())
    if unknown:
        known = ", ".join(kind.value for kind in Kind)
        remark(Text(
            f"{unknown} 个要素没有可识别的 kind（{known}），多数规则无法检查它们。",
            f"{unknown} feature(s) have no known kind ({known}): most rules cannot judge them.",
        ))  # fmt: skip
