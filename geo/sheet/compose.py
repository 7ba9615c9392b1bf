"""Composes one page: draws the map, places labels, gathers words and tables, all as data for the typesetter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

import numpy as np

from geo.crs import Frame
from geo.model import SCHEMATIC_NOTICE
from geo.sheet.drawing import Drawing
from geo.sheet.furniture import ScaleBar, north_arrow, north_deg, scale_bar
from geo.sheet.graticule import Net, graticule
from geo.sheet.kilometre import kilometre_grid
from geo.sheet.labelling import arrow_box, district_names
from geo.sheet.layers import draw_graticule
from geo.sheet.legend import Entry, entries, legend_data
from geo.sheet.locator import locator
from geo.sheet.mapped import mapped
from geo.sheet.paper import Arrangement, arrange
from geo.sheet.scene import Scene
from geo.sheet.scenes import SCENES
from geo.sheet.subject import Subject
from geo.sheet.tables import Table
from geo.sheet.tables.flow import flow
from geo.sheet.tables.of import TABLES
from geo.sheet.window import Window, fit
from geo.sheet.words import LONGEST_TITLE_EM, clean, grouped, say, shorten, width_em

PT_MM: Final = 0.352778
NET_SPACING_MM: Final = 32.0
_PADDING_MM: Final = 3.0
_LARGE_SCALE: Final = 100_000
_ARROW_MM: Final = 11.0
_TICK_PT: Final = 6.2
_TICK_AIR_MM: Final = 0.6


@dataclass(frozen=True)
class Page:
    """One page ready to be set: where its map stands on the ground, and all that it says."""

    subject: Subject
    scene: Scene
    sheet: Arrangement
    window: Window
    tables: tuple[Table, ...]
    legend: tuple[Entry, ...]
    heading: str
    second_heading: str
    mark: str = ""

    @cached_property
    def grid(self) -> Net:
        """The lines over the map."""
        subject = self.subject
        return net_of(self.window, subject.book.frame, subject.order.grid, NET_SPACING_MM * self.sheet.factor)

    @cached_property
    def bar(self) -> ScaleBar:
        """The scale bar in the footer."""
        return scale_bar(self.window.scale, 62 * self.sheet.factor, 1.6 * self.sheet.factor)

    @cached_property
    def data(self) -> dict[str, Any]:
        """As the template wants it."""
        subject, window, sheet = self.subject, self.window, self.sheet
        factor = sheet.factor
        drawn = mapped(self.scene, subject, window, factor)
        net = Drawing(window.box.width, window.box.height, factor)
        draw_graticule(net, self.grid.lines)
        inset = locator(sheet.locator, subject.book, district_names(subject), window, 5.0 * factor)
        return {
            "boxes": {
                name: getattr(sheet, name).data()
                for name in ("title", "border", "map", "legend", "locator", "checks", "footer")
            },
            "map": {
                "svgs": [drawn.ground, net.svg(), drawn.scene],
                "labels": [label.data() for label in drawn.labels],
                "ticks": _ticks(self.grid, sheet),
            },
            "north": _north(self),
            "scale_bar": _bar(self),
            "legend": legend_data(self.legend, factor),
            "number_key": self.scene.number_title if self.scene.numbered else "",
            "table": flow(self.tables, sheet),
            "locator": {"svg": inset.svg, "labels": [label.data() for label in inset.labels]},
            "words": _words(self, self.grid),
            "checks": _checks(subject),
            "mark": self.mark,
        }

    @cached_property
    def length(self) -> int:
        """How many sheets of paper the page takes, further ones for long tables included."""
        return 1 + len(flow(self.tables, self.sheet)["pages"])


def compose(subject: Subject) -> Page:
    """The page that the subject's order asks for.

    Raises:
        InputError: scale out of range or too large for the sheet, or nothing to draw.
        NotFound: what the sheet is about is not there.
    """
    scene = SCENES[subject.template.colour](subject)
    tables = tuple(TABLES[name](subject) for name in subject.template.tables)
    return set_out(subject, scene, tables, _heading(subject, subject.lang), _heading(subject, _other(subject.lang)))


def set_out(subject: Subject, scene: Scene, tables: tuple[Table, ...], heading: str, second: str) -> Page:
    """A page for a scene: its boxes and its window on the ground."""
    order = subject.order
    sheet = arrange(order.sheet, landscape=order.landscape)
    ground = np.asarray(subject.book.extent.bounds)
    window = fit(scene.bounds_m, ground, sheet.map, scale=order.scale, padding_mm=_PADDING_MM * sheet.factor)
    legend = entries(scene, subject, window.ground)
    rows = -(-(len(legend) + bool(scene.numbered)) // 2)
    sheet = arrange(order.sheet, landscape=order.landscape, legend_rows=rows, tall_rows=subject.lang == "both")
    return Page(subject, scene, sheet, window, tables, legend, heading, second)


def net_of(window: Window, frame: Frame, asked: str, spacing_mm: float) -> Net:
    """The net of lines that is asked for; "auto" is the kilometre grid at large scales, as on topographic maps."""
    if asked == "kilometre" or (asked == "auto" and window.scale <= _LARGE_SCALE):
        return kilometre_grid(window, frame, spacing_mm=spacing_mm)
    return graticule(window, frame, spacing_mm=spacing_mm)


def marked(page: Page, mark: str) -> Page:
    """The page with the mark by which its place in a document is known."""
    return replace(page, mark=mark)


def _other(lang: str) -> str:
    return "zh" if lang == "en" else "en"


def _heading(subject: Subject, lang: str) -> str:
    """The template's heading, filled in."""
    return shorten(
        clean(subject.template.heading.say(lang).format(title=layout_title(subject, lang), name=_name(subject, lang))),
        LONGEST_TITLE_EM,
    )


