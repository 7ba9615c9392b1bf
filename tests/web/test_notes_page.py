"""The contradictions of the documents: one click from the map, each with its sources and what is done about it."""

import re

from playwright.sync_api import expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over


def test_all_27_are_one_click_away(visit, api) -> None:
    page = visit("#layout=zgc-2020")
    page.locator("#notes").click()
    expect(page).to_have_url(re.compile(r"/notes#layout=zgc-2020"))
    expect(page.locator(".note")).to_have_count(27)
    for note in api("rulebooks/zgc")["notes"]:
        card = page.locator(f'[data-note="{note["number"]}"]')
        expect(card).to_contain_text(note["topic"]["zh"])
        expect(card.locator(".does")).to_have_text(note["does"]["zh"])
        expect(card.locator("dd").first.locator("li")).to_have_count(len(note["sources"]))
    page.locator("[data-state=advice]").click()
    expect(page.locator(".note")).to_have_count(sum(n["shown_as"] == "advice" for n in api("rulebooks/zgc")["notes"]))


def test_they_lead_to_the_finding_the_feature_the_rule_and_the_indicator(visit) -> None:
    page = visit("notes#layout=zgc-2020", drawn=False)
    waived = page.locator('[data-note="1"]')
    waived.get_by_role("link", name="问题").click()
    page.wait_for_selector(".finding.chosen")
    expect(page.locator(".finding.chosen")).to_contain_text("大兴临空组团")
    page.go_back()
    page.locator('[data-note="2"]').get_by_role("link", name="要素").click()
    expect(page.locator(".details h3")).to_contain_text("未来科学城西区组团")
    page.go_back()
    page.locator('[data-note="20"]').get_by_role("link", name="指标").click()
    expect(page.locator("[data-indicator=I000-01].shown")).to_be_in_viewport()
    page.locator("[data-indicator=I000-01]").get_by_role("link", name="文件矛盾 20").click()
    expect(page.locator('[data-note="20"].shown')).to_be_in_viewport()


def test_english_is_complete_and_axe_is_content(visit) -> None:
    page = visit("notes#layout=zgc-2020&lang=en", drawn=False)
    expect(page.locator(".note")).to_have_count(27)
    assert left_over(page) == []
    assert serious(page) == []


def test_a_phone_reaches_them_too(visit) -> None:
    page = visit("#layout=zgc-2020", width=390, height=844)
    page.locator(".bar-button", has_text="更多").click()
    page.get_by_role("link", name="文件矛盾").click()
    expect(page.locator(".note")).to_have_count(27)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == []
