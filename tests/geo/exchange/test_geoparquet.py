"""GeoParquet as its specification has it: the metadata `geo`, axes, lists; and files that others wrote."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
import shapely
from arro3.core import Array, DataType, Field, Schema, Table
from arro3.io import read_parquet, write_parquet

from geo import crs, exchange
from geo.errors import InputError, UnknownCRS
from geo.exchange import geoparquet
from geo.exchange.rows import Rows, room
from geo.model import COLUMNS, LIST_COLUMNS, Feature, Layout, Text, features_of

PARCEL = shapely.box(116.123456789, 39.900000001, 116.2, 40)


def layout() -> Layout:
    items = [
        Feature("G", "group", PARCEL, {"name": "园", "modes": ("甲", "乙;丙"), "stated_area_km2": 0.1}),
        Feature("N", "small", None, {}),
        Feature("S", "site", shapely.Point(116, 39.9), {"note": ""}),
    ]
    return Layout.of(items, id="mixed", revision=3)


def described(path: Path) -> dict[str, Any]:
    geo: dict[str, Any] = orjson.loads(read_parquet(path).schema.metadata[b"geo"])
    return geo


def foreign(path: Path, geo: Any, geometry: list[bytes | None] | None = None) -> Path:
    """A file as another program may write it."""
    shapes = geometry or [shapely.to_wkb(PARCEL)]
    table = Table.from_arrays(
        [
            Array(shapes, DataType.binary()),
            Array(["small"] * len(shapes), DataType.string()),
            Array([2020] * len(shapes), DataType.int32()),
        ],
        schema=Schema([
            Field("geom", DataType.binary()), Field("kind", DataType.string()), Field("年份", DataType.int32()),
        ]),
    )  # fmt: skip
    write_parquet(table, path, key_value_metadata={} if geo is None else {"geo": orjson.dumps(geo).decode()})
    return path


def geo_of(**column: Any) -> dict[str, Any]:
    entry = {"encoding": "WKB", "geometry_types": []} | column
    return {"version": "1.1.0", "primary_column": "geom", "columns": {"geom": entry}}


def test_the_metadata_are_those_of_the_specification(tmp_path: Path) -> None:
    exchange.write(layout(), tmp_path / "x.parquet")
    geo = described(tmp_path / "x.parquet")
    assert (geo["version"], geo["primary_column"], set(geo["columns"])) == ("1.1.0", "geometry", {"geometry"})
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB" and column["edges"] == "planar"
    assert column["geometry_types"] == ["MultiPolygon", "Point"]
    assert column["bbox"] == [116, 39.9, 116.2, 40]
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4490} and column["crs"]["type"] == "GeographicCRS"


def test_lists_are_lists_and_nothing_is_nothing(tmp_path: Path) -> None:
    exchange.write(layout(), tmp_path / "x.parquet")
    table = read_parquet(tmp_path / "x.parquet").read_all()
    assert table["modes"].to_pylist() == [["甲", "乙;丙"], [], []]
    assert table["stated_area_km2"].to_pylist() == [0.1, None, None]
    assert table["note"].to_pylist() == [None, None, ""]
    assert table["geometry"].to_pylist()[1] is None
    back = exchange.read(tmp_path / "x.parquet")
    assert features_of(back.features) == features_of(layout().features)


def test_an_empty_layout_is_a_file_too(tmp_path: Path) -> None:
    for name in ("x.parquet", "x.fgb"):
        exchange.write(Layout.of([], id="empty"), tmp_path / name)
        assert len(exchange.read(tmp_path / name)) == 0
    assert "bbox" not in described(tmp_path / "x.parquet")["columns"]["geometry"]


def test_axes_come_east_first_whatever_the_system_says(tmp_path: Path) -> None:
    with room() as lines:
        lines.write(orjson.dumps({"id": "P", "geometry": shapely.to_wkb(shapely.Point(4e5, 4.4e6), hex=True)}))
        geoparquet.write_rows(Rows(lines, (), "EPSG:4549"), tmp_path / "x.parquet", {})
    column = described(tmp_path / "x.parquet")["columns"]["geometry"]
    assert column["crs"]["id"]["code"] == 4549 and column["bbox"][:2] == [4e5, 4.4e6]
    place = exchange.read(tmp_path / "x.parquet").features.geometry[0]
    assert 118 < place.x < 119 and 39 < place.y < 41


@pytest.mark.parametrize(
    "system",
    [{}, {"crs": None}, {"crs": crs.projjson("OGC:CRS84")}, {"crs": crs.projjson("EPSG:4326")}, {"crs": "EPSG:4490"}],
)
def test_degrees_are_read_as_they_are(system: dict[str, Any], tmp_path: Path) -> None:
    remarks: list[Text] = []
    back = exchange.read(foreign(tmp_path / "地块.parquet", geo_of(**system)), remark=remarks.append)
    assert back.features["id"].tolist() == ["地块-1"] and back.features["kind"].tolist() == ["small"]
    assert back.features.geometry[0].bounds == PARCEL.bounds
    assert any("年份" in remark.zh for remark in remarks)


@pytest.mark.parametrize(
    ("geo", "error", "says"),
    [
        (None, InputError, "lacks the metadata"),
        ([], InputError, "lacks the metadata"),
        ({"primary_column": "geom"}, InputError, "lacks the metadata"),
        ({"primary_column": ["geom"], "columns": {}}, InputError, "lacks the metadata"),
        (geo_of(encoding="polygon"), InputError, "not encoded as WKB"),
        (geo_of(crs={"type": "?"}), UnknownCRS, "not understood"),
        (geo_of(crs=crs.projjson("EPSG:4214")), UnknownCRS, "Beijing 1954"),
        (geo_of() | {"primary_column": "gone", "columns": {"gone": {"encoding": "WKB"}}}, InputError, "not readable"),
    ],
)
def test_what_is_not_understood_is_said(geo: Any, error: type[Exception], says: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=says):
        exchange.read(foreign(tmp_path / "x.parquet", geo))


def test_broken_geometries_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"x\[1\]: its geometry cannot be read"):
        exchange.read(foreign(tmp_path / "x.parquet", geo_of(), [b"\x01\x03\x00"]))


READERS = Path(sys.prefix) / "readers"
READ = """
import json, sys
sys.path.append(sys.argv[1])
import geopandas
table = geopandas.read_parquet(sys.argv[2])
back = table.drop(columns="geometry").map(lambda value: value.tolist() if hasattr(value, "tolist") else value)
print(json.dumps({"crs": table.crs.to_authority(), "wkb": [shape and shape.wkb_hex for shape in table.geometry],
                  "rows": json.loads(back.to_json(orient="records", force_ascii=False, double_precision=15))}))
"""


@pytest.mark.parametrize("name", ["x.parquet", "x.geoparquet"])
def test_another_library_reads_every_value(name: str, tmp_path: Path) -> None:
    assert READERS.is_dir(), "pyarrow is not installed: make .venv/dev"
    exchange.write(layout(), tmp_path / name)
    command = [sys.executable, "-W", "error", "-c", READ, str(READERS), str(tmp_path / name)]
    told = orjson.loads(subprocess.run(command, check=True, capture_output=True, timeout=120).stdout)
    features = features_of(layout().features)
    assert told["crs"] == ["EPSG", "4490"]
    assert told["wkb"] == [feature.geometry and feature.geometry.wkb_hex for feature in features]
    for row, feature in zip(told["rows"], features, strict=True):
        expected = feature.row()
        assert list(row) == list(COLUMNS)
        for column in COLUMNS:
            value = expected[column]
            assert row[column] == (list(value) if column in LIST_COLUMNS else value), column
