"""Doing what a planner does in the editor, and looking at what comes of it."""

from __future__ import annotations

from typing import Any

import httpx
import numpy as np
import shapely
from playwright.sync_api import Locator, Page, Request, expect
from shapely.geometry import shape

from geo.crs import Frame
from geo.measure import area_m2
from tests.web.helpers import settle

FRAME = Frame(116.4, 40.2)
GROUP = "G27"
"""A group of the practice draft that is too small: 1.70 km²."""


def edit(page: Page, feature: str | None = GROUP) -> None:
    """Opens the editor, with the map at a feature."""
    page.click("#edit")
    expect(page.locator(".edit-bar")).to_have_attribute("aria-busy", "false", timeout=30_000)
    if feature and page.locator(".details-head button").is_visible():
        page.locator(".details-head button").click()
    settle(page)


def middle(target: Locator) -> tuple[float, float]:
    """The middle of what is on the screen."""
    box = target.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def outline(features: list[dict[str, Any]], id: str) -> list[list[float]]:
    """The first ring of a feature, as stored."""
    geometry = next(f["geometry"] for f in features if f["id"] == id)
    return list(geometry["coordinates"][0][0])


def shared_with(features: list[dict[str, Any]], id: str, kind: str, *, but_not: str) -> int:
    """The number of a vertex in the middle of what a feature shares with one of `kind`, away from any `but_not`."""
    wanted, unwanted = _corners(features, kind), _corners(features, but_not)
    ring = outline(features, id)
    found = [i for i, p in enumerate(ring) if i and tuple(p) in wanted - unwanted]
    return found[len(found) // 2]


def _corners(features: list[dict[str, Any]], kind: str) -> set[tuple[float, ...]]:
    shapes = [shape(f["geometry"]) for f in features if f["properties"]["kind"] == kind]
    return {tuple(p) for p in shapely.get_coordinates(shapes).tolist()}


def handle(page: Page, number: int) -> Locator:
    """The handle of a vertex of the selected outline."""
    return page.locator(f".vertex-handle[aria-label^='界点 {number}，']")


def drag(page: Page, target: Locator, dx: float, dy: float) -> None:
    """Drags by so many pixels and lets go."""
    x, y = middle(target)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=8)
    page.mouse.up()


def is_try(request: Request) -> bool:
    """Whether the editor asks what its edits would do."""
    return "/edits?dry_run=true" in request.url


def verdict(page: Page) -> Locator:
    """What the service said, once it has."""
    found = page.locator("[data-testid=edit-verdict]")
    expect(found).to_have_attribute("aria-busy", "false", timeout=20_000)
    return found


def save(page: Page, message: str, revision: str | None = None) -> None:
    """Stores the edits with a message; waits until the page shows the revision where one is named."""
    page.get_by_role("button", name="保存", exact=True).click()
    page.fill("input[name=message]", message)
    page.get_by_role("button", name="存为新版").click()
    if revision is not None:
        expect(page.locator(".layout-picker")).to_contain_text(revision, timeout=30_000)


def features_of(address: str, layout: str) -> list[dict[str, Any]]:
    """The features of a layout as they are stored now."""
    found: list[dict[str, Any]] = httpx.get(f"{address}/api/layouts/{layout}/features", timeout=60).json()["features"]
    return found


def covered_m2(shapes: list[dict[str, Any]]) -> tuple[float, float]:
    """The sum of areas, and the area of all together: equal where nothing overlaps."""
    plane = FRAME.project(np.array([shape(s) for s in shapes], dtype=object))
    return float(area_m2(plane).sum()), float(area_m2(shapely.union_all(plane)))
