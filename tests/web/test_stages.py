"""The stage switch: other rules, other counts, an address that says so; what could not be told, by what is missing."""

from playwright.sync_api import expect

from tests.web.helpers import PRACTICE
from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over

STAGES = ("draft", "submission", "publication", "all")


def test_counts_follow_the_stage_and_the_address_remembers_it(visit, api) -> None:
    page = visit(PRACTICE)
    expect(page.locator("input[name=stage][value=submission]")).to_be_checked()
    for stage in STAGES:
        page.locator(f"input[name=stage][value={stage}]").check(force=True)
        summary = api(f"layouts/practice-draft/report?stage={stage}")["summary"]
        for section, count in (
            ("must", summary["error"]),
            ("should", summary["warning"] + summary["advice"]),
            ("unsure", summary["cannot_tell"]),
            ("passed", summary["passed"]),
        ):
            expect(page.locator(f"#section-{section} .count")).to_have_text(str(count))
        assert ("stage=" in page.url) == (stage != "submission")
    page.locator("input[name=stage][value=draft]").check(force=True)
    told = next(s for s in api("rulebooks/zgc")["stages"] if s["id"] == "draft")
    expect(page.locator(".stage-bar p")).to_contain_text(told["checks"]["zh"])
    page.reload()
    expect(page.locator("input[name=stage][value=draft]")).to_be_checked()


def test_arrow_keys_walk_the_stages(visit) -> None:
    page = visit(PRACTICE)
    page.locator("input[name=stage]:checked").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=stage][value=publication]")).to_be_checked()
    assert "stage=publication" in page.url


def test_what_is_missing_stands_once_for_all_rules_that_wait_for_it(visit, api) -> None:
    page = visit("#layout=zgc-2020&stage=all")
    page.locator("#section-unsure").click()
    untold = [f for f in api("layouts/zgc-2020/report?stage=all")["findings"] if f["status"] == "cannot-tell"]
    said = [f["message"]["zh"] for f in untold]
    repeated = {text for text in said if said.count(text) > 1}
    expect(page.locator("#section-unsure .count")).to_have_text(str(len(untold)))
    expect(page.locator(".missing")).to_have_count(len(repeated))
    first = page.locator(".missing").first
    first.locator("summary").click()
    first.locator(".finding-head").first.click()
    expect(first.locator(".finding.chosen")).to_be_visible()
    assert serious(page) == []


def test_english(visit) -> None:
    page = visit(f"{PRACTICE}&lang=en&stage=publication")
    expect(page.locator(".stage-bar")).to_contain_text("Publication")
    assert left_over(page) == []
