"""The revisions of a layout: listed with who, when and why, branched as scenarios, one click from the map."""

import re

import httpx
from playwright.sync_api import expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over


def test_the_revisions_are_one_click_from_the_map(visit, api) -> None:
    page = visit("#layout=zgc-2020")
    page.locator("a#history").click()
    expect(page).to_have_url(re.compile(r"/history#layout=zgc-2020"))
    (only,) = api("layouts/zgc-2020/revisions")
    line = page.locator(".revision")
    expect(line).to_have_count(1)
    expect(line).to_contain_text(only["message"])
    expect(line).to_contain_text(f"写入 {only['put']} 个要素，删除 0 个")
    expect(page.get_by_test_id("notice")).to_have_text(api("layouts/zgc-2020")["notice"]["zh"])
    assert serious(page) == []


def test_a_scenario_starts_from_a_revision_and_the_tree_shows_it(visit, server, draft) -> None:
    page = visit(f"history#layout={draft}", drawn=False)
    first = page.locator("[data-revision='1']")
    expect(first).to_contain_text("起自")
    first.get_by_role("button", name="从第 1 版另起方案").click()
    page.get_by_label("方案名称").fill("south lots")
    page.get_by_label("原因").fill("试把南侧地块并入组团")
    page.get_by_label("姓名").fill("李工")
    page.get_by_role("button", name="建立方案").click()
    expect(page.locator("h1")).to_contain_text("south lots")
    expect(page.locator(".revision")).to_contain_text("试把南侧地块并入组团")
    expect(page.locator(".branch-tree [aria-current]")).to_have_text("south lots")
    made = [one for one in httpx.get(f"{server}/api/layouts").json() if one["title"]["zh"] == "south lots"]
    assert [one["from"] for one in made] == [{"layout": draft, "revision": 1}]
    page.go_back()
    expect(page.locator("h1")).to_contain_text(draft)
    expect(page.locator("[data-revision='1']")).to_contain_text("south lots")


def test_english_is_complete_and_a_phone_reaches_it(visit) -> None:
    page = visit("#layout=practice-draft&lang=en", width=390, height=844)
    page.locator(".bar-button", has_text="More").click()
    page.get_by_role("link", name="Revisions and scenarios").click()
    expect(page.locator(".revision")).not_to_have_count(0)
    assert left_over(page) == []
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
