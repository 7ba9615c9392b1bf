"""Composes one zone plan 布局图: draws the map, places labels, gathers the words, and hands them to the typesetter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import shapely

from geo.model import SCHEMATIC_NOTICE, Kind, Layout, Report
from geo.rulebook import Rulebook
from geo.sheet.drawing import Drawing
from geo.sheet.furniture import locator, north_arrow, north_deg, scale_bar
from geo.sheet.graticule import Graticule, graticule
from geo.sheet.labels import Fit, Label, Placer
from geo.sheet.layers import (
    Ground,
    clip,
    draw_graticule,
    draw_ground,
    draw_leaders,
    draw_plan,
    segments,
)
from geo.sheet.legend import legend_data
from geo.sheet.paper import Arrangement
from geo.sheet.plan import Plan
from geo.sheet.symbols import class_symbols
from geo.sheet.table import Names, table_data
from geo.sheet.window import Window
from geo.sheet.words import LONGEST_TITLE_EM, clean, grouped, say, shorten, width_em

PT_MM: Final = 0.352778
GROUP_NAME_PT: Final = 5.6
GRATICULE_SPACING_MM: Final = 32.0
TRACKING_EM: Final = {"district": 0.14, "zone": 0.02}
_DISTRICT_FITS: Final = (
    Fit(), Fit(0.8), Fit(0.8, 0.25, may_cross=True), Fit(0.65, 0.3, may_cross=True),
    Fit(0.8, may_hide=True, may_cross=True), Fit(0.65, 0.5, may_hide=True, may_cross=True),
)  # fmt: skip
_ZONE_FITS: Final = (Fit(), Fit(0.85), Fit(0.85, may_cross=True), Fit(0.85, 1.0))
_NAME_AREA_MM: Final = 0.4
_LABEL_AREA_MM: Final = 0.15
_FAR_PART_MM: Final = 5.5
_ARROW_MM: Final = 11.0


@dataclass(frozen=True)
class Subject:
    """Everything that one sheet is made from."""

    layout: Layout
    report: Report | None
    book: Rulebook
    plan: Plan
    sheet: Arrangement
    window: Window
    lang: str
    on: date

    @property
    def names(self) -> Names:
        """How names are shown on this sheet."""
        return Names(self.lang, self.book.id)

    def say(self, word: str, **values: object) -> str:
        """One of the sheet's words in its language."""
        return say(word, self.lang, **values)


def zone_plan(subject: Subject) -> dict[str, Any]:
    """The data of the template `zone_plan`."""
    window, factor = subject.window, subject.sheet.factor
    classes = class_symbols(subject.book.file.classes.names)
    ground = Ground.of(subject.book, window.scale)
    district_names = _district_names(subject)
    grid = graticule(window, subject.book.frame, spacing_mm=GRATICULE_SPACING_MM * factor)
    placer = _labels(subject, ground, district_names)
    drawing = Drawing(window.box.width, window.box.height, factor)
    draw_ground(drawing, window, ground)
    draw_graticule(drawing, grid.lines)
    draw_plan(drawing, window, subject.plan, classes)
    draw_leaders(drawing, placer.leaders)
    inset = locator(subject.sheet.locator, ground, district_names, window, 5.0 * factor)
    return {
        "lang": subject.lang,
        "factor": factor,
        "page": {"w": subject.sheet.width_mm, "h": subject.sheet.height_mm},
        "rim": subject.sheet.rim_mm,
        "boxes": {
            name: getattr(subject.sheet, name).data()
            for name in ("title", "border", "map", "legend", "locator", "checks", "footer")
        },
        "map": {"svg": drawing.svg(), "labels": [label.data() for label in placer.labels], "ticks": _ticks(grid)},
        "north": _north(subject),
        "scale_bar": _bar(subject),
        "legend": legend_data(subject.plan, classes, subject.names, factor),
        "table": table_data(subject.plan, classes, subject.sheet, subject.names, subject.book.limits.total_area_km2),
        "locator": {"svg": inset.svg, "labels": [label.data() for label in inset.labels]},
        "words": _words(subject),
        "checks": _checks(subject),
        "on": {"year": subject.on.year, "month": subject.on.month, "day": subject.on.day},
    }


def _labels(subject: Subject, ground: Ground, district_names: Sequence[str]) -> Placer:
    """Numbers of groups first, for they must be there; then names of districts and zones where they fit."""
    window, factor, plan = subject.window, subject.sheet.factor, subject.plan
    areas = clip(plan.of_kind(Kind.GROUP, Kind.RESERVE, Kind.SMALL), window, thin_mm=_LABEL_AREA_MM)
    edges = segments([ground.borders.inner, ground.borders.outer, *plan.of_kind(Kind.ZONE)], window)
    placer = Placer(window.outline, areas, edges)
    placer.block(_arrow_box(subject))
    by_key = {g.key: subject.names(g.name) for g in plan.groups}
    numbers: dict[str, tuple[Label, Any]] = {}
    height = 7.0 * factor * PT_MM * 1.22
    for key, part in _numbered_parts(subject):
        width = max(height, (len(key) * 0.6 + 0.62) * 7.0 * factor * PT_MM)
        number = placer.number(key, part, width, height)
        if number is not None:
            numbers.setdefault(key, (number, part))
    shown = shapely.simplify(window.project(ground.districts), _NAME_AREA_MM)
    inside = shapely.intersection(shown, window.outline)
    for i in np.argsort(-shapely.area(inside)):
        _name(placer, district_names[i], "district", inside[i], 10.5 * factor, _DISTRICT_FITS)
    zones = plan.features_of(Kind.ZONE)
    for name, shape in zones:
        clipped = shapely.intersection(window.project(np.array([shape], dtype=object))[0], window.outline)
        _name(placer, shorten(subject.names(name), 26), "zone", clipped, 6.6 * factor, _ZONE_FITS)
    em = GROUP_NAME_PT * factor * PT_MM
    for number, part in numbers.values():
        name = shorten(by_key[number.text], 14)
        placer.beside(name, number, part, (width_em(name) + 0.3) * em, 1.2 * em)
    return placer


