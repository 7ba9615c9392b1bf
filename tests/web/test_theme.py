"""Light and dark: as the system has it, until somebody chooses; readable in both."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.helpers import PRACTICE
from tests.web.test_axe import serious

GROUND = "() => getComputedStyle(document.querySelector('.district')).fill"


def dark(page: Page) -> Page:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    return page


def test_follows_the_system_until_somebody_chooses(visit) -> None:
    page = visit(PRACTICE)
    light = page.evaluate(GROUND)
    dark(page)
    assert page.evaluate(GROUND) != light
    page.get_by_role("button", name="外观：跟随系统").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert page.evaluate(GROUND) == light
    page.get_by_role("button", name="外观：浅色").click()
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("link", name="规则", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="外观：深色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_the_map_and_its_panels_are_readable_in_the_dark(visit) -> None:
    page = dark(visit(f"{PRACTICE}&feature=G27"))
    assert serious(page, "color-contrast") == []
    for section in ("must", "should", "waived", "unsure", "passed"):
        page.get_by_role("tab", name="检查结果").click()
        page.locator(f"#section-{section}").click()
        if page.locator(".finding-head").count():
            page.locator(".finding-head").first.click()
        assert serious(page, "color-contrast", within=".side.right") == []


def test_the_editor_is_readable_in_the_dark(visit) -> None:
    page = dark(visit(f"{PRACTICE}&feature=G27"))
    page.click("#edit")
    page.fill("input[name=area]", "1.8")
    page.keyboard.press("Enter")
    page.locator("[data-testid=edit-verdict][aria-busy=false] summary").click()
    page.get_by_role("button", name="保存", exact=True).click()
    assert serious(page, "color-contrast") == []


def test_a_narrow_window_is_readable_in_the_dark(visit) -> None:
    page = dark(visit(PRACTICE, width=390, height=844))
    for i in range(5):
        page.locator(".bar-button").nth(i).click()
        assert serious(page, "color-contrast") == []


@pytest.mark.parametrize("path", ["rules", "rules/ARE002", "indicators", "notes", "waivers"])
def test_the_other_pages_are_readable_in_the_dark(visit, server, path) -> None:
    page = dark(visit(PRACTICE))
    page.goto(f"{server}/{path}#layout=practice-draft")
    expect(page.locator("main h1, main h2").first).to_be_visible()
    assert serious(page, "color-contrast") == []
