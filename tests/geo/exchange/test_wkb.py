"""Well-known binary is read whatever it holds; what nests too deeply for the reader is no geometry."""

import struct

import pytest
import shapely

from geo.exchange.wkb import shapes_of

POINT = struct.pack("<BIdd", 1, 1, 116.0, 39.0)


def _nested(depth: int, order: str = "<", type: int = 7, more: bytes = b"") -> bytes:
    mark = b"\x01" if order == "<" else b"\x00"
    level = mark + struct.pack(f"{order}I", type) + more + struct.pack(f"{order}I", 2)
    return (level + POINT) * depth + POINT


@pytest.mark.parametrize(
    ("order", "type", "more"),
    [("<", 7, b""), (">", 7, b""), ("<", 6, b""), ("<", 0x20000007, bytes(4)), (">", 1007, b"")],
)
def test_collections_that_nest_deeply_are_no_geometry(order: str, type: int, more: bytes) -> None:
    deep = _nested(100_000, order, type, more)
    plain = shapely.to_wkb(shapely.Point(1, 2))
    assert shapes_of([deep, plain, deep.hex(), None]).tolist() == [None, shapely.Point(1, 2), None, None]


def test_what_is_long_but_not_deep_is_read() -> None:
    parts = [shapely.Point(x, 1).buffer(0.3, quad_segs=40) for x in range(30)]
    shape = shapely.GeometryCollection([shapely.MultiPolygon(parts), shapely.LineString([(0, 0), (1, 1)]), parts[0]])
    whole = [shapely.force_3d(shape), shapely.set_srid(shape, 4490), shape]
    stored = [shapely.to_wkb(whole[0], flavor="iso"), *shapely.to_wkb(whole[1:], include_srid=True)]
    assert len(stored[0]) > 100_000
    assert shapely.equals_identical(shapes_of(stored), whole).all()


def test_what_is_cut_short_or_no_binary_is_no_geometry() -> None:
    body = shapely.to_wkb(shapely.Point(1, 2).buffer(1, quad_segs=2000))
    assert shapes_of([body[:-1], body[: len(body) // 2], "zz" * 20_000, b"", 7]).tolist() == [None] * 5
