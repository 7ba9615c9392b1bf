"""Files as they lie before us: every format opens without converting or refusing single features."""

import random
import struct
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import orjson
import pyogrio
import pytest
import shapely

from geo import exchange
from geo.errors import InputError
from geo.exchange.formats import FORMATS, opened
from geo.model import Layout, features_of


def test_a_file_is_opened_with_its_own_columns_and_coordinates(tmp_path: Path) -> None:
    table = gpd.GeoDataFrame({"园区名称": ["甲", None]}, geometry=[shapely.box(0, 0, 1, 1), None], crs=4548)
    table.to_file(tmp_path / "p.gpkg", layer="地块")
    source = opened(tmp_path / "p.gpkg")
    assert source.format in {format.name for format in FORMATS}
    (layer,) = source.layers
    assert (layer.name, layer.table["园区名称"].tolist()) == ("地块", ["甲", None])
    assert layer.geometry[0].bounds == (0, 0, 1, 1)
    assert layer.geometry[1] is None


def test_a_broken_ring_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    ring = [[116, 40], [116.1, 40]]
    good = shapely.box(116, 40, 116.1, 40.1).__geo_interface__
    features = [
        {"type": "Feature", "id": 7, "properties": {"name": "甲"}, "geometry": good},
        {"type": "Feature", "properties": None, "geometry": {"type": "Polygon", "coordinates": [ring]}},
    ]
    (tmp_path / "p.geojson").write_bytes(orjson.dumps({"type": "FeatureCollection", "features": features}))
    (layer,) = opened(tmp_path / "p.geojson").layers
    assert layer.table["id"].tolist() == [7, None]
    assert [*layer.broken] == [1]
    assert layer.geometry[1] is None
    assert layer.crs is None


def test_what_this_program_wrote_says_so(reference: Layout, tmp_path: Path) -> None:
    exchange.write(reference, tmp_path / "zgc.geojson")
    source = opened(tmp_path / "zgc.geojson")
    assert (source.said["layout"], source.layers[0].crs, len(source)) == (reference.id, "EPSG:4490", len(reference))


def test_a_zipped_file_of_another_format_is_that_file(reference: Layout, tmp_path: Path) -> None:
    for ending in ("gpkg", "geojson", "parquet"):
        exchange.write(reference, tmp_path / f"x.{ending}")
        with zipfile.ZipFile(tmp_path / f"{ending}.zip", "w") as archive:
            archive.write(tmp_path / f"x.{ending}", f"方案/x.{ending}")
            archive.writestr("方案/说明.txt", "x")
        assert opened(tmp_path / f"{ending}.zip").name == f"{ending}.zip"
        assert features_of(exchange.read(tmp_path / f"{ending}.zip").features) == features_of(reference.features)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.write(tmp_path / "x.gpkg", "a.gpkg")
        archive.write(tmp_path / "x.gpkg", "b.gpkg")
    with pytest.raises(InputError, match="several files"):
        opened(tmp_path / "two.zip")


@pytest.mark.parametrize(("ending", "driver"), [("gpkg", "GPKG"), ("fgb", "FlatGeobuf")])
def test_a_ring_that_no_polygon_can_have_is_told_in_binary_files_too(tmp_path: Path, ending: str, driver: str) -> None:
    path = tmp_path / f"x.{ending}"
    ring = struct.pack("<BIII4d", 1, 3, 1, 2, 116, 40, 116, 40)
    shapes = np.array([shapely.to_wkb(shapely.box(116, 40, 116.1, 40.1)), ring, None], dtype=object)
    options = {"SPATIAL_INDEX": "NO"}
    pyogrio.raw.write(
        path, shapes, [np.array(["A", "B", "C"], object)], ["id"],
        geometry_type="Unknown", crs="EPSG:4490", driver=driver, layer_options=options,
    )  # fmt: skip
    layer = opened(path).layers[0]
    assert (layer.table["id"].tolist(), [*layer.broken]) == (["A", "B", "C"], [1])
    with pytest.raises(InputError, match=r"x\[2\]: its geometry cannot be read"):
        exchange.read(path)


@pytest.mark.parametrize("ending", ["zip", "kmz", "gpkg"])
def test_torn_files_get_a_sentence_wherever_they_are_torn(reference: Layout, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    exchange.write(reference, path)
    body, chance = path.read_bytes(), random.Random(7)
    refused = 0
    for _ in range(20):
        start = chance.randrange(len(body))
        path.write_bytes(body[:start] + chance.randbytes(8) + body[start + chance.randrange(64) :])
        try:
            assert opened(path).name == path.name
        except InputError as error:
            assert path.name in str(error)
            refused += 1
    assert refused
