"""A planner's day, each from an empty browser: draw, fix, share a border, lose the server, agree with a colleague."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import serving
from tests.web.editing import covered_m2, drag, edit, features_of, handle, is_try, middle, outline, save, verdict
from tests.web.helpers import settle

LAYOUT = "#layout=zgc-2020"
EMPTY = "&at=39.60000_115.93000_13"
"""A place of the reference layout where nothing is planned."""


def begin(page: Page) -> None:
    """Opens the editor with no feature chosen."""
    edit(page, None)


def draw(page: Page, corners: list[tuple[int, int]]) -> None:
    """Draws a group with these corners, in pixels from the middle of the map."""
    page.click("[data-tool=draw]")
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for dx, dy in corners:
        page.mouse.click(x + dx, y + dy)
    page.keyboard.press("Enter")


def test_draw_a_group_that_is_too_small_and_fix_it_by_dragging(visit, own_server) -> None:
    page = visit(LAYOUT + EMPTY, at=own_server)
    begin(page)
    draw(page, [(-40, 0), (40, 0), (40, 80), (-40, 80)])
    row = page.locator("[data-area=group-1]")
    expect(row).to_contain_text("到 2.00 km²")
    expect(verdict(page)).to_contain_text("ARE002")
    page.keyboard.press("1")
    with page.expect_request(is_try):
        drag(page, handle(page, 2), 70, 0)
    with page.expect_request(is_try) as asked:
        drag(page, handle(page, 3), 70, 0)
    expect(row).to_contain_text("达到 2.00 km²")
    expect(verdict(page)).not_to_contain_text("ARE002")
    drawn = next(f for f in asked.value.post_data_json["put"] if f["id"] == "group-1")
    assert covered_m2([drawn["geometry"]])[0] > 2e6
    save(page, "新画一个组团", "第 2 版")
    stored = {f["id"]: f for f in features_of(own_server, "zgc-2020")}
    assert stored["group-1"]["properties"]["area_km2"] > 2


def shared_vertex(features: list[dict[str, Any]], a: str, b: str) -> int:
    """The number of a vertex of `a` in the middle of the border that only `a`, `b` and their park may have."""
    others = {
        tuple(p)
        for f in features
        if f["id"] not in (a, b)
        for polygon in f["geometry"]["coordinates"]
        for ring in polygon
        for p in ring
    }
    theirs = {tuple(p) for p in outline(features, b)}
    ring = [tuple(p) for p in outline(features, a)]
    shared = [i for i, p in enumerate(ring) if i and p in theirs - others]
    runs = [i for i, j in pairwise(shared) if j == i + 1]
    return (runs or shared)[len(runs or shared) // 2]


def test_a_border_between_two_groups_moves_without_gap_or_overlap(visit, own_server) -> None:
    before = features_of(own_server, "zgc-2020")
    number = shared_vertex(before, "G01", "G02")
    lon, lat = outline(before, "G01")[number]
    page = visit(f"{LAYOUT}&feature=G01&at={lat:.5f}_{lon:.5f}_14", at=own_server)
    edit(page, None)
    settle(page)
    with page.expect_request(is_try) as asked:
        drag(page, handle(page, number), 25, 25)
    moved = {f["id"] for f in asked.value.post_data_json["put"]}
    assert {"G01", "G02"} <= moved
    revision = httpx.get(f"{own_server}/api/layouts/zgc-2020", timeout=60).json()["revision"]
    save(page, "调整两个组团的边界", f"第 {revision + 1} 版")
    after = features_of(own_server, "zgc-2020")
    shapes = [[f["geometry"] for f in state if f["id"] in moved] for state in (before, after)]
    assert shapes[0] != shapes[1]
    (_, ground_before), (total, ground_after) = (covered_m2(s) for s in shapes)
    assert total == pytest.approx(ground_after, abs=0.01), "they overlap"
    assert ground_after == pytest.approx(ground_before, abs=0.01), "a gap has opened"


def test_the_server_is_lost_in_the_middle_of_an_edit(visit, home: Path) -> None:
    with serving(home) as address:
        page = visit("#layout=practice-draft&feature=G27", at=address, expect_errors=True)
        edit(page)
        page.get_by_role("button", name="整体移动").focus()
        page.keyboard.press("ArrowRight")
        expect(verdict(page)).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-testid=edit-verdict]")).to_contain_text("没能检查")
    page.get_by_role("button", name="保存", exact=True).click()
    page.fill("input[name=message]", "服务断开时")
    page.get_by_role("button", name="存为新版").click()
    expect(page.locator(".edit-ask [role=alert]")).to_contain_text("服务没有应答")
    with serving(home, int(address.rpartition(":")[2])):
        page.get_by_role("button", name="存为新版").click()
        expect(page.locator(".layout-picker")).to_contain_text("第 2 版", timeout=30_000)
        stored = next(f for f in features_of(address, "practice-draft") if f["id"] == "G27")
        expect(page.locator(".edit-ask")).to_have_count(0)
        page.keyboard.press("Control+z")
        expect(page.get_by_role("button", name="保存", exact=True)).to_be_enabled()
    assert stored["properties"]["area_km2"] == pytest.approx(1.7, abs=1e-4)


def test_by_keyboard_alone_from_the_first_key_to_a_stored_revision(visit, own_server) -> None:
    page = visit("#layout=practice-draft", at=own_server)
    page.keyboard.press("Control+k")
    expect(page.locator("#finder-field")).to_be_focused()
    page.keyboard.type("窦店")
    expect(page.locator(".finder-hit").first).to_contain_text("窦店组团")
    page.keyboard.press("Enter")
    expect(page.locator(".details")).to_contain_text("窦店组团")
    page.keyboard.press("Control+k")
    expect(page.locator("#finder-field")).to_be_focused()
    page.keyboard.type("编辑")
    page.keyboard.press("Enter")
    expect(page.locator(".edit-bar")).to_have_attribute("aria-busy", "false", timeout=30_000)
    tab_to(page, "e => e.classList.contains('vertex-handle')")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-area=G27]")).not_to_contain_text("1.7000")
    tab_to(page, "e => e.textContent === '保存'", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "e => e.name === 'message'")
    page.keyboard.type("只用键盘")
    page.keyboard.press("Enter")
    expect(page.locator(".layout-picker")).to_contain_text("第 2 版", timeout=30_000)
    newest = httpx.get(f"{own_server}/api/layouts/practice-draft", timeout=60).json()
    assert newest["message"] == "只用键盘"


def tab_to(page: Page, there: str, key: str = "Tab") -> None:
    """Presses Tab until the focus is where it should be."""
    for _ in range(150):
        if page.evaluate(f"() => ({there})(document.activeElement)"):
            return
        page.keyboard.press(key)
    pytest.fail(f"the keyboard never reached {there}")


def test_on_a_telephone_a_group_is_drawn_turned_and_stored(visit, own_server) -> None:
    page = visit("#layout=practice-draft" + EMPTY, width=390, height=844, at=own_server)
    page.locator("#edit").tap()
    expect(page.locator(".edit-bar")).to_have_attribute("aria-busy", "false", timeout=30_000)
    page.locator("[data-tool=draw]").tap()
    for x, y in ((140, 480), (300, 480), (300, 620), (140, 620)):
        page.touchscreen.tap(x, y)
    page.get_by_role("button", name="完成", exact=True).tap()
    expect(page.locator("[data-area=group-1]")).to_contain_text("达到 2.00 km²")
    drag(page, page.get_by_role("button", name="整体旋转"), 40, 20)
    expect(page.locator("[data-act=undo]")).to_have_attribute("aria-label", "撤销：旋转“新发展组团”")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    revision = httpx.get(f"{own_server}/api/layouts/practice-draft", timeout=60).json()["revision"]
    save(page, "在手机上画的")
    expect(page.get_by_role("button", name="保存", exact=True)).to_be_disabled(timeout=30_000)
    newest = httpx.get(f"{own_server}/api/layouts/practice-draft", timeout=60).json()
    assert (newest["revision"], newest["message"]) == (revision + 1, "在手机上画的")
    across, down = middle(page.locator(".edit-bar"))
    assert 0 < across < 390 and 0 < down < 844


def test_two_browsers_change_the_same_group_and_nothing_is_lost(visit, own_server) -> None:
    newest = httpx.get(f"{own_server}/api/layouts/zgc-2020", timeout=60).json()["revision"]
    mine, theirs = (
        visit("#layout=zgc-2020&feature=G27", at=own_server, expect_errors=who == "mine") for who in ("mine", "theirs")
    )
    for page in (mine, theirs):
        edit(page)
        page.get_by_role("button", name="整体移动").focus()
    theirs.keyboard.press("ArrowLeft")
    save(theirs, "同事的修改", f"第 {newest + 1} 版")
    mine.keyboard.press("Shift+ArrowRight")
    expect(verdict(mine)).to_be_visible()
    save(mine, "我的修改")
    asked = mine.locator(".edit-conflict")
    expect(asked).to_contain_text("窦店组团")
    expect(asked).to_contain_text("同事的修改")
    mine.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    expect(mine.locator("[data-act=undo]")).to_be_enabled()
    save(mine, "我的修改")
    asked.get_by_role("button", name="用我的").click()
    mine.get_by_role("button", name="存为新版").click()
    expect(mine.locator(".layout-picker")).to_contain_text(f"第 {newest + 2} 版", timeout=30_000)
    history = httpx.get(f"{own_server}/api/layouts/zgc-2020/revisions", timeout=60).json()
    assert [entry["message"] for entry in history[:2]] == ["我的修改", "同事的修改"]
