"""Two revisions side by side on the page: the map, the tables beside it, the findings, and a link to all of it."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over


@pytest.fixture
def changed(server: str, draft: str) -> str:
    """A draft whose second revision moves one group, renames what another says, adds one and deletes one."""
    layout = f"{server}/api/layouts/{draft}"
    features = httpx.get(f"{layout}/features", timeout=60).json()["features"]
    moved, said, gone, model = [f for f in features if f["properties"]["kind"] == "group"][:4]
    for feature in (moved, said, model):
        feature["properties"].pop("area_km2")
    moved["geometry"] = shifted(moved["geometry"], 0.004)
    said["properties"]["note"] = "边界待核"
    new = {**model, "id": "G99", "geometry": shifted(model["geometry"], 0.03)}
    edit = {"put": [moved, said, new], "delete": [gone["id"]], "author": "李工", "message": "试改"}
    answer = httpx.post(f"{layout}/edits", json=edit, headers={"If-Match": '"1"'}, timeout=60)
    answer.raise_for_status()
    return draft


def shifted(geometry: dict[str, Any], by_deg: float) -> dict[str, Any]:
    def moved(part: Any) -> Any:
        return [part[0] + by_deg, part[1]] if isinstance(part[0], int | float) else [moved(inner) for inner in part]

    return {"type": geometry["type"], "coordinates": moved(geometry["coordinates"])}


def test_every_difference_is_in_the_table_and_on_the_map(visit, server, changed) -> None:
    page = visit(f"history#layout={changed}", drawn=False)
    page.get_by_role("button", name="比较第 1 版与第 2 版").click()
    found = httpx.get(f"{server}/api/compare?from={changed}@1&to={changed}@2", timeout=60).json()
    expect(page.locator("[data-difference]")).to_have_count(4)
    for mark in ("added", "removed", "gained", "lost", "retitled"):
        expect(page.locator(f"path.mark.{mark}")).to_have_count(1)
    paints = page.locator("path.mark").evaluate_all("all => all.map((path) => path.getAttribute('fill'))")
    assert len(set(paints)) == 5
    said = next(f for f in found["features"] if f["change"] == "retitled")
    row = page.locator(f"[data-difference='{said['id']}']")
    expect(row.locator("ins")).to_have_text("边界待核")
    row.get_by_role("button").click()
    expect(page.locator("path.pointed-outline")).not_to_have_count(0)
    expect(row).to_have_class("chosen")
    moved = next(f for f in found["features"] if f["change"] == "moved")
    page.locator("path.mark.gained").dispatch_event("click")
    expect(page.locator(f"[data-difference='{moved['id']}'].chosen")).to_be_in_viewport()
    delta = found["findings"]
    expect(page.locator(".delta-counts")).to_contain_text(
        f"解决 {len(delta['resolved'])} 项，新增 {len(delta['added'])} 项"
    )
    link = page.get_by_role("link", name="GeoJSON").get_attribute("href")
    assert len(httpx.get(f"{server}/{link}", timeout=60).json()["features"]) == 5
    assert serious(page) == []
    page.go_back()
    expect(page.locator(".revision")).to_have_count(2)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_divider_goes_by_keys_and_a_link_restores_the_view(visit, changed, width) -> None:
    compared = f"history#layout={changed}&lang=en&from={changed}%401&to={changed}%402&mode=swipe&divider=30"
    page = visit(compared, drawn=False, width=width, height=844)
    divider = page.get_by_role("slider")
    expect(divider).to_have_attribute("aria-valuenow", "30")
    expect(page.locator("path.mark")).not_to_have_count(0)
    divider.focus()
    for key in ("PageUp", "ArrowRight"):
        page.keyboard.press(key)
    expect(divider).to_have_attribute("aria-valuenow", "42")
    assert "divider=42" in page.url
    clips = [page.locator(f".leaflet-{side}-pane").evaluate("pane => pane.style.clipPath") for side in SIDES]
    assert all(clips)
    assert clips[0] != clips[1]
    page.reload()
    expect(divider).to_have_attribute("aria-valuenow", "42")
    expect(page.locator("[data-difference]")).to_have_count(4)
    assert left_over(page) == []
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


SIDES = ("before", "after")
