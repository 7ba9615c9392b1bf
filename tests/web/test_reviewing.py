"""Reviews on the page: submit, comment, return, fix, approve, publish; and stored text is never more than text."""

import uuid

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.editing import edit, save, verdict
from tests.web.test_axe import serious

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><b>粗</b>"


def copied(server: str, name: str) -> str:
    name = f"{name}-{uuid.uuid4().hex[:6]}"
    body = {"from": {"layout": "zgc-2020", "revision": 1}, "title": {"zh": name, "en": name}, "author": "李工"}
    assert httpx.post(f"{server}/api/layouts", json=body | {"id": name}, timeout=60).is_success
    return name


def step(page: Page, name: str, message: str = "") -> None:
    page.locator(f"[data-step={name}]").click()
    page.locator(".review-form [name=message]").fill(message)
    page.locator(".review-form [name=author]").fill("王工")
    page.locator(".review-form button[type=submit]").click()
    expect(page.locator(".review-form")).to_have_count(0)


def say(page: Page, text: str) -> None:
    page.locator(".review-form [name=body]").fill(text)
    page.locator(".review-form [name=author]").fill(HOSTILE[:80])
    page.locator(".review-form button[type=submit]").click()
    expect(page.locator(".review-form")).to_have_count(0)


def opened(page: Page) -> None:
    page.locator("#right-findings").click()
    page.locator("#review").click()


def current(page: Page, name: str) -> None:
    expect(page.locator(".review-states [aria-current=step]")).to_have_text(name)


def test_a_layout_is_submitted_commented_on_returned_mended_approved_and_superseded(visit, own_server) -> None:
    name = copied(own_server, "reviewed")
    page = visit(f"#layout={name}&feature=G27", at=own_server)
    opened(page)
    current(page, "草稿")
    step(page, "submit")
    current(page, "审查中")
    page.locator("#right-details").click()
    page.locator(".details [data-testid=comment]").click()
    say(page, HOSTILE)
    expect(page.locator(".thread-text")).to_have_text(HOSTILE)
    expect(page.locator("#map .comment-pin")).to_have_text("1")
    step(page, "return", HOSTILE)
    current(page, "草稿")
    assert page.title() != "taken" and page.locator(".review img, .review b").count() == 0
    assert serious(page) == []
    page.get_by_role("button", name="关闭审查").click()
    edit(page)
    page.fill("input[name=area]", "2.4")
    page.keyboard.press("Enter")
    verdict(page)
    save(page, "按意见修改")
    opened(page)
    expect(page.get_by_test_id("since")).to_have_text("此后已有改动")
    page.locator("[data-what=resolve]").click()
    page.locator(".review-form [name=author]").fill("李工")
    page.locator(".review-form button[type=submit]").click()
    expect(page.locator("#map .comment-pin.chosen")).to_have_count(1)
    expect(page.locator("[data-what=reopen]")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_place_is_pointed_at_by_keyboard_and_a_revision_approved(visit, own_server, width) -> None:
    name = copied(own_server, f"placed-{width}")
    page = visit(f"#layout={name}&lang=en", width=width, height=844, at=own_server)
    if width < 1024:
        page.locator(".bar-button").nth(4).click()
    page.locator("#review").press("Enter")
    if width < 1024:
        page.locator("#sheet .side-head .icon-button").click()
    page.get_by_test_id("point").press("Enter")
    page.get_by_role("button", name="Take the middle").press("Enter")
    say(page, "look here")
    expect(page.locator(".thread")).to_contain_text("look here")
    step(page, "submit")
    step(page, "approve")
    current(page, "Approved")
    assert serious(page) == []
    body = {"author": "王工", "message": ""}
    at = f"{own_server}/api/layouts/{name}/publications"
    assert httpx.post(at, json=body, headers={"If-Match": '"1"'}, timeout=60).is_success
    page.reload()
    if width < 1024:
        page.locator(".bar-button").nth(4).click()
    page.locator("#review").click()
    current(page, "Published")
