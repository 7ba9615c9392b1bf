"""The words on a sheet in Chinese and English, and how a user's text is made fit to print."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from geo.model import Text
from geo.rulebook.glossary import read_glossary
from geo.settings import data_dir

_NARROW: Final = frozenset("iljIft.,:;'|!()[]{} r-·")
_WIDE: Final = frozenset("mwMW@%—…")
_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))

LONGEST_TITLE_EM: Final = 80


def clean(value: object) -> str:
    """Text without control, direction and private characters, runs of blanks as one: what a printer can set."""
    shown = "".join(" " if c in "\t\r\n" else c for c in str(value or ""))
    return " ".join("".join(c for c in shown if unicodedata.category(c) not in _HIDDEN).split())


def width_em(text: str) -> float:
    """A safe estimate of a line's width in em: full-width characters take one, others by three classes."""
    return sum(map(_advance, text))


def _advance(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA" or ord(char) > 0xFFFF or char in _WIDE:
        return 1.0
    if char in _NARROW:
        return 0.38
    return 0.68 if char.isupper() else 0.59


def shorten(text: str, room_em: float) -> str:
    """The text, cut with an ellipsis where it is wider than the room."""
    if width_em(text) <= room_em:
        return text
    used, kept = 1.0, []
    for char in text:
        used += _advance(char)
        if used > room_em:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


@lru_cache(maxsize=8)
def glossary(rulebook: str) -> Mapping[str, str]:
    """English names of a rulebook's parks, groups, classes and modes; empty where it ships none."""
    return read_glossary(data_dir() / "rulebook" / rulebook / "glossary.csv")


def grouped(number: int) -> str:
    """A denominator the way maps print it: 500 000."""
    return f"{number:,}".replace(",", " ")


WORDS: Final[Mapping[str, Text]] = {
    "title": Text("{title}布局图", "{title}: Layout Map"),
    "legend": Text("图例", "Legend"),
    "scale": Text("比例尺 1:{scale}", "Scale 1:{scale}"),
    "north": Text("北", "N"),
    "locator": Text("图幅位置", "Location of this map"),
    "groups": Text("发展组团一览", "Development groups"),
    "groups_more": Text("发展组团一览（续）", "Development groups (continued)"),
    "number": Text("编号", "No."),
    "group": Text("组团", "Group"),
    "park": Text("所属分园", "Park"),
    "area": Text("面积/km²", "km²"),
    "mode": Text("发展模式", "Mode"),
    "class_row": Text("{name}（{count} 个，{area} km²）", "{name} ({count}, {area} km²)"),
    "no_class": Text("未分类", "No class"),
    "groups_total": Text("组团合计 {count} 个", "All groups: {count}"),
    "parks_total": Text("分园合计 {count} 个", "All parks: {count}"),
    "parks_limit": Text("规划总面积 {area}", "planned {area}"),
    "number_key": Text("组团编号（见表）", "Group number (see table)"),
    "district": Text("区界（非法定界线）", "District border (not official)"),
    "city": Text("市界（非法定界线）", "City border (not official)"),
    "checks": Text("规则检查", "Rule check"),
    "unchecked": Text("未附检查结果", "No check attached"),
    "ok": Text("无未处理的错误", "No open errors"),
    "not_ok": Text("存在未处理的错误", "Open errors"),
    "error": Text("错误", "Errors"),
    "warning": Text("警告", "Warnings"),
    "advice": Text("建议", "Advice"),
    "waived": Text("已豁免", "Waived"),
    "cannot_tell": Text("无法判断", "Cannot tell"),
    "crashed": Text("规则故障", "Rules crashed"),
    "passed": Text("通过的规则", "Rules passed"),
    "crs": Text("坐标系：2000 国家大地坐标系 CGCS2000（EPSG:4490）", "Coordinate system: CGCS2000 (EPSG:4490)"),
    "projection": Text(
        "投影：等积方位投影（Lambert azimuthal equal-area），中心 {lon}E，{lat}N",
        "Projection: Lambert azimuthal equal-area, centre {lon}E, {lat}N",
    ),
    "basis": Text("面积口径：CGCS2000 椭球面积", "Areas: ellipsoidal area, CGCS2000"),
    "source": Text(
        "资料来源：规则册 {rulebook}；行政区界取自公开地图数据，仅供参考，不是法定界线",
        "Sources: rulebook {rulebook}; district borders are from public map data and are not official",
    ),
    "layout": Text("布局：{layout}", "Layout: {layout}"),
    "revision": Text("版本：{revision}", "Revision: {revision}"),
    "no_revision": Text("文件（未入库）", "file (not stored)"),
    "rulebook": Text("规则册：{rulebook} {version}", "Rulebook: {rulebook} {version}"),
    "date": Text("制图日期：{date}", "Date: {date}"),
    "maker": Text("制图单位：", "Drawn by:"),
    "approval": Text("审图号：", "Map approval no. (审图号):"),
    "map_alt": Text("布局图", "Layout map"),
}
"""Every fixed word of a sheet; braces are filled in with values."""


def say(word: str, lang: str, **values: object) -> str:
    """One of the sheet's words in `lang`."""
    text = WORDS[word].say(lang)
    return text.format(**values) if values else text
