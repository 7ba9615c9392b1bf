"""Waivers where people sign in: one asks, another decides, and nobody types a name; nor does who publishes."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from playwright.sync_api import Page, expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over
from tests.web.test_signing_in import PASSWORD, choose_password

CSRF = "X-Yuantu-CSRF"


@contextmanager
def claimed(address: str, link: str) -> Iterator[httpx.Client]:
    """The first administrator's session."""
    body = {"code": link.split("#")[1], "name": "陈主任", "password": PASSWORD}
    with httpx.Client(base_url=address, timeout=60) as boss:
        boss.headers[CSRF] = boss.post("/api/claim", json=body).raise_for_status().json()["csrf"]
        yield boss


def joined(visit, boss: httpx.Client, name: str, role: str) -> Page:
    """A page that somebody new has signed in on."""
    body = {"name": name, "role": role, "districts": None}
    link = boss.post("/api/people", json=body).raise_for_status().json()["link"]
    address = str(boss.base_url).rstrip("/")
    page: Page = visit("claim" + link.split("claim", 1)[1], at=address, drawn=False, expect_errors=True)
    choose_password(page, "设置密码并登录")
    expect(page.locator("#person")).to_have_text(name, timeout=30_000)
    return page


def go(page: Page, boss: httpx.Client, view: str) -> None:
    page.goto("about:blank")
    page.goto(str(boss.base_url.join(f"/{view}")))


def test_a_planner_asks_a_publisher_approves_and_publishes(visit, office) -> None:
    address, link = office
    with claimed(address, link) as boss:
        found = boss.get("/api/layouts/practice-draft/report").json()["findings"]
        id = next(f["id"] for f in found if f["rule"] == "GEO002" and f["status"] == "open")
        planner = joined(visit, boss, "李工", "planner")
        ask(planner, boss, id)
        chief = joined(visit, boss, "王工", "publisher")
        approve(chief, boss, id)
        publish(chief, boss)
        (entry,) = boss.get("/api/layouts/practice-draft/waivers").json()
    assert (entry["state"], entry["author"], entry["approver"]) == ("holds", "李工", "王工")


def ask(page: Page, boss: httpx.Client, id: str) -> None:
    go(page, boss, f"#layout=practice-draft&finding={id}")
    page.get_by_role("button", name="申请豁免").click()
    dialog = page.get_by_role("dialog", name="申请豁免")
    expect(dialog).to_contain_text("批准前豁免不生效")
    assert dialog.locator("[name=approver], [name=author]").count() == 0
    dialog.get_by_label("理由", exact=True).fill("测绘误差，待复测")
    dialog.get_by_label("有效期至").fill("2099-12-31")
    assert serious(page, within="dialog") == []
    dialog.get_by_role("button", name="申请豁免").click()
    expect(dialog).to_contain_text("等待另一人批准", timeout=20_000)
    expect(dialog.get_by_role("link", name="在豁免登记中查看")).to_be_focused()
    page.keyboard.press("Enter")
    card = page.locator(".waiver-card.shown")
    expect(card).to_have_attribute("data-state", "asked", timeout=20_000)
    expect(card.locator(".why-not")).to_contain_text("您自己申请的")
    expect(card.get_by_role("button")).to_have_count(0)


def approve(page: Page, boss: httpx.Client, id: str) -> None:
    go(page, boss, f"waivers#layout=practice-draft&lang=en&show={id}")
    card = page.locator(".waiver-card.shown")
    expect(card).to_contain_text("waits for approval")
    card.locator("[data-act=decline]").press("Enter")
    expect(page.locator("dialog [name=reason]")).to_have_attribute("required", "")
    page.keyboard.press("Escape")
    card.locator("[data-act=approve]").press("Enter")
    expect(page.locator("dialog [name=author]")).to_have_count(0)
    assert serious(page) == [] and left_over(page) == ["王工"]
    page.locator("dialog [name=reason]").fill("agreed")
    page.locator("dialog button[type=submit]").press("Enter")
    expect(card).to_have_attribute("data-state", "holds", timeout=20_000)
    expect(card).to_contain_text("approved by 王工 on")
    assert serious(page) == []


def publish(page: Page, boss: httpx.Client) -> None:
    """What another has submitted is approved, and published with no name but the own."""
    review = "/api/layouts/zgc-2020/review"
    newest = {"If-Match": '"1"'}
    boss.post(review, json={"step": "submit", "message": ""}, headers=newest).raise_for_status()
    csrf = page.request.get(str(boss.base_url.join("/api/session"))).json()["csrf"]
    step = {"step": "approve", "message": ""}
    told = page.request.post(str(boss.base_url.join(review)), data=step, headers=newest | {CSRF: csrf})
    assert told.ok, told.text()
    go(page, boss, "#layout=zgc-2020&lang=en")
    page.locator("#publish").click()
    page.locator("dialog [name=message]").fill("同意发布")
    expect(page.locator("dialog [name=author]")).to_have_count(0)
    page.locator("dialog button[type=submit]").click()
    expect(page.get_by_test_id("published")).to_have_text("Published: revision 1", timeout=20_000)
    (told,) = boss.get("/api/layouts/zgc-2020/publications").json()
    assert (told["author"], told["message"]) == ("王工", "同意发布")
