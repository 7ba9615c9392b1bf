"""Text that tries to be a program stays text: in every property, title, message and name that a page shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page

from tests.conftest import ON
from tests.web.editing import edit

HOSTILE = '乙<img src=x onerror="window.hit=1"><script>window.hit=1</script>\'"><svg/onload=window.hit=1>{{7*7}}'
LAYOUT = "hostile"
DID = "() => window.hit === 1 || document.querySelector('img[src=x], svg[onload]') !== null"
TEXTS = ("name", "source", "note", "lot")


def feature(server: str) -> dict[str, Any]:
    """A group of the practice draft with which something is wrong, with hostile text wherever text may be."""
    found = httpx.get(f"{server}/api/layouts/practice-draft/features", timeout=60).json()["features"]
    group: dict[str, Any] = next(f for f in found if f["id"] == "G27")
    group["properties"] |= dict.fromkeys(TEXTS, HOSTILE)
    return group


def write(server: str, path: str, body: dict[str, Any], revision: int | None = None) -> dict[str, Any]:
    headers = {} if revision is None else {"If-Match": f'"{revision}"'}
    answer = httpx.post(f"{server}/api/layouts{path}", json=body, headers=headers, timeout=60)
    assert answer.status_code < 300, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.fixture(scope="module")
def hostile(own_server: str) -> str:
    """A layout whose every text is hostile."""
    title = {"zh": HOSTILE, "en": HOSTILE}
    origin = {"layout": "practice-draft", "revision": 1}
    write(own_server, "", {"from": origin, "id": LAYOUT, "title": title, "author": HOSTILE, "message": HOSTILE})
    edit = {"put": [feature(own_server)], "author": HOSTILE, "message": HOSTILE}
    write(own_server, f"/{LAYOUT}/edits", edit, 1)
    report = httpx.get(f"{own_server}/api/layouts/{LAYOUT}/report", timeout=60).json()
    finding = next(f for f in report["findings"] if f["status"] == "open" and "G27" in f["subjects"])
    expires = (ON + timedelta(days=3650)).isoformat()
    waiver = {"finding": finding["id"], "reason": title, "approver": f"甲{HOSTILE}", "author": HOSTILE}
    write(own_server, f"/{LAYOUT}/waivers", waiver | {"expires": expires, "clause": HOSTILE})
    body = '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"id":"X"}}]}'
    httpx.post(f"{own_server}/api/imports", params={"name": f"{HOSTILE}.geojson"}, content=body, timeout=60)
    return own_server


def stays_text(page: Page) -> None:
    """Nothing of the hostile text became an element or ran."""
    page.wait_for_load_state("networkidle")
    assert not page.evaluate(DID)


def test_on_the_map_page(visit, hostile: str) -> None:
    page = visit(f"#layout={LAYOUT}&lang=en", at=hostile)
    for section in ("must", "should", "waived", "unsure"):
        page.locator(f"#section-{section}").click()
        if page.locator(".finding-head").count():
            page.locator(".finding-head").first.click()
    stays_text(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("乙")
    stays_text(page)


def test_beside_the_map(visit, hostile: str) -> None:
    page = visit(f"#layout={LAYOUT}&feature=G27", at=hostile)
    page.locator(".details").get_by_text("window.hit=1").first.wait_for()
    stays_text(page)


def test_in_the_editor(visit, hostile: str) -> None:
    page = visit(f"#layout={LAYOUT}&feature=G27", at=hostile)
    edit(page, None)
    assert page.input_value(".attribute-form [name=name]") == HOSTILE
    stays_text(page)


@pytest.mark.parametrize(
    "address",
    [
        f"waivers#layout={LAYOUT}",
        f"history#layout={LAYOUT}",
        f"ogc/collections/{LAYOUT}.group?f=html",
        f"ogc/collections/{LAYOUT}.group/items?f=html",
        f"ogc/collections/{LAYOUT}.group/items/G27?f=html",
        f"ogc/collections/{LAYOUT}.findings/items?f=html",
    ],
)
def test_on_every_other_page(visit, hostile: str, address: str) -> None:
    page = visit(address, at=hostile, drawn=False)
    page.wait_for_load_state("networkidle")
    assert "window.hit=1" in page.content()
    stays_text(page)
