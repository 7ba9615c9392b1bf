"""The tour is offered once, never forced; it has one action to try and never covers what it speaks of."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.helpers import PRACTICE, Box
from tests.web.test_axe import serious

TARGETS = {"aim": ".budget", "found": ".tiles", "draw": "#edit", "ask": "#find"}


def box(page: Page, selector: str) -> Box:
    return Box(*page.locator(selector).first.evaluate(
        "e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] }"
    ))  # fmt: skip


def apart(a: Box, b: Box) -> bool:
    return a.right <= b.left or b.right <= a.left or a.bottom <= b.top or b.bottom <= a.top


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_five_steps_by_keyboard_none_over_what_it_speaks_of(visit, width, height) -> None:
    page = visit(f"{PRACTICE}&lang=en", width=width, height=height, first=True)
    assert serious(page) == []
    page.get_by_role("button", name="Yes, please").press("Enter")
    card = page.locator(".tour-card")
    expect(card).to_be_focused()
    expect(card).to_contain_text("Lay out 488 km² in 16 parks, with 31 development groups of at least 2 km² each.")
    for number, step in enumerate(("aim", "choose", "found", "draw", "ask"), 1):
        expect(card).to_have_attribute("data-step", step)
        expect(card).to_contain_text(f"Step {number} of 5")
        expect(card).to_be_focused()
        page.wait_for_timeout(300)
        place = box(page, ".tour-card")
        assert Box(0, 0, width, height).holds(place)
        if step in TARGETS:
            assert apart(place, box(page, TARGETS[step])), step
        if step == "choose":
            page.locator("#map path[data-id=G27]").dispatch_event("click")
            expect(card.get_by_role("status")).to_contain_text("measures 1.70 km², less than 2 km²")
        assert serious(page) == []
        if step != "ask":
            card.get_by_role("button", name="Next").press("Enter")
    card.get_by_role("button", name="Start working").press("Enter")
    expect(card).to_have_count(0)
    page.reload()
    expect(page.locator(".budget-line, .bar-button").first).to_be_visible()
    expect(page.locator(".tour-offer")).to_have_count(0)


def test_no_is_an_answer_that_is_remembered_and_the_help_knows_the_way(visit) -> None:
    page = visit(PRACTICE, first=True)
    page.get_by_role("button", name="不用了").click()
    expect(page.locator(".tour-offer")).to_have_count(0)
    page.reload()
    expect(page.locator("#areas")).to_be_visible()
    expect(page.locator(".tour-offer")).to_have_count(0)
    page.goto(page.url.split("#")[0] + f"notes{PRACTICE}")
    page.wait_for_selector(".note")
    page.keyboard.press("?")
    page.get_by_role("button", name="带我看一圈").click()
    expect(page.locator(".tour-card")).to_contain_text("488 km² 布局到 16 个分园")
    page.keyboard.press("Escape")
    expect(page.locator(".tour-card")).to_have_count(0)
    expect(page.locator("#help")).to_be_focused()