def _name(placer: Placer, text: str, kind: str, shape: Any, size_pt: float, fits: Sequence[Fit]) -> None:
    """A name in its area, in the first way of fitting that works."""
    if shape.is_empty or not text:
        return
    em = size_pt * PT_MM
    width = (width_em(text) + TRACKING_EM[kind] * len(text) + 0.3) * em
    next((label for fit in fits if (label := placer.name(text, kind, shape, width, 1.2 * em, fit))), None)


def _numbered_parts(subject: Subject) -> list[tuple[str, Any]]:
    """Each group's largest part, and every part that stands clear of those already numbered; hardest first."""
    out = []
    for row, shape in zip(subject.plan.groups, subject.plan.group_shapes, strict=True):
        if shape is None:
            continue
        parts = shapely.get_parts(subject.window.project(np.array([shape], dtype=object)))
        parts = parts[np.argsort(-shapely.area(parts), kind="stable")]
        chosen: list[Any] = []
        for part in parts:
            if not chosen or min(shapely.distance(part, chosen)) > _FAR_PART_MM * subject.sheet.factor:
                chosen.append(part)
        out += [(row.key, part) for part in chosen]
    return sorted(out, key=lambda pair: (pair[1].area, pair[0]), reverse=True)


def _district_names(subject: Subject) -> list[str]:
    table = subject.book.districts
    column = "name_en" if subject.lang == "en" and "name_en" in table else "name"
    return [clean(name) for name in table[column]]


def _ticks(grid: Graticule) -> list[dict[str, object]]:
    return [{"text": t.text, "edge": t.edge, "at": round(t.at_mm, 3)} for t in grid.ticks]


def _arrow_box(subject: Subject) -> Any:
    """The north arrow stands in the top right corner of the map."""
    size = _ARROW_MM * subject.sheet.factor
    right = subject.window.box.width - 0.35 * size
    return shapely.box(right - 1.1 * size, 0.2 * size, right, 1.85 * size)


def _north(subject: Subject) -> dict[str, object]:
    size = _ARROW_MM * subject.sheet.factor
    west, south, east, north = _arrow_box(subject).bounds
    svg = north_arrow(size, north_deg(subject.window, subject.book.frame))
    return {"svg": svg, "size": size, "x": west, "y": south, "w": east - west, "h": north - south}


def _bar(subject: Subject) -> dict[str, object]:
    factor = subject.sheet.factor
    bar = scale_bar(subject.window.scale, 62 * factor, 1.6 * factor)
    return {"svg": bar.svg, "w": bar.length_mm, "h": 1.6 * factor, "ticks": bar.ticks, "unit": bar.unit}


def _words(subject: Subject) -> dict[str, Any]:
    layout, book, frame = subject.layout, subject.book, subject.book.frame
    other = "zh" if subject.lang == "en" else "en"
    revision = subject.say("no_revision") if layout.revision is None else str(layout.revision)
    rulebook = subject.say("rulebook", rulebook=clean(book.id), version=clean(book.version))
    room_em = subject.sheet.checks.width / (7 * PT_MM * subject.sheet.factor) - 5
    keys = (
        "legend", "locator", "groups", "groups_more", "number", "group", "park", "area", "mode", "checks", "north",
        "crs", "basis", "maker", "approval", "map_alt", "number_key",
    )  # fmt: skip
    return {key: subject.say(key) for key in keys} | {
        "title": _title(subject, subject.lang),
        "subtitle": _title(subject, other),
        "notice": getattr(SCHEMATIC_NOTICE, subject.lang) if layout.schematic else None,
        "scale": subject.say("scale", scale=grouped(subject.window.scale)),
        "projection": subject.say("projection", lon=f"{frame.lon_0:g}°", lat=f"{frame.lat_0:g}°"),
        "source": subject.say("source", rulebook=f"{clean(book.id)} {clean(book.version)}"),
        "layout": subject.say("layout", layout=shorten(clean(layout.id), room_em)),
        "revision": subject.say("revision", revision=revision),
        "rulebook": rulebook,
        "date": subject.say("date", date=subject.on.isoformat()),
    }


def _title(subject: Subject, lang: str) -> str:
    """The layout's own title, or one made from the rulebook's."""
    own = subject.layout.title
    text = clean(getattr(own, lang)) if own is not None else ""
    if not text:
        text = say("title", lang, title=clean(getattr(subject.book.title, lang)))
    return shorten(text, LONGEST_TITLE_EM)


def _checks(subject: Subject) -> dict[str, Any]:
    if subject.report is None:
        return {"verdict": subject.say("unchecked"), "ok": None, "counts": []}
    summary = subject.report.summary
    always = ("error", "warning", "waived", "passed")
    counts = [{"word": subject.say(key), "count": count} for key, count in summary.items() if count or key in always]
    return {"verdict": subject.say("ok" if subject.report.ok else "not_ok"), "ok": subject.report.ok, "counts": counts}
