"""Eight writers on one layout: no write is lost or done twice, every 409 is explained, and the log makes the layout."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson
import pytest
import shapely

from api.store import Store
from geo.model import Edit, Layout
from tests.api.shapes import square
from tests.conftest import PROFILE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]
WRITERS = 8
EDITS = 500 if PROFILE == "soak" else 3
IDS = [f"F{n:02}" for n in range(12)]
ID = "shared-by-many"
State = dict[str, tuple[str, str | None]]
"""Outline and note of every feature."""


@dataclass(frozen=True)
class Written:
    """A write that was acknowledged: its revision, its mark, and what it put (id, outline as WKT, note) and deleted."""

    revision: int
    mark: str
    put: State
    delete: tuple[str, ...]


@dataclass
class Writer:
    """Somebody who edits at random, begins from what they know, and tries again on what came since."""

    number: int
    url: httpx.URL
    known: int = 1
    log: list[Written] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)

    def work(self) -> None:
        dice = random.Random(self.number)
        with httpx.Client(base_url=self.url, timeout=120) as client:
            for n in range(EDITS):
                self.edit(client, dice, f"{self.number}-{n}")

    def edit(self, client: httpx.Client, dice: random.Random, mark: str) -> None:
        """One edit of one to three features, as often as it takes."""
        put = {}
        for id in dice.sample(IDS, dice.randint(1, 3)):
            place = IDS.index(id) * 0.02 + dice.random() * 0.005
            put[id] = (square(id, 116 + place, size=0.008).geometry, f"{id} {mark}")
        delete = tuple(id for id in dice.sample(IDS, dice.randint(0, 1)) if id not in put)
        features = [
            {
                "type": "Feature", "id": id, "geometry": orjson.loads(str(shapely.to_geojson(shape))),
                "properties": {"kind": "group", "name": id, "note": note},
            }
            for id, (shape, note) in put.items()
        ]  # fmt: skip
        body = {"put": features, "delete": list(delete), "author": f"w{self.number}", "message": mark}
        while True:
            answer = client.post(f"/api/layouts/{ID}/edits", json=body, headers={"If-Match": f'"{self.known}"'})
            told = answer.json()
            if answer.status_code == 409:
                self.refusals.append(told | {"base": self.known})
                self.known = told["revision"]
                continue
            assert answer.status_code == 200, answer.text
            self.known = told["revision"]
            shapes: State = {id: (_wkt(shape), note) for id, (shape, note) in put.items()}
            self.log.append(Written(self.known, mark, shapes, delete))
            return


def _wkt(shape: Any) -> str:
    """An outline as the store has it, to the last digit."""
    return str(shapely.MultiPolygon([shape]).wkt)


@pytest.fixture(scope="module")
def writers(client: httpx.Client, store: Store) -> list[Writer]:
    """All of them, when they have done their work."""
    store.import_layout(
        Layout.of([square(id, 116 + n * 0.02) for n, id in enumerate(IDS)], id=ID), author="", message=""
    )
    writers = [Writer(n, client.base_url) for n in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(writer.work) for writer in writers]:
            done.result()
    return writers


def test_every_write_is_one_revision_and_none_is_lost(writers: list[Writer], client: httpx.Client) -> None:
    log = sorted((written for writer in writers for written in writer.log), key=lambda written: written.revision)
    assert [written.revision for written in log] == list(range(2, WRITERS * EDITS + 2))
    revisions = client.get(f"/api/layouts/{ID}/revisions").json()
    assert [(r["revision"], r["message"]) for r in reversed(revisions)][1:] == [(w.revision, w.mark) for w in log]
    assert len({written.mark for written in log}) == WRITERS * EDITS


def test_every_409_tells_what_came_since(writers: list[Writer]) -> None:
    log = {written.revision: written for writer in writers for written in writer.log}
    refusals = [refusal for writer in writers for refusal in writer.refusals]
    assert refusals, "nobody was ever in another's way"
    for told in refusals:
        changes = told["changes"]
        assert told["message"]["zh"] and [c["revision"] for c in changes] == list(
            range(told["base"] + 1, told["revision"] + 1)
        )
        assert set(told["changed"]) == {id for change in changes for id in (*change["put"], *change["deleted"])}
        for change in changes:
            written = log[change["revision"]]
            assert change["message"] == written.mark and change["put"] == sorted(written.put)
            assert set(change["deleted"]) <= set(written.delete)


def test_the_layout_is_what_its_log_makes_of_it(writers: list[Writer], store: Store) -> None:
    state: State = {id: (_wkt(square(id, 116 + n * 0.02).geometry), None) for n, id in enumerate(IDS)}
    replayed: dict[int, State] = {1: dict(state)}
    for written in sorted((w for writer in writers for w in writer.log), key=lambda w: w.revision):
        state.update(written.put)
        for id in written.delete:
            state.pop(id, None)
        replayed[written.revision] = dict(state)
    for revision in {1, *random.Random(7).sample(sorted(replayed), 12), max(replayed)}:
        table = store.layout(ID, revision).features
        found = zip(table["id"], table.geometry, table["note"], strict=True)
        assert {id: (shape.wkt, note) for id, shape, note in found} == replayed[revision]
    assert store.save(ID, max(replayed), Edit(), author="", message="").changed is False
