"""Two people in one layout: each sees that the other is there, what is edited, and what was saved; no edit is lost."""

import re

import httpx
from playwright.sync_api import Page, expect

from tests.web.editing import drag, edit, handle, save, shared_with
from tests.web.editing import features_of as stored
from tests.web.test_axe import serious

LAYOUT = "practice-draft"
DRAFT = f"#layout={LAYOUT}&feature=G27"


def note(page: Page):
    return page.get_by_test_id("live-note")


def people(page: Page):
    return page.get_by_test_id("people")


def change(page: Page, dx: float = 40) -> None:
    """Moves a border that the group shares with a reserve."""
    border = shared_with(stored(page.url.split("/#")[0], LAYOUT), "G27", "reserve", but_not="park")
    drag(page, handle(page, border), dx, -15)


def test_each_sees_the_other_and_what_is_edited(visit, own_server) -> None:
    one, other = visit(DRAFT, at=own_server), visit(DRAFT, at=own_server)
    expect(people(one)).to_be_visible(timeout=30_000)
    expect(people(other)).to_be_visible(timeout=30_000)
    edit(other)
    expect(one.locator(".live-name")).to_contain_text("在编辑", timeout=20_000)
    expect(one.locator(".live-taken")).to_have_count(1)
    people(one).locator("summary").click()
    expect(people(one).locator("li")).to_contain_text("窦店组团")
    assert serious(one) == []
    other.close(run_before_unload=True)
    expect(people(one)).to_have_count(0, timeout=30_000)


def test_what_another_saves_comes_onto_the_page(visit, own_server) -> None:
    one, other = visit(DRAFT, at=own_server), visit(DRAFT, at=own_server)
    expect(people(one)).to_be_visible(timeout=30_000)
    edit(other)
    change(other)
    other.get_by_role("button", name="保存", exact=True).click()
    other.fill("input[name=author]", "王工")
    save(other, "扩大窦店组团", "第 2 版")
    expect(one.locator(".layout-picker")).to_contain_text("第 2 版", timeout=30_000)
    expect(note(one)).to_contain_text("王工 存了第 2 版：扩大窦店组团")
    expect(note(other)).to_have_count(0)
    note(one).get_by_role("button", name="知道了").click()
    expect(note(one)).to_have_count(0)


def test_a_held_feature_is_told_before_any_work_is_lost_and_a_draft_is_rebased(visit, own_server) -> None:
    one, other = visit(DRAFT, at=own_server), visit(DRAFT, at=own_server, expect_errors=True)
    for page in (one, other):
        expect(people(page)).to_be_visible(timeout=30_000)
        edit(page)
    change(one)
    expect(other.locator(".live-taken")).not_to_have_count(0, timeout=20_000)
    change(other, 30)
    expect(note(other)).to_contain_text("窦店组团", timeout=20_000)
    assert serious(other) == []
    note(other).get_by_role("button", name="接管编辑").click()
    expect(note(one)).to_contain_text("接管了", timeout=20_000)
    revision = int(one.locator(".layout-picker").inner_text().split("第 ")[-1].split()[0]) + 1
    save(one, "先存的", f"第 {revision} 版")
    expect(note(other)).to_contain_text("其中你也改了：", timeout=30_000)
    expect(other.locator(".live-both")).not_to_have_count(0)
    note(other).get_by_role("button", name="查看并合并").click()
    asked = other.locator(".edit-conflict")
    expect(asked.locator(".theirs")).to_contain_text("先存的")
    asked.get_by_role("button", name="用我的").click()
    save(other, "后存的", f"第 {revision + 1} 版")


def say(server: str, text: str, layout: str = LAYOUT) -> int:
    """Somebody comments on a feature: the number of the thread."""
    body = {"feature": "G27", "body": text, "author": "王工"}
    answer = httpx.post(f"{server}/api/layouts/{layout}/comments", json=body, timeout=60)
    assert answer.is_success, answer.text
    return int(answer.json()["number"])


def test_what_another_says_is_counted_and_comes_into_an_open_review(visit, own_server) -> None:
    one = visit(f"#layout={LAYOUT}", at=own_server)
    button = one.locator("#review")
    expect(button).to_have_text("审查 ")
    # Whoever has not begun to hear counts when they do.
    said = say(own_server, "边界请与房山区核对")
    expect(button).to_have_attribute("aria-label", "审查，1 条意见未解决", timeout=30_000)
    say(own_server, "窦店镇的意见呢？")
    expect(button.locator(".badge")).to_have_text("2", timeout=30_000)
    button.click()
    expect(one.locator(".thread-text")).to_have_count(2)
    say(own_server, "还有一条")
    expect(one.locator(".thread-text")).to_have_count(3, timeout=30_000)
    done = f"{own_server}/api/layouts/{LAYOUT}/comments/{said}/resolve"
    assert httpx.post(done, json={"body": "", "author": "王工"}, timeout=60).is_success
    expect(button.locator(".badge")).to_have_text("2", timeout=30_000)
    assert serious(one) == []


def test_windows_of_one_browser_hear_by_one_stream_and_go_on_when_its_window_closes(visit, server, draft) -> None:
    streams: list[str] = []

    one = visit(f"#layout={draft}")
    one.on("request", lambda asked: streams.append(asked.url) if "/events?" in asked.url else None)
    with one.expect_request(re.compile("/events[?]"), timeout=30_000):
        pass
    other = one.context.new_page()
    other.on("request", lambda asked: streams.append(asked.url) if "/events?" in asked.url else None)
    other.goto(f"{server}/#layout={draft}")
    for page in (one, other):
        expect(people(page)).to_be_visible(timeout=30_000)
    assert len(streams) == 1
    say(server, "一", draft)
    for page in (one, other):
        expect(page.locator("#review .badge")).to_have_text("1", timeout=30_000)
    one.close(run_before_unload=True)
    expect(people(other)).to_have_count(0, timeout=30_000)
    say(server, "二", draft)
    expect(other.locator("#review .badge")).to_have_text("2", timeout=30_000)
    assert len(streams) == 2
