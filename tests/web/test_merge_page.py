"""A scenario is merged back on the page: conflicts chosen by keys, nothing lost to a newer revision, then it lands."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.web.test_axe import serious
from tests.web.test_compare_page import shifted
from tests.web.test_language_switch import left_over

Features = dict[str, dict[str, Any]]


@pytest.fixture
def scenario(server, draft) -> str:
    """A scenario of the draft: both changed one group's note and outline, and each another one's note."""
    id = f"{draft}-s"
    body = {"from": {"layout": draft, "revision": 1}, "id": id, "title": {"zh": id, "en": id}, "author": "李工"}
    httpx.post(f"{server}/api/layouts", json=body, timeout=60).raise_for_status()
    groups = [f for f in features_of(server, draft).values() if f["properties"]["kind"] == "group"][:3]
    for layout, by_deg, own in ((draft, 0.002, 1), (id, -0.002, 2)):
        both = noted({**groups[0], "geometry": shifted(groups[0]["geometry"], by_deg)}, layout)
        edit(server, layout, [both, noted(groups[own], layout)])
    return id


def features_of(server: str, layout: str) -> Features:
    answer = httpx.get(f"{server}/api/layouts/{layout}/features", timeout=60).json()
    return {feature["id"]: feature for feature in answer["features"]}


def noted(feature: dict[str, Any], note: str) -> dict[str, Any]:
    properties = {name: value for name, value in feature["properties"].items() if name != "area_km2"}
    return {**feature, "properties": properties | {"note": note}}


def edit(server: str, layout: str, put: list[dict[str, Any]]) -> None:
    at = f"{server}/api/layouts/{layout}"
    newest = httpx.get(at, timeout=60).json()["revision"]
    body = {"put": put, "author": "王工", "message": "note"}
    httpx.post(f"{at}/edits", json=body, headers={"If-Match": f'"{newest}"'}, timeout=60).raise_for_status()


def test_conflicts_are_chosen_by_keys_and_survive_a_newer_revision(visit, server, draft, scenario) -> None:
    page = visit(f"history#layout={scenario}&lang=en", drawn=False, expect_errors=True)
    page.get_by_role("button", name="Merge this scenario back").click()
    expect(page.locator("h1")).to_have_text("Merge a scenario")
    expect(page.locator("#clean-title")).to_have_text("Changes without conflict (1)")
    progress = page.locator(".conflict-progress [role=status]")
    expect(progress).to_have_text("0 of 2 decided")
    assert serious(page) == []
    page.get_by_role("radio", name="Take this layout").focus()
    page.keyboard.press("3")
    expect(progress).to_have_text("1 of 2 decided")
    page.keyboard.press("Enter")
    expect(page.locator(".conflict-maps path.fate.added")).to_have_count(3)
    page.keyboard.press("2")
    expect(progress).to_have_text("2 of 2 decided")
    expect(page.get_by_role("button", name="Merge as a new revision")).to_be_visible()
    assert left_over(page) == []
    other = next(f for f in reversed(features_of(server, draft).values()) if f["properties"]["kind"] == "park")
    edit(server, draft, [noted(other, "meanwhile")])
    page.get_by_label("Why").fill("south")
    page.get_by_label("Your name").fill("Li")
    page.get_by_role("button", name="Merge as a new revision").click()
    expect(page.locator(".stale-notice")).to_contain_text("All your choices are still there")
    expect(progress).to_have_text("2 of 2 decided")
    page.get_by_label("Why").fill("south")
    page.get_by_role("button", name="Merge as a new revision").click()
    expect(page.locator("[data-revision='4']")).to_contain_text("south")
    expect(page.locator("[data-revision='4']")).to_contain_text("Merge")
    before, merged = features_of(server, scenario), features_of(server, draft)
    note = [f for f in merged if merged[f]["properties"]["note"] == scenario]
    outline = [f for f in note if merged[f]["geometry"] != before[f]["geometry"]]
    assert len(note) == 2
    assert len(outline) == 1


@pytest.mark.parametrize("width", [1440, 390])
def test_a_revision_is_reverted_after_a_preview(visit, server, draft, width) -> None:
    name = next(iter(features_of(server, draft)))
    edit(server, draft, [noted(features_of(server, draft)[name], "x")])
    page = visit(f"history#layout={draft}", drawn=False, width=width, height=844)
    page.get_by_role("button", name="撤销第 2 版的改动").click()
    expect(page.locator(".clean-names")).to_contain_text(name)
    page.get_by_label("姓名").fill("李工")
    expect(page.get_by_label("原因")).to_have_value("撤销第 2 版")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="撤销为新的一版").click()
    expect(page.locator("[data-revision='3']")).to_contain_text("撤销第 2 版")
    assert features_of(server, draft)[name]["properties"]["note"] != "x"
