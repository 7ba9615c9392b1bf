"""Repairs on the page: seen before they are made, made as one revision, refused where they are ambiguous."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over


def finding(server: str, layout: str, rule: str, *subjects: str) -> str:
    found = httpx.get(f"{server}/api/layouts/{layout}/report", timeout=60).json()["findings"]
    id: str = next(f["id"] for f in found if f["rule"] == rule and f["subjects"] == list(subjects))
    return id


def preview(page: Page) -> None:
    page.get_by_role("button", name="修复预览").click()
    expect(page.locator(".fix-choices")).to_be_visible(timeout=20_000)


def test_an_ambiguous_one_is_not_chosen_for_you(visit, server) -> None:
    overlap = finding(server, "practice-draft", "GEO002", "G03", "G04")
    page = visit(f"#layout=practice-draft&finding={overlap}")
    preview(page)
    expect(page.locator(".fix-why")).to_contain_text("有歧义")
    expect(page.locator("input[name=fix]:checked")).to_have_count(0)
    expect(page.get_by_role("button", name="实施修复")).to_have_count(0)
    weld = page.locator(".fix-choices label", has_text="焊接")
    expect(weld.locator("input")).to_be_disabled()
    expect(weld.locator(".fix-disabled")).to_contain_text("0.5 米")


def test_before_and_after_are_shown_with_the_area_and_the_effects(visit, server) -> None:
    overlap = finding(server, "practice-draft", "GEO002", "G03", "G04")
    page = visit(f"#layout=practice-draft&finding={overlap}")
    preview(page)
    page.locator("input[value='remove-overlap:G03']").check()
    expect(page.get_by_test_id("moved")).to_have_text("1,335,914 m²")
    expect(page.locator(".fix-facts")).to_contain_text("翠湖组团")
    expect(page.get_by_test_id("effects")).to_contain_text("消除 1 个，新增 0 个")
    for way, shown in (("both", (1, 1, 1)), ("before", (1, 1, 0)), ("after", (0, 0, 1))):
        page.locator(f"input[name=way][value={way}]").check(force=True)
        for name, count in zip(("fix-moved", "fix-before", "fix-after"), shown, strict=True):
            expect(page.locator(f"#map .{name}")).to_have_count(count)
    assert serious(page) == []
    page.get_by_role("button", name="取消").click()
    expect(page.locator("#map .fix-after")).to_have_count(0)
    assert httpx.get(f"{server}/api/layouts/practice-draft").json()["revision"] == 1


def test_it_is_made_as_one_revision_and_the_report_says_what_it_did(visit, server, draft) -> None:
    sliver = finding(server, draft, "GEO003", "G08", "R-P02-2")
    page = visit(f"#layout={draft}&finding={sliver}")
    preview(page)
    page.locator("input[name=fix]:enabled").first.check()
    effects = page.get_by_test_id("effects").inner_text()
    page.get_by_label("修改人").fill("李工")
    page.get_by_role("button", name="实施修复").click()
    expect(page.get_by_test_id("delta")).to_be_visible(timeout=20_000)
    assert "against=1" in page.url
    assert httpx.get(f"{server}/api/layouts/{draft}").json()["revision"] == 2
    for key, word in (("resolved", "消除"), ("added", "新增"), ("remaining", "遗留")):
        expect(page.locator(f"[data-since={key}]")).to_have_text(f"{word} {effects.split(word)[1].split()[0]}")
    page.locator("[data-since=resolved]").click()
    expect(page.locator(f"[data-finding='{sliver}']")).to_be_visible()


def test_somebody_elses_change_is_not_overwritten(visit, server, draft) -> None:
    sliver = finding(server, draft, "GEO003", "G08", "R-P02-2")
    page = visit(f"#layout={draft}&finding={sliver}", expect_errors=True)
    preview(page)
    page.locator("input[name=fix]:enabled").first.check()
    body = {"put": [], "delete": ["S-P01-1"], "author": "王工"}
    assert httpx.post(f"{server}/api/layouts/{draft}/edits", json=body, headers={"If-Match": "1"}).is_success
    page.get_by_label("修改人").fill("李工")
    page.get_by_role("button", name="实施修复").click()
    expect(page.locator(".fix-make .form-error")).to_contain_text("第 2 版")


@pytest.mark.parametrize("width", [390, 1440])
def test_english(visit, server, width) -> None:
    overlap = finding(server, "practice-draft", "GEO002", "G03", "G04")
    page = visit(f"#layout=practice-draft&lang=en&finding={overlap}", width=width, height=844)
    if width < 1024:
        page.locator(".bar-button", has_text="Findings").click()
    page.get_by_role("button", name="Preview a repair").click()
    page.locator("input[value='remove-overlap:G03']").check(timeout=20_000)
    assert left_over(page) == [] and serious(page) == []
