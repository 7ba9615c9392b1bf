"""The table of parks and groups, and the budget above it, against what the API measures."""

import pytest
from playwright.sync_api import expect

from tests.web.helpers import PRACTICE, free_map, highlighted, settle


@pytest.mark.parametrize("layout", ["zgc-2020", "practice-draft"])
def test_every_area_is_the_one_that_the_api_measures(visit, api, layout) -> None:
    page = visit(f"#layout={layout}")
    features = api(f"layouts/{layout}/features")["features"]
    areas = {f["id"]: f["properties"]["area_km2"] for f in features if f["properties"]["kind"] in ("park", "group")}
    shown = page.locator("#areas tbody tr[data-id]:has(button.name)").evaluate_all(
        "rows => rows.map((r) => [r.dataset.id, r.cells[1].textContent])"
    )
    assert dict(shown) == {id: f"{area:.2f}" for id, area in areas.items()}


@pytest.mark.parametrize(
    ("layout", "budget", "over"), [("zgc-2020", "488.00 / 488.00 km²", 0), ("practice-draft", "489.20 / 488.00 km²", 1)]
)
def test_the_budget_adds_up_the_parks(visit, api, layout, budget, over) -> None:
    page = visit(f"#layout={layout}")
    features = api(f"layouts/{layout}/features")["features"]
    total = sum(f["properties"]["area_km2"] for f in features if f["properties"]["kind"] == "park")
    assert budget.startswith(f"{total:.2f} ")
    expect(page.get_by_test_id("budget")).to_have_text(budget)
    expect(page.locator(".budget.over")).to_have_count(over)
    if over:
        expect(page.locator(".budget-verdict")).to_have_text("超出 1.20 km²")


def test_limits_come_from_the_rulebook(visit, api) -> None:
    page = visit()
    approved = {p["id"]: f"{p['approved_area_km2']:.2f}" for p in api("rulebooks/zgc")["parks"]}
    for id, limit in approved.items():
        expect(page.locator(f"#areas tr[data-id={id}] td").nth(1)).to_have_text(limit)
    expect(page.locator("#areas tr[data-id=G01] td").nth(1)).to_have_text("≥ 2.00")


def test_rows_that_break_a_limit_are_marked(visit) -> None:
    page = visit(PRACTICE)
    small = page.locator("#areas tr[data-id=G27] td.off")
    expect(small).to_have_class("number off must")
    expect(small).to_contain_text("−0.30")
    expect(page.locator("#areas tr[data-id=P15] td.off.must")).to_contain_text("+1.20")
    expect(page.locator("#areas tr[data-id=G28] td.off.waived")).to_contain_text("−0.11")
    expect(page.locator("#areas tr", has_text="运河组团")).to_contain_text("未落图")


def test_searching_and_sorting(visit) -> None:
    page = visit()
    page.get_by_label("查找分园或组团").fill("永丰")
    expect(page.locator("#areas tbody tr")).to_have_count(2)
    expect(page.locator("#areas .name")).to_have_text(["海淀园", "永丰组团"])
    page.get_by_label("查找分园或组团").fill("没有这个")
    expect(page.locator(".empty p").first).to_have_text("没有名称包含“没有这个”的分园或组团。")
    page.get_by_label("查找分园或组团").fill("")
    page.get_by_role("button", name="面积 km²").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("面积")
    parks = page.locator("#areas tr.park td:nth-of-type(1)")
    values = [float(text) for text in parks.all_text_contents()]
    assert values == sorted(values)
    page.get_by_role("button", name="面积 km²").click()
    values = [float(text) for text in parks.all_text_contents()]
    assert values == sorted(values, reverse=True)


def test_choosing_a_row_takes_the_map_there_and_opens_its_card(visit, api) -> None:
    page = visit()
    page.locator("#areas tr[data-id=G31] button.name").click()
    settle(page)
    box = highlighted(page)
    assert box is not None
    assert free_map(page).holds(box)
    found = next(f for f in api("layouts/zgc-2020/features")["features"] if f["id"] == "G31")["properties"]
    card = page.locator(".details")
    expect(card.locator("h3")).to_have_text(found["name"])
    expect(card).to_contain_text(f"{found['area_km2']:.2f} km²")
    for word in (found["class"], *found["modes"], *found["carriers"], *found["industries"], found["source"]):
        expect(card).to_contain_text(word)
    expect(card).to_contain_text("示意")


def test_choosing_on_the_map_opens_the_card_and_hovering_names_it(visit) -> None:
    page = visit("#feature=G01")
    settle(page)
    page.locator("#map path[data-id=G02]").hover(force=True)
    expect(page.locator(".leaflet-tooltip")).to_contain_text("km²")
    page.locator("#map path[data-id=G02]").dispatch_event("click")
    expect(page.locator(".details h3")).to_have_text("上地西三旗组团")
    page.keyboard.press("Escape")
    expect(page.locator(".details")).to_have_count(0)
    expect(page.locator("#map .evidence")).to_have_count(0)
