"""A telephone: 390 by 844."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.helpers import PRACTICE, free_map, highlighted, settle

PHONE = {"width": 390, "height": 844}

OUTSIDE = """() => [...document.querySelectorAll('body *')]
    .filter((e) => !e.closest('#map') && !e.closest('.unseen') && !e.closest('.skip') && e.getClientRects().length)
    .map((e) => [e.tagName + '.' + e.getAttribute('class'), e.getBoundingClientRect()])
    .filter(([, b]) => b.width > 0 && (b.right > innerWidth + 0.5 || b.left < -0.5))
    .map(([name, b]) => `${name} ${b.left}..${b.right}`)"""


def no_overflow(page: Page) -> None:
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert page.evaluate("document.scrollingElement.scrollHeight") <= 844
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_sticks_out_with_any_sheet_open(visit, lang) -> None:
    page = visit(f"{PRACTICE}&lang={lang}", **PHONE)
    no_overflow(page)
    expect(page.get_by_test_id("notice")).to_be_visible()
    for i in range(4):
        page.locator(".bar-button").nth(i).click()
        expect(page.locator(".sheet")).to_be_visible()
        no_overflow(page)
    page.locator(".bar-button").nth(3).click()
    expect(page.locator(".sheet")).to_have_count(0)


def test_a_finding_shows_its_evidence_above_the_sheet(visit) -> None:
    page = visit(PRACTICE, **PHONE)
    page.locator(".bar-button").nth(1).tap()
    page.locator(".finding-head").nth(1).tap()
    settle(page)
    box = highlighted(page)
    assert box is not None
    assert free_map(page).holds(box)
    page.get_by_role("button", name="关闭").tap()
    expect(page.locator(".sheet")).to_have_count(0)


def test_the_whole_layout_stays_in_view_when_the_sheet_opens(visit) -> None:
    page = visit(**PHONE)
    page.locator(".bar-button").nth(0).tap()
    settle(page)
    bottom = page.locator("#map path.district").evaluate_all(
        "paths => Math.max(...paths.map((p) => p.getBoundingClientRect().bottom))"
    )
    assert bottom <= free_map(page).bottom
    assert page.locator(".bottom").bounding_box()["height"] < 844 * 0.65


def test_targets_are_large_enough_for_a_finger(visit) -> None:
    page = visit(PRACTICE, **PHONE)
    for i in range(4):
        page.locator(".bar-button").nth(i).tap()
        small = page.locator("button:visible, select:visible, a.button:visible").evaluate_all(
            """all => all.filter((e) => !e.closest('thead') && !e.classList.contains('skip'))
                .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                .filter(([, b]) => b.height < 24 || b.width < 24).map(([html]) => html)"""
        )
        assert small == []


def test_the_panels_move_when_the_window_changes_width(visit) -> None:
    page = visit()
    expect(page.locator(".side.left")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".bar")).to_be_visible()
    expect(page.locator(".side.left")).to_have_count(0)
    expect(page.locator(".leaflet-control-scale-line")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator(".side.left")).to_be_visible()
    expect(page.locator(".leaflet-control-scale-line")).to_be_visible()
