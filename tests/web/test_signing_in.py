"""An office on the page: claimed with a link, its people, a planner in her district, a session that ends mid-edit."""

from playwright.sync_api import Page, expect

from tests.web.editing import edit, verdict
from tests.web.test_axe import serious

PASSWORD = "correct horse battery"
DRAFT = "#layout=practice-draft"


def choose_password(page: Page, button: str) -> None:
    page.fill("input[name=password]", PASSWORD)
    page.fill("input[name=repeat]", PASSWORD)
    page.get_by_role("button", name=button).click()


def resize(page: Page, area_km2: str) -> None:
    page.fill("input[name=area]", area_km2)
    page.keyboard.press("Enter")
    verdict(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()
    page.fill("input[name=message]", "改面积")
    page.get_by_role("button", name="存为新版").click()


def test_from_the_first_link_to_a_planner_whose_session_ends(visit, office) -> None:
    address, link = office
    boss = visit(link, at=address, drawn=False)
    boss.fill("input[name=name]", "陈主任")
    assert "claim#" not in boss.url
    assert serious(boss) == []
    choose_password(boss, "设立管理员")
    boss.wait_for_url("**/people")
    link = add_planner(boss)
    planner = visit(link.removeprefix(f"{address}/"), at=address, drawn=False, expect_errors=True)
    expect(planner.locator(".lead")).to_contain_text("王工")
    choose_password(planner, "设置密码并登录")
    expect(planner.locator("#person")).to_have_text("王工", timeout=30_000)
    plan(planner, address)


def add_planner(page: Page) -> str:
    """Adds a planner of one district; the link that she is given."""
    page.click("#add-person")
    page.fill("#person-form input[name=name]", "王工")
    page.check("input[value=planner]")
    page.check("input[name=where][value=some]")
    page.check("input[name=district][value=房山区]")
    assert serious(page) == []
    page.click("#person-form button[type=submit]")
    field = page.locator("dialog .copied input")
    expect(field).to_be_visible()
    link = field.input_value()
    page.locator("dialog .primary").click()
    expect(page.locator("[data-person=王工]")).to_contain_text("房山区")
    assert serious(page) == []
    return link


def plan(page: Page, address: str) -> None:
    """Edits where the planner may, is kept from where she may not, and goes on when her session has ended."""
    page.goto("about:blank")
    page.goto(f"{address}/{DRAFT}&feature=G27")
    expect(page.locator("#edit")).to_be_enabled(timeout=30_000)
    edit(page)
    resize(page, "1.8")
    page.context.clear_cookies()
    save(page)
    asked = page.locator("dialog[open]")
    expect(asked).to_contain_text("您的修改都还在这一页上")
    assert serious(page, within="dialog") == []
    asked.get_by_role("button", name="以后再说").click()
    expect(page.locator("[data-testid=live-area]")).to_contain_text("1.8000")
    page.get_by_role("button", name="存为新版").click()
    expect(asked.locator("input[name=name]")).to_have_value("王工")
    asked.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".layout-picker")).to_contain_text("第 2 版", timeout=30_000)
    answer = page.request.get(f"{address}/api/layouts/practice-draft/features").json()
    stored = {f["id"]: f for f in answer["features"]}
    assert abs(stored["G27"]["properties"]["area_km2"] - 1.8) < 1e-3
    page.fill("#search", "永丰")
    page.locator("#areas tbody tr.group button").first.click()
    expect(page.locator(".edit-hint")).to_contain_text("您只能编辑房山区的要素")
    expect(page.locator("[data-act=delete]")).to_be_disabled()
    expect(page.locator(".vertex-handle")).to_have_count(0)
