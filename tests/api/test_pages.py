"""Built files: packed once by the build, sent as they lie there to those who take it, never to be asked for again."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import brotli
import httpx
import pytest

from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving

BODY = b"// a line of a program\n" * 200
NAME = "/assets/main-0a1b2c.js"


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web") / "assets"
    folder.mkdir()
    (folder / "main-0a1b2c.js").write_bytes(BODY)
    (folder / "main-0a1b2c.js.br").write_bytes(brotli.compress(BODY, quality=11))
    (folder / "main-0a1b2c.js.gz").write_bytes(gzip.compress(BODY, 9))
    (folder / "plain-0a1b2c.css").write_bytes(BODY)
    return folder


@pytest.fixture(scope="module")
def client(store: Store, assets: Path) -> Iterator[httpx.Client]:
    with serving(store, Settings(database_url=None, web=assets.parent, home=assets.parent)) as http:
        yield http


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0.5, gzip", "gzip"), ("br;q=0, gzip;q=0", None)],
)
def test_the_packed_file_goes_out_as_it_lies_there(
    client: httpx.Client, assets: Path, accepted: str, coding: str | None
) -> None:
    got = client.get(NAME, headers={"Accept-Encoding": accepted})
    assert got.content == BODY and got.headers.get("content-encoding") == coding
    assert "javascript" in got.headers["content-type"]
    assert "immutable" in got.headers["cache-control"] and "Accept-Encoding" in got.headers["vary"]
    ending = {"br": ".br", "gzip": ".gz", None: ""}[coding]
    assert int(got.headers["content-length"]) == (assets / f"main-0a1b2c.js{ending}").stat().st_size


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
def test_who_holds_it_gets_nothing_again(client: httpx.Client, accepted: str) -> None:
    held = client.get(NAME, headers={"Accept-Encoding": accepted}).headers["etag"]
    again = client.get(NAME, headers={"Accept-Encoding": accepted, "If-None-Match": held})
    assert again.status_code == 304 and again.headers["etag"] == held


def test_what_was_not_packed_is_packed_on_its_way(client: httpx.Client) -> None:
    got = client.get("/assets/plain-0a1b2c.css", headers={"Accept-Encoding": "br"})
    assert got.content == BODY and got.headers["content-encoding"] == "br"
    assert client.get("/assets/nothing.js").status_code == 404
