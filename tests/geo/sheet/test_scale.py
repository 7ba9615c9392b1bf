"""Measured from the PDF itself: the ground lies where projection and scale put it."""

import itertools
import re

import numpy as np
import pytest
import shapely

from geo import crs
from geo.model import Layout
from geo.rulebook import Rulebook
from geo.sheet import render, symbols
from tests.geo.sheet import pdf
from tests.geo.sheet.sheets import order

CLOSE_MM = 0.2
BAR_MM = 0.1
SHEETS = [
    ("a3", 500_000, True),
    ("a3", 500_000, False),
    ("a4", None, True),
    ("a2", 500_000, False),
    ("a0", 200_000, True),
]


def degrees(text: str) -> float | None:
    found = re.fullmatch(r"(\d+)°(\d\d)′(?:(\d\d)″)?", text)
    return None if found is None else int(found[1]) + int(found[2]) / 60 + int(found[3] or 0) / 3600


def curves(page: pdf.Page) -> tuple[dict[float, shapely.LineString], dict[float, shapely.LineString]]:
    """Meridians and parallels as drawn, each named by the label nearest to its end on the neat line."""
    meridians: dict[float, shapely.LineString] = {}
    parallels: dict[float, shapely.LineString] = {}
    labels = [(w, value) for w in page.words if (value := degrees(w.text)) is not None]
    for path in page.stroked(symbols.GRATICULE_LINE):
        line = shapely.LineString(path.runs[0])
        ends = [shapely.Point(line.coords[0]), shapely.Point(line.coords[-1])]
        word, value = min(labels, key=lambda pair: min(shapely.box(*pair[0].bounds).distance(e) for e in ends))
        assert min(shapely.box(*word.bounds).distance(e) for e in ends) < 6 * page.width_mm / 297
        (meridians if value > 90 else parallels)[value] = line
    return meridians, parallels


@pytest.fixture(scope="module", params=SHEETS, ids=lambda p: f"{p[0]}-{p[1]}-{'landscape' if p[2] else 'portrait'}")
def printed(request: pytest.FixtureRequest, reference: Layout, book: Rulebook) -> tuple[pdf.Page, int]:
    sheet, scale, landscape = request.param
    page = pdf.read(render(reference, None, book, order(sheet=sheet, scale=scale, landscape=landscape)))[0]
    said = next(w.text for w in page.words if w.text.startswith("比例尺"))
    return page, int(said.split(":")[1].replace(" ", ""))


def crossings(page: pdf.Page) -> dict[tuple[float, float], tuple[float, float]]:
    meridians, parallels = curves(page)
    found = {}
    for (lon, meridian), (lat, parallel) in itertools.product(meridians.items(), parallels.items()):
        point = shapely.intersection(meridian, parallel)
        if isinstance(point, shapely.Point) and not point.is_empty:
            found[lon, lat] = (point.x, point.y)
    return found


def test_graticule_crossings_lie_where_the_projection_puts_them(printed: tuple[pdf.Page, int], book: Rulebook) -> None:
    page, scale = printed
    found = crossings(page)
    assert len(found) >= 12
    paper = np.array(list(found.values()))
    ground = book.frame.xy(np.array(list(found))) * 1000 / scale * np.array([1, -1])
    offset = paper - ground
    assert np.abs(offset - offset.mean(axis=0)).max() < CLOSE_MM / 4


def test_distances_between_crossings_are_geodesic_ones(printed: tuple[pdf.Page, int]) -> None:
    page, scale = printed
    found = sorted(crossings(page).items())
    for (a, at_a), (b, at_b) in itertools.combinations(found, 2):
        geodesic_mm = crs.geodesic_distance_m(a, b) * 1000 / scale
        assert float(np.hypot(at_a[0] - at_b[0], at_a[1] - at_b[1])) == pytest.approx(geodesic_mm, abs=CLOSE_MM)


def test_scale_bar_is_as_long_as_it_says(printed: tuple[pdf.Page, int]) -> None:
    page, scale = printed
    unit = next(w for w in page.words if w.text in ("km", "m") and w.bounds[1] > page.height_mm * 0.85)
    row = [w for w in page.words if re.fullmatch(r"[\d.]+", w.text) and abs(w.bounds[3] - unit.bounds[3]) < 6]
    longest_m = max(float(w.text) for w in row) * (1000 if unit.text == "km" else 1)
    bars = [p for p in page.stroked(symbols.INK) if p.fill is None and p.bounds[1] > unit.bounds[1] - 3]
    bars = [p for p in bars if len(p.runs) == 1 and len(p.runs[0]) == 5 and p.bounds[3] <= unit.bounds[3] + 1]
    assert bars, "no outline of a bar beside its unit"
    length_mm = max(p.bounds[2] - p.bounds[0] for p in bars)
    assert length_mm == pytest.approx(longest_m * 1000 / scale, abs=BAR_MM)


def test_parks_are_drawn_where_they_are(printed: tuple[pdf.Page, int], reference: Layout, book: Rulebook) -> None:
    page, scale = printed
    found = crossings(page)
    offset = (
        np.array(list(found.values())) - book.frame.xy(np.array(list(found))) * 1000 / scale * np.array([1, -1])
    ).mean(axis=0)
    parks = reference.features[reference.features["kind"] == "park"]
    shapes = book.frame.project(np.asarray(parks.geometry.values, dtype=object))
    wanted = shapely.transform(shapes, lambda xy: xy * 1000 / scale * np.array([1, -1]) + offset)
    drawn = max(page.stroked(symbols.PARK_LINE), key=lambda p: len(p.runs))
    nodes = shapely.points(np.vstack(drawn.runs))
    outline = shapely.union_all(shapely.boundary(wanted))
    assert shapely.distance(nodes, outline).max() < 0.05


def test_areas_on_paper_are_ground_areas_at_scale(printed: tuple[pdf.Page, int], reference: Layout) -> None:
    page, scale = printed
    drawn = max(page.stroked(symbols.PARK_LINE), key=lambda p: len(p.runs))
    paper_mm2 = sum(shapely.Polygon(run).area for run in drawn.runs)
    ground_km2 = paper_mm2 * (scale / 1e6) ** 2
    assert ground_km2 == pytest.approx(488.0, rel=2e-3)
