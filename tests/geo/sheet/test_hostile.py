"""Names that try to break a sheet, and layouts that cannot be printed."""

import math

import numpy as np
import pytest
import shapely

from geo.errors import InputError
from geo.model import Feature, Layout, Text
from geo.rulebook import Rulebook
from geo.sheet import render
from geo.sheet.window import round_scales
from tests.geo.sheet import pdf
from tests.geo.sheet.sheets import group, layout, order

HOSTILE = [
    "#panic()", "]", "[#sys.inputs]", "$x^2$", "`raw`", "// comment", "*bold* _it_ <label> @ref", "\\", "\"quoted\"",
    "</svg><script>", "&amp;",
    "\u202eesrever", "a\u0000b", "a\tb\nc", "\ud800", "名" * 200, "W" * 200, "😀🏭", "   ", "{{zh}} {0}",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "landscape"), [*((n, True) for n in HOSTILE), ("名" * 200, False), ("W" * 200, False)]
)
def test_a_hostile_name_prints_as_text(name: str, landscape: bool, book: Rulebook) -> None:
    trial = Layout.of(
        [group("G01", 116.3, 40.0, name=name, park=name, modes=(name, name), location_class=name)],
        id=name or "x",
        title=Text(name, name),
    )
    pages = pdf.read(render(trial, None, book, order(landscape=landscape)))
    assert len(pages) == 1
    for word in pages[0].words:
        x0, y0, x1, y1 = word.bounds
        assert x0 >= 0 and x1 <= pages[0].width_mm and y0 >= 0 and y1 <= pages[0].height_mm, word
        assert "\u202e" not in word.text


def test_markup_stays_as_it_is_written(book: Rulebook) -> None:
    text = pdf.read(render(layout(group("G01", 116.3, 40.0, name="#panic() *x*")), None, book, order()))[0].text
    assert "#panic() *x*" in text.replace("\n", "")


def test_an_empty_layout_is_refused(book: Rulebook) -> None:
    with pytest.raises(InputError, match="no feature that can be drawn") as caught:
        render(layout(), None, book, order())
    assert "没有可绘制的要素" in caught.value.zh
    with pytest.raises(InputError):
        render(layout(Feature("G01", "group", None, {"name": "空"})), None, book, order())


@pytest.mark.parametrize("scale", [0, -1, -500_000, 1, 99, 5_000_001, 10**30])
def test_absurd_scales_are_refused(scale: int, book: Rulebook) -> None:
    with pytest.raises(InputError, match="outside the range"):
        render(layout(group("G01", 116.3, 40.0)), None, book, order(scale=scale))


def test_a_scale_that_is_too_large_names_the_one_that_fits(reference: Layout, book: Rulebook) -> None:
    with pytest.raises(InputError, match="1:1000000") as caught:
        render(reference, None, book, order(sheet="a4", scale=500_000))
    assert "1:1000000" in caught.value.zh
    assert pdf.read(render(reference, None, book, order(sheet="a4", scale=1_000_000)))


def test_without_a_scale_the_largest_round_one_that_fits_is_taken(reference: Layout, book: Rulebook) -> None:
    said = next(w.text for w in pdf.read(render(reference, None, book, order(scale=None)))[0].words if "1:" in w.text)
    scale = int(said.split(":")[1].replace(" ", ""))
    scales = list(round_scales())
    assert scale in scales
    with pytest.raises(InputError, match="do not fit"):
        render(reference, None, book, order(scale=scales[scales.index(scale) - 1]))


def test_features_far_apart_are_refused(book: Rulebook) -> None:
    with pytest.raises(InputError, match="spread so far"):
        render(layout(group("G01", 116.3, 40.0), group("G02", 2.3, 48.9)), None, book, order(scale=None))


def test_an_unknown_language_is_refused(book: Rulebook) -> None:
    with pytest.raises(InputError, match="no language"):
        render(layout(group("G01", 116.3, 40.0)), None, book, order(lang="fr"))


def test_broken_geometry_is_drawn_as_far_as_it_goes(book: Rulebook) -> None:
    bow_tie = shapely.Polygon([(116.3, 40.0), (116.34, 40.03), (116.34, 40.0), (116.3, 40.03)])
    with np.errstate(invalid="ignore"):
        lost = shapely.Polygon([(116.3, 40.0), (math.nan, 40.03), (116.34, 40.0)])
    line = shapely.LineString([(116.2, 40.0), (116.25, 40.05)])
    shapes = {"G01": bow_tie, "G02": lost, "G03": shapely.Polygon(), "G04": line, "G05": None}
    trial = layout(*(Feature(id, "group", shape, {"name": id}) for id, shape in shapes.items()))
    said = [w.text for w in pdf.read(render(trial, None, book, order(scale=None)))[0].words]
    assert all(id in said for id in shapes)


def test_groups_on_one_spot_all_get_their_numbers(book: Rulebook) -> None:
    same = [group(f"G{i:02}", 116.3, 40.0, half_deg=0.002) for i in range(1, 13)]
    page = pdf.read(render(layout(*same, group("G20", 116.9, 40.3)), None, book, order()))[0]
    on_map = {w.text for w in page.words if w.bounds[2] < 284}
    assert {str(i) for i in range(1, 13)} <= on_map
