"""Once told to stop, a server begins no more writes and says so; what only reads is answered to the end."""

import httpx
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from api.stopping import AFTER_S, Refusal
from tests.aside import run


def answers(stopping: bool) -> dict[str, httpx.Response]:
    """What each request gets while the server goes on, or stops."""
    asked = {"write": ("POST", "/x"), "read": ("GET", "/x"), "health": ("GET", "/healthz")}
    routes = [Route(path, lambda _: PlainTextResponse("done"), methods=["GET", "POST"]) for path in ("/x", "/healthz")]
    app = Starlette(routes=routes)
    app.add_middleware(Refusal)
    app.state.stopping = lambda: stopping

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
