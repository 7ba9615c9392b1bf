"""Work that costs much: so much of it a minute for each, and none for operations that are not there."""

import httpx

from api.auth.needs import NEEDS
from api.auth.work import WORK
from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving


def asked(client: httpx.Client, address: str) -> httpx.Response:
    return client.get("/api/layouts/none/export", headers={"X-Forwarded-For": address})


def test_what_is_counted_is_an_operation() -> None:
    assert set(WORK) <= set(NEEDS)


def test_each_has_so_much_of_it_a_minute(store: Store, settings: Settings) -> None:
    few = settings.model_copy(update={"exports_per_minute": 2})
    with serving(store, few) as client:
        assert [client.get("/api/layouts/none/export").status_code for _ in range(2)] == [422, 422]
        refused = client.get("/api/layouts/none/export")
        assert refused.status_code == 429 and 0 < int(refused.headers["retry-after"]) <= 30
        assert asked(client, "192.0.2.7").status_code != 429
        assert client.get("/api/layouts").status_code == 200


def test_none_is_no_limit(store: Store, settings: Settings) -> None:
    with serving(store, settings.model_copy(update={"checks_per_minute": 0})) as client:
        assert {client.post("/api/check", json={}).status_code for _ in range(4)} == {422}
