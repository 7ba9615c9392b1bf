"""The form of attributes: made from the rulebook, checked beside its fields, applied as one step to one or many."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.editing import edit, is_try, verdict
from tests.web.test_axe import serious

DRAFT = "#layout=practice-draft&feature="


def field(page: Page, name: str) -> Locator:
    return page.locator(f".attribute-form [data-field={name}]")


def put(asked: Any) -> dict[str, Any]:
    return {f["id"]: f["properties"] for f in asked.value.post_data_json["put"]}


def choose_too(page: Page, id: str) -> None:
    """Adds a feature to the selection, as a click with Shift held does."""
    page.locator(f"path.feature[data-id={id}]").dispatch_event("click", {"shiftKey": True, "bubbles": True})


def test_a_form_has_the_fields_of_its_kind(visit, api) -> None:
    page = visit(DRAFT + "G12")
    edit(page, None)
    forms = {form["kind"]: form["fields"] for form in api("rulebooks/zgc")["kinds"]}
    shown = page.locator(".attribute-form [data-field]").evaluate_all("all => all.map((e) => e.dataset.field)")
    assert shown == [f["name"] for f in forms["group"]]
    expect(field(page, "class").locator("option")).to_have_count(5)
    expect(field(page, "modes")).to_contain_text("须填写")
    expect(field(page, "phase")).to_contain_text("宜填写")


def test_carriers_follow_the_mode_and_the_check_says_the_same(visit) -> None:
    page = visit(DRAFT + "G27")
    edit(page, None)
    field(page, "modes").get_by_label("高端产业集群").uncheck()
    field(page, "modes").get_by_label("双创社区").check()
    base = field(page, "carriers").locator("li", has_text="产业化基地")
    expect(base).to_contain_text("已选，但不适合双创社区")
    base.locator("input").uncheck()
    # What does not suit is no longer offered, and says why.
    expect(base.locator("input")).to_be_disabled()
    expect(base).to_contain_text("不适合双创社区")
    with page.expect_request(is_try) as asked:
        page.locator(".attribute-form [type=submit]").click()
    assert put(asked)["G27"]["modes"] == ["双创社区"]
    assert put(asked)["G27"]["carriers"] == ["微集群空间", "特色创新园", "专业园区"]
    verdict(page)
    remark = field(page, "carriers").locator("[data-rule=CAR001]")
    expect(remark).to_contain_text("本次新增")
    expect(remark).to_contain_text("专业园区")
    notes = page.locator("#attribute-carriers-notes")
    expect(field(page, "carriers")).to_have_attribute("aria-describedby", notes.get_attribute("id") or "")
    expect(page.locator("[data-act=undo]")).to_have_attribute("aria-label", "撤销：修改“窦店组团”的发展模式、产业载体")
    page.locator("[data-act=undo]").click()
    expect(field(page, "modes").get_by_label("高端产业集群")).to_be_checked()
    expect(page.locator("[data-act=undo]")).to_be_disabled()


def test_industries_are_found_and_ticked_by_keyboard(visit) -> None:
    page = visit(DRAFT + "G27&lang=en")
    edit(page, None)
    industries = field(page, "industries")
    industries.get_by_role("button", name="Choose industries").click()
    search = industries.get_by_role("searchbox")
    expect(search).to_be_focused()
    search.fill("artificial")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    item = industries.locator("[data-tag='人工智能']")
    expect(item).to_be_focused()
    page.keyboard.press("Space")
    expect(item).to_have_attribute("aria-checked", "true")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(industries.locator("[data-tag='人工智能(研发)']")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("[data-area=G27]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(search).to_be_focused()
    page.keyboard.press("Escape")
    expect(search).to_have_value("")
    page.keyboard.press("Escape")
    expect(industries.get_by_role("button", name="Choose industries")).to_be_focused()
    expect(industries.locator(".form-chips")).to_contain_text("人工智能")
    industries.get_by_role("button", name="Remove").first.click()
    with page.expect_request(is_try) as asked:
        page.locator(".attribute-form [type=submit]").click()
    tags = put(asked)["G27"]["industries"]
    assert tags[-1] == "人工智能" and "高端医疗器械" not in tags


def test_a_number_that_cannot_be_read_is_told_at_once(visit) -> None:
    page = visit(DRAFT + "G27")
    edit(page, None)
    area = page.locator("#attribute-stated_area_km2")
    area.fill("两平方公里")
    expect(area).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#attribute-stated_area_km2-notes [role=alert]")).to_contain_text("请填数字")
    expect(page.locator(".attribute-form [type=submit]")).to_be_disabled()
    area.fill("２．５")
    with page.expect_request(is_try) as asked:
        area.press("Enter")
    assert put(asked)["G27"]["stated_area_km2"] == 2.5


def test_a_place_that_was_set_by_hand_is_kept_and_can_be_taken_back(visit) -> None:
    page = visit(DRAFT + "G27")
    edit(page, None)
    park = field(page, "park")
    expect(park).to_contain_text("由位置得出：房山园")
    park.get_by_role("button", name="改为手工指定").click()
    park.locator("select").select_option("海淀园")
    page.locator(".attribute-form [type=submit]").click()
    expect(park).to_contain_text("手工指定")
    verdict(page)
    expect(park.locator("[data-rule=GEO005]")).to_contain_text("本次新增")
    # A move does not overrule what someone has said.
    page.locator(".edit-more summary").click()
    page.fill("input[name=east]", "50")
    with page.expect_request(is_try) as asked:
        page.locator("input[name=east]").press("Enter")
    assert put(asked)["G27"]["park"] == "海淀园"
    assert "byHand" not in asked.value.post_data_json["put"][0]
    park.get_by_role("button", name="改回由位置得出").click()
    with page.expect_request(is_try) as asked:
        page.locator(".attribute-form [type=submit]").click()
    assert put(asked)["G27"]["park"] == "房山园"
    expect(park.get_by_role("button", name="改为手工指定")).to_be_visible()
    verdict(page)


def test_a_feature_across_two_districts_says_so(visit) -> None:
    page = visit(DRAFT + "G09")
    edit(page, None)
    district = field(page, "district")
    expect(district).to_contain_text("由位置得出：大兴区")
    expect(district).to_contain_text("手工指定")
    expect(district.locator("select")).to_have_value("大兴区;通州区")
    expect(district.locator(".form-across")).to_contain_text("大兴区 57 %、通州区 43 %")


def test_several_features_are_filled_in_at_once(visit) -> None:
    page = visit(DRAFT + "G03")
    edit(page, "G03")
    choose_too(page, "G04")
    form = page.locator(".attribute-form")
    expect(page.locator(".details h3")).to_have_text("已选 2 个要素")
    expect(field(page, "name")).to_have_count(0)
    expect(field(page, "source").locator("input")).to_have_attribute("placeholder", "")
    expect(field(page, "note").locator("textarea")).to_have_attribute("placeholder", re.compile("^多个值："))
    field(page, "phase").locator("select").select_option("2030")
    chip = field(page, "industries").locator(".form-chips li.some").first
    expect(chip).to_contain_text("部分要素有")
    word = chip.locator("span").first.inner_text().split(" ·")[0].strip()
    chip.get_by_role("button", name="去掉").click()
    other = field(page, "industries").locator(".form-chips li.some").first
    more = other.locator("span").first.inner_text().split(" ·")[0].strip()
    other.get_by_role("button", name="给所选的都加上").click()
    with page.expect_request(is_try) as asked:
        form.get_by_role("button", name="应用到 2 个要素").click()
    sent = put(asked)
    assert {id: p["phase"] for id, p in sent.items()} == {"G03": "2030", "G04": "2030"}
    assert all(word not in p["industries"] and more in p["industries"] for p in sent.values())
    expect(page.locator("[data-act=undo]")).to_have_attribute("aria-label", "撤销：修改 2 个要素的建设时序、产业方向")
    page.locator("[data-act=undo]").click()
    expect(field(page, "phase").locator("select")).to_have_value("")
    expect(page.locator("[data-act=undo]")).to_be_disabled()


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_form(visit, width) -> None:
    page = visit(DRAFT + "G27", width=width, height=900)
    edit(page, None)
    if width < 1024:
        page.locator("[data-act=attributes]").click()
    field(page, "industries").get_by_role("button", name="选择产业").click()
    field(page, "industries").get_by_role("searchbox").fill("智能")
    field(page, "district").get_by_role("button", name="改为手工指定").click()
    page.locator("#attribute-stated_area_km2").fill("x")
    assert serious(page, within="#attributes") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
