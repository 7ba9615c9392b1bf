"""Signing in to a claimed service, as a browser does."""

import contextlib
from collections.abc import Iterator

import httpx

ADMIN, PASSWORD = "管理员 Ada", "correct horse battery"


@contextlib.contextmanager
def browser(service: httpx.Client, **headers: str) -> Iterator[httpx.Client]:
    """A browser of its own at a service: cookies, and the origin that it tells with each request."""
    with httpx.Client(base_url=service.base_url, timeout=60) as client:
        client.headers.update({"Origin": str(service.base_url).rstrip("/"), "Sec-Fetch-Site": "same-origin"} | headers)
        yield client


def sign_in(client: httpx.Client, name: str = ADMIN, password: str = PASSWORD) -> httpx.Response:
    """Sign a browser in; from then on it sends along what writes need."""
    answer = client.post("/api/session", json={"name": name, "password": password})
    if answer.is_success:
        client.headers["X-Yuantu-CSRF"] = answer.json()["csrf"]
    return answer


@contextlib.contextmanager
def signed_in(service: httpx.Client, name: str = ADMIN, password: str = PASSWORD) -> Iterator[httpx.Client]:
    """A browser in which somebody has signed in."""
    with browser(service) as client:
        assert sign_in(client, name, password).status_code == 200
        yield client
