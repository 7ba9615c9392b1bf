"""Saving edits: a revision with a message in the store, and nothing lost where someone else was faster."""

import httpx
from playwright.sync_api import expect

from tests.web.editing import covered_m2, drag, edit, features_of, handle, save, shared_with

LAYOUT = "practice-draft"
DRAFT = f"#layout={LAYOUT}&feature=G27"


def test_a_moved_border_is_stored_without_gap_or_overlap(visit, own_server) -> None:
    before = features_of(own_server, LAYOUT)
    border = shared_with(before, "G27", "reserve", but_not="park")
    page = visit(DRAFT, at=own_server)
    edit(page)
    drag(page, handle(page, border), 40, -15)
    save(page, "扩大窦店组团")
    expect(page.locator(".layout-picker")).to_contain_text("第 2 版", timeout=30_000)
    expect(page.get_by_role("button", name="保存", exact=True)).to_be_disabled()
    after = {f["id"]: f for f in features_of(own_server, LAYOUT)}
    moved = [f["id"] for f in before if f["geometry"] != after[f["id"]]["geometry"]]
    assert len(moved) == 2 and "G27" in moved
    total, together = covered_m2([after[id]["geometry"] for id in moved])
    assert abs(total - together) < 0.01
    assert abs(together - covered_m2([f["geometry"] for f in before if f["id"] in moved])[1]) < 0.01
    newest = httpx.get(f"{own_server}/api/layouts/practice-draft", timeout=60).json()
    assert newest["message"] == "扩大窦店组团"


def _someone_else_saves(address: str, id: str, note: str) -> int:
    layout = f"{address}/api/layouts/practice-draft"
    other = next(f for f in features_of(address, LAYOUT) if f["id"] == id)
    other["properties"]["note"] = note
    revision = httpx.get(layout, timeout=60).json()["revision"]
    body = {"put": [other], "delete": [], "message": "x"}
    answer = httpx.post(f"{layout}/edits", headers={"If-Match": f'"{revision}"'}, json=body, timeout=60)
    saved: int = answer.json()["revision"]
    return saved


def test_mine_goes_on_top_of_a_newer_revision(visit, own_server) -> None:
    border = shared_with(features_of(own_server, LAYOUT), "G27", "reserve", but_not="park")
    page = visit(DRAFT, at=own_server, expect_errors=True)
    edit(page)
    drag(page, handle(page, border), 40, -15)
    area = page.locator("[data-testid=live-area]").inner_text()
    revision = _someone_else_saves(own_server, "G01", "别处的修改")
    save(page, "我的修改")
    asked = page.locator(".edit-conflict")
    expect(asked).to_contain_text("别人已存了新版")
    expect(asked).not_to_contain_text("两边都改了")
    asked.get_by_role("button", name="用我的").click()
    expect(page.locator("[data-testid=live-area]")).to_have_text(area)
    page.get_by_role("button", name="存为新版").click()
    expect(page.locator(".layout-picker")).to_contain_text(f"第 {revision + 1} 版", timeout=30_000)
    stored = {f["id"]: f for f in features_of(own_server, LAYOUT)}
    assert stored["G01"]["properties"]["note"] == "别处的修改"
    assert f"{stored['G27']['properties']['area_km2']:.4f} km²" == area


def test_theirs_replaces_mine_where_both_changed_a_feature(visit, own_server) -> None:
    border = shared_with(features_of(own_server, LAYOUT), "G27", "reserve", but_not="park")
    page = visit(DRAFT, at=own_server, expect_errors=True)
    edit(page)
    area = page.locator("[data-testid=live-area]").inner_text()
    drag(page, handle(page, border), 40, -15)
    _someone_else_saves(own_server, "G27", "别处改了窦店")
    save(page, "我的修改")
    asked = page.locator(".edit-conflict")
    expect(asked).to_contain_text("两边都改了：窦店组团")
    asked.get_by_role("button", name="用新版").click()
    expect(page.locator("[data-testid=live-area]")).to_have_text(area)
    expect(page.locator("[data-act=undo]")).to_be_disabled()
    expect(page.locator("#attribute-note")).to_have_value("别处改了窦店")
