"""A layout that goes on while it is read: an answer is of one revision, and says of which."""

from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import pytest

from api.store import Store
from api.store.reader import Reader
from geo.model import Edit, Layout

ITEMS = "/ogc/collections/race.parcel/items"


@pytest.fixture(scope="module", autouse=True)
def layout(store: Store, grid: Layout) -> None:
    store.import_layout(Layout("race", grid.features), author="me", message="")


@pytest.fixture
def overtaking(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Deletes the first parcel once a `head` or a `page` was read; the list says which to wait for."""
    waiting: list[str] = []
    read = Reader.row

    async def then(self: Reader, query: Any, params: Any) -> Any:
        found = await read(self, query, params)
        if ("page" if "string_agg" in str(query) else "head") in waiting:
            waiting.clear()
            await anyio.to_thread.run_sync(_delete_first, store)
        return found

    monkeypatch.setattr(Reader, "row", then)
    yield waiting


def _delete_first(store: Store) -> None:
    revision = store.record("race").revision
    first = min(store.layout("race").features.query("kind == 'parcel'")["id"])
    store.save("race", revision, Edit(delete=(first,)), author="me", message="")


def test_the_count_is_of_the_revision_of_the_page(client: httpx.Client, store: Store, overtaking: list[str]) -> None:
    before = client.get(ITEMS, params={"limit": 1000}).json()["numberReturned"]
    overtaking.append("page")
    during = client.get(ITEMS, params={"limit": 10})
    assert during.json()["numberMatched"] == before
    assert client.get(ITEMS, params={"limit": 9}).json()["numberMatched"] == before - 1


@pytest.mark.parametrize("limit", [10, 5000])
def test_a_revision_is_read_though_it_is_no_longer_the_newest(
    client: httpx.Client, store: Store, overtaking: list[str], limit: int
) -> None:
    now = store.record("race").revision
    expected = client.get(ITEMS, params={"limit": limit}).json()["features"]
    overtaking.append("head")
    pinned = client.get(ITEMS, params={"limit": limit, "revision": now})
    assert pinned.json()["features"] == expected
    assert pinned.headers["etag"].startswith(f'"r{now}-') and "immutable" in pinned.headers["cache-control"]


def test_one_feature_too(client: httpx.Client, store: Store, overtaking: list[str]) -> None:
    now = store.record("race").revision
    first = min(store.layout("race").features.query("kind == 'parcel'")["id"])
    overtaking.append("head")
    assert client.get(f"{ITEMS}/{first}", params={"revision": now}).status_code == 200
    assert client.get(f"{ITEMS}/{first}").status_code == 404
