"""Random pages, read back from their PDF: text is text, nothing covers anything, nothing leaves its place."""

import itertools
import random
import re
import shutil
import subprocess
from typing import Any, NamedTuple

import numpy as np
import pytest
import shapely

from geo.check import check
from geo.model import Layout, Report
from geo.rulebook import Rulebook
from geo.sheet import TEMPLATES, Order, render
from geo.sheet.names import Names
from geo.sheet.order import GRIDS, LANGUAGES
from geo.sheet.paper import SHORT_LONG_MM, arrange
from tests.conftest import ON, PROFILE
from tests.geo.sheet import pdf

COUNT = 60 if PROFILE == "soak" else 6
ONCE_WRONG = (7, 37, 44)
"""A net that shows only at two corners, a footer that ran off the paper, a label that ran over the border."""
SLIVER_MM = 0.12
INK_SHARE = 0.7
EDGE_MM = 0.3
RIM_MM = 4.6
WIDEST_KM = 400
"""No plane map of more ground than this is true to half a thousandth from edge to edge."""


class Asked(NamedTuple):
    """One page that is asked for; `draft` prints the practice draft, compared with the reference layout."""

    draft: bool
    order: Order


class Printed(NamedTuple):
    asked: Asked
    body: bytes
    pages: list[pdf.Page]
    names: list[str]


def drawn(number: int, ids: dict[tuple[bool, str], list[str]]) -> Asked:
    """A page from the choices, the same for the same number; every template comes up in turn."""
    choice = random.Random(number)
    template = list(TEMPLATES.values())[number % len(TEMPLATES)]
    draft = template.colour in ("severity", "change") or choice.random() < 0.3
    about = choice.choice(ids[draft, template.about]) if template.about else None
    order = Order(
        on=ON,
        template=template.id,
        sheet=choice.choice(sorted(SHORT_LONG_MM)),
        landscape=choice.random() < 0.5,
        lang=choice.choice(LANGUAGES),
        about=about,
        grid=choice.choice(GRIDS),
        scale=None if template.about or choice.random() < 0.5 else choice.choice((1_000_000, 1_250_000, 2_000_000)),
    )
    return Asked(draft, order)


@pytest.fixture(scope="module")
def reports(reference: Layout, practice: Layout, book: Rulebook) -> dict[bool, tuple[Layout, Report]]:
    return {False: (reference, check(reference, book, on=ON)), True: (practice, check(practice, book, on=ON))}


@pytest.fixture(scope="module", params=sorted({*range(COUNT), *ONCE_WRONG}), ids=lambda number: f"page{number}")
def printed(
    request: pytest.FixtureRequest, reports: dict[bool, tuple[Layout, Report]], reference: Layout, book: Rulebook
) -> Printed:
    ids: dict[tuple[bool, str], list[str]] = {}
    for draft, (layout, report) in reports.items():
        shown = layout.features[~layout.features.geometry.isna()]
        ids |= {(draft, kind): shown[shown["kind"] == kind]["id"].tolist() for kind in ("park", "group")}
        ids[draft, "finding"] = [f.id for f in report.findings]
    asked = drawn(request.param, ids)
    layout, report = reports[asked.draft]
    body = render(layout, report, book, asked.order, against=reference if asked.draft else None)
    groups = layout.features.query("kind == 'group'")["name"]
    return Printed(asked, body, pdf.read(body), [Names(asked.order.lang, book)(str(name)) for name in groups])


def inked(word: pdf.Words) -> Any:
    """The box that a text's ink fills at least: without the room for descenders and tall signs."""
    west, north, east, south = word.bounds
    trim = (1 - INK_SHARE) * word.size_mm
    if south - north <= word.size_mm + 1e-6:
        return shapely.box(west, north + trim, east, south)
    return shapely.box(west + trim / 2, north, east - trim / 2, south)


def overlapping(boxes: list[Any]) -> list[tuple[int, int]]:
    """Pairs of boxes that share more than a sliver."""
    tree = shapely.STRtree(np.array(boxes, dtype=object))
    first, second = tree.query(np.array(boxes, dtype=object), predicate="intersects")
    out = []
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        west, north, east, south = shapely.intersection(boxes[a], boxes[b]).bounds
        if a < b and east - west > SLIVER_MM and south - north > SLIVER_MM:
            out.append((a, b))
    return out


def map_box(asked: Asked) -> Any:
    box = arrange(asked.order.sheet, landscape=asked.order.landscape).map
    return shapely.box(box.x, box.y, box.x + box.width, box.y + box.height)


def test_every_text_is_embedded(printed: Printed) -> None:
    found = pdf.fonts(printed.body)
    assert found and all(found.values())


