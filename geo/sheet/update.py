"""Adds to a finished PDF without writing it anew: changed objects go behind it, as the format provides for.

Rewriting a sheet of a megabyte takes several times as long as making the additions. The same additions to the same
PDF give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Final

import pikepdf

_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


class Update:
    """An open PDF that is being added to; change `document` and name with `touch` what was changed in place."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.document = pikepdf.open(io.BytesIO(pdf))
        self._size = int(self.document.trailer.Size)
        self._touched: dict[int, Any] = {}

    def __enter__(self) -> Update:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.document.close()

    def touch(self, changed: Any) -> None:
        """Say that an indirect object has changed."""
        self._touched[changed.objgen[0]] = changed

    def result(self) -> bytes:
        """The PDF with what was added."""
        start = _START.search(self._pdf)
        if start is None or not self._pdf.startswith(b"xref", int(start[1])):
            return self._rewritten()
        new = {number: self.document.get_object(number, 0) for number in range(self._size, self._count())}
        out = io.BytesIO()
        out.write(self._pdf if self._pdf.endswith(b"\n") else self._pdf + b"\n")
        places = {
            number: self._write(out, number, changed) for number, changed in sorted((self._touched | new).items())
        }
        at = out.tell()
        out.write(_table(places.items()))
        out.write(self._trailer(int(start[1]), hashlib.md5(out.getvalue()[len(self._pdf) :]).digest()))  # noqa: S324
        out.write(b"startxref\n%d\n%%%%EOF\n" % at)
        return out.getvalue()

    def _count(self) -> int:
        return max([self._size, *(item.objgen[0] + 1 for item in self.document.objects[self._size - 1 :])])

    @staticmethod
    def _write(out: io.BytesIO, number: int, changed: Any) -> int:
        at = out.tell()
        if isinstance(changed, pikepdf.Stream):
            raw = changed.read_raw_bytes()
            changed.stream_dict.Length = len(raw)
            head = changed.stream_dict.unparse(resolved=True)
            out.write(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, head, raw))
        else:
            out.write(b"%d 0 obj\n%b\nendobj\n" % (number, changed.unparse(resolved=True)))
        return at

    def _trailer(self, previous: int, id: bytes) -> bytes:
        trailer = self.document.trailer
        first = bytes(trailer.ID[0]) if "/ID" in trailer else id
        entries = {
            "/Size": self._count(), "/Root": trailer.Root, "/Prev": previous,
            "/ID": pikepdf.Array([pikepdf.String(first), pikepdf.String(id)]),
        }  # fmt: skip
        if "/Info" in trailer:
            entries["/Info"] = trailer.Info
        return b"trailer\n" + pikepdf.Dictionary(entries).unparse() + b"\n"

    def _rewritten(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out, deterministic_id=True)
        return out.getvalue()


def _table(places: Iterable[tuple[int, int]]) -> bytes:
    """The cross-reference table: one section for each run of numbers."""
    lines = [b"xref\n"]
    lines += [b"%d 1\n%010d 00000 n\r\n" % place for place in places]
    return b"".join(lines)
