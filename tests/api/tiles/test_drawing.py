"""Tiles as PostGIS draws them: true to the layout in both grids, nothing lost at seams, never of another revision."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry
from sqlalchemy import text

from api.store import Store
from api.store.reader import Reader
from api.tiles.drawing import BUFFER, EVERYTHING, FROM_THE_GROUND_UP, Choice, Tiles
from api.tiles.editions import Newest
from api.tiles.matrices import CGCS2000, SETS, WEB_MERCATOR, Cell, MatrixSet
from api.tiles.metadata import ATTRIBUTES
from geo.errors import NotFound
from geo.model import LIST_COLUMNS, Edit, Feature, Kind, Layout
from tests import aside
from tests.api.shapes import square
from tests.api.tiles import mvt

T = TypeVar("T")
PIXEL = 16
LEVELS = {"WebMercatorQuad": 11, "CGCS2000Quad": 12}
HERE = CGCS2000.cell("8", "35", "210")


def drawn(store: Store, ask: Callable[[Tiles], Awaitable[T]], **options: int) -> T:
    async def run() -> T:
        async with Reader(store.engine.url) as reader:
            return await ask(Tiles(reader, Newest(reader), 10_000_000, **options))

    return aside.run(run())


async def body(tiles: Tiles, layout: str, cell: Cell, kind: str | None = None, revision: int | None = None) -> bytes:
    edition = await tiles.edition(layout, revision)
    return (await tiles.tile(edition, Choice(kind), cell, pinned=revision is not None))[1].body


def put(store: Store, id: str, *features: Feature) -> int:
    return store.import_layout(Layout.of(features, id=id), author="王规划", message="画").revision


def added(store: Store, id: str, base: int, *features: Feature) -> int:
    return store.save(id, base, Edit(put=features), author="王规划", message="加").revision


@pytest.fixture(scope="module")
def stored(store: Store, reference: Layout) -> Layout:
    store.import_layout(reference, author="王规划", message="载入")
    return reference


def projected(layout: Layout, matrices: MatrixSet) -> dict[str, BaseGeometry]:
    forward = Transformer.from_crs(4490, matrices.epsg, always_xy=True)
    geometry = np.asarray(layout.features.geometry, dtype=object)
    if matrices.epsg != 4490:
        geometry = shapely.transform(geometry, lambda p: np.column_stack(forward.transform(*p.T)))
    return dict(zip(layout.features["id"], geometry, strict=True))


def test_web_mercator_is_right_to_a_centimetre(store: Store) -> None:
    rng = np.random.default_rng(5)
    lonlat = np.column_stack([rng.uniform(73, 135, 200), rng.uniform(3, 54, 200)])
    query = text("SELECT ST_X(p), ST_Y(p) FROM ST_Transform(ST_SetSRID(ST_Point(:lon, :lat), 4490), 3857) p")
    with store.engine.connect() as connection:
        rows = [connection.execute(query, {"lon": lon, "lat": lat}).one() for lon, lat in lonlat]
    found = np.array([tuple(row) for row in rows])
    expected = Transformer.from_crs(4490, 3857, always_xy=True).transform(*lonlat.T)
    assert np.abs(found - np.column_stack(expected)).max() < 0.01
    # And by the sphere's own formula, which no choice of transformation can change.
    by_hand = 6378137 * np.radians(lonlat[:, 0]), 6378137 * np.arcsinh(np.tan(np.radians(lonlat[:, 1])))
    assert np.abs(found - np.column_stack(by_hand)).max() < 0.01


@pytest.mark.parametrize("matrices", SETS.values(), ids=lambda m: m.id)
def test_tiles_show_the_layout_within_a_pixel_and_lose_nothing_at_seams(
    store: Store, stored: Layout, matrices: MatrixSet
) -> None:
    expected = projected(stored, matrices)
    cells = mvt.cells(matrices, LEVELS[matrices.id], tuple(shapely.total_bounds(list(expected.values()))))

    async def ask(tiles: Tiles) -> list[bytes]:
        return [await body(tiles, stored.id, cell) for cell in cells]

    unit = mvt.unit_of(cells[0])
    pieces: dict[str, list[BaseGeometry]] = {id: [] for id in expected}
    for cell, found in zip(cells, drawn(store, ask), strict=True):
        seen = {str(f.properties["id"]): f for f in mvt.features(found, cell)}
        tile = shapely.box(*cell.corners)
        inner = tile.buffer(-2 * unit)
        assert set(seen) >= {id for id, geometry in expected.items() if geometry.intersects(inner)}
        for id, feature in seen.items():
            shown, true = shapely.make_valid(feature.geometry), expected[id]
            assert shown.difference(true.buffer(PIXEL * unit)).is_empty, id
            assert true.intersection(tile).difference(shown.buffer(PIXEL * unit)).is_empty, id
            pieces[id].append(shown.intersection(tile))
    for id, geometry in expected.items():
        missed = shapely.union_all(pieces[id]).symmetric_difference(geometry).area
        assert missed < unit * geometry.length, id


ZOO = {
    "within": shapely.box(116.1, 39.9, 116.2, 40.0),
    "holed": shapely.box(116.3, 39.9, 116.5, 40.0) - shapely.box(116.35, 39.92, 116.45, 39.98),
    "two": shapely.MultiPolygon([shapely.box(116.1, 40.1, 116.2, 40.2), shapely.box(116.3, 40.1, 116.4, 40.2)]),
    "over the edge": shapely.box(115.0, 40.0, 115.9, 40.1) | shapely.Point(116.0, 40.3).buffer(0.2),
    "wider than the tile": shapely.box(100, 30, 130, 50) - shapely.box(116.5, 40.2, 116.6, 40.3),
    "along the edge": shapely.Polygon([(115.0, 39.7), (115.6, 39.3), (115.6, 40.9), (115.0, 40.4)]),
    "pinched": shapely.Polygon(
        [(116.7, 39.9), (116.8, 39.9), (116.75, 39.95), (116.8, 40), (116.7, 40), (116.74999, 39.95)]
    ),
    "sliver": shapely.Polygon([(116.1, 40.25), (116.6, 40.250001), (116.6, 40.25)]),
    "speck": shapely.box(116.1, 40.4, 116.1001, 40.4001),
    "spot": shapely.Point(116.25, 40.45),
}


@pytest.mark.parametrize("matrices", SETS.values(), ids=lambda m: m.id)
@pytest.mark.parametrize("level", [8, 9, 11, 14])
def test_whatever_the_shape_it_is_valid_wound_right_and_in_its_place(
    store: Store, matrices: MatrixSet, level: int
) -> None:
    kinds = {"spot": "site"}
    id = f"zoo-{matrices.epsg}-{level}"
    put(store, id, *(Feature(name, kinds.get(name, "parcel"), one, {}) for name, one in ZOO.items()))
    layout = Layout.of([Feature(name, "parcel", one, {}) for name, one in ZOO.items()], id=id)
    expected = projected(layout, matrices)
    around = shapely.total_bounds([expected["within"], expected["spot"]])
    cells = mvt.cells(matrices, level, tuple(around))[:40]

    async def ask(tiles: Tiles) -> list[bytes]:
        return [await body(tiles, id, cell) for cell in cells]

    unit = mvt.unit_of(cells[0])
    for cell, found in zip(cells, drawn(store, ask), strict=True):
        seen = {str(f.properties["id"]): f.geometry for f in mvt.features(found, cell)}
        edge = shapely.box(*cell.corners).buffer(BUFFER * unit, join_style="mitre")
        for name, shown in seen.items():
            assert shown.is_valid, (name, shapely.is_valid_reason(shown))
            assert edge.buffer(unit).covers(shown), name
            assert shown.difference(expected[name].buffer(1.1 * unit)).is_empty, name
        inner = edge.buffer(-unit)
        wide = {name for name, one in expected.items() if one.buffer(-2 * unit).intersects(inner)} | (
            {"spot"} if expected["spot"].intersects(inner) else set()
        )
        assert set(seen) >= wide
        for name in wide - {"spot"}:
            assert expected[name].intersection(inner).difference(seen[name].buffer(1.1 * unit)).is_empty, name
        for layer in mapbox_vector_tile.decode(found, default_options={"y_coord_down": True}).values():
            for one in layer["features"]:
                polygons = shapely.geometry.shape(one["geometry"])
                for polygon in getattr(polygons, "geoms", [polygons]):
                    if polygon.geom_type == "Polygon":
                        assert polygon.exterior.is_ccw
                        assert not any(ring.is_ccw for ring in polygon.interiors)


def test_a_layer_per_kind_with_scalars(store: Store) -> None:
    put(
        store, "lists",
        square("g1", carriers=("孵化器", "加速器"), modes=("统筹",), stated_area_km2=2.5, note="只在要素里"),
        square("s1", lon=116.02, kind="small", lot="HD-1"),
        Feature("p1", "site", shapely.Point(116.005, 39.905), {"name": "孵化器一号"}),
    )  # fmt: skip
    seen = {str(f.properties["id"]): f for f in mvt.features(drawn(store, lambda t: body(t, "lists", HERE)), HERE)}
    assert {id: f.layer for id, f in seen.items()} == {"g1": "group", "s1": "small", "p1": "site"}
    assert seen["g1"].properties == {
        "id": "g1", "kind": "group", "name": "g1", "basis": "schematic", "carriers": "孵化器;加速器", "modes": "统筹",
        "stated_area_km2": 2.5,
    }  # fmt: skip
    assert seen["s1"].properties["lot"] == "HD-1"
    assert seen["p1"].geometry.distance(shapely.Point(116.005, 39.905)) < 2 * mvt.unit_of(HERE)
    assert mvt.ids(drawn(store, lambda t: body(t, "lists", HERE, "small")), HERE) == {"s1"}


def test_layers_come_from_the_ground_up(store: Store) -> None:
    assert set(FROM_THE_GROUND_UP) == set(Kind)
    put(store, "order", *(square(kind, kind=kind) for kind in Kind))
    found = drawn(store, lambda t: body(t, "order", HERE))
    assert list(mapbox_vector_tile.decode(found)) == FROM_THE_GROUND_UP


def test_every_attribute_that_is_told_of_is_drawn(store: Store) -> None:
    values: dict[str, object] = {name: 1.5 if kind == "Number" else f"{name}值" for name, kind in ATTRIBUTES.items()}
    values |= dict.fromkeys(LIST_COLUMNS, ("a", "b")) | {"kind": "zone", "basis": "surveyed"}
    del values["id"]
    put(store, "attributes", square("x", **values))  # type: ignore[arg-type]
    (seen,) = mvt.features(drawn(store, lambda t: body(t, "attributes", HERE)), HERE)
    assert set(seen.properties) == set(ATTRIBUTES)
    assert {seen.properties[name] for name in LIST_COLUMNS} == {"a;b"}


def test_the_largest_go_first_and_the_rest_is_counted(store: Store) -> None:
    small = [square(f"s{i}", lon=116.0 + i / 200, size=0.003) for i in range(8)]
    put(store, "crowd", *small, square("wide", lat=39.91, size=0.02))

    async def ask(tiles: Tiles) -> tuple[bytes, int]:
        _, tile = await tiles.tile(await tiles.edition("crowd"), EVERYTHING, HERE, pinned=False)
        return tile.body, tile.left_out

    found, left_out = drawn(store, ask, room=5)
    assert len(mvt.ids(found, HERE)) == 5
    assert "wide" in mvt.ids(found, HERE)
    assert left_out == 4
    assert drawn(store, ask, room=9)[1] == 0


def test_where_nothing_is_a_tile_is_empty(store: Store) -> None:
    put(store, "alone", square("g1"))
    assert drawn(store, lambda t: body(t, "alone", WEB_MERCATOR.cell("12", "0", "0"))) == b""
    assert drawn(store, lambda t: body(t, "alone", HERE, "parcel")) == b""


def test_older_revisions_stay_as_they_were(store: Store) -> None:
    first = put(store, "older", square("g1"))
    second = added(store, "older", first, square("g2", lon=116.02))

    async def ask(tiles: Tiles) -> list[set[str]]:
        found = [await body(tiles, "older", HERE, revision=number) for number in (first, second, None, first)]
        return [mvt.ids(one, HERE) for one in found]

    assert drawn(store, ask) == [{"g1"}, {"g1", "g2"}, {"g1", "g2"}, {"g1"}]


def test_a_write_between_two_questions_gives_no_wrong_tile(store: Store) -> None:
    first = put(store, "between", square("g1"))

    async def ask(tiles: Tiles) -> None:
        before = await tiles.edition("between")
        await asyncio.to_thread(added, store, "between", first, square("g2", lon=116.02))
        edition, tile = await tiles.tile(before, EVERYTHING, HERE, pinned=False)
        assert (edition.number, mvt.ids(tile.body, HERE)) == (2, {"g1", "g2"})
        edition, tile = await tiles.tile(before, EVERYTHING, HERE, pinned=True)
        assert (edition.number, mvt.ids(tile.body, HERE)) == (1, {"g1"})
        assert mvt.ids(await body(tiles, "between", HERE), HERE) == {"g1", "g2"}

    drawn(store, ask)


def test_no_tile_is_stale_once_a_write_has_been_answered(store: Store) -> None:
    revision = put(store, "live", square("g1"))

    async def ask(tiles: Tiles) -> None:
        stopped = asyncio.Event()

        async def look() -> int:
            looks, newest = 0, 0
            while not stopped.is_set():
                edition, tile = await tiles.tile(await tiles.edition("live"), EVERYTHING, HERE, pinned=False)
                assert len(mvt.ids(tile.body, HERE)) == edition.number >= newest
                looks, newest = looks + 1, edition.number
            return looks

        async with asyncio.TaskGroup() as group:
            lookers = [group.create_task(look()) for _ in range(4)]
            number = revision
            for i in range(2, 12):
                new = square(f"g{i}", lon=116.0 + i / 500, size=0.001)
                number = await asyncio.to_thread(added, store, "live", number, new)
                assert len(mvt.ids(await body(tiles, "live", HERE), HERE)) == i
            stopped.set()
        assert all(looker.result() > 0 for looker in lookers)

    drawn(store, ask)


def test_layers_tell_their_extents(store: Store) -> None:
    first = put(store, "layers", square("g1"), square("s1", lon=116.5, kind="small"))
    added(store, "layers", first, square("z1", kind="zone"))

    async def ask(tiles: Tiles, kind: str | None, revision: int | None) -> list[str]:
        found = await tiles.layers(await tiles.edition("layers", revision), kind)
        assert all(west < east and south < north for west, south, east, north in found.values())
        return list(found)

    assert drawn(store, lambda t: ask(t, None, None)) == ["group", "small", "zone"]
    assert drawn(store, lambda t: ask(t, None, first)) == ["group", "small"]
    assert drawn(store, lambda t: ask(t, "zone", first)) == []


def test_a_layout_or_revision_that_is_not_there_is_said(store: Store) -> None:
    put(store, "said", square("g1"))
    for revision in (0, -1, 2, 2**31, 10**30):
        with pytest.raises(NotFound, match="said has no revision"):
            drawn(store, lambda t, revision=revision: t.edition("said", revision))  # type: ignore[misc]
    with pytest.raises(NotFound, match="no layout nowhere"):
        drawn(store, lambda t: t.edition("nowhere"))