def test_the_measured_scale_error_is_under_half_a_thousandth(printed: Printed) -> None:
    said = re.search(r"(?:最大误差|largesterror)([\d.]+)%", re.sub(r"\s", "", printed.pages[0].text))
    width_mm = arrange(printed.asked.order.sheet, landscape=printed.asked.order.landscape).map.width
    scale = re.search(r"(?:比例尺|Scale)1:(\d+)", re.sub(r"\s", "", printed.pages[0].text))
    assert said is not None and scale is not None, printed.asked
    wide = width_mm * int(scale[1]) > WIDEST_KM * 1e6
    assert float(said[1]) < (0.5 if wide else 0.05), printed.asked


def test_texts_stay_off_each_other(printed: Printed) -> None:
    for number, page in enumerate(printed.pages):
        words = [w for w in page.words if w.text.strip()]
        met = [(words[a].text, words[b].text) for a, b in overlapping([inked(w) for w in words])]
        assert not met, (printed.asked, number, met)


def test_labels_on_the_map_stay_off_each_other(printed: Printed) -> None:
    """The white boxes of numbers and names, and names without a box."""
    window = map_box(printed.asked)
    page = printed.pages[0]
    found = [p.bounds for p in page.filled("#ffffff") if _is_label(p, window)]
    boxes = list(shapely.box(*np.unique(np.round(found, 2).reshape(-1, 4), axis=0).T))
    met = [(boxes[a].bounds, boxes[b].bounds) for a, b in overlapping(boxes)]
    assert not met, printed.asked
    bare = [w for w in page.words if window.contains(shapely.box(*w.bounds).centroid) and w.text.strip()]
    bare = [w for w in bare if not any(box.buffer(0.3).contains(inked(w)) for box in boxes)]
    met_words = [w.text for w in bare for box in boxes if _meet(inked(w), box)]
    assert not met_words, printed.asked


def _is_label(path: pdf.Path, window: Any) -> bool:
    box = shapely.box(*path.bounds)
    west, north, east, south = path.bounds
    return bool(window.contains(box)) and 1 < south - north < 12 and len(path.runs) == 1 and east - west < 90


def _meet(one: Any, other: Any) -> bool:
    west, north, east, south = shapely.intersection(one, other).bounds if one.intersects(other) else (0, 0, 0, 0)
    return bool(east - west > SLIVER_MM and south - north > SLIVER_MM)


def test_nothing_leaves_its_place(printed: Printed) -> None:
    order = printed.asked.order
    sheet = arrange(order.sheet, landscape=order.landscape)
    window, border = map_box(printed.asked), sheet.border
    frame = shapely.box(border.x, border.y, border.x + border.width, border.y + border.height)
    for number, page in enumerate(printed.pages):
        paper = shapely.box(0, 0, page.width_mm, page.height_mm).buffer(-5 * sheet.factor, join_style="mitre")
        for word in page.words:
            box = inked(word)
            assert paper.contains(box), (printed.asked, number, word.text)
            if number == 0 and window.intersects(box):
                assert window.contains(box), (printed.asked, word.text)
            elif number == 0 and frame.intersects(box):
                assert frame.buffer(-EDGE_MM).contains(box), (printed.asked, word.text)
        for path in page.paths:
            assert paper.contains(shapely.box(*path.shown)), (printed.asked, number, path.shown)


def test_ground_stays_in_the_neat_line(printed: Printed) -> None:
    """What is painted beyond the neat line belongs to the panel: nothing lies on both sides of it."""
    order = printed.asked.order
    sheet = arrange(order.sheet, landscape=order.landscape)
    window = map_box(printed.asked)
    rims = [window, window.buffer(RIM_MM * sheet.factor, join_style="mitre")]
    line = window.boundary.buffer(EDGE_MM)
    for path in printed.pages[0].paths:
        box = shapely.box(*path.shown)
        if line.intersects(box) and not any(rim.buffer(EDGE_MM, join_style="mitre").contains(box) for rim in rims):
            assert box.contains(window), (printed.asked, path.bounds)


def test_pdftotext_finds_each_groups_name(printed: Printed) -> None:
    if printed.asked.order.template not in ("zone_plan", "industry_map"):
        return
    tool = shutil.which("pdftotext")
    assert tool is not None, "pdftotext comes with poppler-utils"
    done = subprocess.run([tool, "-layout", "-", "-"], input=printed.body, capture_output=True, check=True)
    said = re.sub(r"\s", "", done.stdout.decode())
    for name in printed.names:
        assert all(word in said for word in name.split()), (printed.asked, name)


def test_pages_differ() -> None:
    ids = {(d, k): ["a", "b", "c"] for d, k in itertools.product((False, True), ("park", "group", "finding"))}
    asked = [drawn(n, ids) for n in range(20)]
    assert {a.order.template for a in asked} == set(TEMPLATES)
    assert {a.order.sheet for a in asked} == set(SHORT_LONG_MM)
    assert {a.order.lang for a in asked} == set(LANGUAGES) and {a.order.grid for a in asked} == set(GRIDS)
