"""The pages of the rules: found by search, read beside the clause, and left for the map at a finding."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.test_axe import serious


def test_the_list_holds_every_rule_and_the_coverage(visit, api) -> None:
    page = visit("rules#layout=practice-draft", drawn=False)
    body = api("rules")
    expect(page.locator(".rule-row")).to_have_count(len(body["rules"]))
    expect(page.locator(".coverage")).to_contain_text("共 184 句")
    expect(page.locator(".rule-group h2").first).to_contain_text(body["subjects"][0]["title"]["zh"])
    expect(page.locator(".open-count").first).to_be_visible()
    page.locator("#severity").select_option("warning")
    expect(page.locator(".rule-row")).to_have_count(sum(rule["severity"] == "warning" for rule in body["rules"]))
    page.locator("#grouping").select_option("severity")
    expect(page.locator(".rule-group")).to_have_count(1)


def test_search_finds_a_rule_by_what_its_clause_says(visit) -> None:
    page = visit("rules", drawn=False)
    page.locator("#search").fill("2平方公里 组团")
    expect(page.locator(".rule-row")).to_have_count(1)
    page.locator("#search").fill("冰激凌")
    expect(page.get_by_role("status")).to_contain_text("没有符合条件的规则（“冰激凌”）")
    page.locator("#search").fill("are002")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/rules/ARE002#"))
    expect(page.locator("h1")).to_have_text("发展组团不得小于2平方公里")


def test_a_rule_shows_its_clause_numbers_and_findings_and_leads_to_the_map(visit, api) -> None:
    page = visit("rules/GEO002#layout=practice-draft&lang=zh", drawn=False)
    expect(page.locator(".params")).to_contain_text("1 平方米")
    expect(page.locator(".card").first).to_contain_text("第三章第三节")
    expect(page.locator("#what + p")).to_contain_text("公共部分")
    expect(page.locator(".sentences blockquote").first).to_contain_text("预留发展区")
    found = [f for f in api("layouts/practice-draft/report")["findings"] if f["rule"] == "GEO002"]
    expect(page.locator(".found li")).to_have_count(len(found))
    first = page.locator(".found li").first
    chosen = first.get_attribute("data-finding")
    first.get_by_role("link").click()
    expect(page.locator(".finding.chosen")).to_have_attribute("data-finding", chosen)
    page.locator(".finding.chosen .rule-link").click()
    expect(page.locator("h1")).to_have_text("同层地块不得重叠")
    expect(page.locator("#layout")).to_have_value("practice-draft")


def test_an_unknown_rule_gets_a_friendly_answer(visit) -> None:
    page = visit("rules/ARE02", drawn=False, expect_errors=True)
    expect(page.locator("h1")).to_have_text("没有这条规则")
    expect(page.locator(".unknown")).to_contain_text("ARE002 group-too-small")
    expect(page.locator(".unknown .button")).to_have_text("全部规则")
    page.get_by_role("link", name="ARE002").click()
    expect(page.locator("h1")).to_have_text("发展组团不得小于2平方公里")


def test_the_language_stays_with_the_reader(visit) -> None:
    page = visit("rules/ARE002", drawn=False)
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("A development group must reach the least area")
    page.reload()
    expect(page.locator("h1")).to_have_text("A development group must reach the least area")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["rules", "rules/GEO003", "rules/SVC002", "rules/XYZ999"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(visit, width, path, lang) -> None:
    page = visit(
        f"{path}#layout=practice-draft&lang={lang}", width=width, height=844, drawn=False, expect_errors="XYZ" in path
    )
    page.wait_for_selector("h1")
    page.wait_for_load_state("networkidle")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for part in page.locator("header a:visible, header button:visible").all():
        box = part.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, part.inner_text()


def test_an_example_is_drawn_from_the_rules_own_case(visit, api) -> None:
    example = api("rules/GEO002")["example"]
    page = visit("rules/GEO002", drawn=False)
    picture = page.get_by_role("img", name=example["message"]["zh"])
    expect(picture.locator("path.shape")).to_have_count(len(example["features"]))
    fault = picture.locator(".shape-fault").bounding_box()
    whole = picture.bounding_box()
    assert fault and whole and 0 < fault["width"] < whole["width"] / 5
    expect(picture.locator(".bar-name")).to_have_text("500 m")
    expect(page.locator(".example")).to_contain_text("仅为示意")


@pytest.mark.parametrize(("code", "says"), [("MOD001", "研发中心"), ("ROS002", "除房山园以外的全部分园")])
def test_an_example_without_shapes_is_told_in_words(visit, code, says) -> None:
    page = visit(f"rules/{code}", drawn=False)
    expect(page.locator(".example .cast")).to_contain_text(says)
    expect(page.locator(".example svg")).to_have_count(0)


def test_every_rule_has_a_page_that_can_be_read(visit, api) -> None:
    page = visit("rules", drawn=False)
    for rule in api("rules")["rules"]:
        page.goto(f"{page.url.partition('/rules')[0]}/rules/{rule['code']}#lang=en")
        expect(page.locator("h1")).to_have_text(rule["title"]["en"])
        expect(page.locator(".example")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_clause_opens_beside_a_finding_and_the_code_leads_to_its_rule(visit, api, width) -> None:
    finding = next(f for f in api("layouts/practice-draft/report")["findings"] if f["rule"] == "GEO002")
    page = visit(f"#layout=practice-draft&finding={finding['id']}", width=width, height=844)
    if width < 1024:
        page.locator(".bar-button").nth(1).click()
    card = page.locator(".finding.chosen")
    toggle = card.get_by_role("button", name="条款原文")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(card.locator(".sentences blockquote")).to_contain_text("三类")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    assert serious(page) == []
    page.keyboard.press("Enter")
    expect(card.locator(".sentences")).to_have_count(0)
    card.locator(".rule-link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("同层地块不得重叠")


def test_a_clause_that_cannot_be_read_says_so_and_can_be_asked_for_again(visit, api) -> None:
    finding = next(f for f in api("layouts/practice-draft/report")["findings"] if f["rule"] == "GEO002")
    page = visit(
        f"#layout=practice-draft&finding={finding['id']}",
        routes={"**/api/rules/GEO002": lambda route: route.fulfill(status=503, body="{}")},
        expect_errors=True,
    )
    card = page.locator(".finding.chosen")
    card.get_by_role("button", name="条款原文").click()
    expect(card.get_by_role("alert")).to_contain_text("没能读取规则")
    page.unroute("**/api/rules/GEO002")
    card.get_by_role("button", name="重试").click()
    expect(card.locator(".sentences")).to_be_visible()


def test_the_keyboard_alone_reads_a_rule(visit) -> None:
    page = visit("rules/SIT003", drawn=False)
    page.wait_for_selector(".sentences")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("summary").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("details").first).not_to_have_attribute("open", "")


def test_advice_of_a_later_stage_is_shown_and_leads_to_the_map_at_that_stage(visit, api) -> None:
    report = api("layouts/zgc-2020/report?stage=all")
    rules = {rule["code"]: rule for rule in api("rules")["rules"]}
    finding = next(f for f in report["findings"] if rules[f["rule"]]["stages"] == ["publication"])
    page = visit(f"rules/{finding['rule']}#layout=zgc-2020&lang=zh", drawn=False)
    page.locator(f"[data-finding='{finding['id']}'] a").click()
    expect(page.locator(".finding.chosen")).to_have_attribute("data-finding", finding["id"])
    assert "stage=all" in page.url


def test_entries_of_a_parameter_stand_in_a_table(visit, api) -> None:
    demands = api("rules/SVC002")["params"]["demands"]
    page = visit("rules/SVC002", width=390, height=844, drawn=False)
    expect(page.locator(".params tbody tr")).to_have_count(len(demands))
    expect(page.locator(".params th").first).to_have_text("出处")
    expect(page.locator(".params tbody tr").first).to_contain_text("10,000 米")
