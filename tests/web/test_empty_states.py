"""Where there is nothing to show, the page says what to do, and the way is one press away."""

import json

from playwright.sync_api import Route, expect

from tests.web.helpers import PRACTICE
from tests.web.test_axe import serious


def none(route: Route) -> None:
    route.fulfill(json=[])


def test_a_layout_without_features_offers_to_draw_the_first(visit) -> None:
    def features(route: Route) -> None:
        route.fulfill(body=json.dumps(route.fetch().json() | {"features": []}), content_type="application/geo+json")

    page = visit(PRACTICE, routes={"**/features": features})
    expect(page.locator(".cover")).to_contain_text("这个布局还没有要素。")
    assert serious(page) == []
    page.get_by_role("button", name="画第一块").click()
    expect(page.locator("[data-tool=draw]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".edit-hint")).to_contain_text("逐点单击")
    expect(page.locator(".cover")).to_have_count(0)


def test_nothing_selected_shows_the_short_manual(visit) -> None:
    page = visit(f"{PRACTICE}&lang=en")
    page.locator("#right-details").click()
    manual = page.locator(".manual")
    expect(manual).to_contain_text("finish on the first corner, by double click or Enter")
    assert serious(page) == []
    manual.get_by_role("button", name="Start editing").click()
    expect(page.locator(".edit-bar")).to_be_visible()


def test_a_search_that_finds_nothing_can_be_taken_back(visit) -> None:
    page = visit(PRACTICE)
    page.fill("#search", "没有的组团")
    page.get_by_role("button", name="清除查找").click()
    expect(page.locator("#areas")).to_be_visible()
    expect(page.locator("#search")).to_be_focused()
    page.goto(page.url.split("#")[0] + f"rules{PRACTICE}")
    page.fill("#search", "没有的规则")
    page.get_by_role("button", name="显示全部规则").click()
    expect(page.locator(".rule-row").first).to_be_visible()


def test_the_pages_beside_the_map_say_what_to_do(visit) -> None:
    page = visit(f"waivers{PRACTICE}", drawn=False, routes={"**/waivers?*": none})
    expect(page.get_by_role("status").first).to_contain_text("按“申请豁免”")
    expect(page.get_by_role("link", name="到地图上看检查结果")).to_be_visible()
    page.goto(page.url.split("waivers")[0] + f"indicators{PRACTICE}&text=没有的指标")
    page.get_by_role("button", name="取消筛选").click()
    expect(page.locator(".document").first).to_be_visible()
    empty = visit("notes#lang=en", drawn=False, routes={"**/api/layouts": none})
    expect(empty.get_by_role("main")).to_contain_text("There is no layout yet")
    assert serious(empty) == []
