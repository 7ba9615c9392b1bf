"""The table of a Shapefile as bytes: in which encoding its text is, whatever its header says.

Source: ESRI, Shapefile Technical Description (1998), p. 25; the language driver byte is that of dBASE and FoxPro.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

UTF8, CHINESE = "UTF-8", "GB18030"
"""GB18030 reads whatever GBK and GB2312 wrote."""
_DRIVER_AT, _HEADER_LENGTH_AT = 29, 8
_DRIVERS: Final = {0x03: "CP1252", 0x4D: "GBK", 0x4E: "CP949", 0x4F: "BIG5", 0x57: "ISO-8859-1", 0x7A: "GBK"}
_TITLES: Final = {"65001": UTF8, "UTF8": UTF8, "936": "GBK", "CP936": "GBK", "88591": "ISO-8859-1"}
_CUT_SHARE: Final = 0.1
"""Programs cut text in the middle of a letter: so much of it may be broken, and it is still UTF-8."""


def records(dbf: Path) -> bytes:
    """The bytes after the header, in which the names of columns stand."""
    body = dbf.read_bytes()
    return body[int.from_bytes(body[_HEADER_LENGTH_AT : _HEADER_LENGTH_AT + 2], "little") :]


def declared(dbf: Path) -> str | None:
    """The encoding that the .cpg beside the table names, else the one of the language driver byte, if any."""
    beside = dbf.with_suffix(".cpg")
    if beside.is_file():
        with beside.open("rb") as file:
            name = file.read(40).decode("ascii", "replace").strip().upper()
        return _TITLES.get(name, name) or None
    with dbf.open("rb") as file:
        header = file.read(_DRIVER_AT + 1)
    return _DRIVERS.get(header[_DRIVER_AT]) if len(header) > _DRIVER_AT else None


def encoding_of(body: bytes) -> str:
    """UTF-8 if the bytes are UTF-8, else GB18030."""
    if body.isascii():
        return UTF8
    text = body.decode(UTF8, "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return UTF8 if text.count("\ufffd") <= foreign * _CUT_SHARE else CHINESE


def declare(dbf: Path, encoding: str) -> None:
    """Say of a table in which encoding its text is, in its .cpg and by its language driver byte."""
    dbf.with_suffix(".cpg").write_text(encoding)
    driver = next((byte for byte, name in _DRIVERS.items() if name == encoding), 0)
    with dbf.open("r+b") as file:
        file.seek(_DRIVER_AT)
        file.write(bytes([driver]))
