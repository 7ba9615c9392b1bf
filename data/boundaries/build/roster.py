"""The rulebook's tables as the builders need them: what a feature is called and what is known of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from data.boundaries.build.files import RULEBOOK
from geo.model import COLUMNS, LIST_COLUMNS

Row = dict[str, str]

_PARK_NOTES = {
    "P04": "面积为余数：488 平方公里减其余十五园，未经证实。",
    "P07": "另有 5.35 平方公里之说。",
    "P12": "小于发展组团 2 平方公里的下限，文件自身如此。",
    "P15": "面积为 2012 年口径的工作值，未见出处；2025 年官方管理面积为 19.44 平方公里。",
}
_GROUP_NOTES = {
    "G24": "文件未给出发展模式。",
    "G28": "小于 2 平方公里的下限，文件自身如此；文件第四章写作门头沟组团。",
}
_ZONE_CLASSES = {"core": "核心区", "band": "功能带"}


def table(name: str, folder: Path = RULEBOOK) -> list[Row]:
    """The rows of one of the rulebook's CSV tables."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _properties(**known: Any) -> dict[str, Any]:
    """All properties in the order of `COLUMNS`: lists empty, the rest None, unless known."""
    blank: dict[str, Any] = {name: [] if name in LIST_COLUMNS else None for name in COLUMNS}
    return blank | known | {"basis": "schematic"}


def _listed(text: str) -> list[str]:
    return [item for item in text.split(";") if item]


def park(row: Row) -> dict[str, Any]:
    """Properties of a park."""
    unknown = row["area_status"].startswith("unconfirmed")
    note = _PARK_NOTES.get(row["id"], "面积为未经证实的工作值，未见公开出处。" if unknown else "")
    return _properties(
        id=row["id"],
        kind="park",
        name=row["name"],
        park=row["name"],
        district=row["districts"],
        stated_area_km2=float(row["approved_area_km2"]),
        source=row["source"] if row["source"].startswith("http") else "parks.csv",
        note="轮廓为示意。" + note,
    )


def group(row: Row) -> dict[str, Any]:
    """Properties of a development group."""
    published = row["published_area_km2"]
    if not published:
        area = "未见公开面积，面积为示意取值。"
    elif float(published) == float(row["schematic_area_km2"]):
        area = f"面积取公开的 {published} 平方公里。"
    else:
        area = f"面积为示意取值；公开的 {published} 平方公里所指范围不同。"
    return _properties(
        id=row["id"],
        kind="group",
        name=row["name"],
        park=row["park"],
        district=row["districts"],
        **{"class": row["class"]},
        modes=_listed(row["modes"]),
        carriers=_listed(row["carriers"]),
        industries=_listed(row["industries"]),
        source=row["source"],
        note="轮廓为示意。" + area + _GROUP_NOTES.get(row["id"], ""),
    )


def remainder(id: str, host: Row, district: str) -> dict[str, Any]:
    """Properties of a reserve or small area, named after its park: R-P01-2 is 海淀园预留发展区2."""
    kind, title = ("reserve", "预留发展区") if id.startswith("R-") else ("small", "小规模创新发展区")
    return _properties(
        id=id,
        kind=kind,
        name=f"{host['name']}{title}{id.rpartition('-')[2]}",
        park=host["name"],
        district=district,
        source="parks.csv, groups.csv",
        note="轮廓和面积均为示意：分园内发展组团以外的余地。",
    )


def zone(row: Row) -> dict[str, Any]:
    """Properties of a functional zone."""
    published = row["published_area_km2"]
    area = "面积取公开值。" if published else ""
    if row["kind"] == "band":
        area = "分界线为近似，文件未列乡镇。"
    return _properties(
        id=row["zone_id"],
        kind="zone",
        name=row["zone"],
        district=row["area"],
        **{"class": _ZONE_CLASSES.get(row["kind"], "产业布局")},
        stated_area_km2=float(published) if published else None,
        source=row["source"],
        note=f"{row['industries_or_role'].split(' (mixed')[0]}。轮廓为示意。{area}",
    )
