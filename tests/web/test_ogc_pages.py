"""The pages of /ogc: from the landing page to one feature by links and by keyboard, page by page, with a map."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over

GROUPS = "ogc/collections/zgc-2020.group/items"


def drawn(page: Page) -> int:
    """How many features the map shows."""
    page.locator(".small-map path.leaflet-interactive").first.wait_for()
    return page.locator(".small-map path.leaflet-interactive").count()


def test_from_the_landing_page_to_a_feature_by_keyboard(visit) -> None:
    page = visit("ogc", drawn=False)
    for name in ("集合", re.compile("发展组团 31"), "查看要素"):
        page.get_by_role("link", name=name).filter(visible=True).last.focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    expect(page.get_by_role("status")).to_have_text("本页 31 个要素，共 31 个")
    assert drawn(page) == 31
    expect(page.get_by_role("note")).to_contain_text("示意")
    page.get_by_role("link", name="电子城组团").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("电子城组团")
    expect(page.locator(".facts")).to_contain_text("朝阳园")
    expect(page.get_by_role("note")).to_contain_text("示意")
    page.wait_for_selector(".small-map path")
    page.get_by_role("link", name="JSON").click()
    assert '"id":"G12"' in page.content()


def test_page_by_page_and_in_another_order(visit) -> None:
    page = visit(f"{GROUPS}?limit=20&f=html", drawn=False)
    expect(page.locator("tbody tr")).to_have_count(20)
    page.get_by_role("link", name="下一页").click()
    expect(page.locator("tbody tr")).to_have_count(11)
    assert "f=html" in page.url
    assert drawn(page) == 11
    page.locator("select[name=order]").select_option("park")
    page.locator("select[name=limit]").select_option("10")
    page.get_by_role("button", name="应用").click()
    expect(page).to_have_url(re.compile("limit=10.*sortby=park|sortby=park.*limit=10"))
    expect(page.locator("tbody tr")).to_have_count(10)


def test_the_extent_of_the_map_narrows_the_list(visit) -> None:
    page = visit("ogc/collections/zgc-2020.all/items", drawn=False)
    assert drawn(page) == 100
    for _ in range(4):
        page.get_by_role("button", name="放大").click()
    page.get_by_role("button", name="取地图范围").click()
    page.get_by_role("button", name="应用").click()
    page.wait_for_url(re.compile("bbox="))
    assert 0 < page.locator("tbody tr").count() < 100


def test_the_map_leads_to_a_feature_and_other_systems_are_drawn_in_place(visit) -> None:
    page = visit(f"{GROUPS}?limit=1&crs=http://www.opengis.net/def/crs/EPSG/0/4549", drawn=False)
    assert drawn(page) == 1
    box = page.locator(".small-map path.leaflet-interactive").bounding_box()
    assert box is not None and box["width"] > 40
    page.locator(".small-map path.leaflet-interactive").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("中知学原始创新组团")


@pytest.mark.parametrize(
    ("url", "words", "status"),
    [("ogc/collections/nope.park", "nope.park", 404), (f"{GROUPS}?bbox=1,2,3&limit=5", "四个或六个数", 400)],
)
def test_a_problem_is_told_in_words_with_a_way_on(visit, url: str, words: str, status: int) -> None:
    page = visit(url, drawn=False, expect_errors=True)
    expect(page.get_by_role("alert")).to_contain_text(words)
    page.locator(".page-ways a").first.click()
    expect(page.locator(".problem")).to_have_count(0)


def test_findings_are_told_in_words(visit) -> None:
    page = visit("ogc/collections/practice-draft.findings/items?filter=rule='ARE002'", drawn=False)
    expect(page.get_by_role("status")).to_have_text("本页 2 个问题，共 2 个")
    rows = page.locator("tbody")
    for words in ("发展组团不得小于2平方公里", "未处理", "已豁免", "1.70 km²", "2.00 km²"):
        expect(rows).to_contain_text(words)
    for name in page.locator("select[name=order] option").evaluate_all("all => all.map((one) => one.value)"):
        address = page.url.split("/items")[0] + f"/items?f=json&sortby={name}"
        assert not name or page.request.get(address).status == 200, name
    page.locator("tbody th a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("发展组团不得小于2平方公里")
    page.get_by_role("link", name="查看规则").click()
    expect(page).to_have_url(re.compile("rules/ARE002"))


def test_on_a_narrow_window_the_map_comes_first(visit) -> None:
    page = visit(GROUPS, drawn=False, width=390)
    assert drawn(page) == 31
    tops = [page.locator(part).bounding_box()["y"] for part in (".small-map", "form.ask", "table")]
    assert tops == sorted(tops)


def test_below_the_root_of_what_is_published_the_page_stays_there(visit) -> None:
    page = visit("ogc", drawn=False)
    page.get_by_role("link", name="已发布布局").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已发布布局的数据接口")
    page.get_by_role("link", name="集合").first.click()
    expect(page).to_have_url(re.compile("/ogc/published/collections"))


@pytest.mark.parametrize(("width", "lang"), [(390, "zh"), (1440, "en")])
def test_every_page_is_accessible_and_english_complete(visit, width: int, lang: str) -> None:
    page = visit("ogc#lang=" + lang, drawn=False, width=width)
    base = page.url.split("/ogc")[0]
    for path in ("", "/collections", "/collections/zgc-2020.group", "/collections/zgc-2020.group/items?limit=5",
                 "/collections/zgc-2020.group/items/G12", "/collections/practice-draft.findings/items?limit=5",
                 "/published", "/api", "/conformance"):  # fmt: skip
        page.goto(f"{base}/ogc{path}#lang={lang}")
        page.wait_for_load_state("networkidle")
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if lang == "zh" else "en")
        assert serious(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        if lang == "en":
            assert left_over(page) == [], path


def test_from_a_collection_to_the_address_of_its_tiles(visit) -> None:
    page = visit("ogc/collections/zgc-2020.group", drawn=False)
    page.locator(".others a").filter(has_text="瓦片").first.click()
    page.get_by_role("link", name="WebMercatorQuad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("发展组团 · WebMercatorQuad"))
    expect(page.get_by_role("note")).to_contain_text("示意")
    expect(page.locator(".facts")).to_contain_text("EPSG:3857")
    expect(page.locator(".address code")).to_have_text(
        re.compile(r"WebMercatorQuad/\{tileMatrix\}/\{tileRow\}/\{tileCol\}$")
    )
    expect(page.get_by_role("link", name="TileJSON")).to_have_attribute("href", re.compile("f=tilejson"))
    page.wait_for_selector(".small-map path")
    assert not serious(page)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_there_is_nothing_people_are_told_so(visit, lang: str) -> None:
    page = visit(f"ogc/nope#lang={lang}", drawn=False, expect_errors=True)
    expect(page.get_by_role("alert")).to_contain_text("没有这个地址" if lang == "zh" else "there is nothing")
    assert not serious(page)
