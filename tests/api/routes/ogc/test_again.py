"""Tiles asked for again: the same answer to the last header, of the newest revision, and only where it is the same."""

import httpx
import pytest

from api.store import Store
from api.tiles.editions import Edition
from geo.model import Edit, Layout
from tests.api.routes.ogc.conftest import parcel

TILES = "/ogc/collections/again.parcel/tiles/CGCS2000Quad"
TILE = f"{TILES}/8/35/210"
EMPTY = f"{TILES}/8/0/0"


@pytest.fixture(scope="module", autouse=True)
def layout(store: Store) -> None:
    store.import_layout(Layout.of([parcel(n) for n in range(50)], id="again"), author="me", message="")


def said(answer: httpx.Response) -> tuple[object, ...]:
    changing = ("date", "server-timing", "x-request-id")
    return (
        answer.status_code,
        answer.content,
        [pair for pair in answer.headers.multi_items() if pair[0] not in changing],
    )


def drawn(answer: httpx.Response) -> bool:
    """The long way was taken: it tells what the database took."""
    return "db;" in answer.headers["server-timing"]


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br"])
@pytest.mark.parametrize("path", [TILE, EMPTY])
def test_the_answer_is_the_same(client: httpx.Client, path: str, accepted: str) -> None:
    headers = {"Accept-Encoding": accepted, "X-Anything": "else"}
    first, second, third = (client.get(path, headers=headers) for _ in range(3))
    assert drawn(first) and not drawn(second) and not drawn(third)
    assert said(first) == said(second) == said(third)


def test_who_holds_it_is_spared_the_body(client: httpx.Client) -> None:
    tag = client.get(TILE).headers["etag"]
    first, second = (client.get(TILE, headers={"If-None-Match": tag}) for _ in range(2))
    assert (first.status_code, second.status_code) == (304, 304)
    assert drawn(first) and not drawn(second)
    assert said(first) == said(second)
    assert client.get(TILE, headers={"If-None-Match": '"r1-other"'}).status_code == 200


def test_what_may_be_another_answer_is_another_question(client: httpx.Client) -> None:
    client.get(TILE)
    assert client.get(TILE, headers={"Accept": "image/png"}).status_code == 406
    assert client.get(f"{TILE}?f=png").status_code == 400
    assert client.get(f"{TILE}?colour=red").status_code == 400
    assert client.head(TILE).content == b""
    assert client.get(TILE, headers={"Authorization": "Bearer x"}).status_code == 401
    for own in ({"Cookie": "a=b"}, {"Range": "bytes=0-1"}):
        assert all(drawn(client.get(TILE, headers=own)) for _ in range(2))


def test_a_write_is_in_the_next_answer(client: httpx.Client, store: Store) -> None:
    before = [client.get(TILE) for _ in range(2)][1]
    pinned = f"{TILE}?revision={before.headers['etag'].split('-')[0][2:]}"
    older = client.get(pinned).content
    for n in range(50, 55):
        revision = store.save("again", n - 49, Edit(put=(parcel(n),)), author="me", message="").revision
        after = client.get(TILE)
        assert after.headers["etag"].startswith(f'"r{revision}-') and after.content != before.content
        assert said(client.get(TILE)) == said(after)
        held = client.get(TILE, headers={"If-None-Match": before.headers["etag"]})
        assert (held.status_code, held.content) == (200, after.content)
        before = after
    assert client.get(pinned).content == older


def test_where_the_newest_revision_cannot_be_learnt_nothing_kept_goes_out(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(TILE)

    async def gone(_self: object, _layout: str) -> Edition | None:
        from geo.errors import Unavailable

        raise Unavailable("断了", "gone")

    monkeypatch.setattr("api.tiles.editions.Newest.of", gone)
    assert client.get(TILE).status_code == 503
