"""Long answers: sent as they are read, of one moment, complete, and stopped when the client leaves."""

import os
import threading
import time
from pathlib import Path

import httpx
import pytest
import shapely
from sqlalchemy import text

from api.routes.ogc import sequence
from api.routes.ogc.stream import BATCH
from api.store import Store
from geo.model import Edit, Feature, Layout

MANY = BATCH * 3 + 7
ITEMS = "/ogc/collections/long.parcel/items"


@pytest.fixture(scope="module", autouse=True)
def layout(store: Store) -> None:
    squares = [shapely.box(100 + n / 1000, 30, 100.0005 + n / 1000, 30.0005) for n in range(MANY)]
    parcels = [Feature(f"L{n:05d}", "parcel", square, {}) for n, square in enumerate(squares)]
    store.import_layout(Layout.of(parcels, id="long"), author="me", message="")


def test_a_long_answer_is_complete(client: httpx.Client) -> None:
    got = client.get(ITEMS, params={"limit": 100_000}).json()
    assert [f["id"] for f in got["features"]] == [f"L{n:05d}" for n in range(MANY)]
    assert got["numberReturned"] == got["numberMatched"] == MANY
    assert not [link for link in got["links"] if link["rel"] == "next"]


@pytest.mark.parametrize("limit", [BATCH, BATCH + 1, 2 * BATCH, MANY - 1, MANY])
def test_the_next_page_begins_where_a_long_one_ends(client: httpx.Client, limit: int) -> None:
    first = client.get(ITEMS, params={"limit": limit}).json()
    assert first["numberReturned"] == limit and first["numberMatched"] == MANY
    following = [link["href"] for link in first["links"] if link["rel"] == "next"]
    assert bool(following) is (limit < MANY)
    if following:
        assert client.get(following[0]).json()["features"][0]["id"] == f"L{limit:05d}"


def test_what_is_written_meanwhile_is_not_in_it(client: httpx.Client, store: Store) -> None:
    with client.stream("GET", ITEMS, params={"limit": MANY}, headers={"Accept-Encoding": "identity"}) as answer:
        parts = answer.iter_raw(64)
        begun = next(parts)
        store.save("long", 1, Edit(delete=(f"L{MANY - 1:05d}",)), author="me", message="")
        whole = begun + b"".join(parts)
    assert f"L{MANY - 1:05d}".encode() in whole
    assert client.get(ITEMS, params={"limit": MANY}).json()["numberReturned"] == MANY - 1


def test_a_client_that_leaves_frees_the_database(client: httpx.Client, store: Store) -> None:
    def leave() -> None:
        with client.stream("GET", ITEMS, params={"limit": MANY}) as answer:
            next(answer.iter_raw(64))

    leavers = [threading.Thread(target=leave) for _ in range(3)]
    for leaver in leavers:
        leaver.start()
    for leaver in leavers:
        leaver.join()
    asked = text("""
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND state <> 'idle' AND backend_type = 'client backend'
    """)
    until = time.monotonic() + 10
    # Within one transaction the server tells what it told first.
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while (connection.scalar(asked) or 0) > 1:
            assert time.monotonic() < until
            time.sleep(0.05)
    assert client.get(ITEMS, params={"limit": 1}).status_code == 200


def test_memory_stays_flat_however_long_the_answer(
    client: httpx.Client, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Server and test share a process: what it holds at most is far below the answer that passes through."""
    monkeypatch.setattr(sequence, "_BATCH", 20)
    squares = [shapely.box(100 + n / 1000, 30, 100.0005 + n / 1000, 30.0005) for n in range(1_000)]
    wordy = [Feature(f"M{n:05d}", "parcel", square, {"note": "长" * 10_000}) for n, square in enumerate(squares)]
    store.import_layout(Layout.of(wordy, id="wordy"), author="me", message="")

    def through() -> tuple[int, int]:
        """How many bytes come, and how many more are held meanwhile than before."""
        size, before, most = 0, held_bytes(), 0
        query = {"f": "geojsonseq"}
        with client.stream(
            "GET", "/ogc/collections/wordy.parcel/items", params=query, headers={"Accept-Encoding": "identity"}
        ) as answer:
            for n, piece in enumerate(answer.iter_raw()):
                size += len(piece)
                if n % 50 == 0:
                    most = max(most, held_bytes())
        return size, most - before

    through()  # what is loaded once and what the allocator keeps
    size, grown = through()
    assert size > 30e6
    assert grown < size / 4


def held_bytes() -> int:
    """The memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
