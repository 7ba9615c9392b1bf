"""Services that somebody has claimed, and browsers and programs that call them."""

from collections.abc import Iterator

import httpx
import pytest

from api.auth import claims
from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving
from tests.api.signing import ADMIN, PASSWORD


@pytest.fixture(scope="module")
def claimed(store: Store, settings: Settings) -> Iterator[httpx.Client]:
    """A service with an administrator; the client itself is nobody."""
    with serving(store, settings) as client:
        body = {"code": claims.offer(store.engine), "name": ADMIN, "password": PASSWORD}
        assert client.post("/api/claim", json=body).status_code == 200
        client.cookies.clear()
        yield client
