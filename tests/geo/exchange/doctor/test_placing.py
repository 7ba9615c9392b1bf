"""Where a layer lies is found from its coordinates, and what cannot be told is said to be unsure."""

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.crs import Axes, Geometries, Shift
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.inspection import SURE, Proposal
from geo.exchange.doctor.placing import placement_proposal
from geo.exchange.doctor.readings import Ground
from geo.exchange.source import Layer
from geo.model import Layout
from geo.rulebook import Rulebook
from tests.geo.exchange.doctor.matrix import written


@pytest.fixture(scope="module")
def anchors(book: Rulebook) -> Anchors:
    return Anchors.of(book)


def layer(geometry: Geometries, declared: str | None = None, axes: Axes | None = None, **columns: list[str]) -> Layer:
    table = pd.DataFrame(columns, index=range(len(geometry)), dtype=object)
    return Layer("地块", table, geometry, declared, axes=axes)


def of_kind(layout: Layout, kind: str, count: int = 16) -> Geometries:
    chosen = layout.features[layout.features["kind"] == kind].iloc[:count]
    return np.asarray(chosen.geometry.values, dtype=object)


def first(proposal: Proposal) -> tuple[str, str, str]:
    value = proposal.best.value
    return value["crs"], value["axes"], value["shift"]


CASES = [
    (4490, "xy", "none", None, "EPSG:4490"),
    (4490, "xy", "gcj02", "EPSG:4326", "EPSG:4326"),
    (4490, "yx", "bd09", None, "EPSG:4490"),
    (4527, "yx", "none", None, "EPSG:4527"),
    (4548, "xy", "none", "EPSG:4547", "EPSG:4548"),
    (4548, "xy", "none", "EPSG:4326", "EPSG:4548"),
    (2436, "xy", "none", "EPSG:4548", "EPSG:2436"),
    (2363, "xy", "gcj02", None, "EPSG:2363"),
    (32650, "xy", "none", "EPSG:32650", "EPSG:32650"),
    (3857, "xy", "gcj02", None, "EPSG:3857"),
]


@pytest.mark.parametrize("kind", ["park", "small"])
@pytest.mark.parametrize(("code", "axes", "shift", "declared", "found"), CASES)
def test_systems_axes_and_shifts_are_found_together(
    anchors: Anchors, reference: Layout, kind: str, code: int, axes: Axes, shift: Shift, declared: str, found: str
) -> None:
    count = {"park": 16, "small": 1}[kind]
    proposal = placement_proposal(layer(written(of_kind(reference, kind, count), code, axes, shift), declared), anchors)
    assert first(proposal) == (found, axes, shift)
    assert proposal.best.confidence >= SURE
    as_said = (found, axes, shift) == (declared or "EPSG:4490", "xy", "none")
    assert proposal.converts == proposal.asks == (not as_said)


def field(lon: float = 116.1, lat: float = 40.3) -> Geometries:
    """Parcels in open country, far from every outline that is known."""
    x, y = np.meshgrid(np.arange(4) * 0.003, np.arange(3) * 0.002)
    corner = np.column_stack([x.ravel() + lon, y.ravel() + lat])
    return np.asarray(shapely.box(*corner.T, *(corner + np.array([0.0028, 0.0018])).T), dtype=object)


@pytest.mark.parametrize("shift", ["none", "gcj02", "bd09"])
@pytest.mark.parametrize("declared", [None, "EPSG:4490"])
def test_parcels_in_open_country_are_never_sure(anchors: Anchors, shift: Shift, declared: str | None) -> None:
    proposal = placement_proposal(layer(written(field(), 4490, "xy", shift), declared), anchors)
    assert proposal.asks and proposal.best.confidence < SURE
    assert any("无法判断" in sentence.zh for sentence in proposal.best.evidence)


def test_a_local_system_cannot_be_known(anchors: Anchors) -> None:
    shapes = shapely.transform(written(field(), 4548), lambda xy: xy - (100_000, 4_100_000))
    proposal = placement_proposal(layer(np.asarray(shapes, dtype=object)), anchors)
    assert proposal.asks and proposal.best.confidence < 0.1
    assert any("地方坐标系" in sentence.zh for sentence in proposal.best.evidence)


@pytest.mark.parametrize("geometry", [[], [None], [shapely.Polygon()], [shapely.Point(np.nan, 1)]])
def test_layers_without_coordinates_ask(anchors: Anchors, geometry: list[shapely.Geometry | None]) -> None:
    shapes = np.empty(len(geometry), dtype=object)
    shapes[:] = geometry
    proposal = placement_proposal(layer(shapes), anchors)
    assert proposal.asks and proposal.best.value["crs"] == "EPSG:4490"


