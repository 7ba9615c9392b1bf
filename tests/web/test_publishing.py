"""Publishing on the page: what stands in the way is listed and leads to its place; what is published says so."""

import httpx
import pytest
from playwright.sync_api import expect

from tests.web.editing import edit, save, verdict
from tests.web.helpers import PRACTICE
from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over


def test_what_stands_in_the_way_is_listed_and_leads_to_it(visit, api) -> None:
    page = visit(PRACTICE)
    page.locator("#publish").click()
    found = api("layouts/practice-draft/report?stage=publication")["findings"]
    errors = [f for f in found if f["status"] == "open" and f["severity"] == "error"]
    expect(page.locator(".publish-blocks li")).to_have_count(len(errors), timeout=20_000)
    expect(page.locator("dialog button[type=submit]")).to_have_count(0)
    assert serious(page) == []
    page.locator(".publish-blocks button", has_text="窦店组团").click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(".finding.chosen")).to_contain_text("窦店组团")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_revision_is_published_and_the_page_says_so(visit, own_server, width) -> None:
    layout = f"{own_server}/api/layouts/zgc-2020"
    name = f"zgc-{width}"
    copy = {
        "from": {"layout": "zgc-2020", "revision": 1},
        "title": {"zh": name, "en": name},
        "author": "李工",
        "id": name,
    }
    assert httpx.post(f"{own_server}/api/layouts", json=copy, timeout=60).is_success
    page = visit(f"#layout={name}&lang=en", width=width, height=844, at=own_server)
    if width < 1024:
        page.locator(".bar-button").nth(4).click()
    page.locator("#publish").click()
    page.locator("dialog [name=author]").fill("Wang")
    page.locator("dialog [name=message]").fill("agreed")
    assert serious(page) == [] and left_over(page) == []
    page.locator("dialog button[type=submit]").click()
    expect(page.get_by_test_id("published")).to_have_text("Published: revision 1", timeout=20_000)
    told = httpx.get(f"{own_server}/api/layouts/{name}/publications", timeout=60).json()
    assert [(p["revision"], p["author"], p["message"]) for p in told] == [(1, "Wang", "agreed")]
    assert httpx.get(layout, timeout=60).json()["published"] is None


def test_only_what_is_saved_can_be_published(visit, server, draft) -> None:
    page = visit(f"#layout={draft}&feature=G27")
    edit(page)
    page.fill("input[name=area]", "1.9")
    page.keyboard.press("Enter")
    verdict(page)
    page.locator("#publish").click()
    expect(page.locator("dialog")).to_contain_text("请先保存或放弃")
    page.keyboard.press("Escape")
    save(page, "扩大")
    expect(page.locator(".layout-picker")).to_contain_text("第 2 版", timeout=30_000)
    page.locator("#publish").click()
    expect(page.get_by_role("heading", name="发布第 2 版")).to_be_visible()
    expect(page.locator(".publish-blocks")).to_contain_text("1.90 平方公里", timeout=20_000)