def layout_title(subject: Subject, lang: str) -> str:
    """The layout's own title, or one made from the rulebook's."""
    own = subject.layout.title
    text = clean(own.say(lang)) if own is not None else ""
    return text or say("title", lang, title=clean(subject.book.title.say(lang)))


def _name(subject: Subject, lang: str) -> str:
    """The name of what the sheet is about."""
    if subject.finding is not None:
        f = subject.finding
        titles = {r.code: r.title.say(lang) for r in (subject.report.rules if subject.report else ())}
        return f"{f.rule} {titles.get(f.rule, f.name)}"
    if subject.row is None:
        return ""
    name = subject.plan.names[subject.row]
    return (subject.book.english(name) or name) if lang == "en" else name


def _ticks(grid: Net, sheet: Arrangement) -> list[dict[str, object]]:
    """Ticks of the net; near a corner the label moves inwards, so that it stays within the border."""
    sides = {"top": sheet.map.width, "bottom": sheet.map.width, "left": sheet.map.height, "right": sheet.map.height}
    out: list[dict[str, object]] = []
    for tick in grid.ticks:
        half = (width_em(tick.text) * _TICK_PT * PT_MM / 2 + _TICK_AIR_MM) * sheet.factor - sheet.rim_mm
        label = min(max(tick.at_mm, half), sides[tick.edge] - half)
        out.append({"text": tick.text, "edge": tick.edge, "at": round(tick.at_mm, 3), "label": round(label, 3)})
    return out


def _north(page: Page) -> dict[str, object]:
    size = _ARROW_MM * page.sheet.factor
    west, south, east, north = arrow_box(page.window, page.sheet.factor).bounds
    svg = north_arrow(size, north_deg(page.window, page.subject.book.frame))
    return {"svg": svg, "size": size, "x": west, "y": south, "w": east - west, "h": north - south}


def _bar(page: Page) -> dict[str, object]:
    factor = page.sheet.factor
    bar = page.bar
    return {"svg": bar.svg, "w": bar.length_mm, "h": 1.6 * factor, "ticks": bar.ticks, "unit": bar.unit}


_PLAIN_WORDS: Final = ("legend", "locator", "checks", "north", "maker", "approval", "secrecy", "map_alt")
_BASE_WORDS: Final = ("crs", "projection", "basis", "source")


def _words(page: Page, net: Net) -> dict[str, Any]:
    subject = page.subject
    layout, book, frame, order = subject.layout, subject.book, subject.book.frame, subject.order
    revision = subject.say("no_revision") if layout.revision is None else str(layout.revision)
    room_em = page.sheet.checks.width / (7 * PT_MM * page.sheet.factor) - 5
    values: dict[str, dict[str, object]] = {
        "projection": {"lon": f"{frame.lon_0:g}°", "lat": f"{frame.lat_0:g}°"},
        "source": {"rulebook": f"{clean(book.id)} {clean(book.version)}"},
    }
    languages = ("zh", "en") if subject.lang == "both" else (subject.lang,)
    footer = [say(word, lang, **values.get(word, {})) for lang in languages for word in _BASE_WORDS]
    if net.meridian_deg is not None:
        footer[1] += subject.say("kilometre_grid", meridian=f"{net.meridian_deg}°")
    identity = [
        subject.say("layout", layout=shorten(clean(layout.id), room_em)),
        subject.say("revision", revision=revision),
        subject.say("rulebook", rulebook=clean(book.id), version=clean(book.version)),
    ]
    if subject.template.needs_against and subject.against is not None:
        before = "—" if subject.against.revision is None else str(subject.against.revision)
        identity.append(subject.say("compared", before=before, after=revision))
    second = {f"{key}_2": say(key, "en") if subject.lang == "both" else "" for key in ("legend", "locator", "checks")}
    return (
        {key: subject.say(key) for key in _PLAIN_WORDS}
        | second
        | {
            "title": page.heading,
            "subtitle": page.second_heading,
            "notice": SCHEMATIC_NOTICE.say(subject.lang) if layout.schematic else None,
            "scale": subject.say("scale", scale=grouped(page.window.scale)),
            "identity": identity,
            "footer": footer,
            "date": subject.say("date", date=order.on.isoformat()),
            "maker_given": clean(order.maker),
            "approval_given": clean(order.approval),
            "secrecy_given": clean(order.secrecy),
        }
    )


def _checks(subject: Subject) -> dict[str, Any]:
    if subject.report is None:
        return {"verdict": subject.say("unchecked"), "ok": None, "counts": []}
    summary = subject.report.summary
    always = ("error", "warning", "waived", "passed")
    counts = [{"word": subject.say(key), "count": count} for key, count in summary.items() if count or key in always]
    return {"verdict": subject.say("ok" if subject.report.ok else "not_ok"), "ok": subject.report.ok, "counts": counts}
