"""The register of waivers: what each covers and what it does; revoked with a reason."""

from playwright.sync_api import expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over


def test_the_rulebooks_waivers_are_listed_with_clause_approver_and_term(visit) -> None:
    page = visit("waivers#layout=zgc-2020", drawn=False)
    expect(page.locator(".waiver-card")).to_have_count(2)
    first = page.locator(".waiver-card").first
    expect(first).to_have_attribute("data-state", "holds")
    for text in ("门头沟园组团", "第三章第二节", "2027-12-31", "还有", "1.89 km²", "待主管部门确认"):
        expect(first).to_contain_text(text)
    expect(first.get_by_role("button", name="撤销")).to_have_count(0)
    first.get_by_role("link", name="在地图上看").click()
    page.wait_for_selector(".finding.chosen")
    expect(page.locator(".finding.chosen")).to_contain_text("门头沟园组团")


def test_english_is_complete_and_axe_is_content(visit) -> None:
    page = visit("waivers#layout=practice-draft&lang=en", drawn=False)
    expect(page.locator(".waiver-card")).to_have_count(2)
    assert left_over(page) == []
    assert serious(page) == []
