"""The findings while somebody edits: of the edited layout, old faults not blamed on it, mended and waived there."""

import httpx
from playwright.sync_api import Page, Route, expect

from tests.web.editing import edit, is_try, verdict
from tests.web.test_axe import serious
from tests.web.test_repairs import finding, preview


def set_area(page: Page, km2: str) -> None:
    """Makes the selected group exactly this large."""
    page.fill("input[name=area]", km2)
    page.keyboard.press("Enter")
    verdict(page)


def count(page: Page) -> int:
    return int(page.locator("#section-must .count").inner_text())


def show_findings(page: Page) -> None:
    page.locator("#right-findings").click()
    expect(page.locator("#section-must")).to_be_visible()


def test_they_follow_the_edits_and_say_whose_they_are(visit, server) -> None:
    page = visit("#layout=practice-draft&feature=G09")
    edit(page, "G09")
    show_findings(page)
    before = count(page)
    page.locator("#right-details").click()
    set_area(page, "1.5")
    show_findings(page)
    expect(page.locator(".edited-note")).to_have_text("结果已随当前修改更新，尚未保存。")
    mine = page.locator(".finding", has=page.locator(".badge.mine"))
    assert count(page) > before and mine.count() >= 1
    expect(page.locator(".finding-list > .finding")).to_have_count(count(page))
    assert page.locator(".finding-rule", has_text="原有").count() == count(page) - mine.count()
    page.get_by_test_id("filters").click()
    page.locator("input[name=mine][value=true]").check(force=True)
    expect(page.locator(".finding-list > .finding")).to_have_count(mine.count())
    assert page.locator(".finding-rule", has_text="原有").count() == 0
    page.click("[data-tool=draw]")
    assert serious(page) == []
    mine.first.locator(".finding-head").click()
    expect(page.get_by_role("button", name="申请豁免")).to_be_disabled()
    page.get_by_role("button", name="清除筛选").click()
    page.locator("[data-act=undo]").click()
    expect(page.locator(".edited-note")).to_have_count(0)
    expect(page.locator("#section-must .count")).to_have_text(str(before))


def test_an_old_fault_is_told_as_it_is_now_and_goes_when_mended(visit, server) -> None:
    small = finding(server, "practice-draft", "ARE002", "G27")
    page = visit("#layout=practice-draft&feature=G27")
    edit(page)
    set_area(page, "1.8")
    show_findings(page)
    card = page.locator(f"[data-finding='{small}']")
    expect(card).to_contain_text("实测 1.80 km²")
    expect(card).to_contain_text("原有")
    page.locator("#right-details").click()
    set_area(page, "2.1")
    show_findings(page)
    expect(card).to_have_count(0)


def test_what_is_not_checked_yet_is_grey(visit, server) -> None:
    page = visit("#layout=practice-draft&feature=G27")
    edit(page)
    held: list[Route] = []
    page.route(lambda url: "/edits?dry_run=true" in url, lambda route: held.append(route))
    with page.expect_request(is_try):
        page.fill("input[name=area]", "1.8")
        page.keyboard.press("Enter")
    page.locator("#right-findings").click()
    expect(page.locator(".edited-note")).to_contain_text("重新检查")
    expect(page.locator(".findings")).to_have_attribute("aria-busy", "true")
    assert "grayscale" in page.locator(".tiles").evaluate("e => getComputedStyle(e).filter")
    expect(page.get_by_test_id("verdict")).to_have_text("检查中")
    held.pop().continue_()
    expect(page.locator(".findings")).to_have_attribute("aria-busy", "false", timeout=20_000)
    assert page.locator(".tiles").evaluate("e => getComputedStyle(e).filter") == "none"


def test_a_repair_is_one_named_step_of_the_edits(visit, server) -> None:
    overlap = finding(server, "practice-draft", "GEO002", "G03", "G04")
    page = visit(f"#layout=practice-draft&finding={overlap}")
    edit(page, None)
    expect(page.locator(".finding-tools")).to_be_visible()
    before = count(page)
    preview(page)
    weld = page.locator(".fix-choices label", has_text="焊接")
    expect(weld.locator(".fix-disabled")).to_contain_text("0.5 米")
    page.locator("input[value='remove-overlap:G03']").check()
    expect(page.locator("#map .fix-after")).to_have_count(1)
    page.get_by_role("button", name="加入修改").click()
    verdict(page)
    expect(page.locator(f"[data-finding='{overlap}']")).to_have_count(0)
    assert count(page) == before - 1
    undo = page.locator("[data-act=undo]")
    assert (undo.get_attribute("aria-label") or "").startswith("撤销：修复：")
    assert httpx.get(f"{server}/api/layouts/practice-draft").json()["revision"] == 1
    undo.click()
    expect(page.locator(f"[data-finding='{overlap}']")).to_have_count(1)


def test_a_waiver_is_asked_for_without_leaving_the_editor(visit, server, draft) -> None:
    small = finding(server, draft, "ARE002", "G27")
    page = visit(f"#layout={draft}&feature=G09")
    edit(page, "G09")
    set_area(page, "3.5")
    show_findings(page)
    page.locator(f"[data-finding='{small}'] .finding-head").click()
    page.get_by_role("button", name="申请豁免").click()
    for field, text in (
        ("reason", "批准面积如此"),
        ("approver", "王工"),
        ("author", "李工"),
        ("expires", "2099-12-31"),
    ):
        page.locator(f"dialog [name={field}]").fill(text)
    page.locator("dialog button[type=submit]").click()
    expect(page.locator("dialog")).to_have_count(0, timeout=20_000)
    verdict(page)
    expect(page.locator(f"[data-finding='{small}'].waived, #section-waived .count").first).to_be_visible()
    page.locator("#section-waived").click()
    expect(page.locator(f"[data-finding='{small}']")).to_contain_text("“窦店组团”")
    expect(page.locator("[data-act=undo]")).to_be_enabled()
