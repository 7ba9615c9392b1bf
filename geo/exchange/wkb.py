"""Well-known binary that nobody vouches for: its reader would run out of its stack where collections nest deeply."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import shapely

from geo.crs import Geometries

_DEEPEST: Final = 64
_HARMLESS_BYTES: Final = 16 * 1024
"""Too short to nest so deeply that it does harm: a level takes nine bytes."""
_POINT, _LINES, _POLYGON = 1, frozenset({2, 8}), frozenset({3, 17})
_HAS_Z, _HAS_M, _HAS_SRID = 0x80000000, 0x40000000, 0x20000000


def shapes_of(stored: Iterable[Any]) -> Geometries:
    """Geometries from binary or its hexadecimal digits, None where none can be made or collections nest deeply."""
    safe = [wkb if isinstance(wkb, bytes | str) and not _is_deep(wkb) else None for wkb in stored]
    shapes: Geometries = np.full(len(safe), None, dtype=object)
    shapes[:] = shapely.from_wkb(safe, on_invalid="ignore")
    return shapes


def _is_deep(wkb: bytes | str) -> bool:
    if len(wkb) <= _HARMLESS_BYTES:
        return False
    try:
        return _nests(bytes.fromhex(wkb) if isinstance(wkb, str) else wkb)
    except (ValueError, struct.error):
        return False  # Cut short: the reader stops at the same place.


def _nests(wkb: bytes) -> bool:
    """Walk over the headers, as the reader does, and see how deep it goes."""
    left: list[int] = []
    at = 0
    while True:
        count, at = _header(wkb, at)
        left.append(count)
        if len(left) > _DEEPEST:
            return True
        while left and left[-1] == 0:
            left.pop()
        if not left:
            return False
        left[-1] -= 1


def _header(wkb: bytes, at: int) -> tuple[int, int]:
    """How many geometries stand within the one that begins at `at`, and where the next one begins."""
    order = "<" if wkb[at : at + 1] == b"\x01" else ">"
    (type,) = struct.unpack_from(f"{order}I", wkb, at + 1)
    at += 9 if type & _HAS_SRID else 5
    more, kind = divmod(type & 0xFFFF, 1000)
    size = 8 * (2 + bool(type & _HAS_Z or more in (1, 3)) + bool(type & _HAS_M or more in (2, 3)))
    if kind == _POINT:
        return 0, at + size
    (count,) = struct.unpack_from(f"{order}I", wkb, at)
    at += 4
    if kind in _LINES:
        return 0, at + count * size
    if kind in _POLYGON:
        for _ in range(count):
            (points,) = struct.unpack_from(f"{order}I", wkb, at)
            at += 4 + points * size
        return 0, at
    return count, at
