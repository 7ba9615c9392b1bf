"""What is written on the map, in order of need: numbers, names of districts and zones, names beside numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely

from geo.model import Kind
from geo.sheet.labels import Fit, Label, Placer
from geo.sheet.layers import Ground, clip, edges
from geo.sheet.plan import drawable
from geo.sheet.scene import Numbered, Scene
from geo.sheet.subject import Subject
from geo.sheet.window import Window
from geo.sheet.words import clean, shorten, width_em

PT_MM: Final = 0.352778
GROUP_NAME_PT: Final = 5.6
_NUMBER_PT: Final = 7.0
_TRACKING_EM: Final = {"district": 0.14, "zone": 0.02}
_DISTRICT_FITS: Final = (
    Fit(), Fit(0.8), Fit(0.8, 0.25, may_cross=True), Fit(0.65, 0.3, may_cross=True),
    Fit(0.8, may_hide=True, may_cross=True), Fit(0.65, 0.5, may_hide=True, may_cross=True),
)  # fmt: skip
_ZONE_FITS: Final = (Fit(), Fit(0.85), Fit(0.85, may_cross=True), Fit(0.85, 1.0))
_NAME_AREA_MM: Final = 0.4
_LABEL_AREA_MM: Final = 0.15
_FAR_PART_MM: Final = 5.5
_ABOUT_SIZE: Final = 1.3
_LONGEST_NAME_EM: Final = 14
_LONGEST_ZONE_EM: Final = 26
_ARROW_MM: Final = 11.0


def place_labels(
    scene: Scene, subject: Subject, window: Window, ground: Ground, districts: Sequence[str], factor: float
) -> Placer:
    """Numbers first, for they must be there; names where they fit."""
    areas = clip(scene.areas, window, thin_mm=_LABEL_AREA_MM)
    zones = subject.plan.features_of(Kind.ZONE)
    borders = edges([ground.borders.inner, ground.borders.outer, *(shape for _, shape in zones)], window)
    placer = Placer(window.outline, areas, borders, factor)
    placer.block(arrow_box(window, factor))
    numbers: dict[str, tuple[Label, Any, str]] = {}
    height = _NUMBER_PT * factor * PT_MM * 1.22
    for numbered, part in _parts(scene.numbered, window, factor):
        width = max(height, (len(numbered.key) * 0.6 + 0.62) * _NUMBER_PT * factor * PT_MM)
        number = placer.number(numbered.key, part, width, height)
        if number is not None:
            numbers.setdefault(numbered.key, (number, part, numbered.name))
    shown = shapely.clip_by_rect(window.project(ground.districts), *window.bounds)
    inside = shapely.make_valid(shapely.simplify(shown, _NAME_AREA_MM))
    for i in np.argsort(-shapely.area(inside)):
        _name(placer, districts[i], "district", inside[i], 10.5 * factor, _DISTRICT_FITS)
    for name, shape in zones:
        clipped = shapely.intersection(window.project(np.array([shape], dtype=object))[0], window.outline)
        _name(placer, shorten(subject.names(name), _LONGEST_ZONE_EM), "zone", clipped, 6.6 * factor, _ZONE_FITS)
    em = GROUP_NAME_PT * factor * PT_MM * (_ABOUT_SIZE if scene.focus is not None else 1.0)
    for number, part, name in numbers.values():
        lines = _lines(subject.names(name))
        if lines:
            width = max(map(width_em, lines)) + 0.3
            placer.beside("\n".join(lines), number, part, width * em, (1.28 * len(lines) - 0.08) * em)
    return placer


def arrow_box(window: Window, factor: float) -> Any:
    """The north arrow stands in the top right corner of the map."""
    size = _ARROW_MM * factor
    right = window.box.width - 0.35 * size
    return shapely.box(right - 1.1 * size, 0.2 * size, right, 1.85 * size)


def district_names(subject: Subject) -> list[str]:
    """The districts' names in the sheet's language, in the rulebook's order."""
    table = subject.book.districts
    column = "name_en" if subject.lang == "en" and "name_en" in table else "name"
    return [clean(name) for name in table[column]]


def _lines(name: str) -> list[str]:
    """A name on one line, or on two of like length where it is long and has a blank to break at."""
    if width_em(name) <= _LONGEST_NAME_EM or " " not in name:
        return [shorten(name, _LONGEST_NAME_EM)] if name else []
    words = name.split(" ")
    broken = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    best = min(broken, key=lambda lines: max(map(width_em, lines)))
    return [shorten(line, _LONGEST_NAME_EM) for line in best]


def _name(placer: Placer, text: str, kind: str, shape: Any, size_pt: float, fits: Sequence[Fit]) -> None:
    """A name in its area, in the first way of fitting that works."""
    if shape.is_empty or not text:
        return
    em = size_pt * PT_MM
    width = (width_em(text) + _TRACKING_EM[kind] * len(text) + 0.3) * em
    placer.name(text, kind, shape, width, 1.2 * em, fits)


def _parts(numbered: Sequence[Numbered], window: Window, factor: float) -> list[tuple[Numbered, Any]]:
    """Each area's largest part in the window, and every part that stands clear of those numbered; largest first."""
    out: list[tuple[Numbered, Any]] = []
    for one in numbered:
        if not one.key:
            continue
        inside = shapely.intersection(drawable(window.project(np.array([one.shape], dtype=object))), window.outline)
        parts = shapely.get_parts(inside)
        parts = parts[~(shapely.is_missing(parts) | shapely.is_empty(parts))]
        parts = parts[np.argsort(-shapely.area(parts), kind="stable")]
        chosen: list[Any] = []
        for part in parts:
            if not chosen or min(shapely.distance(part, chosen)) > _FAR_PART_MM * factor:
                chosen.append(part)
        out += [(one, part) for part in chosen]
    return sorted(out, key=lambda pair: (pair[1].area, pair[0].key), reverse=True)
