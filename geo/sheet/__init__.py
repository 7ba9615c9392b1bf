"""Printed maps: a layout as a vector PDF that is true to scale, with everything that a map sheet must say."""

from __future__ import annotations

from datetime import date

import numpy as np

from geo.errors import InputError
from geo.model import Layout, Report
from geo.rulebook import Rulebook
from geo.sheet.compose import Subject, zone_plan
from geo.sheet.paper import arrange
from geo.sheet.plan import Plan
from geo.sheet.typeset import typeset
from geo.sheet.window import fit

__all__ = ["render"]

_PADDING_MM = 3.0


def render(
    layout: Layout,
    report: Report | None,
    book: Rulebook,
    *,
    sheet: str = "a3",
    scale: int | None = 500_000,
    lang: str = "zh",
    on: date,
    landscape: bool = True,
) -> bytes:
    """The layout map 布局图 of a whole layout on one sheet (a further page only where the table needs it).

    `scale` is the denominator, None for the largest round one that fits; `sheet` is "a4" to "a0". The same
    layout, report, rulebook and date give the same bytes.

    Raises:
        InputError: unknown sheet or language, scale out of range or too large for the sheet, nothing to draw,
            or a report on another layout or revision.
        Unavailable: the font package is not installed.
    """
    if lang not in ("zh", "en"):
        raise InputError(f"不支持的语言 {lang[:20]}，可选 zh、en", f"no language {lang[:20]!r}; choose zh or en")
    if report is not None and (report.layout, report.revision) != (layout.id, layout.revision):
        raise InputError(
            "检查报告属于另一布局或另一版本", "the report is on another layout or revision", where=layout.id
        )
    arrangement = arrange(sheet, landscape=landscape)
    plan = Plan.of(layout, book.frame)
    ground = np.asarray(book.extent.bounds)
    window = fit(plan.bounds_m, ground, arrangement.map, scale=scale, padding_mm=_PADDING_MM * arrangement.factor)
    subject = Subject(layout, report, book, plan, arrangement, window, lang, on)
    return typeset("zone_plan", zone_plan(subject), on)
