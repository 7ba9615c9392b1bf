"""Printed maps: a layout as a vector PDF that is true to scale, with everything that a map sheet must say."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from geo.errors import InputError
from geo.model import Layout, Report
from geo.rulebook import Rulebook
from geo.sheet.atlas import SERIES, By, Progress, atlas_pages
from geo.sheet.compose import compose
from geo.sheet.finish import Press, printed
from geo.sheet.order import Order
from geo.sheet.plan import Plan
from geo.sheet.projection import require_frame
from geo.sheet.subject import Subject
from geo.sheet.template import TEMPLATES, Template
from geo.sheet.typeset import Format, typeset

__all__ = ["SERIES", "TEMPLATES", "By", "Order", "Press", "Progress", "Template", "atlas", "format_of", "render"]


def render(
    layout: Layout,
    report: Report | None,
    book: Rulebook,
    order: Order,
    *,
    against: Layout | None = None,
    format: Format = "pdf",
    press: Press | None = None,
) -> bytes:
    """One sheet (further pages only where a table needs them), as PDF, or its first page as SVG or 300-dpi PNG.

    The same layout, report, rulebook, order and press give the same bytes. A PDF has been measured and sealed before
    it is handed out; `press` says where its seal can be asked about. `against` is the earlier layout of a
    comparison map.

    Raises:
        InputError: scale out of range or too large for the sheet, nothing to draw, a report on another layout or
            revision, or a template that lacks the report or the earlier layout it shows, or a projection that sheets
            are not printed in.
        NotFound: the park, group or finding that the sheet is about is not there.
        OutOfScale: the finished sheet is not true to its scale.
        Unavailable: the font package is not installed.
    """
    page = compose(subject_of(layout, report, book, order, against))
    return printed([page], press or Press()) if format == "pdf" else typeset([page], format=format)


def atlas(
    layout: Layout,
    report: Report | None,
    book: Rulebook,
    order: Order,
    *,
    by: By,
    progress: Progress | None = None,
    press: Press | None = None,
) -> bytes:
    """One PDF with a page for each park, group or finding, behind a page of contents; the order's template is not used.

    It is measured and sealed as a sheet is. `progress(done, total)` is called before each page is drawn and once at
    the end; what it raises ends the work.

    Raises:
        InputError: there is nothing to make pages of, or something that `render` refuses.
        OutOfScale: a finished page is not true to its scale.
        Unavailable: the font package is not installed.
    """
    return printed(atlas_pages(subject_of(layout, report, book, order), by, progress), press or Press())


def format_of(path: Path) -> Format:
    """The format that a file's name asks for.

    Raises:
        InputError: the name ends in something else than pdf, svg or png.
    """
    found = {".pdf": "pdf", ".svg": "svg", ".png": "png"}.get(path.suffix.lower())
    if found is None:
        raise InputError(
            f"图幅只能写成 .pdf、.svg 或 .png：{path.name[:80]}",
            f"a sheet is written as .pdf, .svg or .png, not as {path.name[:80]!r}",
        )
    return cast(Format, found)


def subject_of(
    layout: Layout, report: Report | None, book: Rulebook, order: Order, against: Layout | None = None
) -> Subject:
    """What a sheet is made from, once it is known that the parts belong together.

    Raises:
        InputError: the report is on another layout or revision, there is nothing to draw, or the order wants a
            projection that sheets are not printed in.
    """
    require_frame(order.crs, book.frame)
    if report is not None and (report.layout, report.revision) != (layout.id, layout.revision):
        raise InputError(
            "检查报告属于另一布局或另一版本", "the report is on another layout or revision", where=layout.id
        )
    return Subject(layout, report, book, Plan.of(layout, book.frame), order, against)
