"""A stored layout as a file: every format that writes, at any revision, and what there is not gets a problem."""

from pathlib import Path

import httpx
import pytest

from api.store import Store
from geo import exchange
from geo.exchange.formats import FORMATS, Format
from geo.model import Edit, Layout, features_of

WRITTEN = [format for format in FORMATS if format.writes]
EXACT = [format for format in WRITTEN if format.reads and format.name != "dxf"]
"""Drawings are in metres, and come back to 1e-9 degrees."""


def _kept(layout: Layout) -> list[tuple[object, ...]]:
    return sorted((*f.row().values(), f.geometry.wkb if f.geometry else None) for f in features_of(layout.features))


@pytest.mark.parametrize("format", EXACT, ids=lambda f: f.name)
def test_what_goes_out_comes_back_as_it_is_stored(
    client: httpx.Client, store: Store, tmp_path: Path, format: Format
) -> None:
    answer = client.get(f"/api/layouts/practice-draft/export?format={format.name}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == format.media_type
    # Text is packed on the way, and has no length beforehand.
    assert "content-encoding" in answer.headers or int(answer.headers["content-length"]) == len(answer.content)
    name = f"practice-draft-1{format.endings[0]}"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"
    (tmp_path / name).write_bytes(answer.content)
    layout, stored = exchange.read(tmp_path / name), store.layout("practice-draft")
    assert (layout.id, layout.revision, layout.title) == ("practice-draft", 1, stored.title)
    assert _kept(layout) == _kept(stored)


def test_an_older_revision_goes_out_as_it_was(client: httpx.Client, store: Store) -> None:
    first = next(iter(features_of(store.layout("practice-draft").features)))
    before = len(store.layout("practice-draft"))
    store.save("practice-draft", 1, Edit(delete=(first.id,)), author="a", message="m")
    old = client.get("/api/layouts/practice-draft/export?format=geojson&revision=1").json()
    new = client.get("/api/layouts/practice-draft/export?format=geojson").json()
    assert (old["yuantu"]["revision"], new["yuantu"]["revision"]) == (1, 2)
    assert (len(old["features"]), len(new["features"])) == (before, before - 1)
    assert new["yuantu"]["notice"] is not None


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        ("practice-draft/export?format=geojson&revision=99", 404),
        ("nope/export?format=geojson", 404),
        ("practice-draft/export?format=dwg", 422),
        ("practice-draft/export", 422),
        ("practice-draft/export?format=geojson&encoding=GBK", 422),
    ],
)
def test_what_there_is_not_gets_a_problem(client: httpx.Client, ask: str, status: int) -> None:
    answer = client.get(f"/api/layouts/{ask}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
