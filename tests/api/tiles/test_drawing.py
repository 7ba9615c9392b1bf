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
from api.tiles.drawing import FROM_THE_GROUND_UP, Tiles
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
            return await ask(Tiles(reader, 10_000_000, **options))

    return aside.run(run())


async def body(tiles: Tiles, layout: str, cell: Cell, kind: str | None = None, revision: int | None = None) -> bytes:
    edition = await tiles.edition(layout, revision)
    return (await tiles.tile(edition, kind, cell, pinned=revision is not None))[1].body


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
        _, tile = await tiles.tile(await tiles.edition("crowd"), None, HERE, pinned=False)
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
        edition, tile = await tiles.tile(before, None, HERE, pinned=False)
        assert (edition.number, mvt.ids(tile.body, HERE)) == (2, {"g1", "g2"})
        edition, tile = await tiles.tile(before, None, HERE, pinned=True)
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
                edition, tile = await tiles.tile(await tiles.edition("live"), None, HERE, pinned=False)
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