def test_one_wild_feature_spoils_nothing(anchors: Anchors, reference: Layout) -> None:
    shapes = written(of_kind(reference, "group"), 4490, "xy", "gcj02")
    shapes[3] = shapely.box(-1e12, 0, 1e12, 1e12)
    shapes[5] = None
    assert first(placement_proposal(layer(shapes), anchors)) == ("EPSG:4490", "xy", "gcj02")


def test_a_file_that_mixes_two_shifts_is_not_sure(anchors: Anchors, reference: Layout) -> None:
    groups = of_kind(reference, "group")
    mixed = np.concatenate([written(groups[:8], 4490, "xy", "gcj02"), groups[8:]])
    proposal = placement_proposal(layer(mixed, "EPSG:4490"), anchors)
    assert proposal.asks and proposal.best.confidence < SURE
    assert any("混有" in sentence.zh for sentence in proposal.best.evidence)


def test_names_speak_where_outlines_do_not(anchors: Anchors, book: Rulebook, reference: Layout) -> None:
    parks = reference.features[reference.features["kind"] == "park"]
    redrawn = np.asarray([shape.convex_hull for shape in parks.geometry], dtype=object)
    names = [*parks["name"]]
    plain = placement_proposal(layer(redrawn, 园区名称=names), anchors)
    assert first(plain) == ("EPSG:4490", "xy", "none")
    assert any("16 处" in sentence.zh for sentence in plain.best.evidence)


def test_the_evidence_has_numbers_in_both_languages(anchors: Anchors, reference: Layout) -> None:
    shapes = written(of_kind(reference, "park"), 4490, "xy", "gcj02")
    best = placement_proposal(layer(shapes, "EPSG:4326"), anchors).best
    assert best.title.zh == "WGS 84 经纬度；移除 GCJ-02 偏移"
    zh = "".join(sentence.zh for sentence in best.evidence)
    en = " ".join(sentence.en for sentence in best.evidence)
    assert "100% 的顶点落在已知界线 5 m 以内" in zh and "m away on average" in en


@pytest.mark.parametrize(("east_m", "north_m"), [(12.0, -9.0), (0.0, 30.0), (-45.0, 20.0)])
def test_shapes_that_are_all_a_little_off_are_never_sure(
    anchors: Anchors, reference: Layout, east_m: float, north_m: float
) -> None:
    shapes = shapely.transform(written(of_kind(reference, "group"), 4548), lambda xy: xy + np.array([east_m, north_m]))
    proposal = placement_proposal(layer(np.asarray(shapes, dtype=object), "EPSG:4548"), anchors)
    assert proposal.asks and proposal.best.confidence < SURE


def test_how_far_shapes_are_off_is_told(anchors: Anchors, reference: Layout) -> None:
    shapes = shapely.transform(written(of_kind(reference, "park"), 4548), lambda xy: xy + np.array([3.0, -2.0]))
    best = placement_proposal(layer(np.asarray(shapes, dtype=object), "EPSG:4548"), anchors).best
    assert best.value["crs"] == "EPSG:4548"
    assert any("向东 -3.0 m，向北 +2.0 m" in sentence.zh for sentence in best.evidence)


def test_of_a_hundred_thousand_parcels_some_are_looked_at(anchors: Anchors, reference: Layout) -> None:
    """Only some of their vertices are looked at: the time is that of reading all coordinates once."""
    x, y = np.meshgrid(np.arange(400) * 0.002 + 115.8, np.arange(250) * 0.002 + 39.8)
    parcels = np.asarray(shapely.box(x.ravel(), y.ravel(), x.ravel() + 0.0018, y.ravel() + 0.0018), dtype=object)
    ground = Ground.of(layer(parcels), anchors)
    assert len(ground.sample.xy) <= 1_500 and len(np.unique(ground.sample.row_of)) <= 800
    assert placement_proposal(layer(parcels), anchors).asks


@pytest.mark.parametrize(("header", "told"), [("yx", "表头也说北坐标"), ("xy", "数值与此不符"), (None, "")])
def test_a_header_is_evidence_and_no_proof(anchors: Anchors, reference: Layout, header: Axes | None, told: str) -> None:
    proposal = placement_proposal(layer(written(of_kind(reference, "small"), 4548, "yx"), axes=header), anchors)
    assert first(proposal) == ("EPSG:4548", "yx", "none")
    said = [sentence.zh for sentence in proposal.best.evidence]
    assert any(told in sentence for sentence in said) and any("表头" in sentence for sentence in said) == bool(told)


def test_a_reading_is_compared_with_what_the_file_says(anchors: Anchors, reference: Layout) -> None:
    proposal = placement_proposal(layer(written(of_kind(reference, "small"), 2436), "EPSG:4548"), anchors)
    assert first(proposal) == ("EPSG:2436", "xy", "none")
    compared = [sentence.zh for sentence in proposal.best.evidence if sentence.zh.startswith("若按")]
    assert len(compared) == 1 and "若按“CGCS2000 / 3 度带，中央经线 117°E，不带带号”解读则为" in compared[0]
