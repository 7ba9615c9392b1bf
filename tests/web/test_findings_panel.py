"""The findings: sorted into what to do with them, and each a way to its place on the map."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.helpers import PRACTICE, free_map, highlighted, settle


def section_of(finding: dict[str, Any]) -> str:
    if finding["status"] == "waived":
        return "waived"
    if finding["status"] != "open":
        return "unsure"
    return "must" if finding["severity"] == "error" else "should"


@pytest.mark.parametrize("layout", ["zgc-2020", "practice-draft"])
def test_counts_are_those_of_the_report(visit, api, layout) -> None:
    page = visit(f"#layout={layout}")
    report = api(f"layouts/{layout}/report")
    sections = [section_of(f) for f in report["findings"]]
    for key in ("must", "should", "waived", "unsure"):
        expect(page.locator(f"#section-{key} .count")).to_have_text(str(sections.count(key)))
    expect(page.locator("#section-passed .count")).to_have_text(str(report["summary"]["passed"]))


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["zgc-2020", "practice-draft"])
def test_every_finding_leads_to_its_evidence(visit, api, layout) -> None:
    page = visit(f"#layout={layout}")
    findings = api(f"layouts/{layout}/report")["findings"]
    assert findings
    for finding in findings:
        page.locator(f"#section-{section_of(finding)}").click()
        card = page.locator(f"[data-finding='{finding['id']}']")
        card.locator(".finding-head").click()
        settle(page)
        expect(card).to_have_class(f"finding {section_of(finding)} chosen")
        box = highlighted(page)
        assert box is not None, finding["message"]
        assert free_map(page).holds(box), (finding["message"], box, free_map(page))


def test_a_finding_says_what_is_wrong_by_how_much_and_by_which_clause(visit, api) -> None:
    page = visit(PRACTICE)
    finding = next(
        f for f in api("layouts/practice-draft/report")["findings"] if (f["rule"], f["subjects"]) == ("ARE002", ["G27"])
    )
    card = page.locator(f"[data-finding='{finding['id']}']")
    card.locator(".finding-head").click()
    for text in (
        finding["message"]["zh"],
        "实测 1.70 km²",
        "要求 2.00 km²",
        "容差 1 m²",
        "ARE002",
        finding["clause"]["document"],
        finding["clause"]["locator"],
        finding["clause"]["paraphrase"]["zh"],
        "窦店组团",
    ):
        expect(card).to_contain_text(text)


def test_waivers_show_reason_clause_approver_and_expiry(visit, api) -> None:
    page = visit()
    findings = [f for f in api("layouts/zgc-2020/report")["findings"] if f["status"] == "waived"]
    assert {f["rule"] for f in findings} >= {"ARE002", "MOD002"}
    page.locator("#section-waived").click()
    for finding in findings:
        card = page.locator(f"[data-finding='{finding['id']}']")
        card.locator(".finding-head").click()
        waiver = finding["waiver"]
        for text in (waiver["reason"]["zh"], waiver["clause"], waiver["approver"], waiver["expires"]):
            expect(card.locator(".waiver")).to_contain_text(text)


def test_passed_rules_are_listed(visit, api) -> None:
    page = visit()
    page.locator("#section-passed").click()
    passed = [r["title"]["zh"] for r in api("layouts/zgc-2020/report")["rules"] if r["status"] == "passed"]
    expect(page.locator(".passed-rule .message")).to_have_text(passed)


def test_next_and_previous_walk_the_list_and_go_round(visit, api) -> None:
    page = visit(PRACTICE)
    total = api("layouts/practice-draft/report")["summary"]["error"]
    page.get_by_role("button", name="下一个").click()
    expect(page.get_by_test_id("position")).to_have_text(f"第 1 个，共 {total} 个")
    page.get_by_role("button", name="上一个").click()
    expect(page.get_by_test_id("position")).to_have_text(f"第 {total} 个，共 {total} 个")
    page.get_by_role("button", name="下一个").click()
    expect(page.get_by_test_id("position")).to_have_text(f"第 1 个，共 {total} 个")


def test_the_flight_is_animated_and_the_evidence_pulses(visit) -> None:
    page = visit(PRACTICE, motion=True)
    page.locator(".finding-head").nth(1).click()
    page.wait_for_selector("#map .leaflet-zoom-anim, #map.leaflet-zoom-anim, #map .evidence.finding")
    page.wait_for_function("() => location.hash.includes('at=')")
    settle(page)
    assert page.locator("#map .evidence.finding").first.evaluate("e => getComputedStyle(e).animationName") == "pulse"
    box = highlighted(page)
    assert box is not None
    assert free_map(page).holds(box)


def test_switching_the_layout_shows_the_other_report(visit, api) -> None:
    page = visit()
    page.locator("#layout").select_option("practice-draft")
    errors = api("layouts/practice-draft/report")["summary"]["error"]
    expect(page.get_by_test_id("verdict")).to_have_text(f"{errors} 处必须修改")
    expect(page.locator("#section-must .count")).to_have_text(str(errors))
    expect(page.get_by_test_id("budget")).to_have_text("489.20 / 488.00 km²")
    assert "layout=practice-draft" in page.url
