"""Once told to stop, a server begins no more writes and says so; what only reads is answered to the end."""

import asyncio

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from api.stopping import AFTER_S, Refusal, Writes
from tests.aside import run


def answers(stopping: bool) -> dict[str, httpx.Response]:
    """What each request gets while the server goes on, or stops."""
    asked = {"write": ("POST", "/x"), "read": ("GET", "/x"), "health": ("GET", "/healthz")}
    routes = [Route(path, lambda _: PlainTextResponse("done"), methods=["GET", "POST"]) for path in ("/x", "/healthz")]
    app = Starlette(routes=routes)
    app.add_middleware(Refusal)
    app.state.stopping = lambda: stopping
    app.state.writes = Writes()

    async def ask() -> dict[str, httpx.Response]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return {name: await client.request(*words) for name, words in asked.items()}

    return run(ask())


def test_while_it_goes_on_everything_is_answered() -> None:
    assert {answer.status_code for answer in answers(stopping=False).values()} == {200}


def test_once_it_stops_writes_are_refused_and_health_says_so() -> None:
    found = answers(stopping=True)
    assert {name: answer.status_code for name, answer in found.items()} == {"write": 503, "read": 200, "health": 503}
    assert found["write"].headers["retry-after"] == found["health"].headers["retry-after"] == str(AFTER_S)
    assert "stopping" in found["write"].json()["message"]["en"]


def test_writes_that_have_begun_are_waited_for_and_told_where_they_are_cut_off() -> None:
    waiting, stopping = asyncio.Event(), False

    async def write(_: Request) -> PlainTextResponse:
        await waiting.wait()
        return PlainTextResponse("done")

    app = Starlette(routes=[Route("/x", write, methods=["POST"])])
    app.add_middleware(Refusal)
    app.state.stopping, app.state.writes = lambda: stopping, Writes()

    async def ask() -> tuple[httpx.Response, httpx.Response]:
        nonlocal stopping
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            finishing, cut_off = (asyncio.create_task(client.post("/x")) for _ in range(2))
            while app.state.writes.count < 2:
                await asyncio.sleep(0)
            stopping = True
            await app.state.writes.finish(lambda: True)
            cut_off.cancel()
            told = await cut_off
            everything = asyncio.create_task(app.state.writes.finish(lambda: False))
            await asyncio.sleep(0.1)
            assert not everything.done()
            waiting.set()
            await everything
            return told, await finishing

    told, finished = run(ask())
    assert finished.text == "done" and app.state.writes.count == 0
    assert told.status_code == 503 and "before you try again" in told.json()["message"]["en"]
