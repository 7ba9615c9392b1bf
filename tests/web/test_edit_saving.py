"""Saving edits: a revision with a message in the store, and nothing lost where someone else was faster."""

from typing import Any

import httpx
from playwright.sync_api import expect

from tests.web.editing import covered_m2, drag, edit, handle, shared_with

DRAFT = "#layout=practice-draft&feature=G27"


def _features(address: str) -> list[dict[str, Any]]:
    answer = httpx.get(f"{address}/api/layouts/practice-draft/features", timeout=60)
    found: list[dict[str, Any]] = answer.json()["features"]
    return found


def test_a_moved_border_is_stored_without_gap_or_overlap(visit, own_server) -> None:
    before = _features(own_server)
    border = shared_with(before, "G27", "reserve", but_not="park")
    page = visit(DRAFT, at=own_server)
    edit(page)
    drag(page, handle(page, border), 40, -15)
    page.get_by_role("button", name="保存", exact=True).click()
    page.fill("input[name=message]", "扩大窦店组团")
    page.get_by_role("button", name="存为新版").click()
    expect(page.locator(".layout-picker")).to_contain_text("第 2 版", timeout=30_000)
    expect(page.get_by_role("button", name="保存", exact=True)).to_be_disabled()
    after = {f["id"]: f for f in _features(own_server)}
    moved = [f["id"] for f in before if f["geometry"] != after[f["id"]]["geometry"]]
    assert len(moved) == 2 and "G27" in moved
    total, together = covered_m2([after[id]["geometry"] for id in moved])
    assert abs(total - together) < 0.01
    assert abs(together - covered_m2([f["geometry"] for f in before if f["id"] in moved])[1]) < 0.01
    newest = httpx.get(f"{own_server}/api/layouts/practice-draft", timeout=60).json()
    assert newest["message"] == "扩大窦店组团"


def test_a_newer_revision_keeps_the_edits_and_says_so(visit, own_server) -> None:
    before = _features(own_server)
    border = shared_with(before, "G27", "reserve", but_not="park")
    page = visit(DRAFT, at=own_server, expect_errors=True)
    edit(page)
    drag(page, handle(page, border), 40, -15)
    other = next(f for f in before if f["id"] == "G01")
    other["properties"]["note"] = "别处的修改"
    revision = httpx.get(f"{own_server}/api/layouts/practice-draft", timeout=60).json()["revision"]
    answer = httpx.post(
        f"{own_server}/api/layouts/practice-draft/edits",
        headers={"If-Match": f'"{revision}"'},
        json={"put": [other], "delete": [], "message": "x"},
        timeout=60,
    )
    assert answer.status_code == 200
    page.get_by_role("button", name="保存", exact=True).click()
    page.fill("input[name=message]", "我的修改")
    page.get_by_role("button", name="存为新版").click()
    expect(page.locator(".edit-ask [role=alert]")).to_contain_text("别人已存了新版")
    expect(page.locator("[data-act=undo]")).to_be_enabled()
