"""The address says what is looked at: a link reopens the same view."""

from playwright.sync_api import expect

from tests.web.helpers import free_map, highlighted, settle


def test_a_link_reopens_layout_language_colours_and_finding(visit, api) -> None:
    first = visit("#layout=practice-draft&lang=en")
    first.get_by_role("radio", name="Mode", exact=True).check(force=True)
    first.locator(".finding-head").nth(2).click()
    settle(first)
    link = first.url
    chosen = first.locator(".finding.chosen").get_attribute("data-finding")
    where = first.locator("#map .evidence").first.bounding_box()
    second = visit(link[link.index("#") :])
    expect(second.locator(".finding.chosen")).to_have_attribute("data-finding", chosen)
    expect(second.locator("html")).to_have_attribute("lang", "en")
    expect(second.locator("#layout")).to_have_value("practice-draft")
    expect(second.get_by_role("radio", name="Mode", exact=True)).to_be_checked()
    settle(second)
    again = second.locator("#map .evidence").first.bounding_box()
    assert where is not None
    assert again is not None
    assert all(abs(where[k] - again[k]) < 3 for k in ("x", "y", "width", "height"))


def test_a_link_to_a_finding_without_a_place_flies_there(visit, api) -> None:
    finding = next(f for f in api("layouts/zgc-2020/report")["findings"] if f["rule"] == "ARE002")
    page = visit(f"#finding={finding['id']}")
    page.wait_for_selector(".finding.chosen")
    settle(page)
    box = highlighted(page)
    assert box is not None
    assert free_map(page).holds(box)
    assert page.url.count("at=") == 1


def test_the_default_view_has_a_short_address(visit, server) -> None:
    page = visit()
    settle(page)
    assert page.url.removeprefix(server) == "/#layout=zgc-2020&lang=zh"
