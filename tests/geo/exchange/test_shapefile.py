"""Zipped Shapefiles: what is read, what is guessed and said, what is refused with a sentence."""

import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo import exchange
from geo.errors import InputError, UnknownCRS
from geo.exchange import archive
from geo.exchange.formats import opened
from geo.exchange.inspect import open_rightly
from geo.model import Feature, Layout, Text, features_of
from geo.rulebook import Rulebook

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


@pytest.mark.parametrize("stated", ['GEOGCS["x', 'GEOGCS["x",DATUM["y",SPHEROID["z",63\0,298]],PRIMEM["G",0]]', "\0"])
def test_a_prj_that_nobody_understands_counts_as_none_and_that_is_said(stated: str, tmp_path: Path) -> None:
    folder = shapefile(tmp_path / "a")
    next(folder.glob("*.prj")).write_text(stated)
    source = opened(zipped(folder, tmp_path / "plan.zip"))
    assert source.layers[0].crs is None
    assert len(source.layers[0]) == 1
    assert any("is taken as not stated" in remark.en for remark in source.remarks) == (stated != "\0")


def test_a_cpg_that_names_no_encoding_is_no_harm(tmp_path: Path, book: Rulebook) -> None:
    folder = shapefile(tmp_path / "a")
    next(folder.glob("*.cpg")).write_bytes(b"UTF\x00-8")
    assert len(open_rightly(zipped(folder, tmp_path / "plan.zip"), book).source) == 1


def test_a_torn_index_is_refused_by_name(tmp_path: Path) -> None:
    folder = shapefile(tmp_path / "a")
    index = next(folder.glob("*.shx"))
    index.write_bytes(index.read_bytes()[:50])
    with pytest.raises(InputError, match=r"^plan\.shp: it is damaged"):
        opened(zipped(folder, tmp_path / "plan.zip"))


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


def mixed() -> Layout:
    long = "说明" * 200
    items = [
        Feature("G", "group", SQUARE, {"name": "永丰", "note": long, "stated_area_km2": 0.1234567890123456789}),
        Feature("N", "small", None, {"note": "", "industries": ("甲;乙", "")}),
        Feature("S", "site", shapely.Point(116, 39.9), {"name": "😀站", "source": " x "}),
    ]
    return Layout.of(items, id="中关村 1", revision=3, title=Text("甲", "A"))


@pytest.mark.parametrize(("encoding", "cpg", "driver"), [(None, b"UTF-8", 0), ("GBK", b"GBK", 0x4D)])
def test_a_layout_of_points_and_polygons_is_two_shapefiles(
    tmp_path: Path, encoding: str | None, cpg: bytes, driver: int
) -> None:
    path = tmp_path / "out.zip"
    exchange.write(mixed(), path, encoding=encoding)
    with zipfile.ZipFile(path) as opened_zip:
        assert sorted(name for name in opened_zip.namelist() if name.endswith(("shp", "json"))) == [
            "yuantu.json", "中关村_1.shp", "中关村_1_points.shp",
        ]  # fmt: skip
        assert b"00geometry" not in opened_zip.read("yuantu.json"), "the shapes themselves keep them"
        assert opened_zip.read("中关村_1.cpg") == cpg
        assert opened_zip.read("中关村_1.dbf")[29] == driver
        opened_zip.extractall(tmp_path / "out")
    plain = pyogrio.read_dataframe(tmp_path / "out" / "中关村_1.shp")
    assert plain["name"].tolist()[0] == "永丰" and plain["note"][0] == ("说明" * 200)[: len(plain["note"][0])]
    assert len(plain["note"][0]) == (84 if encoding is None else 127)
    assert plain.crs.to_epsg() == 4490
    back = exchange.read(path)
    assert features_of(back.features) == features_of(mixed().features)
    assert (back.id, back.revision, back.title) == ("中关村 1", 3, Text("甲", "A"))


def test_what_another_program_changed_has_the_last_word(tmp_path: Path) -> None:
    exchange.write(mixed(), tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as opened_zip:
        opened_zip.extractall(tmp_path / "out")
    shape = tmp_path / "out" / "中关村_1.shp"
    table = pyogrio.read_dataframe(shape)
    table.loc[table["id"] == "G", "note"] = "改过"
    table[::-1].to_file(shape, encoding="UTF-8")
    back = exchange.read(zipped(shape.parent, tmp_path / "again.zip"))
    notes = dict(zip(back.features["id"], back.features["note"], strict=True))
    assert notes == {"G": "改过", "N": "", "S": None}
    assert back.feature("N") == mixed().feature("N")


def test_what_no_shapefile_holds_is_refused(tmp_path: Path) -> None:
    both = shapely.GeometryCollection([SQUARE, shapely.Point(116, 40)])
    with pytest.raises(InputError, match="G: a Shapefile cannot hold a GeometryCollection"):
        exchange.write(Layout.of([Feature("G", "group", both, {})], id="x"), tmp_path / "x.zip")
    with pytest.raises(InputError, match="must be one of UTF-8, GBK"):
        exchange.write(mixed(), tmp_path / "x.zip", encoding="BIG5")


@pytest.mark.parametrize("said", [b"[]", b"{", b'{"layers": 3}', b'{"layers": {"plan": {"kept": [1, {"id": "G1"}]}}}'])
def test_a_strange_member_changes_nothing(tmp_path: Path, said: bytes) -> None:
    folder = shapefile(tmp_path / "a")
    (folder / "yuantu.json").write_bytes(said)
    row, _ = looked(zipped(folder, tmp_path / "plan.zip"))
    assert row["name"] == "永丰组团"
