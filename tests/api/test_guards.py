"""The guards before every handler: other sites, the time limit, and what took the time."""

import asyncio
import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from api import guards
from api.settings import Settings
from api.store import Store
from api.timing import counted, in_database
from tests import aside
from tests.api.conftest import serving

ORIGIN, OTHER = "https://one.example", "https://two.example"
LAYOUTS = "/api/layouts"


@pytest.fixture(scope="module")
def open_client(store: Store, settings: Settings) -> Iterator[httpx.Client]:
    """A server that lets one other site call."""
    with serving(store, settings.model_copy(update={"cors_origins": ORIGIN})) as http:
        yield http


def test_no_other_site_may_call_unless_a_setting_says_so(client: httpx.Client) -> None:
    answer = client.get(LAYOUTS, headers={"Origin": ORIGIN})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_a_site_that_is_named_may_read_and_write(open_client: httpx.Client) -> None:
    answer = open_client.get(LAYOUTS, headers={"Origin": ORIGIN})
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert "Origin" in answer.headers["vary"] and "ETag" in answer.headers["access-control-expose-headers"]
    asked = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "if-match, content-type"}
    before = open_client.options(LAYOUTS, headers={"Origin": ORIGIN} | asked)
    assert before.status_code == 200 and "PUT" in before.headers["access-control-allow-methods"]
    assert "default-src" in before.headers["content-security-policy"]


def test_a_site_that_is_not_named_may_not(open_client: httpx.Client) -> None:
    answer = open_client.get(LAYOUTS, headers={"Origin": OTHER})
    assert "access-control-allow-origin" not in answer.headers
    before = open_client.options(LAYOUTS, headers={"Origin": OTHER, "Access-Control-Request-Method": "PUT"})
    assert before.status_code == 400


def test_an_error_can_be_read_by_the_other_site_too(open_client: httpx.Client) -> None:
    answer = open_client.get(f"{LAYOUTS}/nothing", headers={"Origin": ORIGIN})
    assert answer.status_code == 404 and answer.headers["access-control-allow-origin"] == ORIGIN


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("", []),
        ("*", ["*"]),
        (ORIGIN, [ORIGIN]),
        (f"{ORIGIN}, http://localhost:5173 ", [ORIGIN, "http://localhost:5173"]),
    ],
)
def test_sites_are_named_by_a_list(text: str, origins: list[str]) -> None:
    assert Settings(cors_origins=text).origins() == origins


@pytest.mark.parametrize("text", ["one.example", f"{ORIGIN}/", f"{ORIGIN} {OTHER}", f"{ORIGIN},", "https://*.example"])
def test_a_list_of_sites_that_would_not_work_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)cors_origins"):
        Settings(cors_origins=text)


def test_the_answer_tells_what_took_the_time(client: httpx.Client) -> None:
    told = client.get("/ogc/collections/zgc-2020.park/items").headers["server-timing"]
    found = re.fullmatch(r"db;dur=([\d.]+), total;dur=([\d.]+)", told)
    assert found and 0 < float(found[1]) <= float(found[2])
    assert client.get("/").headers["server-timing"].startswith("total;dur=")


def test_time_in_the_database_is_gathered_from_tasks_too() -> None:
    spent: list[float] = []

    async def ask() -> None:
        with in_database():
            await asyncio.sleep(0.01)

    async def both() -> None:
        with counted(spent):
            await asyncio.gather(ask(), ask())
        await ask()

    aside.run(both())
    assert len(spent) == 2 and all(seconds >= 0.005 for seconds in spent)


def slow_app() -> FastAPI:
    app = FastAPI()

    @app.get("/slow")
    async def slow() -> Response:
        await asyncio.sleep(0.3)
        return PlainTextResponse("late")

    @app.get("/stream")
    async def stream() -> Response:
        async def pieces() -> object:
            for _ in range(4):
                yield b"x"
                await asyncio.sleep(0.05)

        return StreamingResponse(pieces())  # type: ignore[arg-type]

    @app.post("/body")
    async def body(request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))

    guards.install(app, Settings(request_seconds=0.1))
    return app


def ask(method: str, path: str) -> httpx.Response:
    async def one() -> httpx.Response:
        transport = httpx.ASGITransport(slow_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            return await client.request(method, path, content=b"12345" if method == "POST" else None)

    return aside.run(one())


def test_what_takes_too_long_is_told_so() -> None:
    answer = ask("GET", "/slow")
    assert answer.status_code == 503 and answer.headers["content-type"] == "application/problem+json"
    assert "too long" in str(answer.json()) and "用时过长" in str(answer.json())


def test_an_answer_that_has_begun_goes_on_and_a_quick_one_is_left_alone() -> None:
    assert ask("GET", "/stream").text == "xxxx"
    assert ask("POST", "/body").text == "5"
