"""Layouts in files: one module per format. `read` and `write` choose it by the file's ending."""

from __future__ import annotations

from pathlib import Path

from geo.errors import InputError
from geo.exchange import flatgeobuf, geojson, geopackage, geoparquet, shapefile
from geo.exchange.remark import Remark, kinds, silent
from geo.model import Layout

__all__ = ["read", "write"]

_READ = ".geojson, .json, .gpkg, .fgb, .parquet, .zip (Shapefile)"
_WRITTEN = ".geojson, .json, .gpkg, .fgb, .parquet"


def read(path: Path, *, rulebook: str = "zgc", remark: Remark = silent) -> Layout:
    """Read a layout from a file; it is named after the file unless the file says otherwise.

    `remark` is told what had to be assumed and what was left out.

    Raises:
        InputError: the file is missing, of an unknown format, or wrong; the message says where.
    """
    if not path.is_file():
        raise InputError("文件不存在", "there is no such file", where=str(path))
    layout = _read(path, rulebook, remark)
    kinds(layout, remark)
    return layout


def _read(path: Path, rulebook: str, remark: Remark) -> Layout:
    match path.suffix.lower():
        case ".geojson" | ".json":
            return geojson.loads(path.read_bytes(), id=path.stem, rulebook=rulebook, remark=remark)
        case ".gpkg":
            return geopackage.read(path, id=path.stem, rulebook=rulebook, remark=remark)
        case ".fgb":
            return flatgeobuf.read(path, id=path.stem, rulebook=rulebook, remark=remark)
        case ".parquet" | ".geoparquet":
            return geoparquet.read(path, id=path.stem, rulebook=rulebook, remark=remark)
        case ".zip":
            return shapefile.read(path, id=path.stem, rulebook=rulebook, remark=remark)
    raise _unknown(path, _READ)


def write(layout: Layout, path: Path) -> None:
    """Write a layout to a file in the format of its ending.

    Raises:
        InputError: the ending is of no format that we write.
    """
    match path.suffix.lower():
        case ".geojson" | ".json":
            path.write_bytes(geojson.dumps(layout))
        case ".gpkg":
            geopackage.write(layout, path)
        case ".fgb":
            flatgeobuf.write(layout, path)
        case ".parquet" | ".geoparquet":
            geoparquet.write(layout, path)
        case _:
            raise _unknown(path, _WRITTEN)


def _unknown(path: Path, endings: str) -> InputError:
    return InputError(f"不支持的文件格式（支持 {endings}）", f"unknown format (known: {endings})", where=path.name)
