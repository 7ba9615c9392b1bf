"""A text sequence holds the very features that the pages hold, in the same order, in one answer."""

from typing import Any

import httpx
import orjson
import pyogrio
import pytest
import shapely

from api.routes.ogc import sequence
from geo.model import Layout, features_of

ITEMS = "/ogc/collections/grid.all/items"


def features(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    got = client.get(ITEMS, params={"f": "geojsonseq", **query})
    assert got.status_code == 200, got.text
    assert got.headers["content-type"] == "application/geo+json-seq"
    records = got.content.split(b"\x1e")
    assert records[0] == b"" and all(record.endswith(b"}\n") for record in records[1:])
    return [orjson.loads(record) for record in records[1:]]


@pytest.mark.parametrize("batch", [1, 7, 59, 60, 61])
@pytest.mark.parametrize(
    "query",
    [
        {}, {"sortby": "-stated_area_km2,name"}, {"filter": "park='园1'"}, {"properties": "name"}, {"revision": 1},
        {"crs": "http://www.opengis.net/def/crs/EPSG/0/4549"}, {"bbox": "116,40,116.02,40.02"},
        {"filter": "park='nowhere'"},
    ],
)  # fmt: skip
def test_it_holds_what_the_pages_hold(
    client: httpx.Client, grid: Layout, monkeypatch: pytest.MonkeyPatch, batch: int, query: dict[str, Any]
) -> None:
    monkeypatch.setattr(sequence, "_BATCH", batch)
    expected = client.get(ITEMS, params=query | {"limit": 1000}).json()["features"]
    assert features(client, **query) == expected
    assert features(client, **query, limit=9) == expected[:9]


def test_accept_asks_for_it_too_and_coordinates_are_bit_for_bit(client: httpx.Client, grid: Layout) -> None:
    got = client.get(ITEMS, headers={"Accept": "application/geo+json-seq"})
    assert got.headers["content-type"] == "application/geo+json-seq" and "Accept" in got.headers["vary"]
    found = pyogrio.read_dataframe(got.content).set_index("id")
    for feature in features_of(grid.features):
        assert shapely.equals_identical(found.loc[feature.id, "geometry"], feature.geometry)


def test_what_cannot_be_streamed_is_refused(client: httpx.Client, grid: Layout) -> None:
    for url, status in (
        ("/ogc/collections/nope.all/items?f=geojsonseq", 404),
        (f"{ITEMS}?f=geojsonseq&revision=9", 404),
        (f"{ITEMS}?f=geojsonseq&limit=0", 400),
    ):
        assert client.get(url).status_code == status, url
