"""The doctor looks at whole files: what it proposes is right, what it is unsure of it asks, and faults have places."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import orjson
import pytest
import shapely

from geo import exchange
from geo.crs import Geometries
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.inspection import About, Inspection, Proposal
from geo.exchange.inspect import inspect, open_rightly
from geo.exchange.intake.drafting import drafted
from geo.model import Kind, Layout
from geo.rulebook import Rulebook


@pytest.fixture(scope="module")
def anchors(book: Rulebook) -> Anchors:
    return Anchors.of(book)


@pytest.fixture(scope="module")
def groups(reference: Layout) -> gpd.GeoDataFrame:
    table = reference.features
    return table[table["kind"] == "group"].head(12).reset_index(drop=True)


def shapes_of(table: gpd.GeoDataFrame) -> Geometries:
    return np.array(table.geometry.values, dtype=object)


def written(path: Path, columns: Mapping[str, Any], shapes: Any, crs: int | None = 4490, layer: str = "t") -> Path:
    gpd.GeoDataFrame(dict(columns), geometry=shapes, crs=crs).to_file(path, layer=layer)
    return path


def seen(path: Path, book: Rulebook, anchors: Anchors) -> Inspection:
    opened = open_rightly(path, book)
    return inspect(opened.source, book, anchors, opened.encoding)


def of(inspection: Inspection, about: About) -> list[Proposal]:
    return [proposal for proposal in inspection.proposals if proposal.about is about]


@pytest.mark.parametrize(("unit", "per_km2"), [("km2", 1.0), ("ha", 100.0), ("m2", 1e6), ("mu", 1500.0)])
def test_the_unit_of_areas_is_that_which_fits_what_was_measured(
    unit: str, per_km2: float, groups: gpd.GeoDataFrame, book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    measured_km2 = shapely.area(book.frame.project(shapes_of(groups))) / 1e6
    columns = {"组团名称": groups["name"], "面积": measured_km2 * per_km2 * 1.0003}
    found = seen(written(tmp_path / "组团.gpkg", columns, shapes_of(groups)), book, anchors)
    (proposal,) = of(found, About.UNIT)
    assert proposal.best.value == unit
    assert proposal.converts == proposal.asks == (unit != "km2")
    assert "÷" in proposal.best.evidence[0].zh
    assert found.decisions.layers["t"] is not None
    assert found.decisions.layers["t"].units == {"面积": unit}


def test_units_that_are_written_are_believed_where_nothing_can_be_measured(
    book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    points = shapely.points([[116.3, 39.98], [116.31, 39.99]])
    path = written(tmp_path / "p.gpkg", {"名称": ["甲", "乙"], "占地面积": ["12.5公顷", "3公顷"]}, points)
    (proposal,) = of(seen(path, book, anchors), About.UNIT)
    assert proposal.best.value == "ha"
    assert proposal.asks


@pytest.mark.parametrize(
    ("file", "layer", "column", "kind"),
    [
        ("a", "发展组团2020", "名称", Kind.GROUP),
        ("a", "DK", "名称", Kind.PARCEL),
        ("a", "YLFZQ", "名称", Kind.RESERVE),
        ("a", "功能分区范围", "名称", Kind.ZONE),
        ("a", "parcels", "名称", Kind.PARCEL),
        ("a", "小规模创新发展区", "名称", Kind.SMALL),
        ("a", "特色产业园", "名称", Kind.SPECIALTY),
    ],
)
def test_the_kind_is_told_by_names(
    file: str, layer: str, column: str, kind: Kind, book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    squares = [shapely.box(116.30 + i / 100, 39.95, 116.305 + i / 100, 39.955) for i in range(3)]
    found = seen(written(tmp_path / f"{file}.gpkg", {column: ["甲", "乙", "丙"]}, squares, layer=layer), book, anchors)
    (proposal,) = of(found, About.KIND)
    assert proposal.best.value == kind.value
    assert proposal.best.evidence


def test_names_of_the_roster_and_points_tell_the_kind_too(
    groups: gpd.GeoDataFrame, book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    found = seen(written(tmp_path / "a.gpkg", {"name": groups["name"]}, shapes_of(groups)), book, anchors)
    assert of(found, About.KIND)[0].best.value == "group"
    points = shapely.points([[116.3, 39.98], [116.31, 39.99]])
    found = seen(written(tmp_path / "b.gpkg", {"name": ["甲", "乙"]}, points), book, anchors)
    assert of(found, About.KIND)[0].best.value == "site"


def test_words_for_kinds_and_tags_are_matched_and_strange_ones_asked(
    groups: gpd.GeoDataFrame, book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    columns = {
        "要素类型": ["发展组团", "预留区", "某类", "parcel"] * 3,
        "产业方向": ["人工智能、集成电路产业", "ＡＩ"] * 6,
        "行政区": ["海淀"] * 12,
    }
    found = seen(written(tmp_path / "a.gpkg", columns, shapes_of(groups)), book, anchors)
    kinds = {proposal.word: proposal for proposal in of(found, About.KINDS)}
    assert {word: kinds[word].best.value for word in ("发展组团", "预留区")} == {
        "发展组团": "group",
        "预留区": "reserve",
    }
    assert kinds["某类"].asks
    assert "parcel" not in kinds
    words = {proposal.word: proposal for proposal in of(found, About.WORD)}
    assert {word: words[word].best.value for word in words} == {
        "集成电路产业": "集成电路",
        "ＡＩ": None,
        "海淀": "海淀区",
    }
    assert [word for word in words if words[word].asks] == ["集成电路产业"]
    decided = found.decisions.layers["t"]
    assert decided is not None
    assert decided.words == {"industries": {"集成电路产业": "集成电路"}, "district": {"海淀": "海淀区"}}
    assert not of(found, About.KIND)


def test_faults_have_a_row_a_reason_and_a_place(book: Rulebook, anchors: Anchors, tmp_path: Path) -> None:
    good = [shapely.box(116.30 + i / 100, 39.95, 116.305 + i / 100, 39.955) for i in range(6)]
    bow = shapely.Polygon([(116.4, 39.9), (116.41, 39.91), (116.41, 39.9), (116.4, 39.91)])
    shapes = [*good, bow, None, shapely.box(100, 30, 100.1, 30.1), good[0]]
    ids = ["a", "b", "c", "d", "e", "e", "bow", "none", "far", "copy"]
    found = seen(written(tmp_path / "地块.gpkg", {"地块编号": ids}, shapes, layer="地块"), book, anchors)
    faults = {fault.id: fault for fault in found.faults}
    assert {id: (fault.row, fault.code, fault.mends) for id, fault in faults.items()} == {
        "e": (5, "repeated-id", False),
        "bow": (6, "invalid-ring", True),
        "none": (7, "no-geometry", False),
        "far": (8, "outside", False),
    }
    assert faults["bow"].at == pytest.approx((116.405, 39.905))
    (ids_proposal,), (repair,) = of(found, About.IDS), of(found, About.REPAIR)
    assert ids_proposal.asks
    assert (repair.best.value, repair.asks) == (True, True)
    assert "地块: 1 feature(s) have exactly the outline of an earlier one." in [r.en for r in found.remarks]


def test_copies_that_repeat_an_id_are_kept_out_without_asking(book: Rulebook, anchors: Anchors, tmp_path: Path) -> None:
    squares = [shapely.box(116.30 + i / 100, 39.95, 116.305 + i / 100, 39.955) for i in (0, 1, 1)]
    path = written(tmp_path / "a.gpkg", {"地块编号": ["a", "b", "b"]}, squares)
    (proposal,) = of(seen(path, book, anchors), About.IDS)
    assert (proposal.best.value, proposal.asks) == ("quarantine", False)


def test_what_this_program_wrote_leaves_nothing_to_decide(
    reference: Layout, book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    for name in ("p.geojson", "p.gpkg", "p.fgb"):
        exchange.write(reference, tmp_path / name)
        found = seen(tmp_path / name, book, anchors)
        assert [proposal.title.en for proposal in found.open] == [], name
        assert found.faults == ()
        draft = drafted(open_rightly(tmp_path / name, book).source, found.decisions, book)
        assert [*draft.layout.features["id"]] == [*reference.features["id"]]
        assert [*draft.layout.features["industries"]] == [*reference.features["industries"]]


def test_an_inspection_is_json_and_the_same_again(
    groups: gpd.GeoDataFrame, book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    path = written(tmp_path / "a.gpkg", {"名称": groups["name"]}, shapes_of(groups))
    one, two = (seen(path, book, anchors).data() for _ in range(2))
    assert one == two
    assert one["layers"][0]["columns"][0]["holds"] == "text"
    assert one["decisions"]["layers"]["t"]["columns"] == {"名称": "name"}


def test_a_layer_without_outlines_is_left_out_and_broken_ones_are_asked_about(
    book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    nothing, ring = {"type": "Feature", "properties": {"名称": "甲"}, "geometry": None}, [[116, 40], [116.1, 40]]
    broken = {**nothing, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    for features, asks in (([nothing, nothing], False), ([nothing, broken], True)):
        (tmp_path / "p.geojson").write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features}))
        found = seen(tmp_path / "p.geojson", book, anchors)
        (proposal,) = found.proposals
        assert (proposal.about, proposal.best.value, proposal.asks) == (About.KIND, None, asks)
        assert found.decisions.layers == {"p": None}


@pytest.mark.parametrize("cpg", [None, "GBK", "UTF-8", "ISO-8859-1"])
def test_a_shapefile_in_gbk_is_read_right_and_a_lying_cpg_is_asked_about(
    cpg: str | None, groups: gpd.GeoDataFrame, book: Rulebook, anchors: Anchors, tmp_path: Path
) -> None:
    table = gpd.GeoDataFrame(
        {"组团名称": groups["name"], "所属分园": groups["park"]}, geometry=shapes_of(groups), crs=4490
    )
    table.to_file(tmp_path / "zt.shp", encoding="GBK")
    (tmp_path / "zt.cpg").unlink(missing_ok=True)
    if cpg is not None:
        (tmp_path / "zt.cpg").write_text(cpg, "ascii")
    with zipfile.ZipFile(tmp_path / "zt.zip", "w") as archive:
        for part in tmp_path.glob("zt.???"):
            if part.suffix != ".zip":
                archive.write(part, part.name)
    found = seen(tmp_path / "zt.zip", book, anchors)
    (proposal,) = of(found, About.ENCODING)
    assert proposal.best.value == found.decisions.encoding == "GB18030"
    assert proposal.asks == (cpg in ("UTF-8", "ISO-8859-1"))
    read = {p.column: p.best.value for p in of(found, About.COLUMN)}
    assert read == {"组团名称": "name", "所属分园": "park"}


def test_an_encoding_that_a_person_chose_is_the_answer(book: Rulebook, anchors: Anchors, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes("名称,WKT\n永丰,POINT (116.3 40)\n上地,POINT (116.3 40.1)\n".encode("gbk"))
    opened = open_rightly(path, book, "CP950")
    found = inspect(opened.source, book, anchors, opened.encoding)
    assert found.decisions.encoding == "CP950"
    assert not of(found, About.ENCODING)[0].asks
    assert seen(path, book, anchors).decisions.encoding == "GB18030"
