"""Editing: borders move together, numbers follow the pointer, every gesture can be taken back."""

import time

import numpy as np
import pytest
import shapely
from playwright.sync_api import expect
from shapely.geometry import shape

from tests.web.editing import FRAME, covered_m2, drag, edit, handle, is_try, middle, shared_with, verdict

DRAFT = "#layout=practice-draft&feature=G27"


@pytest.fixture
def features(api):
    return api("layouts/practice-draft/features")["features"]


@pytest.fixture
def border(features) -> int:
    return shared_with(features, "G27", "reserve", but_not="park")


def test_the_editor_is_fetched_when_it_is_asked_for(visit) -> None:
    asked: list[str] = []
    page = visit(DRAFT)
    page.on("request", lambda request: asked.append(request.url))
    assert not page.evaluate("performance.getEntriesByType('resource').some((r) => r.name.includes('begin-'))")
    edit(page)
    assert any("begin-" in url for url in asked)


def test_a_group_that_is_too_small_is_fixed_by_dragging_its_border(visit, features, border) -> None:
    page = visit(DRAFT)
    edit(page)
    row = page.locator("[data-area=G27]")
    expect(row).to_contain_text("差 0.3000 km² 到 2.00 km²")
    x, y = middle(handle(page, border))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 25, steps=6)
    # In the middle of the gesture the numbers are already there, nothing is stored and nothing is called checked.
    expect(row).not_to_contain_text("1.7000")
    expect(page.locator("[data-area]")).to_have_count(2)
    expect(page.locator("[data-testid=edit-verdict]")).to_have_count(0)
    with page.expect_request(is_try) as asked:
        page.mouse.move(x + 172, y - 66, steps=6)
        page.mouse.up()
    expect(row).to_contain_text("达到 2.00 km²")
    expect(verdict(page)).to_contain_text("修复 1 处")
    put = {f["id"]: f for f in asked.value.post_data_json["put"]}
    neighbour = next(id for id in put if id != "G27")
    before = [f["geometry"] for f in features if f["id"] in put]
    total, together = covered_m2([put["G27"]["geometry"], put[neighbour]["geometry"]])
    assert total == pytest.approx(together, abs=0.01)
    assert together == pytest.approx(covered_m2(before)[1], abs=0.01)
    assert page.locator("[data-testid=live-area]").inner_text() == f"{_km2(put['G27']):.4f} km²"


def _km2(feature) -> float:
    return covered_m2([feature["geometry"]])[0] / 1e6


def test_a_result_that_is_out_of_date_is_grey(visit, border) -> None:
    def late(route) -> None:
        time.sleep(1.5)
        route.continue_()

    page = visit(DRAFT, routes={"**/edits?dry_run=true": late})
    edit(page)
    drag(page, handle(page, border), 30, -10)
    shown = page.locator("[data-testid=edit-verdict]")
    expect(shown).to_have_class("edit-verdict stale")
    expect(shown).to_contain_text("正在重新检查")
    expect(page.locator("html")).to_have_class("stale")
    expect(verdict(page)).not_to_have_class("edit-verdict stale")


def test_an_outline_that_would_cross_itself_stays_and_says_why(visit, border) -> None:
    page = visit(DRAFT)
    edit(page)
    drag(page, handle(page, border), -330, -60)
    expect(page.locator(".edit-hint [role=alert]")).to_contain_text("与自身相交")
    expect(page.locator("[data-area=G27]")).to_contain_text("1.7000 km²")
    expect(page.locator("[data-act=undo]")).to_be_disabled()


def test_split_merge_and_ten_steps_back_by_keyboard(visit) -> None:
    page = visit(DRAFT)
    edit(page)
    box = page.locator("path[data-id=G27]").bounding_box()
    assert box is not None
    left, right, height = box["x"] - 15, box["x"] + box["width"] + 15, box["y"] + box["height"] / 2
    page.keyboard.press("3")
    page.mouse.click(left, height - 30)
    page.mouse.click(right, height + 30)
    page.keyboard.press("Enter")
    expect(page.locator("[data-area]")).to_have_count(2)
    expect(page.locator("path.feature[data-id=group-1]")).to_have_count(1)
    expect(verdict(page)).to_contain_text("新增")
    page.click("[data-act=merge]")
    expect(page.locator("path.feature[data-id=group-1]")).to_have_count(0)
    expect(verdict(page)).to_contain_text("检查结果没有变化")
    number = page.locator(".vertex-handle.vertex").first
    for _ in range(8):
        number.focus()
        page.keyboard.press("ArrowUp")
    for _ in range(10):
        page.keyboard.press("Control+z")
    expect(page.locator("[data-act=undo]")).to_be_disabled()
    expect(page.locator("[data-testid=edit-verdict]")).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("[data-act=undo]")).to_have_attribute("aria-label", "撤销：分割“窦店组团”")


