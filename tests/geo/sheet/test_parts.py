"""The parts of a sheet on their own: words, keys, scales, graticule labels, scale bars."""

import numpy as np
import pytest
import shapely

from geo.crs import Frame
from geo.sheet.furniture import north_deg, scale_bar
from geo.sheet.graticule import graticule, label
from geo.sheet.layers import Borders
from geo.sheet.paper import Box
from geo.sheet.plan import group_keys
from geo.sheet.window import Window, fit, round_scales
from geo.sheet.words import WORDS, clean, grouped, shorten, width_em


def test_round_scales_are_1_2_25_and_5_times_powers_of_ten() -> None:
    scales = list(round_scales())
    assert scales[:8] == [100, 200, 250, 500, 1000, 2000, 2500, 5000]
    assert scales == sorted(set(scales)) and scales[-1] == 5_000_000


@pytest.mark.parametrize(
    ("arcsec", "text"),
    [(116 * 3600 + 900, "116°15′"), (40 * 3600, "40°00′"), (30, "0°00′30″"), (-3600, "1°00′W"), (0, "0°00′")],
)
def test_graticule_labels(arcsec: int, text: str) -> None:
    assert label(arcsec, "W") == text


@pytest.mark.parametrize("scale", [100, 5_000, 10_000, 500_000, 2_500_000])
def test_a_scale_bar_is_a_round_length(scale: int) -> None:
    bar = scale_bar(scale, 62, 1.6)
    assert 62 / 2.6 < bar.length_mm <= 62
    assert bar.length_mm == pytest.approx(bar.length_m * 1000 / scale)
    last = float(bar.ticks[-1]) * (1000 if bar.unit == "km" else 1)
    assert last == bar.length_m and bar.ticks[0] == "0"


def test_window_turns_metres_into_millimetres_and_back() -> None:
    window = Window(Box(0, 0, 200, 100), 500_000, (1000.0, -2000.0))
    middle = window.mm(np.array([[1000.0, -2000.0], [1500.0, -2000.0], [1000.0, -1500.0]]))
    assert middle.tolist() == [[100, 50], [101, 50], [100, 49]]
    assert window.metres(middle) == pytest.approx(np.array([[1000, -2000], [1500, -2000], [1000, -1500]]))


def test_window_shows_the_whole_ground_where_it_fits() -> None:
    box = Box(0, 0, 100, 100)
    features, ground = np.array([0.0, 0, 10, 10]), np.array([-20.0, -20, 60, 200])
    window = fit(features, ground, box, scale=1000, padding_mm=2)
    x, y = window.middle_m
    assert x == 20
    assert y - 50 == -20, "no more empty paper below than needed"
    alone = fit(features, features, box, scale=1000, padding_mm=2)
    assert alone.middle_m == (5, 5)


def test_north_at_the_centre_meridian_is_straight_up_and_leans_east_of_it() -> None:
    frame = Frame(116.4, 40.2)
    assert north_deg(Window(Box(0, 0, 1, 1), 1, (0.0, 0.0)), frame) == pytest.approx(0, abs=1e-6)
    east = Window(Box(0, 0, 1, 1), 1, tuple(frame.xy(np.array([[117.4, 40.2]]))[0]))
    assert north_deg(east, frame) == pytest.approx(-np.sin(np.radians(40.2)), abs=0.01)


def test_graticule_lines_end_on_the_neat_line() -> None:
    window = Window(Box(10, 10, 250, 240), 500_000, (5000.0, -20000.0))
    grid = graticule(window, Frame(116.4, 40.2), spacing_mm=32)
    assert {t.text for t in grid.ticks} >= {"116°15′", "116°30′", "40°00′", "39°45′"}
    ends = shapely.get_coordinates([shapely.get_point(line, i) for line in grid.lines for i in (0, -1)])
    assert shapely.distance(shapely.points(ends), window.outline.exterior).max() < 1e-6
    assert len(grid.ticks) == len(ends)


def test_keys_are_the_ids_own_numbers_where_all_have_one() -> None:
    assert group_keys(["G01", "G07", "G31"]) == ["1", "7", "31"]
    assert group_keys(["G01", "H01"]) == ["1", "2"]
    assert group_keys(["园区", "G07"]) == ["1", "2"]


def test_borders_are_drawn_once() -> None:
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    lines = Borders.of(np.array([left, right], dtype=object))
    assert lines.inner.length == pytest.approx(1) and lines.outer.length == pytest.approx(6)


@pytest.mark.parametrize(
    ("text", "out"), [("a\tb\nc", "a b c"), ("\u202ex\u200b", "x"), (None, ""), ("  中  文 ", "中 文"), ("\ud800", "")]
)
def test_text_is_cleaned(text: object, out: str) -> None:
    assert clean(text) == out


def test_long_text_is_cut_with_an_ellipsis() -> None:
    cut = shorten("名" * 200, 10)
    assert cut.endswith("…") and width_em(cut) <= 10
    assert shorten("短", 10) == "短"


def test_words_are_complete_in_both_languages() -> None:
    assert all(text.zh and text.en for text in WORDS.values())
    assert grouped(500_000) == "500 000" and grouped(2_500_000) == "2 500 000"
