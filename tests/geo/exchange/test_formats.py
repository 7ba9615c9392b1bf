"""Files as they lie before us: every format opens without converting or refusing single features."""

from pathlib import Path

import geopandas as gpd
import orjson
import shapely

from geo import exchange
from geo.exchange.formats import FORMATS, opened
from geo.model import Layout


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
