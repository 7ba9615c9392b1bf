"""The words on a sheet in Chinese and English, and how a user's text is made fit to print."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from geo.model import Text

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
    "kilometre_grid": Text("；公里网：高斯-克吕格 3° 带，中央经线 {meridian}E", "; grid: Gauss-Krüger 3°, {meridian}E"),
    "secrecy": Text("密级：", "Classification:"),
    "proof": Text(
        "比例尺自检：最大误差 {error} %（{count} 段大地线）",
        "Scale proved: largest error {error} % ({count} geodesic lines)",
    ),
    "seal": Text("扫码核验 {seal}", "Scan to verify {seal}"),
    "seal_alone": Text("核验码 {seal}（未设公开网址）", "Seal {seal} (no public address is set)"),
    "seal_file": Text("核验码 {seal}（文件未入库，不能在线核验）", "Seal {seal} (file not stored: no online check)"),
    "map_alt": Text("地图", "Map"),
    "page_of": Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "member_key": Text("编号（见表）", "Number (see table)"),
    "finding_key": Text("问题编号（见表）", "Number of a finding (see table)"),
    "change_key": Text("变化编号（见表）", "Number of a change (see table)"),
    "name": Text("名称", "Name"),
    "kind": Text("类别", "Kind"),
    "class_and_mode": Text("类型与模式", "Class and mode"),
    "members": Text("范围内的空间", "What lies in it"),
    "members_more": Text("范围内的空间（续）", "What lies in it (continued)"),
    "facts": Text("基本情况", "At a glance"),
    "facts_more": Text("基本情况（续）", "At a glance (continued)"),
    "class": Text("空间类型", "Class"),
    "district_of": Text("所在区", "District"),
    "measured_area": Text("椭球面积", "Area, measured"),
    "stated_area": Text("公布面积", "Area, stated"),
    "stated": Text("{area} km²（仅供对照）", "{area} km² (for comparison)"),
    "modes": Text("发展模式", "Modes"),
    "carriers": Text("空间载体", "Carriers"),
    "industries": Text("产业", "Industries"),
    "leading": Text("主导产业", "Leading"),
    "cultivated": Text("培育产业", "Cultivated"),
    "basis_of": Text("边界依据", "Outline"),
    "surveyed": Text("测绘", "surveyed"),
    "digitised": Text("数字化", "digitised"),
    "schematic": Text("示意", "schematic"),
    "findings_on": Text("规则检查", "Rule check"),
    "none_found": Text("没有问题", "nothing found"),
    "no_sector": Text("未列产业", "No industry listed"),
    "sectors": Text(
        "组团产业门类（列出的产业数，底纹为主要门类）", "Industries listed, by sector (main sector shaded)"
    ),
    "sectors_more": Text("组团产业门类（续）", "Industries by sector (continued)"),
    "plan_areas": Text("布局中的空间", "Areas of the plan"),
    "added": Text("新增", "Added"),
    "removed": Text("删除", "Removed"),
    "moved": Text("边界有变", "Outline changed"),
    "retitled": Text("仅属性有变", "Properties only"),
    "added_ground": Text("新增范围", "Ground added"),
    "removed_ground": Text("减少范围", "Ground removed"),
    "outline_before": Text("原边界", "Outline before"),
    "outline_after": Text("现边界", "Outline now"),
    "before_km2": Text("原/km²", "km² before"),
    "after_km2": Text("现/km²", "km² now"),
    "changes": Text("变化一览", "Changes"),
    "changes_more": Text("变化一览（续）", "Changes (continued)"),
    "change_row": Text("{name}（{count} 个）", "{name} ({count})"),
    "compared": Text("对比版本：{before} → {after}", "Compared: revision {before} → {after}"),
    "rule": Text("规则", "Rule"),
    "what": Text("问题", "What"),
    "findings": Text("问题一览", "Findings"),
    "findings_more": Text("问题一览（续）", "Findings (continued)"),
    "nothing_found": Text("没有发现问题", "Nothing was found"),
    "severity": Text("程度", "Weight"),
    "subjects": Text("涉及", "About"),
    "measured": Text("实测", "Measured"),
    "required": Text("要求", "Required"),
    "tolerance": Text("容差", "Tolerance"),
    "clause": Text("条款", "Clause"),
    "waiver": Text("豁免", "Waiver"),
    "until": Text("至 {until}，批准：{approver}", "until {until}, approved by {approver}"),
    "lapsed": Text("豁免失效", "Waiver lapsed"),
    "fixes": Text("修复", "Fixes"),
    "fixes_offered": Text("可自动修复 {count} 种", "{count} automatic fixes on offer"),
    "contents": Text("目录", "Contents"),
    "contents_more": Text("目录（续）", "Contents (continued)"),
    "atlas_parks": Text("{title}：分园图集", "{title}: Atlas of Parks"),
    "atlas_groups": Text("{title}：组团图集", "{title}: Atlas of Groups"),
    "atlas_findings": Text("{title}：问题图集", "{title}: Atlas of Findings"),
    "page": Text("页", "Page"),
    "scale_of": Text("比例尺", "Scale"),
    "findings_count": Text("问题", "Findings"),
    "sheet_frame": Text("分幅（数字为页码）", "Sheet, with its page"),
}
"""Every fixed word of a sheet; braces are filled in with values."""


def say(word: str, lang: str, **values: object) -> str:
    """One of the sheet's words in `lang`; on a sheet in both languages the Chinese one."""
    text = WORDS[word].say(lang)
    return text.format(**values) if values else text
