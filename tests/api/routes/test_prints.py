"""Atlases as jobs over HTTP: ordered, followed, fetched, cancelled; whatever ends them, nothing runs on for ever."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from api.printing import press
from api.schemas.prints import PrintModel
from api.settings import Settings
from api.store import Store
from geo.errors import InputError
from geo.sheet import Order
from tests.api.conftest import serving
from tests.api.procs import wait_until

PRINTS = "/api/layouts/zgc-2020/prints"
PDF = b"%PDF-1.7 atlas"
PATIENCE_S = 60
"""A busy machine is slow, not wrong: before an atlas begins, its layout is checked."""


class Gate:
    """An atlas of four pages; each waits until it is let through."""

    def __init__(self) -> None:
        self.pages = threading.Semaphore(0)
        self.running = 0
        self.asked: list[tuple[Order, str]] = []
        self.fault: Exception | None = None

    def atlas(
        self,
        _layout: Any,
        _report: Any,
        _book: Any,
        order: Order,
        *,
        by: str,
        progress: Callable[[int, int], None],
        press: Any,
    ) -> bytes:
        self.asked.append((order, by))
        self.running += 1
        try:
            for done in range(4):
                progress(done, 4)
                assert self.pages.acquire(timeout=PATIENCE_S)
                if self.fault:
                    raise self.fault
            progress(4, 4)
            return PDF
        finally:
            self.running -= 1


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, store: Store) -> Iterator[Gate]:
    made = Gate()
    monkeypatch.setattr(press, "atlas", made.atlas)
    yield made
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM print_job"))
    made.pages.release(100)
    wait_until(lambda: made.running == 0)


def order(client: httpx.Client, **wish: Any) -> str:
    answer = client.post(PRINTS, json={"by": "groups"} | wish)
    assert answer.status_code == 202, answer.text
    PrintModel.model_validate(answer.json())
    assert answer.headers["location"] == f"/api/prints/{answer.json()['id']}"
    return str(answer.headers["location"])


def until(client: httpx.Client, job: str, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The job as soon as something is true of it."""
    end = time.monotonic() + PATIENCE_S
    while not true(told := client.get(job).json()):
        assert time.monotonic() < end, told
        time.sleep(0.02)
    PrintModel.model_validate(told)
    return dict(told)


def reached(page: int) -> Callable[[dict[str, Any]], bool]:
    return lambda told: told["done"] == page and told["total"] == 4


def test_an_atlas_is_ordered_followed_and_fetched(client: httpx.Client, gate: Gate) -> None:
    job = order(client, by="parks", sheet="a4", landscape=False, lang="both", maker="规划院", scale=100_000)
    for page in range(4):
        told = until(client, job, reached(page))
        assert (told["total"], told["file"], told["bytes"], told["ended"]) == (4, None, None, None)
        assert client.get(f"{job}/file").status_code == 409
        gate.pages.release()
    told = until(client, job, lambda told: told["state"] == "done")
    assert (told["done"], told["total"], told["bytes"], told["file"]) == (4, 4, len(PDF), f"{job}/file")
    assert told["order"]["maker"] == "规划院" and told["by"] == "parks"
    made, by = gate.asked[0]
    assert by == "parks" and (made.sheet, made.landscape, made.lang, made.scale) == ("a4", False, "both", 100_000)
    file = client.get(f"{job}/file")
    assert file.content == PDF and file.headers["content-type"] == "application/pdf"
    assert file.headers["content-disposition"] == 'attachment; filename="zgc-2020-r1-parks.pdf"'
    assert client.get(f"{job}/file", headers={"If-None-Match": file.headers["etag"]}).status_code == 304
    assert client.delete(job).status_code == 204
    assert client.get(job).status_code == client.get(f"{job}/file").status_code == client.delete(job).status_code == 404


def test_a_cancelled_job_leaves_no_file_and_nothing_that_runs(client: httpx.Client, gate: Gate, store: Store) -> None:
    job = order(client)
    until(client, job, lambda told: told["state"] == "running" and told["total"] == 4)
    assert client.delete(job).status_code == 204
    assert client.get(job).json()["state"] == "cancelled"
    gate.pages.release()
    wait_until(lambda: gate.running == 0)
    assert client.get(f"{job}/file").status_code == 409
    with store.engine.connect() as connection:
        rows = connection.execute(text("SELECT state, done, body FROM print_job")).all()
    assert rows == [("cancelled", 0, None)]
    after = order(client)
    gate.pages.release(4)
    assert until(client, after, lambda told: told["state"] == "done")["done"] == 4
    assert client.get(job).json()["state"] == "cancelled"


