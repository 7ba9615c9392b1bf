"""Findings and comparisons as files: everything found is in each format, styled, and says what it is."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import httpx
import openpyxl
import orjson
import pyogrio
import pytest

from api.store import Store
from geo.model import Edit, Feature, features_of


def _saved(answer: httpx.Response, path: Path) -> Path:
    assert answer.status_code == 200, answer.text
    path.write_bytes(answer.content)
    return path


def _styles(path: Path) -> dict[str, list[str]]:
    """The values that each layer's default style knows."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles")
        found = {}
        for table, column, text, default in rows.fetchall():
            assert (column, default) == ("geom", 1)
            found[table] = [entry.attrib["value"] for entry in ElementTree.fromstring(text).iter("category")]
        return found


def test_findings_go_out_with_a_style_by_severity(client: httpx.Client, tmp_path: Path) -> None:
    report = client.get("/api/layouts/practice-draft/report").json()
    ask = "/api/layouts/practice-draft/findings/export?format="
    path = _saved(client.get(ask + "gpkg"), tmp_path / "f.gpkg")
    layers = [str(name) for name, _ in pyogrio.list_layers(path) if name != "layer_styles"]
    assert layers == ["findings_area", "findings_point"]
    assert _styles(path) == {name: ["error", "warning", "advice", "other"] for name in layers}
    read = [pyogrio.read_dataframe(path, layer=name) for name in layers]
    assert sorted(id for table in read for id in table["id"]) == [f["id"] for f in report["findings"]]
    assert all(table.geometry.notna().all() and table.crs.to_epsg() == 4490 for table in read)
    said = orjson.loads(pyogrio.read_info(path, layer=layers[0])["layer_metadata"]["YUANTU"])
    assert (said["holds"], said["layout"], said["revision"]) == ("findings", "practice-draft", 1)
    assert said["notice"]["zh"].startswith("示意")

    told = client.get(ask + "geojson").json()
    assert (told["yuantu"]["holds"], len(told["features"])) == ("findings", len(report["findings"]))
    colours = {(f["properties"]["style"], f["properties"]["stroke"]) for f in told["features"]}
    assert ("error", "#a3162e") in colours
    assert len({style for style, _ in colours}) == len(colours)

    book = openpyxl.load_workbook(io.BytesIO(client.get(ask + "xlsx").content), read_only=True)
    assert len(list(book.worksheets[0].iter_rows())) == len(report["findings"]) + 1


def test_a_comparison_has_a_feature_for_each_change(client: httpx.Client, store: Store, tmp_path: Path) -> None:
    first, second, third = list(features_of(store.layout("practice-draft", 1).features))[:3]
    assert second.geometry is not None
    moved = Feature(second.id, second.kind, second.geometry.buffer(-0.0005), second.properties)
    named = Feature(third.id, third.kind, third.geometry, {**third.properties, "name": "新名"})
    head = store.record("practice-draft").revision
    saved = store.save("practice-draft", head, Edit(put=(moved, named), delete=(first.id,)), author="a", message="m")
    ask = f"/api/compare/export?from=practice-draft@1&to=practice-draft@{saved.revision}&format="
    path = _saved(client.get(ask + "gpkg"), tmp_path / "c.gpkg")
    table = pyogrio.read_dataframe(path, layer="comparison").set_index("id")
    assert table["change"].to_dict() == {first.id: "removed", second.id: "moved", third.id: "retitled"}
    assert table.loc[third.id, "columns"] == "name"
    assert table.loc[second.id, "difference_km2"] < 0
    assert table.geometry.notna().all()
    earlier = pyogrio.read_dataframe(path, layer="comparison_before")
    assert earlier["id"].tolist() == [second.id] and earlier.geometry[0].equals(second.geometry)
    assert _styles(path) == {"comparison": ["added", "removed", "moved", "retitled"], "comparison_before": ["moved"]}

    told = client.get(ask + "geojson").json()
    assert sorted(f["id"] for f in told["features"]) == sorted([first.id, second.id, f"{second.id}@before", third.id])
    assert told["yuantu"]["to"] == {"layout": "practice-draft", "revision": saved.revision}
    book = openpyxl.load_workbook(io.BytesIO(client.get(ask + "xlsx&lang=en").content), read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Change", "removed", "outline changed", "properties changed"]

    page = client.get(ask + "html&lang=en")
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["content-disposition"].endswith(f"-practice-draft-{saved.revision}.html")
    assert "新名" in page.text and 'lang="en"' in page.text and "default-src &#39;none&#39;" in page.text


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        ("/api/layouts/nope/findings/export?format=gpkg", 404),
        ("/api/layouts/practice-draft/findings/export?format=dxf", 422),
        ("/api/compare/export?from=practice-draft@999&to=zgc-2020&format=gpkg", 404),
        ("/api/compare/export?from=practice-draft@x&to=zgc-2020&format=gpkg", 422),
        ("/api/compare/export?from=practice-draft&format=gpkg", 422),
    ],
)
def test_what_there_is_not_gets_a_problem(client: httpx.Client, ask: str, status: int) -> None:
    answer = client.get(ask)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_formats_are_told(client: httpx.Client) -> None:
    told = client.get("/api/exports").json()
    assert told["layout"][0]["name"] == "geojson"
    names = {what: [entry["name"] for entry in told[what]] for what in ("findings", "comparison")}
    assert names == {"findings": ["gpkg", "geojson", "xlsx"], "comparison": ["html", "gpkg", "geojson", "xlsx"]}
