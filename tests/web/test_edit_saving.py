"""Saving edits: a revision with a message in the store, and nothing lost where someone else was faster."""

import httpx
from playwright.sync_api import expect

from tests.web.editing import covered_m2, drag, edit, features_of, handle, save, shared_with
from tests.web.test_axe import serious

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
    expect(asked).to_contain_text("可以叠加")
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
    expect(asked.locator(".conflict-both button.link")).to_have_text("窦店组团")
    asked.get_by_role("button", name="用新版").click()
    expect(page.locator("[data-testid=live-area]")).to_have_text(area)
    expect(page.locator("[data-act=undo]")).to_be_disabled()
    expect(page.locator("#attribute-note")).to_have_value("别处改了窦店")


def test_both_are_kept_side_by_side(visit, own_server) -> None:
    """The conflict shows who saved what and when, and both outlines; mine then becomes a layout of its own."""
    border = shared_with(features_of(own_server, LAYOUT), "G27", "reserve", but_not="park")
    page = visit(DRAFT, at=own_server, expect_errors=True)
    edit(page)
    drag(page, handle(page, border), 30, -15)
    area = page.locator("[data-testid=live-area]").inner_text()
    revision = _someone_else_saves(own_server, "G27", "别处又改了窦店")
    save(page, "我的修改")
    asked = page.locator(".edit-conflict")
    expect(asked.locator(".theirs")).to_contain_text(f"第 {revision} 版")
    expect(asked.locator(".theirs")).to_contain_text("写入 1，删除 0")
    expect(asked.locator(".mine")).to_contain_text(f"基于第 {revision - 1} 版，改了 2 个要素")
    for side in ("theirs", "mine"):
        expect(page.locator(f"#map .{side}-outline")).to_have_count(1)
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    expect(page.locator("[data-testid=live-area]")).to_have_text(area)
    save(page, "我的修改")
    asked.locator("[name=title]").fill("窦店扩大方案")
    asked.locator("[name=author]").fill("李工")
    asked.get_by_role("button", name="两份都保留").click()
    expect(page.locator(".edit-bar")).to_have_count(0, timeout=30_000)
    expect(page.locator("#layout option:checked")).to_have_text("窦店扩大方案")
    made = httpx.get(f"{own_server}/api/layouts/practice-draft-2", timeout=60).json()
    assert made["from"] == {"layout": "practice-draft", "revision": revision - 1}
    mine = httpx.get(f"{own_server}/api/layouts/practice-draft-2/features", timeout=60).json()["features"]
    kept = next(f for f in mine if f["id"] == "G27")
    assert f"{kept['properties']['area_km2']:.4f} km²" == area
    theirs = next(f for f in features_of(own_server, LAYOUT) if f["id"] == "G27")
    assert (
        theirs["properties"]["note"] == "别处又改了窦店" and kept["properties"]["note"] != theirs["properties"]["note"]
    )
