"""Compression by negotiation: which coding, for what, with which tag, whole and as a stream."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import brotli
import httpx
import pytest
from backports import zstd
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from api.answers import Kept, tagged
from api.encoding import SMALL_BYTES, Encoding, negotiate
from api.packing import CODINGS, Coding, Packer, pack
from tests import aside

BODY = b'{"type":"FeatureCollection","features":[]}' * 200
PIECES = 40
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "zstd": zstd.decompress,
    "br": brotli.decompress,
    "gzip": lambda packed: zlib.decompress(packed, 31),
}


async def pieces() -> AsyncIterator[bytes]:
    for _ in range(PIECES):
        yield BODY


def whole(request: Request) -> Response:
    query = request.query_params
    media, size = query.get("media", "application/geo+json"), int(query.get("size", len(BODY)))
    headers = {name: query[name] for name in ("cache-control", "content-range", "accept-ranges") if name in query}
    tag = query.get("tag", '"x7"')
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(BODY[:size], headers=headers | {"ETag": tag}, media_type=media)


def stream(_request: Request) -> Response:
    return StreamingResponse(pieces(), headers={"ETag": '"x7"'}, media_type="application/json")


def echo(request: Request) -> Response:
    return Response(request.headers.get("if-match", ""), media_type="text/plain")


KEPT = Kept(lambda: BODY, best=True)


def kept(request: Request) -> Response:
    return tagged(request, 'W/"k"', KEPT.plain, "application/json", packed=KEPT.packed)


class Raw(httpx.AsyncBaseTransport):
    """Answers of the application as they are sent, before a client unpacks them."""

    def __init__(self) -> None:
        routes = [Route(f"/{work.__name__}", work, methods=["GET", "HEAD"]) for work in (whole, stream, echo, kept)]
        self._inner = httpx.ASGITransport(Encoding(Starlette(routes=routes)))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        headers = [(name, value) for name, value in answer.headers.raw if name.lower() != b"content-encoding"]
        sent = answer.headers.get("content-encoding", "")
        body = b"".join([piece async for piece in answer.aiter_raw()])
        return httpx.Response(answer.status_code, headers=[*headers, (b"x-sent", sent.encode())], content=body)


def get(path: str, accept: str = "", *, method: str = "GET", **headers: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=Raw(), base_url="http://x") as client:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.request(method, path, headers={"Accept-Encoding": accept} | named)

    return aside.run(ask())


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("zstd;q=0, br;q=0.001", "br"),
        ("*", "zstd"),
        ("*;q=0.5, zstd;q=0", "br"),
        ("*;q=0", None),
        ("gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip", "gzip"),
        ("deflate", None),
        ("gzip;q=nonsense", None),
        ("gzip ; q=0.3 , br ; q=0.4", "br"),
        (",,", None),
    ],
)
def test_the_coding_is_the_one_that_the_client_likes_best(accepted: str, coding: str | None) -> None:
    assert negotiate(accepted) == coding


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("path", ["/whole", "/stream"])
def test_what_is_packed_unpacks_to_the_same(coding: Coding, path: str) -> None:
    plain, packed = get(path), get(path, coding)
    assert plain.headers["x-sent"] == "" and packed.headers["x-sent"] == coding
    assert UNPACK[coding](packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 5
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] == '"x7"' and packed.headers["etag"] == f'"x7-{coding}"'
    assert packed.headers.get("content-length", str(len(packed.content))) == str(len(packed.content))


@pytest.mark.parametrize(
    "path",
    [
        f"/whole?size={SMALL_BYTES - 1}",
        "/whole?media=application/pdf",
        "/whole?media=image/png",
        "/whole?media=text/event-stream",
        "/whole?media=application/vnd.apache.parquet",
        "/whole?cache-control=no-transform",
        "/whole?content-range=bytes 0-1/2",
    ],
)
def test_what_gains_nothing_is_left_alone(path: str) -> None:
    answer = get(path, "gzip")
    assert answer.headers["x-sent"] == "" and answer.headers["etag"] == '"x7"'
    assert "vary" not in answer.headers


@pytest.mark.parametrize(
    "media",
    ["text/html", "image/svg+xml", "application/vnd.mapbox-vector-tile", "application/flatgeobuf",
     "application/schema+json", "application/vnd.oai.openapi+json;version=3.0", "text/javascript"],
)  # fmt: skip
def test_texts_and_tiles_are_packed(media: str) -> None:
    answer = get(f"/whole?size={SMALL_BYTES}&media={media.replace('+', '%2B').replace(';', '%3B')}", "br")
    assert answer.headers["x-sent"] == "br"


def test_a_packed_answer_offers_no_ranges_of_the_plain_one() -> None:
    assert get("/whole?accept-ranges=bytes").headers["accept-ranges"] == "bytes"
    assert "accept-ranges" not in get("/whole?accept-ranges=bytes", "gzip").headers


@pytest.mark.parametrize("held", ['"x7"', '"x7-gzip"', '"x7-br"', '"other", "x7-zstd"'])
def test_a_client_gets_304_with_the_tag_that_it_holds(held: str) -> None:
    answer = get("/whole", "gzip, br, zstd", if_none_match=held)
    assert answer.status_code == 304 and answer.headers["etag"] == held.split(", ")[-1]
    assert answer.headers["vary"] == "Accept-Encoding"


def test_weak_tags_hold_for_every_coding() -> None:
    answer = get("/whole?tag=W/%227%22", "br")
    assert answer.headers["x-sent"] == "br" and answer.headers["etag"] == 'W/"7"'


def test_a_writer_may_name_the_tag_of_a_packed_answer() -> None:
    assert get("/echo", if_match='"3-gzip"').text == '"3"'
    assert get("/echo", if_match='"3-other"').text == '"3-other"'


@pytest.mark.parametrize("accept", ["", "gzip"])
def test_a_head_is_that_of_the_body(accept: str) -> None:
    one, other = get("/whole", accept, method="HEAD"), get("/whole", accept)
    for name in ("etag", "vary", "x-sent"):
        assert one.headers[name] == other.headers[name]


def test_every_piece_of_a_stream_can_be_read_at_once() -> None:
    for packer, reader in ((Packer("gzip"), zlib.decompressobj(31)), (Packer("zstd"), zstd.ZstdDecompressor())):
        assert reader.decompress(packer.add(b"one")) == b"one"
        assert reader.decompress(packer.add(b"two")) == b"two"
        assert reader.decompress(packer.end(b"")) == b""
    packer, unpacker = Packer("br"), brotli.Decompressor()
    assert unpacker.process(packer.add(b"one")) == b"one"
    assert unpacker.process(packer.end(b"two")) == b"two" and unpacker.is_finished()


@pytest.mark.parametrize("coding", CODINGS)
def test_kept_content_is_packed_once_and_then_as_small_as_it_gets(coding: Coding) -> None:
    made: list[Any] = []
    content = Kept(lambda: made.append(1) or BODY, best=True)  # type: ignore[func-returns-value]
    assert UNPACK[coding](content.packed(coding)) == BODY
    best = pack(BODY, coding, best=True)
    until = aside.run(_wait(lambda: content.packed(coding) == best))
    assert until and made == [1]
    answer = get("/kept", coding)
    assert answer.headers["x-sent"] == coding and UNPACK[coding](answer.content) == BODY
    assert answer.headers["etag"] == 'W/"k"' and answer.headers["vary"] == "Accept-Encoding"


async def _wait(true: Callable[[], bool]) -> bool:
    for _ in range(500):
        if true():
            return True
        await asyncio.sleep(0.02)
    return False


def test_a_tag_that_names_a_revision_stays_as_it_is() -> None:
    answer = get("/whole?tag=%227%22", "br")
    assert answer.headers["x-sent"] == "br" and answer.headers["etag"] == '"7"'
