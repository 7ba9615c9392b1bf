"""The import wizard: a file is seen through, decided about and landed; what could not enter is mended on the map."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import httpx
import numpy as np
import pytest
import shapely
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from geo.crs import projection
from geo.settings import data_dir
from tests.web.helpers import PRACTICE, settle
from tests.web.imported import STEM, shapefile
from tests.web.test_axe import serious
from tests.web.test_editing import HELD, KEPT

WAIT_MS = 90_000
DRAFT = data_dir() / "boundaries" / "practice-draft.geojson"
FILE = {"name": f"{STEM}.zip", "mimeType": "application/zip"}


@pytest.fixture(scope="module")
def body() -> bytes:
    """The file that planners send."""
    return shapefile()


def features(server: str, layout: str) -> dict[str, dict[str, Any]]:
    """What is stored, by id."""
    answer = httpx.get(f"{server}/api/layouts/{layout}/features", timeout=60).raise_for_status()
    return {feature["id"]: feature for feature in answer.json()["features"]}


def agree(page: Page) -> None:
    """Presses every button that asks for a word, one after the other."""
    asking = page.locator(".import-confirm[aria-pressed=false]")
    for _ in range(asking.count()):
        asking.first.click()
    expect(asking).to_have_count(0)


def forward(page: Page) -> None:
    page.locator(".import-foot .primary").click()


def test_a_gbk_shapefile_in_gcj02_is_decided_about_and_landed(visit, own_server, body) -> None:
    layout = f"gbk-plan-{uuid4().hex[:8]}"
    page = visit(PRACTICE, at=own_server)
    page.locator("header [data-open-file]").set_input_files({**FILE, "buffer": body})
    warning = page.get_by_test_id("suspicion")
    expect(warning).to_contain_text("GCJ-02", timeout=WAIT_MS)
    assert serious(page) == []
    warning.get_by_role("button", name="导入并改正坐标").click()
    place = page.locator(".import-card[data-about=placement]")
    expect(place).to_contain_text("GCJ-02", timeout=WAIT_MS)
    # What is in doubt is asked first, and nothing goes on without a word.
    forward(page)
    expect(place).to_be_focused()
    expect(place.locator("path.fate.added").first).to_be_attached(timeout=WAIT_MS)
    expect(page.locator("[data-columns]")).to_contain_text("园区名称")
    assert serious(page) == []
    agree(page)
    forward(page)
    page.get_by_label("新布局").check()
    page.get_by_label("编号（").fill(layout)
    expect(page.locator(".import-changes")).to_contain_text("新增 46", timeout=WAIT_MS)
    expect(page.locator(".import-changes")).to_contain_text("所载面积与量得的都相符")
    expect(page.get_by_test_id("to-quarantine").locator("li")).to_have_count(2)
    assert serious(page) == []
    forward(page)
    page.locator("[name=author]").fill("李工")
    page.locator(".import-land [type=submit]").click()
    expect(page.get_by_test_id("import-done")).to_contain_text("第 1 版", timeout=WAIT_MS)
    expect(page.get_by_test_id("guest")).to_have_count(0)
    page.get_by_role("button", name="打开布局").click()
    expect(page.locator("#layout")).to_have_value(layout)
    expect(page.get_by_test_id("quarantine")).to_contain_text("2 个要素", timeout=WAIT_MS)
    stored, drawn = features(own_server, layout), features(own_server, "practice-draft")
    assert stored["G03"]["properties"]["name"] == drawn["G03"]["properties"]["name"]
    apart = shapely.hausdorff_distance(shape(stored["G03"]["geometry"]), shape(drawn["G03"]["geometry"]))
    assert apart < 1e-6


def landed(server: str, body: bytes, layout: str) -> None:
    """The same over HTTP, as the doctor proposes."""
    params = {"name": FILE["name"], "rulebook": "zgc"}
    upload = httpx.post(f"{server}/api/imports", params=params, content=body, timeout=90).raise_for_status().json()
    wish = {
        "layout": layout, "decisions": upload["inspection"]["decisions"], "mode": "update", "revision": None,
        "author": "李工", "message": "导入",
    }  # fmt: skip
    httpx.post(f"{server}/api/imports/{upload['id']}/land", json=wish, timeout=90).raise_for_status()


def left_and_back(page: Page) -> Page:
    """The page anew, after its edits were kept as a draft."""
    page.wait_for_function(KEPT)
    address, context = page.url, page.context
    holder = context.new_page()
    holder.goto(address.split("#")[0] + "healthz")
    holder.evaluate(HELD)
    page.close()
    again = context.new_page()
    again.goto(address)
    again.wait_for_selector("#edit:enabled")
    return again


def test_what_could_not_enter_is_drawn_on_the_map_or_dismissed(visit, own_server, body) -> None:
    layout = f"to-mend-{uuid4().hex[:8]}"
    landed(own_server, body, layout)
    page = visit(f"#layout={layout}", at=own_server)
    bar = page.get_by_test_id("quarantine")
    bar.get_by_role("button").click()
    waiting = bar.locator(".quarantine-list li")
    expect(waiting).to_have_count(2)
    assert serious(page) == []
    waiting.filter(has_text="廊坊组团").get_by_role("button", name="放弃").click()
    bar.get_by_label("理由").fill("不在北京")
    bar.get_by_label("姓名").fill("李工")
    bar.get_by_role("button", name="放弃这个要素").click()
    expect(waiting).to_have_count(1, timeout=WAIT_MS)
    waiting.get_by_role("button", name="在地图上绘制 上庄组团").click()
    expect(bar).to_contain_text("正在修复")
    expect(page.locator(".tool[data-tool=draw]")).to_have_attribute("aria-pressed", "true")
    settle(page)
    box = page.locator("#map").bounding_box()
    assert box is not None
    corners = [(0.50, 0.62), (0.54, 0.62), (0.54, 0.66), (0.50, 0.66), (0.50, 0.62)]
    for x, y in corners:
        page.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    expect(bar).to_contain_text("正在修复")
    again = left_and_back(page)
    bar = again.get_by_test_id("quarantine")
    again.locator("#edit").click()
    again.get_by_role("button", name="恢复修改").click()
    expect(bar).to_contain_text("正在修复")
    again.get_by_role("button", name="保存", exact=True).click()
    again.locator(".edit-ask [name=message]").fill("补画上庄组团")
    again.locator(".edit-ask [name=author]").fill("李工")
    again.locator(".edit-ask [type=submit]").click()
    expect(bar).to_have_count(0, timeout=WAIT_MS)
    mended = [f for f in features(own_server, layout).values() if f["properties"]["name"] == "上庄组团"]
    assert [f["properties"]["kind"] for f in mended] == ["group"]
    released = httpx.get(f"{own_server}/api/layouts/{layout}/quarantine?all=true", timeout=60).json()["features"]
    assert {f["properties"]["release"]["how"] for f in released} == {"mended", "dismissed"}


def test_a_file_that_cannot_be_looked_at_goes_to_the_wizard_and_is_taken_up_again(visit, own_server) -> None:
    draft = json.loads(DRAFT.read_text())
    groups = [f for f in draft["features"] if f["properties"]["kind"] == "group" and f["geometry"]]
    page = visit(PRACTICE, at=own_server, width=390, height=844, expect_errors=True)
    page.locator(".bar-button", has_text="更多").tap()
    page.locator("[data-open-file]").set_input_files(
        {"name": "方案.geojson", "mimeType": "application/json", "buffer": _in_metres(groups)}
    )
    expect(page.locator(".import-strange")).to_be_visible(timeout=WAIT_MS)
    assert serious(page) == []
    agree(page)
    page.locator("dialog").get_by_role("button", name="关闭", exact=True).click()
    page.get_by_role("button", name="关闭，以后再做").click()
    page.reload()
    page.locator(".bar-button", has_text="更多").tap()
    page.locator("[data-import]").click()
    expect(page.locator(".import-file")).to_contain_text("方案.geojson", timeout=WAIT_MS)
    expect(page.locator(".import-confirm[aria-pressed=false]")).to_have_count(0)
    forward(page)
    expect(page.locator(".import-changes")).to_be_visible(timeout=WAIT_MS)
    assert serious(page) == []
    box = page.locator("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def _in_metres(groups: list[dict[str, Any]]) -> bytes:
    """Outlines in CGCS2000 / 3-degree Gauss-Kruger zone 39, which the file does not say."""
    to_metres = projection(4527)
    for feature in groups:
        moved = shapely.transform(shape(feature["geometry"]), lambda lonlat: np.asarray(to_metres(lonlat)))
        feature["geometry"] = json.loads(shapely.to_geojson(moved))
    return json.dumps({"type": "FeatureCollection", "features": groups}).encode()
