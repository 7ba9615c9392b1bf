"""Reads stroked lines back from a finished page, fast: only what is asked for, whatever else the map holds.

Every drawing of a page sets its own matrix from the page's corner, so that a line is read without all that stands
before it. Were that ever to change, lines would be found in other places, and the sheet's proof would fail.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pikepdf

from geo.crs import Floats

MM_PER_PT: Final = 25.4 / 72
_NUMBER: Final = rb"-?[\d.]+"
_POINT: Final = _NUMBER + b" " + _NUMBER
_PAIR: Final = b"(" + _POINT + b")"
_HEAD: Final = rb"\nq ((?:" + _NUMBER + rb" ){6})cm/\w+ CS ((?:" + _NUMBER + rb" )+)SCN "
_STROKE: Final = re.compile(_HEAD)
_QUAD: Final = re.compile(_HEAD + rb"[^mlchS\n]*?" + _PAIR + b" m " + (_PAIR + b" l ") * 2 + _PAIR + rb" l\s+h\s+S")
_RUN: Final = re.compile(rb"[^mlchS\n]*?(" + _POINT + b" m(?: " + _POINT + rb" l)+)\Z")
_COLOUR_STEP: Final = 1 / 255


@dataclass(frozen=True)
class Drawn:
    """The content of one finished page, with its height in points."""

    content: bytes
    height_pt: float

    @staticmethod
    def of(page: Any) -> Drawn:
        """The content of one page of a document."""
        contents = page.obj.Contents
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        return Drawn(b"\n".join(map(_inflate, parts)), float(page.mediabox[3]))

    def lines(self, colour: str) -> list[Floats]:
        """The lines stroked in a colour such as "#4f8fb3", as (n, 2) millimetres from the page's top left."""
        wanted = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        heads = (head for head in _STROKE.finditer(self.content) if _is(head[2], wanted))
        return [line for head in heads if (line := self._path(head)) is not None]

    def quads(self) -> list[Floats]:
        """The four corners of every stroked four-sided outline, as (4, 2) millimetres."""
        return [self._mm(found[1], b" ".join(found.groups()[2:])) for found in _QUAD.finditer(self.content)]

    def _path(self, head: re.Match[bytes]) -> Floats | None:
        """The line that begins after a head; None where it is more than one run of straight pieces."""
        end = self.content.index(b"\nS", head.end())
        found = _RUN.match(self.content, head.end(), end)
        return None if found is None else self._mm(head[1], found[1].translate(None, b"ml"))

    def _mm(self, matrix: bytes, numbers: bytes) -> Floats:
        a, b, c, d, e, f = map(float, matrix.split())
        xy = np.array(numbers.split(), dtype=np.float64).reshape(-1, 2)
        x = a * xy[:, 0] + c * xy[:, 1] + e
        y = b * xy[:, 0] + d * xy[:, 1] + f
        return np.column_stack([x, self.height_pt - y]) * MM_PER_PT


def _inflate(stream: Any) -> bytes:
    """A stream's bytes; for the one filter that typesetting uses this is faster than the library's own reading."""
    if stream.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in stream:
        return zlib.decompress(stream.read_raw_bytes())
    return bytes(stream.read_bytes())


def _is(channels: bytes, wanted: list[float]) -> bool:
    values = [float(channel) for channel in channels.split()]
    return len(values) == len(wanted) and all(abs(a - b) < _COLOUR_STEP for a, b in zip(values, wanted, strict=True))
