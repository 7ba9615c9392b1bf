"""Looking at a file: its features and the report on them, stored nowhere. Runs in a confined process."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import orjson
import shapely

from api.collection import collection
from geo import crs, exchange
from geo.check import check
from geo.errors import InputError
from geo.exchange.doctor.suspicion import suspicion
from geo.exchange.remark import Remark
from geo.model import SCHEMATIC_NOTICE, Layout, Text
from geo.rulebook import Rulebook, load

FAR_M: Final = 300_000.0
"""Farther than this from the centre of the rulebook's frame, a layout is hardly where it should be."""
_NAME_LIMIT: Final = 80


def plain_name(name: str) -> str:
    """A file's name, without anything that a path could be made of; its ending stays."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(letter if letter.isalnum() or letter in "-_. ()（）" else "_" for letter in last).strip(". ")
    return kept[-_NAME_LIMIT:] or "file"


def look(path: str, rulebook: str, stage: str | None, on: date) -> bytes:
    """`{suspicion, remarks, layout, report}` as JSON: whether it lies where it says, what was assumed, the
    features with areas, and what the rules find.

    Raises:
        InputError: the file cannot be read, or holds nothing to check.
        NotFound: there is no such rulebook or stage.
    """
    remarks: list[Text] = []
    book = load(rulebook)
    layout = exchange.read(Path(path), rulebook=rulebook, remark=remarks.append)
    if not len(layout):
        raise InputError("没有要素，无从检查", "there are no features to check", where=Path(path).name)
    layout = replace(layout, revision=None, rulebook=rulebook)
    _far(layout, book, remarks.append)
    suspected = suspicion(layout, book)
    report = check(layout, book, on=on, stage=stage)
    answer: dict[str, Any] = {
        "suspicion": suspected and suspected.data(),
        "remarks": [remark.data() for remark in dict.fromkeys(remarks)],
        "layout": collection(layout, book, SCHEMATIC_NOTICE if layout.schematic else None),
        "report": report.data(),
    }
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def _far(layout: Layout, book: Rulebook, remark: Remark) -> None:
    west, south, east, north = shapely.total_bounds(np.asarray(layout.features.geometry, dtype=object))
    if not np.isfinite([west, south, east, north]).all():
        return
    middle = ((west + east) / 2, (south + north) / 2)
    away_m = crs.geodesic_distance_m(middle, (book.frame.lon_0, book.frame.lat_0))
    if away_m > FAR_M:
        remark(Text(
            f"要素距规则册所在区域约 {away_m / 1000:,.0f} km，坐标系或经纬度次序可能有误，面积也不准。",
            f"The features lie some {away_m / 1000:,.0f} km from the rulebook's area: the coordinate system or the "
            "order of coordinates may be wrong, and areas are not exact there.",
        ))  # fmt: skip
