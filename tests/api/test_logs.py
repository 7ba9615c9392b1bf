"""The log: JSON where it is piped, each request with its number, no secret, and a crash with its traceback."""

import logging
from collections.abc import Callable, Iterator

import httpx
import orjson
import pytest

from api import logs
from api.auth.acting import Acting, act_as
from api.auth.people import LOCAL
from api.settings import Settings


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What is logged, with the loggers as they were afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    yield lambda: capsys.readouterr().err
    root.handlers[:], level = before
    root.setLevel(level)


def test_each_request_is_told_with_its_number_and_no_secret(client: httpx.Client, lines: Callable[[], str]) -> None:
    logs.set_up(Settings(log_level="info"))
    headers = {"Authorization": "Bearer hidden-secret", "Cookie": "x=hidden-secret"}
    answer = client.get("/api/layouts/hidden-secret?q=hidden-secret", headers=headers)
    said = lines()
    told = [orjson.loads(line) for line in said.splitlines()]
    found = [line for line in told if line["event"] == "request"]
    assert len(found) == 1 and found[0]["request"] == answer.headers["x-request-id"]
    assert (found[0]["route"], found[0]["status"]) == ("/api/layouts/{id}", answer.status_code)
    assert found[0]["duration_ms"] > 0 and found[0]["level"] == "info" and found[0]["timestamp"]
    assert "hidden-secret" not in said


def test_a_number_from_a_proxy_is_taken_over_where_it_is_one(client: httpx.Client) -> None:
    for given, kept in (("3f2a-77.b_1", True), ("short", False), ("x" * 65, False), ("a b; c=d e", False)):
        answer = client.get("/api/layouts", headers={"X-Request-Id": given})
        assert (answer.headers["x-request-id"] == given) is kept


def test_it_is_calm_unless_asked_otherwise(client: httpx.Client, lines: Callable[[], str]) -> None:
    logs.set_up(Settings())
    assert client.get("/healthz").status_code == 200
    assert lines() == ""


def test_a_crash_has_its_traceback_under_its_request(lines: Callable[[], str]) -> None:
    logs.set_up(Settings(log="json"))
    with act_as(Acting(LOCAL, "127.0.0.1", "r7")):
        try:
            raise ZeroDivisionError("the reason")
        except ZeroDivisionError:
            logging.getLogger("yuantu").exception("%s %s", "GET", "/x")
    told = orjson.loads(lines())
    assert (told["event"], told["level"], told["request"], told["person"]) == ("GET /x", "error", "r7", "local")
    assert "ZeroDivisionError: the reason" in told["exception"]


def test_text_is_readable(lines: Callable[[], str]) -> None:
    logs.set_up(Settings(log="text"))
    logging.getLogger("yuantu").warning("something %s", "odd")
    said = lines()
    assert "something odd" in said and not said.startswith("{")
