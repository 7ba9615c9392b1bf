"""Zipped Shapefiles, in. Names that the format cut to ten letters are restored; what had to be guessed is said."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.crs import Geometries
from geo.errors import InputError
from geo.exchange import dbf
from geo.exchange.archive import unpack
from geo.exchange.encodings import refuse_unknown
from geo.exchange.source import Layer, Source
from geo.exchange.tables import layer_of
from geo.model import COLUMNS, Text

PARTS: Final = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
_NEEDED: Final = (".shp", ".shx", ".dbf")
_MAGIC: Final = b"\x00\x00\x27\x0a"
_NAME_LIMIT: Final = 10
_RESTORED: Final = {name[:_NAME_LIMIT]: name for name in COLUMNS}
_SAMPLE_BYTES: Final = 256 * 1024
_BYTES: Final = "ISO-8859-1"
"""In which each byte is a letter: GDAL hands the text over as it is, and nothing in it can be wrong."""


def source(path: Path, encoding: str | None = None) -> Source:
    """Every Shapefile of a zip archive as a layer.

    Its text is read by `encoding` if one is given, else as UTF-8 or GB18030, whichever the records are; what does not
    decode becomes U+FFFD.

    Raises:
        InputError: not a zip archive, no whole Shapefile in it, or no such encoding.
    """
    refuse_unknown(encoding)
    with tempfile.TemporaryDirectory() as folder:
        shapes = [p for p in unpack(path, Path(folder), PARTS) if p.suffix == ".shp"]
        if not shapes:
            raise InputError(
                "压缩包里没有 Shapefile（.shp）", "there is no Shapefile (.shp) in the archive", where=path.name
            )
        for shape in shapes:
            _refuse_torn(shape)
        bodies = [dbf.records(shape.with_suffix(".dbf")) for shape in shapes]
        declared = dbf.declared(shapes[0].with_suffix(".dbf"))
        chosen = encoding or dbf.encoding_of(b"".join(bodies))
        layers = tuple(_layer(shape, chosen) for shape in shapes)
    sample = b"".join(bodies)[:_SAMPLE_BYTES]
    remarks = () if encoding or sample.isascii() else _guessed(chosen, declared)
    return Source(path.name, "shapefile", layers, sample, chosen, declared, remarks=remarks)


def _refuse_torn(shape: Path) -> None:
    missing = [end for end in _NEEDED if not shape.with_suffix(end).is_file()]
    if missing:
        raise InputError(f"缺少 {'、'.join(missing)} 文件", f"it lacks its {', '.join(missing)}", where=shape.name)
    with shape.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise InputError("不是 Shapefile", "is not a Shapefile", where=shape.name)


def _guessed(chosen: str, declared: str | None) -> tuple[Text, ...]:
    """What to say where the file does not name the encoding by which it was read."""
    title = "GBK" if chosen == dbf.CHINESE else chosen
    if declared is None:
        return (Text(f"缺少 .cpg，文字按 {title} 编码读取。", f"There is no .cpg: text was read as {title}."),)
    if declared == title or (declared.startswith("GB") and chosen == dbf.CHINESE):
        return ()
    return (
        Text(
            f"文件注明编码为 {declared}，文字实为 {title}，按后者读取。",
            f"The file says that its text is {declared}; it is {title}, and was read so.",
        ),
    )


def _layer(shape: Path, encoding: str) -> Layer:
    found = layer_of(shape, encoding=_BYTES)
    columns = {_decoded(name, encoding): _texts(found.table[name], encoding) for name in found.table.columns}
    named = {_RESTORED.get(name, name): values for name, values in columns.items()}
    table = pd.DataFrame(named, index=range(len(found)), dtype=object)
    return Layer(shape.stem, table, found.geometry, found.crs, found.broken)


def _texts(values: pd.Series[Any], encoding: str) -> Geometries:
    decoded = [_decoded(value, encoding) if isinstance(value, str) else value for value in values]
    return np.fromiter(decoded, dtype=object, count=len(decoded))


def _decoded(text: str, encoding: str) -> str:
    return text if text.isascii() else text.encode(_BYTES, "replace").decode(encoding, "replace")
