"""The cache of tiles: a limit in bytes, the longest unused leave first."""

from hypothesis import given
from hypothesis import strategies as st

from api.tiles.cache import Tile, TileCache

WEIGHT = Tile(b"").weight_bytes


def test_what_was_used_longest_ago_leaves_first() -> None:
    cache: TileCache[str, Tile] = TileCache(3 * WEIGHT)
    for name in "abc":
        cache.keep(name, Tile(b""))
    assert cache.get("a") is not None
    cache.keep("d", Tile(b""))
    assert [name for name in "abcd" if cache.get(name)] == ["a", "c", "d"]


def test_a_tile_larger_than_the_limit_is_not_kept_and_pushes_nothing_out() -> None:
    cache: TileCache[str, Tile] = TileCache(2 * WEIGHT)
    cache.keep("small", Tile(b""))
    cache.keep("large", Tile(bytes(2 * WEIGHT)))
    assert cache.get("large") is None
    assert cache.get("small") is not None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 900))), st.integers(0, 5000))
def test_the_weight_is_that_of_what_is_there_and_below_the_limit(kept: list[tuple[int, int]], limit: int) -> None:
    cache: TileCache[int, Tile] = TileCache(limit)
    for key, size in kept:
        cache.keep(key, Tile(bytes(size)))
    held = [tile for tile in map(cache.get, range(10)) if tile is not None]
    assert len(cache) == len(held)
    assert cache.weight_bytes == sum(tile.weight_bytes for tile in held) <= limit