def test_vertices_are_moved_added_and_removed_by_keyboard(visit, border) -> None:
    page = visit(DRAFT)
    edit(page)
    count = page.locator(".vertex-handle.vertex").count()
    handle(page, border).focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-area=G27]")).not_to_contain_text("1.7000")
    # The handle keeps the focus where it went, so the next key goes on from there.
    page.keyboard.press("+")
    expect(page.locator(".vertex-handle.vertex")).to_have_count(count + 1)
    page.keyboard.press("Delete")
    expect(page.locator(".vertex-handle.vertex")).to_have_count(count)
    expect(page.locator("[data-act=undo]")).to_have_attribute("aria-label", "撤销：删除界点")


def test_drawing_typing_coordinates_and_an_exact_area(visit) -> None:
    page = visit(DRAFT)
    edit(page)
    page.click("[data-tool=draw]")
    for text in ("115.90, 39.60", "115°54′36″E 39°36′00″N", "115.91 39.61"):
        page.fill("input[name=coordinates]", text)
        page.keyboard.press("Enter")
    page.fill("input[name=coordinates]", "39.61, 115.90")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="对", exact=True).click()
    expect(page.locator("[data-testid=sketch-size]")).to_contain_text("面积 0.95")
    page.get_by_role("button", name="完成", exact=True).click()
    page.fill("input[name=area]", "2")
    with page.expect_request(is_try) as asked:
        page.keyboard.press("Enter")
    drawn = next(f for f in asked.value.post_data_json["put"] if f["id"] == "group-1")
    assert shape(drawn["geometry"]).is_valid
    assert (drawn["properties"]["park"], drawn["properties"]["district"]) == (None, "房山区")
    assert _km2(drawn) == pytest.approx(2, abs=1e-6)
    expect(page.locator("[data-area=group-1]")).to_contain_text("达到 2.00 km²")


def test_a_site_is_drawn_as_a_point(visit) -> None:
    page = visit(DRAFT)
    edit(page)
    page.click("[data-tool=draw]")
    page.select_option(".edit-field select", "site")
    expect(page.locator(".edit-hint")).to_contain_text("单击放在图上")
    x, y = middle(page.locator("path[data-id=G27]"))
    with page.expect_request(is_try) as asked:
        page.mouse.click(x, y)
    drawn = asked.value.post_data_json["put"][0]
    assert (drawn["id"], drawn["geometry"]["type"]) == ("site-1", "Point")
    assert (drawn["properties"]["park"], drawn["properties"]["district"]) == ("房山园", "房山区")
    assert "无法入库" not in verdict(page).inner_text()
    expect(page.locator("path.feature[data-id=site-1]")).to_have_count(1)
    before = page.locator("path.feature[data-id=site-1]").bounding_box()
    page.locator(".grip-move").focus()
    page.keyboard.press("Shift+ArrowRight")
    after = page.locator("path.feature[data-id=site-1]").bounding_box()
    assert before is not None and after is not None and after["x"] > before["x"]


def test_attributes_of_several_and_exact_moves(visit) -> None:
    page = visit(DRAFT)
    edit(page)
    page.locator(".edit-more summary").click()
    page.fill("input[name=east]", "100")
    page.fill("input[name=angle]", "5")
    page.locator("input[name=angle]").press("Enter")
    expect(page.locator("[data-act=undo]")).to_have_attribute("aria-label", "撤销：旋转“窦店组团”")
    expect(page.locator("[data-area=G27]")).to_contain_text("1.7000 km²")
    page.get_by_role("button", name="复制", exact=True).click()
    expect(page.locator("path.feature[data-id=group-1]")).to_have_count(1)
    page.locator("path.feature.group[data-id=G27]").dispatch_event("click", {"shiftKey": True, "bubbles": True})
    expect(page.locator(".edit-hint")).to_contain_text("已选 2 个要素")
    park = page.locator(".attribute-form [data-field=park]")
    park.get_by_role("button", name="改为手工指定").click()
    park.locator("select").select_option("海淀园")
    with page.expect_request(is_try) as asked:
        page.get_by_role("button", name="应用到 2 个要素").click()
    parks = {f["id"]: f["properties"]["park"] for f in asked.value.post_data_json["put"]}
    assert parks == {"G27": "海淀园", "group-1": "海淀园"}
    page.locator("path.feature.group[data-id=G27]").dispatch_event("click")
    expect(page.locator(".details")).to_contain_text("本次新增")


