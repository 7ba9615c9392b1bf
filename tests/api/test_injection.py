"""What an attacker writes into every parameter of every operation does nothing: not to the database, not to files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from api.main import create_app
from api.settings import Settings
from api.store import Store
from geo.model import Layout

ATTACKS = (
    "x' OR '1'='1",
    "1); DROP TABLE layout CASCADE; --",
    "' UNION SELECT pg_read_file('/etc/passwd')::text --",
    "zgc-2020' AND pg_sleep(50) IS NULL --",
    '%27%20$$;\\";{{7*7}}%s',
)
CLIMBS = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "/etc/passwd",
    "....//....//etc/passwd",
    "C:\\x\\..\\y",
)
TOLD = ("syntax error", "psycopg", "Traceback", "root:x:0", "unterminated quoted")
SLEEP_S = 50
DRAWN = ("/api/layouts/{id}/sheet.pdf", "/api/layouts/{id}/sheet.png")
"""They take what the sheet as SVG takes, and long to draw."""


def operations(app: FastAPI, method: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in app.openapi()["paths"].items():
        if method in methods and path not in DRAWN:
            yield path, methods[method]


def known(path: str, parameter: dict[str, Any]) -> str:
    """A value that is right, so that the attack beside it is reached."""
    if parameter["name"] == "id" and "/layouts/" in path:
        return "zgc-2020"
    if parameter["name"] == "id" and path.startswith("/ogc/collections"):
        return "zgc-2020.group"
    examples = parameter.get("examples") or [parameter["schema"].get("default", 1)]
    first = examples[0] if isinstance(examples, list) else next(iter(examples.values()))["value"]
    return str(first)


def attacked(path: str, operation: dict[str, Any], attack: str) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """The request with the attack in each of its parameters in turn: address, query and headers."""
    parameters = [p for p in operation.get("parameters", []) if "$ref" not in p]
    for target in parameters:
        address, query, headers = path, {}, {}
        for parameter in parameters:
            name, place = parameter["name"], parameter["in"]
            if parameter is not target and not parameter.get("required"):
                continue
            value = attack if parameter is target else known(path, parameter)
            if place == "path":
                address = address.replace("{" + name + "}", quoted(value))
            elif place == "query":
                query[name] = value
            else:
                headers[name] = value
        yield address, query, headers


def quoted(value: str) -> str:
    return httpx.URL("http://x/", params={"v": value}).query.decode().removeprefix("v=").replace("+", "%20")


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app()


@pytest.fixture(scope="module")
def stored(store: Store, reference: Layout) -> dict[str, int]:
    store.import_layout(reference, author="张工", message="导入")
    return counts(store)


def counts(store: Store) -> dict[str, int]:
    """How many rows each table of history holds."""
    with store.engine.connect() as connection:
        tables = ("layout", "revision", "feature_version", "feature_head", "publication", "waiver", "import_record")
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables}


@pytest.mark.parametrize("attack", ATTACKS)
def test_sql_in_any_parameter_of_any_question_does_nothing(
    attack: str, app: FastAPI, client: httpx.Client, store: Store, stored: dict[str, int]
) -> None:
    asked = 0
    for path, operation in operations(app, "get"):
        for address, query, headers in attacked(path, operation, attack):
            with client.stream("GET", address, params=query, headers=headers) as answer:
                body = next(answer.iter_text(), "")
            asked += 1
            assert answer.status_code < 500, (address, query, body[:300])
            assert not any(word in body for word in TOLD), (address, query, body[:300])
            assert answer.elapsed.total_seconds() < SLEEP_S, (address, query)
    assert asked > 100
    assert counts(store) == stored


@pytest.mark.parametrize("address", ("/assets/{}", "/{}", "/rules/{}", "/ogc/{}"))
@pytest.mark.parametrize("climb", CLIMBS)
def test_no_address_climbs_out_of_the_folder_of_pages(climb: str, address: str, client: httpx.Client) -> None:
    answer = client.get(address.format(climb))
    assert answer.status_code in (404, 405, 200)
    assert "root:x:0" not in answer.text


@pytest.mark.parametrize("climb", CLIMBS)
def test_no_name_of_an_upload_climbs_out_of_the_folder_of_uploads(
    climb: str, client: httpx.Client, settings: Settings, stored: dict[str, int]
) -> None:
    before = files(settings.home.parent)
    body = b'{"type":"FeatureCollection","features":[]}'
    answer = client.post("/api/imports", params={"name": f"{climb}/x.geojson", "layout": "zgc-2020"}, content=body)
    assert answer.status_code in (201, 422)
    added = files(settings.home.parent) - before
    assert all(path.is_relative_to(settings.home / "uploads") for path in added)
    assert stored


def files(folder: Path) -> set[Path]:
    return {path.resolve() for path in folder.rglob("*") if path.is_file()}
