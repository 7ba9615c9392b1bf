"""What the service counts, and who may read it."""

import contextlib
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving

TOKEN = "a-token-of-some-length"


def counted(client: httpx.Client, **headers: str) -> dict[tuple[str, ...], float]:
    """Every sample by its name and the values of its labels."""
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.text)
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


def test_requests_are_counted_by_route_and_status(client: httpx.Client) -> None:
    for name in ("one", "two"):
        assert client.get(f"/api/layouts/{name}").status_code == 404
    assert client.get("/api/layouts/zgc-2020/report").status_code == 200
    found = counted(client)
    assert found["yuantu_requests_total", "GET", "/api/layouts/{id}", "404"] == 2
    assert found["yuantu_request_seconds_count", "GET", "/api/layouts/{id}"] == 2
    assert found["yuantu_check_seconds_count",] >= 1
    assert found["yuantu_requests_running",] == 1
    assert found["yuantu_revisions_total",] >= 2 and found["yuantu_layouts",] == 2 and found["yuantu_sessions",] == 0
    assert not any("one" in words for words in found)


def test_only_who_brings_the_token_reads_them_where_there_is_one(store: Store, tmp_path: Path) -> None:
    settings = Settings(database_url=None, web=tmp_path, home=tmp_path, metrics_token=TOKEN)
    with serving(store, settings) as client:
        assert counted(client, Authorization=f"Bearer {TOKEN}")
        refused = client.get("/metrics", headers={"Authorization": "Bearer another"})
        assert refused.status_code == 403


def test_a_page_that_calls_itself_otherwise_does_not_read_them(client: httpx.Client) -> None:
    assert client.get("/metrics", headers={"Host": "evil.example"}).status_code == 403


def test_applications_count_apart(store: Store, settings: Settings) -> None:
    with contextlib.ExitStack() as stack:
        first, second = (stack.enter_context(serving(store, settings)) for _ in range(2))
        assert first.get("/api/layouts/none").status_code == 404
        assert ("yuantu_requests_total", "GET", "/api/layouts/{id}", "404") not in counted(second)
