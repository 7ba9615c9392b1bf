"""The audit over HTTP: pages, filters, files, and formulas that are none."""

import csv
import io
from collections.abc import Callable

import httpx
import orjson
import pytest

from api.auth.acting import Acting, act_as
from api.auth.people import NOBODY
from api.schemas.audit import AuditModel
from api.store import Store, audit
from geo.exchange import geojson
from geo.model import Layout
from tests.api.shapes import square


@pytest.fixture
def edited(client: httpx.Client, store: Store, fresh_id: Callable[[], str]) -> str:
    """A layout with three revisions, two of them made over HTTP."""
    id = fresh_id()
    store.import_layout(Layout.of([square("a")], id=id), author="me", message="first")
    for base in (1, 2):
        body = {"put": [geojson.feature(square("b", size=base / 100))], "author": "李工", "message": f"m{base}"}
        headers = {"If-Match": f'"{base}"', "X-Request-Id": "unused"}
        assert client.post(f"/api/layouts/{id}/edits", json=body, headers=headers).status_code == 200
    return id


def test_pages_from_the_newest_on(client: httpx.Client, edited: str) -> None:
    keys: list[str] = []
    cursor: int | None = None
    for _ in range(4):
        words: dict[str, str | int] = {"layout": edited, "limit": 1}
        words |= {} if cursor is None else {"cursor": cursor}
        page = client.get("/api/audit", params=words).json()
        AuditModel(**page)
        keys += [entry["key"] for entry in page["entries"]]
        cursor = page["next"]
    assert keys == [f"{edited}@3", f"{edited}@2", f"{edited}@1", edited] and cursor is None


def test_it_tells_who_from_where_and_in_which_request(client: httpx.Client, edited: str) -> None:
    entry = client.get("/api/audit", params={"layout": edited, "limit": 1}).json()["entries"][0]
    assert (entry["person"], entry["address"], entry["after"]["author"]) == ("local", "127.0.0.1", "李工")
    assert entry["request"] and set(entry["after"]["features"]) == {"b"}


def test_filters(client: httpx.Client, edited: str) -> None:
    def keys(**words: str) -> list[str]:
        return [entry["key"] for entry in client.get("/api/audit", params={"layout": edited} | words).json()["entries"]]

    assert keys(person="program") == [f"{edited}@1", edited]
    assert keys(action="update") == []
    second = client.get("/api/audit", params={"layout": edited}).json()["entries"][1]["at"]
    assert keys(since=second) == [f"{edited}@3", f"{edited}@2"]
    assert keys(until=second) == [f"{edited}@1", edited]
    assert keys(until="2026-01-01") == []


@pytest.mark.parametrize("words", [{"since": "x"}, {"limit": "0"}, {"cursor": "-1"}, {"layout": "\0"}, {"person": "'"}])
def test_what_does_not_fit_is_said(client: httpx.Client, words: dict[str, str]) -> None:
    answer = client.get("/api/audit", params=words)
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"


def test_files_hold_all_of_it_and_no_formula(client: httpx.Client, store: Store, edited: str) -> None:
    with act_as(Acting(NOBODY, "192.0.2.9")), store.engine.begin() as connection:
        audit.note(connection, "sign-in-failed", "=cmd()")
    lines = client.get("/api/audit/export", params={"format": "jsonl"}).text.splitlines()
    entries = [orjson.loads(line) for line in lines]
    assert [entry["number"] for entry in entries] == list(range(1, len(entries) + 1))
    answer = client.get("/api/audit/export")
    assert answer.headers["content-disposition"] == 'attachment; filename="audit.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["hash"] for row in rows] == [entry["hash"] for entry in entries]
    assert rows[-1]["key"] == "'=cmd()"
    assert len(client.get("/api/audit/export", params={"layout": edited, "format": "jsonl"}).text.splitlines()) == 4


def test_a_wrong_password_is_told_without_it(client: httpx.Client) -> None:
    body = {"name": "nobody-here", "password": "a long wrong password"}
    assert client.post("/api/session", json=body).status_code == 401
    found = client.get("/api/audit", params={"action": "sign-in-failed"})
    assert found.json()["entries"][0]["key"] == "nobody-here" and "wrong" not in found.text
