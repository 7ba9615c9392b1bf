"""Ctrl-K finds anything on every page, and `?` tells the keys; neither takes a key that belongs to a field."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.helpers import PRACTICE, highlighted, settle
from tests.web.test_axe import serious

TOLD = re.compile("找到|没有|found|in all|共 ")
SEARCH_LIMIT_MS = 60
"""A keystroke among 20,000 features, on a machine that has other work."""


def ask(page: Page, text: str) -> None:
    expect(page.locator("#find")).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator("#finder-field")).to_be_focused()
    page.keyboard.type(text)
    expect(page.locator(".finder-foot [role=status]")).to_contain_text(TOLD, timeout=20_000)


def test_a_group_is_found_by_either_name_and_flown_to(visit) -> None:
    page = visit(f"{PRACTICE}&lang=en")
    ask(page, "yongf")
    field = page.locator("#finder-field")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("永丰组团")
    assert field.get_attribute("aria-activedescendant") == page.locator("[role=option]").first.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.locator(".finder")).to_have_count(0)
    expect(page.locator(".details h3")).to_contain_text("Yongfeng")
    settle(page)
    assert highlighted(page) is not None
    ask(page, "没有这样的名字")
    expect(page.locator(".finder-foot")).to_contain_text("Nothing found")
    page.keyboard.press("Escape")
    expect(page.locator(".finder")).to_have_count(0)
    expect(page.locator(".details h3")).to_contain_text("Yongfeng")


def test_arrow_keys_walk_and_a_rule_opens_its_page(visit) -> None:
    page = visit(PRACTICE)
    page.locator("#find").click()
    expect(page.locator("#finder-field")).to_be_focused()
    assert serious(page) == []
    page.keyboard.type("are002")
    expect(page.locator("[role=option]")).to_have_count(2)
    assert serious(page) == []
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option]").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rules/ARE002#layout=practice-draft*")
    ask(page, "G27")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#layout=practice-draft*feature=G27*")
    expect(page.locator(".details h3")).to_contain_text("窦店组团")


def test_commands_run_from_the_list(visit) -> None:
    page = visit(PRACTICE)
    ask(page, "开始编辑")
    page.keyboard.press("Enter")
    expect(page.locator(".edit-bar")).to_be_visible()
    ask(page, "english")
    page.keyboard.press("Escape")
    ask(page, "切换到英文")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("path", ["", "indicators", "waivers", "notes", "rules"])
def test_the_keys_are_told_everywhere_but_not_to_a_field(visit, path) -> None:
    page = visit(f"{path}{PRACTICE}", drawn=not path, width=1440)
    page.wait_for_selector("#help")
    page.keyboard.press("?")
    expect(page.locator(".help")).to_contain_text("按住：暂不吸附")
    page.keyboard.press("Control+k")
    expect(page.locator("#finder-field")).to_have_count(0)
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".help")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator("#finder-field")).to_be_focused()
    page.keyboard.type("?")
    expect(page.locator(".help")).to_have_count(0)


def test_a_form_field_keeps_its_keys(visit) -> None:
    page = visit(PRACTICE)
    page.locator("#search").focus()
    page.keyboard.type("?")
    page.keyboard.press("Control+k")
    page.wait_for_timeout(300)
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#search")).to_have_value("?")


def test_a_phone_has_room_for_both(visit) -> None:
    page = visit(PRACTICE, width=390, height=844)
    page.locator("#find").tap()
    expect(page.locator("#finder-field")).to_be_focused()
    page.keyboard.type("永丰")
    expect(page.locator("[role=option]").first).to_contain_text("永丰组团")
    page.locator("[role=option]").first.tap()
    expect(page.locator("#sheet h3")).to_contain_text("永丰组团")
    page.locator(".bar-button", has_text="更多").tap()
    page.locator("#help").tap()
    box = page.locator("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.alone
def test_twenty_thousand_features_are_searched_between_two_frames(visit, api) -> None:
    square = [[[116.3, 40.0], [116.301, 40.0], [116.301, 40.001], [116.3, 40.0]]]
    stored = api("layouts/practice-draft/features")
    properties = stored["features"][-1]["properties"] | {"kind": "parcel"}
    parcels = [
        {
            "type": "Feature",
            "id": f"P{i:05}",
            "geometry": {"type": "Polygon", "coordinates": square},
            "properties": properties | {"name": f"试验地块 {i}"},
        }
        for i in range(20_000)
    ]
    body = json.dumps(stored | {"features": stored["features"] + parcels})

    def features(route) -> None:
        route.fulfill(body=body, content_type="application/geo+json")

    page = visit(f"notes{PRACTICE}", drawn=False, routes={"**/features": features})
    page.wait_for_selector("#help")
    ask(page, "P19999")
    expect(page.locator("[role=option]")).to_have_count(1, timeout=20_000)
    times = page.evaluate(
        """async () => {
            const field = document.querySelector('#finder-field');
            const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
            const times = [];
            for (const text of ['地', '地块 1', '地块 19', '地块 199', '地块 1999']) {
                const from = performance.now();
                set.call(field, text);
                field.dispatchEvent(new InputEvent('input', { bubbles: true }));
                await Promise.resolve();
                times.push(performance.now() - from);
                await new Promise(requestAnimationFrame);
            }
            return times;
        }"""
    )
    assert min(times) < SEARCH_LIMIT_MS, times
