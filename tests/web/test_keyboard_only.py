"""Everything is reachable without a pointer."""

from playwright.sync_api import Page, expect

from tests.web.helpers import PRACTICE, free_map, highlighted, settle

FOCUS = """() => {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    return { id: e.id, cls: e.className, text: e.textContent, outline: style.outlineStyle + style.outlineWidth };
}"""


def focus(page: Page) -> dict[str, str]:
    return dict(page.evaluate(FOCUS))


def test_from_the_first_tab_to_a_finding_and_back(visit) -> None:
    page = visit(PRACTICE)
    page.keyboard.press("Tab")
    assert focus(page)["text"] == "跳到检查结果"
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'section-must'")
    page.keyboard.press("ArrowRight")
    assert focus(page)["id"] == "section-should"
    expect(page.locator("#section-should")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowLeft")
    # Past the filters and the ways to the one before and after.
    for _ in range(4):
        page.keyboard.press("Tab")
    assert focus(page)["cls"] == "finding-head"
    assert focus(page)["outline"].startswith("solid")
    page.keyboard.press("Enter")
    settle(page)
    box = highlighted(page)
    assert box is not None
    assert free_map(page).holds(box)
    expect(page.locator(".finding.chosen")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".finding.chosen")).to_have_count(0)
    assert highlighted(page) is None


def test_the_second_skip_leads_to_the_table(visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'search'")
    page.keyboard.type("延庆")
    page.keyboard.press("Tab")
    while focus(page)["cls"] != "name":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".details h3")).to_have_text("延庆园")


def test_the_map_moves_by_keyboard(visit) -> None:
    page = visit()
    page.locator("#map").focus()
    before = page.locator("#map .leaflet-map-pane").get_attribute("style")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "before => document.querySelector('#map .leaflet-map-pane').getAttribute('style') !== before", arg=before
    )
    page.wait_for_function("() => location.hash.includes('at=')")


def test_every_control_shows_its_focus_and_has_a_name(visit) -> None:
    page = visit(PRACTICE)
    seen: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (e === document.body) return null;
                const shown = e.matches('.segmented input') ? e.nextElementSibling : e;
                const style = getComputedStyle(shown);
                const named = e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.[0]?.textContent;
                return { key: e.outerHTML, named: !!named,
                         outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
            }"""
        )
        if at is None:
            break
        assert at["named"], at
        assert at["outlined"], at
        seen.add(at["key"])
    assert len(seen) > 40
