"""Two people in one layout: each sees that the other is there, what is edited, and what was saved; no edit is lost."""

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
