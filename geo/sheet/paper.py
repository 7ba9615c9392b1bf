"""Paper: sheet sizes, and where on the sheet title, map, tables and footer stand. Millimetres from the top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.errors import InputError

SHORT_LONG_MM: Final = {
    "a0": (841.0, 1189.0), "a1": (594.0, 841.0), "a2": (420.0, 594.0), "a3": (297.0, 420.0), "a4": (210.0, 297.0),
}  # fmt: skip
"""ISO 216 trimmed sizes."""

_TEXT_FACTOR: Final = {"a0": 2.0, "a1": 1.6, "a2": 1.26, "a3": 1.0, "a4": 0.7071}
"""Text and furniture grow with the sheet, but more slowly than it; an A4 sheet is an A3 one reduced."""

_PANEL_COLUMN_MM: Final = 122.0
_PANEL_ROW_MM: Final = 96.0
_RIM_MM: Final = 4.6
_GAP_MM: Final = 3.0
_LEGEND_HEAD_MM: Final = 7.5
_LEGEND_ROW_MM: Final = 5.25
_LEGEND_TALL_ROW_MM: Final = 6.0


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    def data(self) -> dict[str, float]:
        """As a JSON object, whole micrometres."""
        return {
            "x": round(self.x, 3),
            "y": round(self.y, 3),
            "w": round(self.width, 3),
            "h": round(self.height, 3),
        }

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.height

    def inset(self, by_mm: float) -> Box:
        """The rectangle inside this one, `by_mm` away from every side."""
        return Box(self.x + by_mm, self.y + by_mm, self.width - 2 * by_mm, self.height - 2 * by_mm)


@dataclass(frozen=True)
class Arrangement:
    """A sheet's boxes.

    `border` is the heavy outer line; `map` the neat line of the map inside it, with `rim_mm` around it for
    the graticule's labels; the table of groups flows through `tables`. `factor` multiplies every text size
    and line of furniture that is given for A3.
    """

    width_mm: float
    height_mm: float
    factor: float
    rim_mm: float
    title: Box
    border: Box
    map: Box
    legend: Box
    tables: tuple[Box, ...]
    locator: Box
    checks: Box
    footer: Box


def arrange(sheet: str, *, landscape: bool = True, legend_rows: int = 6, tall_rows: bool = False) -> Arrangement:
    """The boxes of one sheet: the panel stands beside the map in landscape, under it in portrait.

    The legend has two columns of `legend_rows` entries, which `tall_rows` gives room for two languages.

    Raises:
        InputError: no such sheet size.
    """
    key = sheet.lower()
    if key not in SHORT_LONG_MM:
        known = ", ".join(sorted(SHORT_LONG_MM))
        raise InputError(
            f"没有纸张 {sheet[:40]}，可选：{known}",
            f"there is no sheet {sheet[:40]!r}; choose one of {known}",
        )
    short, long = SHORT_LONG_MM[key]
    width, height = (long, short) if landscape else (short, long)
    factor = _TEXT_FACTOR[key]
    margin, head, foot = 10 * factor, 19 * factor, 21 * factor
    title = Box(margin, 7 * factor, width - 2 * margin, head)
    border = Box(margin, title.y + head, width - 2 * margin, height - title.y - head - foot - 6 * factor)
    footer = Box(margin, border.y + border.height, border.width, foot)
    legend = _LEGEND_HEAD_MM + (_LEGEND_TALL_ROW_MM if tall_rows else _LEGEND_ROW_MM) * legend_rows
    panel = (_beside if landscape else _below)(border, factor, legend * factor)
    return Arrangement(width, height, factor, _RIM_MM * factor, title, border, *panel, footer)


def _beside(border: Box, factor: float, legend_mm: float) -> tuple[Box, Box, tuple[Box, ...], Box, Box]:
    column, gap, rim = _PANEL_COLUMN_MM * factor, _GAP_MM * factor, _RIM_MM * factor
    plan = Box(border.x, border.y, border.width - column, border.height).inset(rim)
    left, width = border.x + border.width - column + gap / 2, column - 1.5 * gap
    legend = Box(left, border.y + gap, width, legend_mm)
    low = 47 * factor
    table_top = legend.y + legend.height + gap
    table = Box(left, table_top, width, border.y + border.height - gap - low - gap - table_top)
    bottom = border.y + border.height - gap - low
    locator = Box(left, bottom, 0.4 * width, low)
    checks = Box(left + 0.4 * width + gap, bottom, 0.6 * width - gap, low)
    return plan, legend, (table,), locator, checks


def _below(border: Box, factor: float, legend_mm: float) -> tuple[Box, Box, tuple[Box, ...], Box, Box]:
    row, gap, rim = _PANEL_ROW_MM * factor, _GAP_MM * factor, _RIM_MM * factor
    plan = Box(border.x, border.y, border.width, border.height - row).inset(rim)
    top, height = border.y + border.height - row + gap / 2, row - 1.5 * gap
    width = (border.width - 4 * gap) / 3
    lefts = [border.x + gap + i * (width + gap) for i in range(3)]
    tables = (Box(lefts[0], top, width, height), Box(lefts[1], top, width, height))
    legend = Box(lefts[2], top, width, legend_mm)
    bottom = top + legend.height + gap
    low = top + height - bottom
    locator = Box(lefts[2], bottom, 0.42 * width, low)
    checks = Box(lefts[2] + 0.42 * width + gap, bottom, 0.58 * width - gap, low)
    return plan, legend, tables, locator, checks
