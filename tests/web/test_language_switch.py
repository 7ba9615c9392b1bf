"""Chinese first, English complete: nothing of the page's own stays Chinese."""

import re

from playwright.sync_api import Page, expect

from tests.web.helpers import PRACTICE

HAN = re.compile("[一-鿿]")

# Text nodes and spoken attributes in Chinese script that are not marked as Chinese data.
LEFT_OVER = """() => {
    const han = /\\p{Script=Han}/u;
    const chinese = (e) => (e.closest('[lang]')?.getAttribute('lang') ?? '').startsWith('zh');
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        if (han.test(data) && !chinese(parentElement)) found.push(data);
    }
    for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], optgroup[label]'))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'label']) {
            const text = e.getAttribute(name);
            if (text && han.test(text) && !chinese(e)) found.push(`${name}: ${text}`);
        }
    return found;
}"""


def left_over(page: Page) -> list[str]:
    return list(page.evaluate(LEFT_OVER))


def test_english_leaves_no_chinese_word_of_its_own(visit) -> None:
    page = visit(PRACTICE + "&lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_test_id("budget")).to_have_text("489.20 of 488.00 km²")
    for section in ("must", "should", "waived", "unsure", "passed"):
        page.locator(f"#section-{section}").click()
        if page.locator(".finding-head").count():
            page.locator(".finding-head").first.click()
        assert left_over(page) == []
    for mode in ("Mode", "Industry", "Location class"):
        page.get_by_role("radio", name=mode, exact=True).check(force=True)
        assert left_over(page) == []
    for id in ("G12", "P15"):
        page.locator(f"#areas tr[data-id={id}] button.name").click()
        assert left_over(page) == []
    page.get_by_label("Find a park or group").fill("zzz")
    assert left_over(page) == []


def test_english_on_a_narrow_window(visit) -> None:
    page = visit(PRACTICE + "&lang=en", width=390, height=844)
    for name in ("Parks and groups", "Findings", "Details", "Legend"):
        page.locator(".bar-button", has_text=name).click()
        assert left_over(page) == []


def test_the_switch_works_both_ways_and_is_remembered(visit, server) -> None:
    page = visit()
    page.locator("#language").click()
    expect(page.locator("h2").first).to_have_text("Parks and groups")
    expect(page.get_by_test_id("notice")).to_contain_text("Schematic")
    expect(page.locator(".label.district", has_text="Huairou")).to_have_count(1)
    assert "lang=en" in page.url
    page.goto("about:blank")
    page.goto(server)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("#language").click()
    expect(page.locator("h2").first).to_have_text("园区与组团")


def test_data_in_another_language_are_marked_for_screen_readers(visit) -> None:
    page = visit("#lang=en&feature=G12")
    expect(page.locator(".details h3 [lang=zh-CN]")).to_have_text("电子城组团")
    expect(page.locator(".details h3")).to_contain_text("Electronics City")


def test_english_names_stand_wherever_the_rulebook_has_them(visit) -> None:
    page = visit("#layout=zgc-2020&lang=en&feature=G08")
    expect(page.locator(".details .tags").first).not_to_contain_text(HAN)
    legend = page.locator(".legend")
    for mode in ("Location class", "Mode", "Industry"):
        page.get_by_role("radio", name=mode, exact=True).check(force=True)
        expect(legend).not_to_contain_text(HAN)
    expect(page.locator("#areas tr[data-id=P01]")).to_contain_text("Haidian Park")
    expect(page.locator("#areas tr[data-id=P01] [lang=zh-CN]")).to_have_text("海淀园")
    page.get_by_label("Find a park or group").fill("yongfeng")
    expect(page.locator("#areas tr.group")).to_have_count(1)
    expect(page.locator(".label", has_text="Changping New Town").first).to_be_visible()