def test_a_whole_feature_is_moved_and_turned_by_its_grips(visit, features) -> None:
    page = visit(DRAFT)
    edit(page)
    stored = shape(next(f["geometry"] for f in features if f["id"] == "G27"))
    with page.expect_request(is_try) as asked:
        drag(page, page.get_by_role("button", name="整体移动"), 80, -40)
    put = {f["id"]: f for f in asked.value.post_data_json["put"]}
    moved = shape(put["G27"]["geometry"])
    assert moved.centroid.x > stored.centroid.x and moved.centroid.y > stored.centroid.y
    assert _km2(put["G27"]) == pytest.approx(1.7, abs=1e-4)
    expect(page.locator("[data-act=undo]")).to_have_attribute("aria-label", "撤销：平移“窦店组团”")
    page.get_by_role("button", name="整体旋转").focus()
    with page.expect_request(is_try) as asked:
        page.keyboard.press("Shift+ArrowLeft")
    turned = shape(next(f["geometry"] for f in asked.value.post_data_json["put"] if f["id"] == "G27"))
    before, after = shapely.centroid(FRAME.project(np.array([moved, turned])))
    assert before.distance(after) < 0.01
    expect(page.locator("[data-act=undo]")).to_have_attribute("aria-label", "撤销：旋转“窦店组团”")
    expect(page.get_by_role("button", name="整体旋转")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Control+z")
    expect(page.locator("[data-act=undo]")).to_be_disabled()


def test_a_number_typed_into_a_field_is_no_shortcut(visit) -> None:
    page = visit(DRAFT)
    edit(page)
    page.locator("input[name=area]").focus()
    page.keyboard.type("23")
    expect(page.locator("[data-tool=select]")).to_have_attribute("aria-pressed", "true")
    page.locator("#map").focus()
    page.keyboard.press("?")
    expect(page.locator(".help")).to_contain_text("完成正在画的图形")
    page.keyboard.press("5")
    page.keyboard.press("Escape")
    expect(page.locator(".help")).to_have_count(0)
    expect(page.locator("[data-tool=select]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("5")
    expect(page.locator("[data-tool=measure]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.locator("[data-tool=select]")).to_have_attribute("aria-pressed", "true")


def test_leaving_asks_before_edits_are_lost(visit, border) -> None:
    page = visit(DRAFT)
    edit(page)
    drag(page, handle(page, border), 30, -10)
    expect(page.locator("#layout")).to_be_disabled()
    page.get_by_role("button", name="退出", exact=True).click()
    page.get_by_role("button", name="继续编辑").click()
    page.get_by_role("button", name="退出", exact=True).click()
    page.get_by_role("button", name="放弃修改").click()
    expect(page.locator(".edit-bar")).to_have_count(0)
    expect(page.locator(".area-figures").first).to_contain_text("1.70")


def test_a_narrow_window_has_the_tools_and_the_map(visit, border) -> None:
    page = visit(DRAFT, width=390, height=844)
    edit(page)
    expect(handle(page, border)).to_be_visible()
    drag(page, handle(page, border), 20, -10)
    expect(verdict(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_edits_survive_a_closed_tab(visit, border) -> None:
    page = visit(DRAFT)
    edit(page)
    drag(page, handle(page, border), 60, -20)
    area = page.locator("[data-testid=live-area]").inner_text()
    assert area != "1.7000 km²"
    page.wait_for_function(KEPT)
    address, context = page.url, page.context
    # A context of a test lives in memory, and Chromium forgets its store once nobody has it open.
    context.new_page().goto(address.split("#")[0] + "indicators")
    context.pages[-1].evaluate(HELD)
    page.close()
    again = context.new_page()
    again.goto(address)
    again.wait_for_selector(".details")
    again.click("#edit")
    expect(again.locator(".edit-bar")).to_contain_text("没有保存")
    again.get_by_role("button", name="恢复修改").click()
    expect(again.locator("[data-testid=live-area]")).to_have_text(area)
    again.keyboard.press("Control+z")
    expect(again.locator("[data-testid=live-area]")).to_have_text("1.7000 km²")


HELD = """() => new Promise((done) => {
    indexedDB.open('yuantu', 1).onsuccess = (opened) => { window.held = opened.target.result; done(); };
})"""
KEPT = """() => new Promise((done) => {
    const open = indexedDB.open('yuantu', 1);
    open.onsuccess = () => {
        const all = open.result.transaction('drafts').objectStore('drafts').getAll();
        all.onsuccess = () => { open.result.close(); done(all.result.length > 0); };
    };
})"""


def test_a_dead_service_loses_nothing(visit, border) -> None:
    dead = {"**/edits*": lambda route: route.abort()}
    page = visit(DRAFT, routes=dead, expect_errors=True)
    edit(page)
    drag(page, handle(page, border), 60, -20)
    expect(page.locator("[data-testid=edit-verdict]")).to_contain_text("没能检查")
    expect(page.locator("[data-testid=edit-verdict]")).to_have_class("edit-verdict stale")
    page.get_by_role("button", name="保存", exact=True).click()
    page.fill("input[name=message]", "试一试")
    page.get_by_role("button", name="存为新版").click()
    expect(page.locator(".edit-ask [role=alert]")).to_contain_text("服务没有应答")
    page.unroute("**/edits*")
    page.wait_for_function(KEPT)
    drag(page, handle(page, border), 10, 0)
    expect(page.locator("[data-testid=edit-verdict]")).to_have_attribute("aria-busy", "false")
    expect(page.locator("[data-testid=edit-verdict]")).not_to_have_class("edit-verdict stale")
