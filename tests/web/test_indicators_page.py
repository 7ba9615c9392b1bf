"""The page of the indicators: every one with its target, chart and values; filtered, entered, imported."""

import re

from playwright.sync_api import Page, expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over

PAGE = "indicators#layout=zgc-2020"
STATES = ("met", "on-track", "behind", "missed", "unknown", "baseline")


def card(page: Page, id: str):
    return page.locator(f"[data-indicator={id}]")


def test_every_indicator_is_there_with_a_chart_and_its_words(visit, api) -> None:
    page = visit(PAGE, drawn=False)
    told = api("rulebooks/zgc/indicators?layout=zgc-2020")["indicators"]
    expect(page.locator(".indicator")).to_have_count(90)
    assert len(told) == 90 and len({i["document"] for i in told}) == 5
    expect(page.locator(".document h2")).to_have_count(5)
    assert page.locator("svg.chart[role=img][aria-label]").count() + page.locator(".chart-empty").count() == 90
    area = card(page, "I002-03")
    expect(area.locator(".chart")).to_have_attribute("aria-label", re.compile("31 个对象，最小 1.89 平方公里"))
    expect(area.locator(".state-badge")).to_have_text("未达到")
    expect(area).to_contain_text("门头沟园组团")
    area.locator("summary").click()
    expect(area.locator("tbody tr")).to_have_count(31)


def test_without_a_value_it_says_so_and_draws_the_target_alone(visit) -> None:
    page = visit(PAGE, drawn=False)
    empty = card(page, "I001-01")
    expect(empty.locator(".no-value")).to_have_text("未填报")
    expect(empty.locator(".chart-target")).to_have_count(1)
    expect(empty.locator(".mark-value")).to_have_count(0)
    expect(empty.locator("progress")).to_have_count(0)


def test_filters_by_document_scope_and_state_stand_in_the_address(visit, api) -> None:
    page = visit(PAGE, drawn=False)
    told = api("rulebooks/zgc/indicators?layout=zgc-2020")["indicators"]
    page.locator("#document").select_option("004")
    expect(page.locator(".indicator")).to_have_count(sum(i["document"] == "004" for i in told))
    page.locator("[data-state=unknown]").click()
    wanted = sum(i["document"] == "004" and i["state"] == "unknown" for i in told)
    expect(page.locator(".indicator")).to_have_count(wanted)
    assert "document=004" in page.url and "state=unknown" in page.url
    page.reload()
    expect(page.locator(".indicator")).to_have_count(wanted)
    page.locator("[data-state=unknown]").click()
    page.locator("#document").select_option("")
    page.locator("#scope").select_option("延庆区")
    expect(page.locator(".indicator")).to_have_count(sum(i["scope"]["zh"] == "延庆区" for i in told))
    page.locator("#search").fill("没有这样的指标")
    expect(page.get_by_text("没有符合条件的指标")).to_be_visible()


def test_a_value_is_entered_judged_and_taken_back_by_keyboard(visit) -> None:
    page = visit(f"{PAGE}&document=003", drawn=False)
    item = card(page, "I003-33")
    item.get_by_role("button", name="填报").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="填报数值")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(item.get_by_role("button", name="填报")).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_label("年份").fill("2025")
    dialog.get_by_label("数值").fill("1.2")
    dialog.get_by_label("来源").fill("统计年报")
    dialog.get_by_label("填报人").fill("李工")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("已填报")
    expect(item.locator(".state-badge")).to_have_text("已达到")
    expect(item.locator(".mark-value")).to_have_count(1)
    item.locator("summary").click()
    item.get_by_role("button", name="撤回").click()
    back = page.get_by_role("dialog", name="撤回填报值")
    back.get_by_label("撤回理由").fill("填错")
    expect(back.get_by_label("填报人")).to_have_value("李工")
    back.get_by_role("button", name="撤回").click()
    expect(item.locator(".state-badge")).to_have_text("未填报")


def test_a_table_is_taken_whole_or_not_at_all(visit) -> None:
    page = visit(PAGE, drawn=False, expect_errors=True)
    page.get_by_role("button", name="导入表格").click()
    dialog = page.get_by_role("dialog", name="导入表格")
    expect(dialog.get_by_role("link", name="XLSX")).to_have_attribute("href", re.compile(r"template\.xlsx$"))
    wrong = "指标编号,范围,年份,数值,来源\nI004-05,通州区,2025,多,年报\nI004-99,通州区,2025,3,年报\n"
    file = dialog.get_by_label("文件")
    file.set_input_files({"name": "values.csv", "mimeType": "text/csv", "buffer": wrong.encode()})
    dialog.get_by_label("填报人").fill("李工")
    dialog.get_by_role("button", name="导入").click()
    expect(dialog.get_by_role("alert")).to_contain_text("2 格有误")
    expect(dialog.get_by_role("alert")).to_contain_text("第 2 行")
    expect(card(page, "I004-05").locator(".no-value")).to_have_count(1)
    scope = card(page, "I004-05").locator("p").first.inner_text().split(" ")[0]
    right = f"指标编号,范围,年份,数值,来源\nI004-05,{scope},2026,61,年报\n"
    file.set_input_files({"name": "values.csv", "mimeType": "text/csv", "buffer": right.encode("gb18030")})
    dialog.get_by_role("button", name="导入").click()
    expect(page.locator(".done")).to_have_text("已导入 1 个数值。")
    expect(card(page, "I004-05").locator(".figures")).to_contain_text("61")


def test_english_is_complete_and_axe_is_content(visit) -> None:
    page = visit(f"{PAGE}&lang=en", drawn=False)
    expect(page.locator(".indicator")).to_have_count(90)
    assert left_over(page) == []
    assert serious(page) == []
    page.get_by_role("button", name="Enter a value", exact=True).click()
    assert left_over(page) == [] and serious(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Import a table").click()
    assert left_over(page) == [] and serious(page) == []


def test_a_phone_shows_one_column_without_sideways_scrolling(visit) -> None:
    page = visit(PAGE, width=390, height=844, drawn=False)
    expect(page.locator(".indicator")).to_have_count(90)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert serious(page) == []
