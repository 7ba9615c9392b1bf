"""Files made to harm: each is refused in a sentence or read for what it is, within limits, and leaves nothing."""

import io
import resource
import sqlite3
import stat
import struct
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo import exchange
from geo.errors import InputError
from geo.exchange.confined import MEGABYTE, Limits, confined
from geo.exchange.formats import opened
from geo.model import Layout

LIMITS = Limits(seconds=20.0, memory_bytes=400 * MEGABYTE)
Make = Callable[[Path], Path]


def count(path: str) -> bytes:
    """How many features the file has, with all that it says."""
    source = opened(Path(path))
    texts = [str(layer.table.to_dict("records")) for layer in source.layers]
    return f"{len(source)} {texts}".encode()


def _zip(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members:
            archive.writestr(name, body, zipfile.ZIP_DEFLATED)
    return path


def _zeros(path: Path) -> Path:
    """600 MB of zeros in 3 MB."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("a.shp", "w") as member,
    ):
        for _ in range(600):
            member.write(bytes(MEGABYTE))
    return path


def _overlapping(path: Path) -> Path:
    """Many members that are the same bytes of the archive."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", bytes(20 * MEGABYTE))
        first = archive.infolist()[0]
        for i in range(60):
            other = zipfile.ZipInfo(f"{i}.shp")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(other, name, getattr(first, name))
            archive.filelist.append(other)
            archive.NameToInfo[other.filename] = other
        archive._didModify = True  # type: ignore[attr-defined]
    path.write_bytes(body.getvalue())
    return path


def _lying(path: Path) -> Path:
    """A member that says it is 10 bytes long and is not."""
    _zip(path, ("a.shp", bytes(1000)), ("a.shx", b""), ("a.dbf", b""))
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 1000), struct.pack("<I", 10)))
    return path


def _climbing(path: Path) -> Path:
    return _zip(path, ("../../../../tmp/yuantu-escaped.shp", b"x"), ("/tmp/yuantu-escaped.dbf", b"x"))


def _link(path: Path) -> Path:
    info = zipfile.ZipInfo("a.geojson")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip(path, (info, b"/etc/passwd"))


def _nested(path: Path) -> Path:
    body = bytes(MEGABYTE)
    for i in range(8):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{i}.zip", body)
        body = inner.getvalue()
    return _zip(path, ("all.zip", body))


def _deep(path: Path) -> Path:
    path.write_bytes(b'{"type":"FeatureCollection","features":' + b"[" * 3_000_000)
    return path


def _deep_coordinates(path: Path) -> Path:
    coordinates = b"[" * 900 + b"]" * 900
    body = b'{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":' + coordinates + b"}}"
    path.write_bytes(body)
    return path


def _vertices(path: Path) -> Path:
    """A ring of 10 million places in a small archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.geojson", "w") as member:
        member.write(b'{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[')
        for _ in range(100):
            member.write(b"[1,1]," * 100_000)
        member.write(b"[1,1]]]}}")
    return path


def _text_as(path: Path) -> Path:
    path.write_text("<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>")
    return path


def _picture(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    return path


def _parquet(path: Path) -> Path:
    """A footer that says it is 4 GB long."""
    path.write_bytes(b"PAR1" + bytes(100) + struct.pack("<I", 0xFFFFFFF0) + b"PAR1")
    return path


def _flat(path: Path) -> Path:
    """A header that says it is 4 GB long."""
    path.write_bytes(b"fgb\x03fgb\x00" + struct.pack("<I", 0xFFFFFFF0) + bytes(1000))
    return path


def _one_line(path: Path) -> Path:
    path.write_bytes(b'"' + b"a" * (300 * MEGABYTE))
    return path


def _workbook(path: Path) -> Path:
    """A sheet of 550 MB in a small workbook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(550):
                member.write(b" " * MEGABYTE)
    return path


def _geopackage(path: Path) -> Path:
    table = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[shapely.box(116, 39, 116.1, 39.1)], crs=4490)
    table.to_file(path, layer="地块", driver="GPKG")
    return path


def _virtual(path: Path) -> Path:
    """A table that is another file."""
    with closing(sqlite3.connect(_geopackage(path))) as database, database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "INSERT INTO sqlite_master VALUES ('table', 'spy', 'spy', 0, "
            "'CREATE VIRTUAL TABLE spy USING VirtualOGR(''/etc/passwd'')')"
        )
    return path


def _view(path: Path) -> Path:
    """A view that asks an address."""
    with closing(sqlite3.connect(_geopackage(path))) as database, database:
        database.execute("CREATE VIEW spy AS SELECT 1 AS fid, ogr_geocode('x') AS name")
    return path


HOSTILE: dict[str, tuple[str, Make]] = {
    "a bomb of zeros": ("x.zip", _zeros),
    "members that overlap": ("x.zip", _overlapping),
    "a size that lies": ("x.zip", _lying),
    "paths that climb": ("x.zip", _climbing),
    "a link": ("x.zip", _link),
    "archives in archives": ("x.zip", _nested),
    "deep JSON": ("x.geojson", _deep),
    "deep coordinates in one feature": ("x.geojson", _deep_coordinates),
    "very many vertices": ("x.zip", _vertices),
    "a VRT as GeoPackage": ("x.gpkg", _text_as),
    "a VRT as FlatGeobuf": ("x.fgb", _text_as),
    "a picture as workbook": ("x.xlsx", _picture),
    "a picture as archive": ("x.zip", _picture),
    "a footer that lies": ("x.parquet", _parquet),
    "a header that lies": ("x.fgb", _flat),
    "one endless line": ("x.csv", _one_line),
    "a bomb of a workbook": ("x.xlsx", _workbook),
    "a table that is another file": ("x.gpkg", _virtual),
    "a view that asks an address": ("x.gpkg", _view),
}
READ_AS_EMPTY = {"deep coordinates in one feature"}
"""One bad feature refuses no file."""


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_a_sentence_within_memory_and_time(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    file, make = HOSTILE[name]
    path = make(tmp_path / file)
    started = time.monotonic()
    if name in READ_AS_EMPTY:
        assert confined(count, str(path), limits=LIMITS).startswith(b"1 ")
    else:
        with pytest.raises(InputError) as refused:
            confined(count, str(path), limits=LIMITS)
        assert refused.value.zh.strip() and refused.value.en.strip()
        assert "passwd" not in refused.value.en
    assert time.monotonic() - started < 2 * LIMITS.seconds
    assert list(passing.glob("yuantu-*")) == []
    assert not Path("/tmp/yuantu-escaped.shp").exists()


def test_memory_of_this_process_stays_flat(tmp_path: Path) -> None:
    path = _vertices(tmp_path / "x.zip")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        with pytest.raises(InputError):
            confined(count, str(path), limits=LIMITS)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024


def test_honest_geopackages_with_triggers_and_views_are_read(tmp_path: Path) -> None:
    path = _geopackage(tmp_path / "x.gpkg")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TRIGGER t AFTER INSERT ON gpkg_contents BEGIN SELECT 1; END")
        database.execute('CREATE VIEW v AS SELECT name AS "USING it" FROM "地块"')
        database.execute("PRAGMA journal_mode = WAL")
    assert confined(count, str(path), limits=LIMITS).startswith(b"1 ")


def test_what_is_written_here_is_read_in_confinement(practice: Layout, tmp_path: Path) -> None:
    for ending in ("gpkg", "fgb", "parquet", "geojson", "csv", "xlsx", "zip"):
        path = tmp_path / f"p.{ending}"
        exchange.write(practice, path)
        assert confined(count, str(path), limits=LIMITS).startswith(str(len(practice)).encode()), ending
