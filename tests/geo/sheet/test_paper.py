"""Paper, fonts, vectors, determinism, and labels that keep apart and on the page."""

import io
import itertools
import time

import pikepdf
import pytest
import shapely

from geo.errors import InputError
from geo.model import Layout
from geo.rulebook import Rulebook
from geo.sheet import render
from geo.sheet.paper import SHORT_LONG_MM, Box, arrange
from tests.geo.sheet import pdf
from tests.geo.sheet.sheets import group, layout, order

PILL_MM = 7 * 0.352778 * 1.22
WARM_S = 4.0
"""A loose ceiling in processor time, which a busy machine stretches too."""


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("sheet", sorted(SHORT_LONG_MM))
def test_page_has_the_size_of_its_sheet(sheet: str, landscape: bool, book: Rulebook) -> None:
    body = render(layout(group("G01", 116.3, 40.0)), None, book, order(sheet=sheet, scale=None, landscape=landscape))
    page = pdf.read(body)[0]
    size = SHORT_LONG_MM[sheet][::-1] if landscape else SHORT_LONG_MM[sheet]
    assert (page.width_mm, page.height_mm) == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("sheet", sorted(SHORT_LONG_MM))
def test_boxes_stay_apart_and_on_the_sheet(sheet: str, landscape: bool) -> None:
    plan = arrange(sheet, landscape=landscape)
    outside = [plan.title, plan.border, plan.footer]
    inside = [plan.map, plan.legend, *plan.tables, plan.locator, plan.checks]
    page = shapely.box(0, 0, plan.width_mm, plan.height_mm)
    for group_of_boxes, frame in ((outside, page), (inside, _shape(plan.border))):
        shapes = [_shape(b) for b in group_of_boxes]
        assert all(frame.covers(s) for s in shapes)
        assert all(a.intersection(b).area < 1e-9 for a, b in itertools.combinations(shapes, 2))


def _shape(box: Box) -> shapely.Polygon:
    return shapely.Polygon(shapely.box(box.x, box.y, box.x + box.width, box.y + box.height))


def test_fonts_are_embedded_subsets_of_noto_sans_sc(reference: Layout, book: Rulebook) -> None:
    body = render(reference, None, book, order())
    fonts = pdf.fonts(body)
    assert fonts and all(fonts.values())
    assert all(name[7] == "+" and "NotoSansSC" in name for name in fonts)
    assert len(body) < 1_000_000


def test_nothing_is_rasterised(reference: Layout, book: Rulebook) -> None:
    body = render(reference, None, book, order())
    with pikepdf.open(io.BytesIO(body)) as document:
        assert not any(o.get("/Subtype") == "/Image" for o in document.objects if isinstance(o, pikepdf.Stream))


def test_same_input_and_date_give_the_same_bytes(reference: Layout, book: Rulebook) -> None:
    first = render(reference, None, book, order())
    render(layout(group("G01", 116.3, 40.0)), None, book, order())
    assert render(reference, None, book, order()) == first
    assert b"2026" in first


@pytest.mark.parametrize(("sheet", "scale", "lang"), [("a3", 500_000, "zh"), ("a3", 500_000, "en"), ("a4", None, "zh")])
def test_labels_keep_apart_and_inside(
    sheet: str, scale: int | None, lang: str, reference: Layout, book: Rulebook
) -> None:
    page = pdf.read(render(reference, None, book, order(sheet=sheet, scale=scale, lang=lang)))[0]
    assert all(w.bounds[0] > 0 and w.bounds[2] < page.width_mm for w in page.words)
    assert all(w.bounds[1] > 0 and w.bounds[3] < page.height_mm for w in page.words)
    neat = arrange(sheet).map
    frame = shapely.box(neat.x, neat.y, neat.x + neat.width, neat.y + neat.height)
    on_map = [w for w in page.words if frame.contains(shapely.box(*w.bounds).centroid)]
    boxes = [shapely.box(*w.bounds) for w in on_map]
    assert all(frame.covers(b) for b in boxes)
    touching = [
        (a.text, b.text)
        for (a, box_a), (b, box_b) in itertools.combinations(zip(on_map, boxes, strict=True), 2)
        if box_a.intersection(box_b).area > 0.05
    ]
    assert not touching


def test_number_labels_never_touch(reference: Layout, practice: Layout, book: Rulebook) -> None:
    for plan in (reference, practice):
        page = pdf.read(render(plan, None, book, order()))[0]
        neat = arrange("a3").map
        frame = shapely.box(neat.x, neat.y, neat.x + neat.width, neat.y + neat.height)
        white = [shapely.box(*p.bounds) for p in page.filled("#ffffff") if len(p.runs) == 1]
        pills = [p for p in white if frame.contains(p) and abs(p.bounds[3] - p.bounds[1] - PILL_MM) < 0.01]
        assert len(pills) >= 30
        assert all(a.distance(b) > 0.05 for a, b in itertools.combinations(pills, 2))


@pytest.mark.parametrize("sheet", ["a5", "", "letter", "A3 ", "a3\x00", "x" * 500])
def test_unknown_sheets_are_refused(sheet: str, book: Rulebook) -> None:
    with pytest.raises(InputError, match="no sheet") as caught:
        render(layout(group("G01", 116.3, 40.0)), None, book, order(sheet=sheet))
    assert "a3" in caught.value.zh and len(caught.value.en) < 200


def test_a_sheet_is_ready_soon(reference: Layout, book: Rulebook) -> None:
    render(reference, None, book, order())
    start = time.process_time()
    render(reference, None, book, order())
    assert time.process_time() - start < WARM_S
