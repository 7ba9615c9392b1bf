"""When something is slow, missing or broken the page says so, and goes on as soon as it can."""

import json
from typing import Any

from playwright.sync_api import Route, expect


def test_no_answer_gives_a_sentence_and_a_way_on(visit) -> None:
    down = True

    def layouts(route: Route) -> Any:
        return route.abort() if down else route.continue_()

    page = visit(drawn=False, expect_errors=True, routes={"**/api/layouts": layouts})
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("没能打开布局。")
    expect(alert).to_contain_text("服务没有应答")
    down = False
    alert.get_by_role("button", name="重试").click()
    expect(page.get_by_test_id("budget")).to_have_text("488.00 / 488.00 km²")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_services_own_sentence_is_shown(visit) -> None:
    problem = {"status": 503, "title": "x", "detail": "x", "message": {"zh": "数据库未启动。", "en": "No database."}}

    def features(route: Route) -> Any:
        return route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(problem))

    page = visit(drawn=False, expect_errors=True, routes={"**/features": features})
    expect(page.locator(".cover")).to_contain_text("数据库未启动。")
    page.locator("#language").click()
    expect(page.locator(".cover")).to_contain_text("No database.")


def test_without_a_report_the_map_and_the_areas_still_stand(visit) -> None:
    page = visit(expect_errors=True, routes={"**/report": lambda route: route.fulfill(status=500, body="x")})
    expect(page.get_by_test_id("budget")).to_have_text("488.00 / 488.00 km²")
    expect(page.locator(".side.right").get_by_role("alert")).to_contain_text("服务返回错误 500")


def test_an_unknown_layout_is_named_and_another_opened(visit) -> None:
    page = visit("#layout=atlantis")
    expect(page.get_by_role("alert")).to_contain_text("没有名为“atlantis”的布局")
    expect(page.get_by_test_id("budget")).to_have_text("488.00 / 488.00 km²")
    page.get_by_role("button", name="关闭").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_while_the_layout_is_on_its_way_the_page_says_so(visit) -> None:
    waiting: list[Route] = []
    page = visit(drawn=False, routes={"**/features": lambda route: waiting.append(route)})
    expect(page.locator(".cover")).to_contain_text("正在绘制布局…")
    expect(page.locator("#map path.district")).to_have_count(16)
    assert len(waiting) == 1
    waiting[0].continue_()
    expect(page.locator("#map path.feature.group")).to_have_count(31)
    expect(page.locator(".cover")).to_have_count(0)


def test_a_name_is_never_read_as_markup(visit, server) -> None:
    evil = '<img src=x onerror="document.title=1">'

    def features(route: Route) -> None:
        body = route.fetch().json()
        for feature in body["features"]:
            if feature["id"] == "G01":
                feature["properties"]["name"] = evil
        route.fulfill(json=body)

    page = visit("#feature=G01", routes={"**/features": features})
    expect(page.locator(".details h3")).to_have_text(evil)
    page.locator("#map path[data-id=G01]").hover(force=True)
    expect(page.locator(".leaflet-tooltip strong")).to_have_text(evil)
    assert page.locator("img").count() == 0


def test_no_layouts_at_all(visit) -> None:
    page = visit(drawn=False, routes={"**/api/layouts": lambda route: route.fulfill(json=[])})
    expect(page.locator(".cover")).to_contain_text("还没有布局")
    expect(page.locator(".cover")).to_contain_text("yuantu import plan.geojson --layout my-plan")
    expect(page.locator(".cover [data-open-file]")).to_be_enabled()
