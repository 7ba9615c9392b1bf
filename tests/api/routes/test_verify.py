"""A printed sheet is asked about by the code on it."""

import io
import re

import httpx
import pikepdf
import psycopg
import pytest

from api.store import Store
from geo.model import Edit

JSON = {"accept": "application/json"}
HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def seal_of(body: bytes) -> str:
    with pikepdf.open(io.BytesIO(body)) as document:
        return str(document.trailer.Info["/YuantuSeal"])


@pytest.fixture(scope="module")
def printed(client: httpx.Client) -> tuple[str, bytes]:
    answer = client.get("/api/layouts/zgc-2020/sheet.pdf")
    assert answer.status_code == 200
    return seal_of(answer.content), answer.content


def test_a_print_is_known_by_its_code(client: httpx.Client, printed: tuple[str, bytes]) -> None:
    told = client.get(f"/verify/{printed[0][:16]}", headers=JSON).json()
    assert told["hash"] == printed[0]
    assert told["print"]["layout"] == "zgc-2020"
    assert told["current"] is True and told["changed_features"] == 0
    assert client.get(f"/verify/{printed[0]}", headers=JSON).json() == told


def test_printing_again_is_the_same_print(client: httpx.Client, printed: tuple[str, bytes]) -> None:
    assert client.get("/api/layouts/zgc-2020/sheet.pdf").content == printed[1]


def test_the_page_tells_people(client: httpx.Client, printed: tuple[str, bytes]) -> None:
    page = client.get(f"/verify/{printed[0][:16]}", headers=HTML)
    assert page.headers["content-type"].startswith("text/html")
    for word in ("仍是最新版", "zgc-2020", "豁免", "ARE002", "规则册", printed[0]):
        assert word in page.text
    assert not re.search(r"<script|https?://", page.text)


@pytest.mark.parametrize("code", ["0123456789abcdef", "0" * 64, "x", "0123", "%3Cscript%3E"])
def test_an_unknown_code_is_said_to_be_unknown(client: httpx.Client, code: str) -> None:
    page = client.get(f"/verify/{code}", headers=HTML)
    assert page.status_code == 404 and "查不到这张图" in page.text and "<script" not in page.text
    assert client.get(f"/verify/{code}", headers=JSON).headers["content-type"] == "application/problem+json"


def test_another_projection_is_refused(client: httpx.Client) -> None:
    answer = client.get("/api/layouts/zgc-2020/sheet.pdf?crs=EPSG:3857")
    assert answer.status_code == 422 and "网络墨卡托" in answer.text


def test_a_seal_is_never_changed(store: Store, printed: tuple[str, bytes]) -> None:
    url = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as plain:
        for change in ("UPDATE print_seal SET seal = 'x'", "DELETE FROM print_seal", "TRUNCATE print_seal"):
            with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.RestrictViolation)):
                plain.execute(change)


def test_a_plan_that_has_changed_since_is_said_to_have(client: httpx.Client, store: Store) -> None:
    layout = store.layout("practice-draft")
    body = client.get("/api/layouts/practice-draft/sheet.pdf").content
    feature = layout.features["id"][0]
    edit = Edit(delete=(feature,))
    assert layout.revision is not None
    store.save("practice-draft", layout.revision, edit, author="me", message="one less")
    told = client.get(f"/verify/{seal_of(body)[:16]}", headers=JSON).json()
    assert told["current"] is False and told["changed_features"] == 1
    assert "改动了 1 个要素" in client.get(f"/verify/{seal_of(body)[:16]}", headers=HTML).text
