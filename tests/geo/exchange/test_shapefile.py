"""Zipped Shapefiles: what is read, what is guessed and said, what is refused with a sentence."""

import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geo import exchange
from geo.errors import InputError, UnknownCRS
from geo.exchange import archive
from geo.exchange.formats import opened
from geo.model import Text

SQUARE = shapely.box(116.3, 40.0, 116.32, 40.02)


def shapefile(folder: Path, *, crs: str | None = "EPSG:4490", encoding: str = "UTF-8", square=SQUARE) -> Path:
    table = gpd.GeoDataFrame(
        {
            "id": ["G1"],
            "kind": ["group"],
            "name": ["永丰组团"],
            "industries": ["人工智能;量子信息"],
            "stated_are": [3.5],
            "园区": ["x"],
        },
        geometry=[square],
        crs=crs,
    )
    folder.mkdir(parents=True, exist_ok=True)
    table.to_file(folder / "plan.shp", encoding=encoding)
    return folder


def zipped(folder: Path, to: Path, *, without: tuple[str, ...] = (), prefix: str = "") -> Path:
    with zipfile.ZipFile(to, "w") as opened:
        for part in folder.iterdir():
            if part.suffix not in without:
                opened.write(part, f"{prefix}{part.name}")
    return to


def looked(path: Path) -> tuple[dict[str, Any], list[str]]:
    told: list[Text] = []
    layout = exchange.read(path, remark=told.append)
    return layout.features.iloc[0].to_dict(), [remark.en for remark in told]


def test_a_shapefile_comes_in_with_its_long_names(tmp_path: Path) -> None:
    row, told = looked(zipped(shapefile(tmp_path / "a"), tmp_path / "plan.zip", prefix="某园/图层/"))
    assert (row["id"], row["kind"], row["name"], row["stated_area_km2"]) == ("G1", "group", "永丰组团", 3.5)
    assert row["industries"] == ("人工智能", "量子信息")
    assert row["geometry"].equals(shapely.MultiPolygon([SQUARE]))
    assert told == ["These properties are not known and were left out: 园区."]


@pytest.mark.parametrize(("encoding", "title"), [("GBK", "GBK"), ("UTF-8", "UTF-8")])
def test_text_without_a_cpg_is_read_in_the_encoding_that_it_has(tmp_path: Path, encoding: str, title: str) -> None:
    folder = shapefile(tmp_path / "a", encoding=encoding)
    row, told = looked(zipped(folder, tmp_path / "plan.zip", without=(".cpg",)))
    assert row["name"] == "永丰组团"
    assert f"There is no .cpg: text was read as {title}." in told


def declaring(folder: Path, cpg: str | None, driver: int = 0) -> Path:
    (folder / "plan.cpg").unlink()
    if cpg is not None:
        (folder / "plan.cpg").write_text(cpg)
    table = bytearray((folder / "plan.dbf").read_bytes())
    table[29] = driver
    (folder / "plan.dbf").write_bytes(table)
    return folder


@pytest.mark.parametrize(
    ("encoding", "cpg", "driver", "declared", "says"),
    [
        ("GBK", "GBK", 0, "GBK", ""),
        ("GBK", "936", 0, "GBK", ""),
        ("GBK", "UTF-8", 0, "UTF-8", "says that its text is UTF-8; it is GBK"),
        ("UTF-8", "ISO 88591", 0, "ISO 88591", "it is UTF-8, and was read so"),
        ("UTF-8", None, 0x4D, "GBK", "says that its text is GBK; it is UTF-8"),
        ("UTF-8", None, 0, None, "There is no .cpg: text was read as UTF-8"),
    ],
)
def test_the_records_say_in_which_encoding_they_are(
    tmp_path: Path, encoding: str, cpg: str | None, driver: int, declared: str | None, says: str
) -> None:
    folder = declaring(shapefile(tmp_path / "a", encoding=encoding), cpg, driver)
    source = opened(zipped(folder, tmp_path / "plan.zip"))
    assert source.layers[0].table["name"].tolist() == ["永丰组团"]
    assert (source.declared, source.encoding) == (declared, {"GBK": "GB18030"}.get(encoding, encoding))
    assert source.text is not None and "永丰组团".encode(encoding) in source.text
    assert says in "".join(remark.en for remark in source.remarks)


