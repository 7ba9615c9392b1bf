"""What speaks for and against a reading of coordinates, in sentences with numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

import numpy as np

from geo.crs import Shift, accuracy, accuracy_m, in_degrees, title
from geo.exchange.doctor.readings import Ground, Reading
from geo.exchange.intake.decisions import Placement
from geo.model import Text

Doubt = Literal["mixed", "no-lines", "few-lines", "rough", "moved", "too-near"]

TITLE: Final = Text("坐标系、坐标轴顺序与偏移", "Coordinate system, order of axes and shift")

_WORTH_SAYING_M: Final = 0.5
_SHIFTS: Final[dict[Shift, Text]] = {
    "none": Text("无偏移", "no shift"),
    "gcj02": Text("移除 GCJ-02 偏移", "GCJ-02 shift undone"),
    "bd09": Text("移除 BD-09 偏移", "BD-09 shift undone"),
}
_DOUBTS: Final[dict[Doubt, Text]] = {
    "mixed": Text(
        "只有一部分图形在此解读下吻合，另一部分在别的解读下吻合：文件可能混有两种坐标。",
        "Only a part of the shapes fits this reading, another part fits another one: the file may mix coordinates.",
    ),
    "no-lines": Text(
        "没有足够的顶点落在已知界线上，无法判断坐标是否带有偏移。",
        "Too few vertices lie on known outlines to tell whether the coordinates are shifted.",
    ),
    "few-lines": Text(
        "落在已知界线上的顶点太少或只沿一个方向，不足以确定。",
        "The vertices on known outlines are too few, or along one direction only, to be sure.",
    ),
    "rough": Text(
        "图形与已知界线只是大致吻合，不足以确定到米。",
        "The shapes fit the known outlines only roughly: not enough to be sure to metres.",
    ),
    "moved": Text(
        "图形整体略有平移，可能是基准或转换参数不同。",
        "All shapes together are a little off: their datum or its parameters may be others.",
    ),
    "too-near": Text(
        "另有几乎同样吻合的解读，证据不能区分。",
        "Another reading fits almost as well: the evidence cannot tell them apart.",
    ),
}


def name(placement: Placement) -> Text:
    """A placement in words."""
    zh, en = title(placement.crs)
    axes = Text("", "") if placement.axes == "xy" else _swapped(placement.crs)
    shift = Text("", "") if placement.shift == "none" else _SHIFTS[placement.shift]
    return Text(
        "；".join(part for part in (zh, axes.zh, shift.zh) if part),
        "; ".join(part for part in (en, axes.en, shift.en) if part),
    )


def _swapped(crs: str) -> Text:
    if in_degrees(crs):
        return Text("纬度在前", "latitude first")
    return Text("北坐标在前", "northing first")


def evidence(
    reading: Reading, readings: Sequence[Reading], ground: Ground, declared: str | None, doubt: Doubt | None
) -> tuple[Text, ...]:
    """All that is to be said of a reading, beside the others."""
    return (
        *_declaration(reading, readings, declared),
        *_header(reading, ground),
        *_fit(reading, readings, declared),
        *_moved(reading),
        *_names(reading),
        *_nearest(reading, readings, doubt),
        *([_DOUBTS[doubt]] if doubt else []),
        *_datum(reading),
    )


def _declaration(reading: Reading, readings: Sequence[Reading], declared: str | None) -> Iterator[Text]:
    if declared is None:
        yield Text("文件没有注明坐标系。", "The file names no coordinate system.")
        return
    zh, en = title(declared)
    if reading.placement.crs == declared:
        yield Text(f"文件注明的坐标系是 {zh}。", f"The file says that its coordinate system is {en}.")
    elif any(other.placement.crs == declared for other in readings):
        yield Text(f"文件注明的坐标系是 {zh}，与此不同。", f"The file says otherwise: {en}.")
    else:
        yield Text(
            f"文件注明的坐标系是 {zh}，但按它解读，图形不在规划范围内。",
            f"The file says {en}, but read so its shapes lie outside the plan's area.",
        )


def _header(reading: Reading, ground: Ground) -> Iterator[Text]:
    if ground.header is None:
        return
    north = ground.header == "yx"
    zh, en = ("北坐标或纬度", "northing or latitude") if north else ("东坐标或经度", "easting or longitude")
    if ground.header == reading.placement.axes:
        yield Text(f"表头也说{zh}在前。", f"The header too says that {en} comes first.")
    else:
        yield Text(f"表头说{zh}在前，数值与此不符。", f"The header says that {en} comes first; the numbers do not.")


def _fit(reading: Reading, readings: Sequence[Reading], declared: str | None) -> Iterator[Text]:
    fit = reading.fit
    if not fit.points:
        return
    share, chance = f"{fit.near_share:.0%}", f"{fit.chance_share:.0%}"
    yield Text(
        f"按此解读，{share} 的顶点落在已知界线 5 m 以内（随机约 {chance}）。",
        f"Read so, {share} of the vertices lie within 5 m of a known outline (about {chance} would by chance).",
    )
    if (other := _compared(reading, readings, declared)) is not None:
        apart, near = reading.differs_m(other), f"{other.fit.near_share:.0%}"
        what = name(other.placement)
        yield Text(
            f"若按“{what.zh}”解读则为 {near}，位置平均相差 {apart:.0f} m。",
            f"Read as “{what.en}” it would be {near}, {apart:.0f} m away on average.",
        )


def _compared(reading: Reading, readings: Sequence[Reading], declared: str | None) -> Reading | None:
    """The reading that a person would think of: what the file says, the same without the shift, or the next shift."""
    same = [
        other
        for other in readings
        if other.placement.crs == reading.placement.crs
        and other.placement.axes == reading.placement.axes
        and other is not reading
    ]
    plain = [other for other in same if other.placement.shift == "none"]
    stated = [other for other in readings if other.placement.crs == declared and other.placement.shift == "none"]
    return next((other for other in [*stated, *plain, *same] if other is not reading), None)


def _moved(reading: Reading) -> Iterator[Text]:
    east, north = reading.fit.moved
    if reading.fit.gain and np.hypot(east, north) > _WORTH_SAYING_M:
        yield Text(
            f"落在界线上的顶点整体还差：向东 {east:+.1f} m，向北 {north:+.1f} m。",
            f"The vertices on outlines are all off by {east:+.1f} m to the east and {north:+.1f} m to the north.",
        )


def _names(reading: Reading) -> Iterator[Text]:
    if reading.named.claims:
        said, kept = reading.named.claims, reading.named.inside
        yield Text(
            f"属性写明所在区、园或组团的 {said} 处中，{kept} 处图形确在其内。",
            f"Of {said} statements in the attributes of where a shape lies, {kept} hold.",
        )
    if reading.zoned.inside < reading.zoned.claims:
        outside, total = reading.zoned.claims - reading.zoned.inside, reading.zoned.claims
        yield Text(
            f"{total} 个图形中有 {outside} 个主要在规划范围之外。",
            f"{outside} of {total} shapes lie mostly outside the plan's area.",
        )


def _nearest(reading: Reading, readings: Sequence[Reading], doubt: Doubt | None) -> Iterator[Text]:
    """What cannot be told from the best reading."""
    if doubt != "too-near":
        return
    rivals = [other for other in readings if other is not reading]
    rival = max(rivals, key=lambda other: other.evidence)
    what, apart = name(rival.placement), reading.differs_m(rival)
    yield Text(f"“{what.zh}”与此平均只差 {apart:.1f} m。", f"“{what.en}” is only {apart:.1f} m away on average.")


def _datum(reading: Reading) -> Iterator[Text]:
    if accuracy_m(reading.placement.crs) is None:
        zh, en = accuracy(reading.placement.crs)
        yield Text(f"{zh}。", f"{en[0].upper()}{en[1:]}.")


def lost(ground: Ground, declared: str | None) -> tuple[Text, ...]:
    """Why nothing is known of where a layer lies."""
    if not len(ground.sample.xy):
        return (Text("没有可用的坐标。", "There are no coordinates to judge by."),)
    x, y = np.median(ground.sample.xy, axis=0)
    said = () if declared is None else (_says(declared),)
    return (
        *said,
        Text(
            f"坐标约为 ({x:.6g}, {y:.6g})：按任何已知坐标系都不在规划范围内，无法判断。",
            f"Coordinates are about ({x:.6g}, {y:.6g}): in no known system do they lie in the plan's area.",
        ),
        Text(
            "可能是城市地方坐标系，其参数不公开：请先由原单位转换为 CGCS2000。",
            "They may be in a city's local system, whose parameters are not public: have its owner convert them first.",
        ),
    )


def _says(declared: str) -> Text:
    zh, en = title(declared)
    return Text(f"文件注明的坐标系是 {zh}。", f"The file says that its coordinate system is {en}.")
