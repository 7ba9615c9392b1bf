"""A stored layout with every sort of value, and the rows that a filter leaves of it."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
import shapely
from psycopg import sql

from api import embedded
from api.store import Store, cql
from geo.model import Feature, Layout


def square(lon: float, lat: float, size: float = 1.0) -> shapely.Polygon:
    return shapely.box(lon, lat, lon + size, lat + size)


def feature(id: str, kind: str, shape: Any, **properties: Any) -> Feature:
    return Feature(id, kind, shape, {k: tuple(v) if isinstance(v, list) else v for k, v in properties.items()})


FEATURES = (
    feature("A", "group", square(116, 40), name="Café", park="海淀园", modes=["园区", "楼宇"], stated_area_km2=2.5),
    feature("B", "group", square(117, 40), name="cafe", park="昌平园", modes=["园区"], carriers=["园区"],
            stated_area_km2=0.1),
    feature("C", "park", square(116, 40, 2), name="50%_x", park="海淀园", district="海淀区", stated_area_km2=100),
    feature("D", "parcel", square(116.5, 40.5), name="O'Hara \\ \"q\"", note="海淀园", industries=["人工智能"]),
    feature("E", "site", shapely.Point(116.5, 40.5), name="ΟΔΟΣ", district="昌平区", stated_area_km2=-3),
    feature("F", "zone", square(10, 10), phase="b", stage="B", lot="a"),
)  # fmt: skip
BY_ID = {each.id: each for each in FEATURES}

Ids = list[str]
Rows = Callable[..., Ids]


@pytest.fixture(scope="module")
def connection(server: embedded.Server, database: str, store: Store) -> Iterator[psycopg.Connection[Any]]:
    saved = store.import_layout(Layout.of(FEATURES, id="zoo"), author="me", message="")
    assert saved.refused == ()
    with server.connect(embedded.OWNER, database) as opened:
        opened.autocommit = True
        yield opened


def select(connection: psycopg.Connection[Any], where: str, params: Any, source: str = "feature_head") -> Ids:
    """The ids of the features for which a condition holds."""
    table = "feature_head WHERE layout = 'zoo' AND" if source == "feature_head" else "features_at('zoo', 1) WHERE"
    query = sql.SQL(f"SELECT feature_id FROM {table} ({where}) ORDER BY 1")
    return [row[0] for row in connection.execute(query, params)]


@pytest.fixture
def rows(connection: psycopg.Connection[Any]) -> Rows:
    """The ids that a filter leaves, which are the same in the newest state and in the history."""

    def ask(text: str, lang: cql.Lang = "cql2-text", crs: int | None = None) -> Ids:
        found = cql.compile(text, lang, crs)
        newest = select(connection, found.sql, found.params)
        assert select(connection, found.sql, found.params, "features_at") == newest
        return newest

    return ask


@pytest.fixture
def plain(connection: psycopg.Connection[Any]) -> Callable[[str], Ids]:
    """The ids for which a condition in plain SQL holds."""
    return lambda where: select(connection, where, None)