def test_text_in_no_encoding_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    folder = declaring(shapefile(tmp_path / "a", encoding="GBK"), None)
    table = (folder / "plan.dbf").read_bytes()
    (folder / "plan.dbf").write_bytes(table.replace("丰组".encode("gbk"), b"\xff\xff\xd7\xe9"))
    path = zipped(folder, tmp_path / "plan.zip")
    assert opened(path).layers[0].table["name"].tolist() == ["永\ufffd\ufffd组团"]
    assert opened(path, "latin-1").layers[0].table["kind"].tolist() == ["group"]
    with pytest.raises(InputError, match="no encoding latin-99"):
        opened(path, "latin-99")


def test_a_missing_prj_is_said_and_degrees_are_taken_as_such(tmp_path: Path) -> None:
    _, told = looked(zipped(shapefile(tmp_path / "a"), tmp_path / "plan.zip", without=(".prj",)))
    assert any("names no coordinate system" in remark for remark in told)


def test_projected_coordinates_are_converted_and_that_is_said(tmp_path: Path) -> None:
    plane = gpd.GeoSeries([SQUARE], crs=4490).to_crs(4548)
    folder = shapefile(tmp_path / "a", crs="EPSG:4548", square=plane.iloc[0])
    row, told = looked(zipped(folder, tmp_path / "plan.zip"))
    assert row["geometry"].hausdorff_distance(SQUARE) < 1e-9
    assert any(remark.startswith("Coordinates were converted from") for remark in told)
    with pytest.raises(UnknownCRS, match=r"no coordinate system .* are no degrees"):
        exchange.read(zipped(folder, tmp_path / "bare.zip", without=(".prj",)))


def test_incomplete_archives_are_refused_by_name(tmp_path: Path) -> None:
    folder = shapefile(tmp_path / "a")
    with pytest.raises(InputError, match=r"plan.shp: it lacks its .shx, .dbf"):
        exchange.read(zipped(folder, tmp_path / "some.zip", without=(".shx", ".dbf")))
    with pytest.raises(InputError, match="no Shapefile"):
        exchange.read(zipped(folder, tmp_path / "none.zip", without=(".shp",)))
    (tmp_path / "text.zip").write_text("no archive")
    with pytest.raises(InputError, match=r"text.zip: not a readable zip archive"):
        exchange.read(tmp_path / "text.zip")
    (folder / "plan.shp").write_bytes(b"not a shapefile at all" * 10)
    with pytest.raises(InputError, match=r"is not a Shapefile"):
        exchange.read(zipped(folder, tmp_path / "liar.zip"))


def test_nothing_leaves_the_folder_and_nothing_unpacks_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    hostile = tmp_path / "hostile.zip"
    with zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("../../evil.shp", b"x")
        opened.writestr("/etc/evil.shp", b"y")
        link = zipfile.ZipInfo("link.shp")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc/passwd")
        opened.writestr("readme.txt", "z")
    found = archive.unpack(hostile, target, frozenset({".shp"}))
    assert sorted(path.parent for path in found) == [target, target]
    assert sorted(path.read_bytes() for path in found) == [b"x", b"y"]
    assert not (tmp_path / "evil.shp").exists()

    monkeypatch.setattr(archive, "MAX_BYTES", 1024**2)
    with zipfile.ZipFile(hostile, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("bomb.shp", b"\0" * 5 * 1024**2)
    assert hostile.stat().st_size < 20_000
    with pytest.raises(InputError, match="unpacks to more than 1 MB"):
        archive.unpack(hostile, target, frozenset({".shp"}))


def test_a_geopackage_is_known_by_its_beginning_not_by_its_ending(tmp_path: Path) -> None:
    liar = tmp_path / "liar.gpkg"
    liar.write_text("<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>")
    with pytest.raises(InputError, match="not a readable GeoPackage"):
        exchange.read(liar)
