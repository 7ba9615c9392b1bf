"""Filters of the findings: what they leave out, that they say so, and that a link keeps them."""

from collections import Counter

from playwright.sync_api import Page, expect

from tests.web.helpers import PRACTICE, settle
from tests.web.test_axe import serious


def listed(page: Page) -> list[str]:
    """The rules of the cards on show."""
    return page.locator(".finding-list .finding-rule code").all_inner_texts()


def test_by_rule_with_counts_a_visible_state_and_a_reset(visit, api) -> None:
    found = api("layouts/practice-draft/report")["findings"]
    counts = Counter(f["rule"] for f in found)
    must = [f["rule"] for f in found if f["status"] == "open" and f["severity"] == "error"]
    page = visit(PRACTICE)
    page.get_by_test_id("filters").click()
    for rule, n in counts.items():
        row = page.locator(".filter-rules li", has_text=rule)
        expect(row.locator("b")).to_have_text(str(n))
    page.locator(".filter-rules li", has_text="GEO002").get_by_role("checkbox").uncheck()
    expect(page.locator("#section-must .count")).to_have_text(str(len([r for r in must if r != "GEO002"])))
    assert "GEO002" not in listed(page)
    expect(page.get_by_test_id("filters")).to_have_text("已筛选")
    expect(page.locator(".filters-on")).to_contain_text(f"{len(found)} 处列出 {len(found) - counts['GEO002']} 处")
    page.get_by_role("button", name="只看 GEO002").click()
    assert set(listed(page)) == {"GEO002"} and "rule=GEO002" in page.url
    assert serious(page) == []
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator("#section-must .count")).to_have_text(str(len(must)))
    assert "rule=" not in page.url and page.locator(".filters-on").count() == 0


def test_a_link_keeps_them(visit) -> None:
    page = visit(f"{PRACTICE}&rule=ARE002")
    assert listed(page) == ["ARE002"]
    expect(page.locator(".filters-on")).to_be_visible()


def test_by_park_and_by_what_is_in_view(visit) -> None:
    page = visit(PRACTICE)
    page.get_by_test_id("filters").click()
    everything = len(listed(page))
    page.locator("select[name=park]").select_option(label="房山园")
    expect(page.locator(".finding-list > .finding")).not_to_have_count(everything)
    assert "“窦店组团”" in page.locator(".finding-list").inner_text()
    page.locator("select[name=park]").select_option("")
    page.locator(".finding-head", has_text="窦店组团").click()
    settle(page)
    page.locator("input[name=inview][value=true]").check(force=True)
    expect(page.locator(".finding-list > .finding")).not_to_have_count(everything)
    assert "窦店组团" in page.locator(".finding-list").inner_text()
    assert "怀柔" not in page.locator(".finding-list").inner_text()
    assert "inview=1" in page.url


def test_n_and_p_walk_what_is_listed_and_hovering_shows_where(visit) -> None:
    page = visit(f"{PRACTICE}&rule=GEO002")
    total = len(listed(page))
    for key, n in (("n", 1), ("n", 2), ("p", 1), ("p", total)):
        page.keyboard.press(key)
        expect(page.get_by_test_id("position")).to_have_text(f"第 {n} 个，共 {total} 个")
    page.get_by_test_id("filters").click()
    page.locator("select[name=park]").focus()
    page.keyboard.press("n")
    expect(page.get_by_test_id("position")).to_have_text(f"第 {total} 个，共 {total} 个")
    page.locator(".finding-head").first.hover()
    expect(page.locator("#map .evidence.hover")).not_to_have_count(0)
    page.mouse.move(5, 5)
    expect(page.locator("#map .evidence.hover")).to_have_count(0)
