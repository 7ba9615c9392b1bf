"""The text of a file whose encoding nobody vouches for."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geo.errors import InputError
from geo.model import Text

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
SAMPLE_BYTES: Final = 64 * 1024


@dataclass(frozen=True)
class Words:
    """Text, the encoding by which it was read, the one that a byte order mark declares, and a sample of its bytes."""

    text: str
    encoding: str
    declared: str | None
    sample: bytes
    remarks: tuple[Text, ...] = ()


def words_of(path: Path, encoding: str | None = None) -> Words:
    """The text of a file: by `encoding`, else by its byte order mark, else as UTF-8, else as GB 18030.

    What cannot be decoded becomes U+FFFD, and is told.

    Raises:
        InputError: there is no such encoding.
    """
    body = path.read_bytes()
    declared = next((name for mark, name in _MARKS if body.startswith(mark)), None)
    used = encoding or declared or ("utf-8" if _decodes(body, "utf-8") else "gb18030")
    try:
        text = body.decode(used, errors="replace")
    except (LookupError, ValueError) as error:
        raise InputError(f"没有编码 {used}", f"there is no encoding {used}", where=path.name) from error
    lost = text.count("\ufffd") - body.count("\ufffd".encode())
    remarks = [] if lost <= 0 else [Text(
        f"按 {used} 读取时，{lost} 处文字无法识别。",
        f"Read as {used}, {lost} place(s) of its text could not be decoded.",
    )]  # fmt: skip
    return Words(text.removeprefix("\ufeff"), used, declared, sample(body), tuple(remarks))


def sample(body: bytes) -> bytes:
    """Some of the bytes that tell an encoding: the first lines that are not ASCII, or the beginning."""
    if b"\0" in body:
        return body[:SAMPLE_BYTES]  # UTF-16 or UTF-32: lines of bytes are no lines of text there.
    lines, size = [], 0
    for line in body.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
        if size > SAMPLE_BYTES:
            break
    return b"".join(lines)[:SAMPLE_BYTES] or body[:SAMPLE_BYTES]


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