def test_one_that_is_cancelled_after_its_last_page_is_not_kept(
    client: httpx.Client, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = order(client)
    until(client, job, lambda told: told["state"] == "running")
    inner, there, go = gate.atlas, threading.Event(), threading.Event()

    def late(*args: Any, **words: Any) -> bytes:
        body = inner(*args, **words)
        there.set()
        assert go.wait(20)
        return body

    monkeypatch.setattr(press, "atlas", late)
    second = order(client)
    gate.pages.release(8)
    assert there.wait(20)
    assert client.delete(second).status_code == 204
    go.set()
    third = order(client)
    gate.pages.release(4)
    until(client, third, lambda told: told["state"] == "done")
    assert client.get(second).json()["state"] == "cancelled" and client.get(f"{second}/file").status_code == 409


def test_a_waiting_job_is_cancelled_before_it_begins(client: httpx.Client, gate: Gate) -> None:
    first, second = order(client), order(client, by="parks")
    until(client, first, lambda told: told["state"] == "running")
    assert client.get(second).json()["state"] == "queued"
    assert client.delete(second).status_code == 204
    gate.pages.release(4)
    until(client, first, lambda told: told["state"] == "done")
    assert [by for _, by in gate.asked] == ["groups"]


@pytest.mark.parametrize(
    ("fault", "said"), [(InputError("没有组团", "there are no groups"), "no groups"), (RuntimeError("x"), "logged")]
)  # fmt: skip
def test_a_fault_is_told_and_the_next_job_is_printed(
    client: httpx.Client, gate: Gate, fault: Exception, said: str
) -> None:
    gate.fault = fault
    job = order(client)
    gate.pages.release()
    told = until(client, job, lambda told: told["state"] == "failed")
    assert said in told["message"]["en"] and told["file"] is None
    gate.fault = None
    after = order(client)
    gate.pages.release(4)
    until(client, after, lambda told: told["state"] == "done")


def test_no_more_wait_than_may(gate: Gate, store: Store, settings: Settings) -> None:
    few = settings.model_copy(update={"prints_waiting": 2})
    with serving(store, few) as http:
        until(http, order(http), lambda told: told["state"] == "running")
        order(http), order(http)
        refused = http.post(PRINTS, json={"by": "groups"})
        assert refused.status_code == 429 and "2 atlases are waiting" in refused.json()["message"]["en"]
        assert int(refused.headers["retry-after"]) > 0
        gate.pages.release(12)


def test_a_file_has_a_limit(gate: Gate, store: Store, settings: Settings) -> None:
    gate.pages.release(4)
    with serving(store, settings.model_copy(update={"print_keep_bytes": 5})) as http:
        told = until(http, order(http), lambda told: told["state"] == "failed")
        assert "limit of 0 MB" in told["message"]["en"] and told["bytes"] is None


def test_files_are_kept_for_a_time_and_up_to_a_size(gate: Gate, store: Store, settings: Settings) -> None:
    gate.pages.release(100)
    with serving(store, settings.model_copy(update={"print_keep_bytes": 2 * len(PDF)})) as http:
        jobs = []
        for _ in range(3):
            jobs.append(order(http))
            until(http, jobs[-1], lambda told: told["state"] == "done")
        http.post(PRINTS, json={"by": "groups"})
        wait_until(lambda: http.get(jobs[0]).status_code == 404)
    with serving(store, settings.model_copy(update={"print_keep_seconds": 0.01})) as http:
        wait_until(lambda: http.get(jobs[2]).status_code == 404)


def test_a_job_goes_on_where_a_server_that_stopped_left_it(gate: Gate, store: Store, settings: Settings) -> None:
    with serving(store, settings) as http:
        job = order(http)
        until(http, job, lambda told: told["state"] == "running")
        gate.pages.release()
    with serving(store, settings) as http:
        gate.pages.release(8)
        assert until(http, job, lambda told: told["state"] == "done")["bytes"] == len(PDF)


def test_a_job_whose_process_is_gone_is_told_as_failed(
    client: httpx.Client, gate: Gate, store: Store, settings: Settings
) -> None:
    running = order(client)
    until(client, running, lambda told: told["state"] == "running")
    dead = order(client)
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE print_job SET state = 'running', owner = :owner, beat = now() - interval '16 s' WHERE id = :id"
            ),
            {"owner": uuid4(), "id": dead.rpartition("/")[2]},
        )
    told = client.get(dead).json()
    assert told["state"] == "failed" and "cut off" in told["message"]["en"]
    assert client.get(running).json()["state"] == "running"


def test_a_job_that_is_quiet_for_long_gives_signs_of_life(gate: Gate, store: Store, settings: Settings) -> None:
    with serving(store, settings.model_copy(update={"print_lost_seconds": 2})) as http:
        job = order(http)
        until(http, job, lambda told: told["state"] == "running")
        time.sleep(3)
        assert http.get(job).json()["state"] == "running"
        gate.pages.release(4)
        until(http, job, lambda told: told["state"] == "done")


BAD: dict[str, Any] = {
    "by": {}, "by-what": {"by": "districts"}, "member": {"by": "groups", "colour": "red"},
    "sheet": {"by": "groups", "sheet": "a9"}, "scale": {"by": "groups", "scale": "large"},
    "scale-small": {"by": "groups", "scale": 3}, "landscape": {"by": "groups", "landscape": 1},
    "maker": {"by": "groups", "maker": "长" * 50}, "nul": {"by": "groups", "maker": "\0"},
    "on": {"by": "groups", "on": "soon"}, "revision": {"by": "groups", "revision": True}, "list": [],
    "template": {"by": "groups", "template": "nope"},
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_ordered_is_refused_with_a_sentence(client: httpx.Client, name: str, store: Store) -> None:
    refused = client.post(PRINTS, json=BAD[name])
    assert refused.status_code == 422 and refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["message"]["zh"]
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM print_job")).scalar() == 0


def test_unknown_layouts_revisions_and_jobs(client: httpx.Client) -> None:
    assert client.post("/api/layouts/nope/prints", json={"by": "groups"}).status_code == 404
    assert client.post(PRINTS, json={"by": "groups", "revision": 99}).status_code == 404
    assert client.post(PRINTS, content=b"{").status_code == 400
    for method in ("GET", "DELETE"):
        assert client.request(method, f"/api/prints/{uuid4()}").status_code == 404
        assert client.request(method, "/api/prints/7").status_code == 422
    assert client.get(f"/api/prints/{uuid4()}/file").status_code == 404
