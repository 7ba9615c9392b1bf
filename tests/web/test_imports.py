"""The import wizard: a file is seen through, decided about and landed."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import shapely
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from tests.web.helpers import PRACTICE
from tests.web.imported import STEM, shapefile
from tests.web.test_axe import serious

WAIT_MS = 90_000
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
    page = visit(PRACTICE, at=own_server)
    page.locator("header [data-import]").click()
    page.locator("[data-import-file]").set_input_files({**FILE, "buffer": body})
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
    page.get_by_label("编号（").fill("gbk-plan")
    expect(page.locator(".import-changes")).to_contain_text("新增 46", timeout=WAIT_MS)
    expect(page.locator(".import-changes")).to_contain_text("所载面积与量得的都相符")
    expect(page.get_by_test_id("to-quarantine").locator("li")).to_have_count(2)
    assert serious(page) == []
    forward(page)
    page.locator("[name=author]").fill("李工")
    page.locator(".import-land [type=submit]").click()
    expect(page.get_by_test_id("import-done")).to_contain_text("第 1 版", timeout=WAIT_MS)
    page.get_by_role("button", name="打开布局").click()
    expect(page.locator("#layout")).to_have_value("gbk-plan")
    expect(page.get_by_test_id("quarantine")).to_contain_text("2 个要素", timeout=WAIT_MS)
    stored, drawn = features(own_server, "gbk-plan"), features(own_server, "practice-draft")
    assert stored["G03"]["properties"]["name"] == drawn["G03"]["properties"]["name"]
    apart = shapely.hausdorff_distance(shape(stored["G03"]["geometry"]), shape(drawn["G03"]["geometry"]))
    assert apart < 1e-6
