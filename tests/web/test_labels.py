"""Names on the map: none meets another or a handle, and each stands where it can be read."""

from __future__ import annotations

from itertools import combinations

import pytest
from playwright.sync_api import Page

from tests.web.editing import edit
from tests.web.helpers import PRACTICE, Box, free_map, settle

NAMES = """() => [...document.querySelectorAll('#map .label')].map((e) => {
    const b = e.getBoundingClientRect();
    return [b.left, b.top, b.right, b.bottom];
})"""


def named(page: Page) -> list[Box]:
    """The boxes of all names, once the map stands still."""
    settle(page)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return [Box(*box) for box in page.evaluate(NAMES)]


def apart(a: Box, b: Box) -> bool:
    return a.right <= b.left or b.right <= a.left or a.bottom <= b.top or b.bottom <= a.top


def look(page: Page) -> list[Box]:
    """The names of the moment, which must not meet and must lie in the room that panels leave."""
    boxes = named(page)
    assert all(apart(a, b) for a, b in combinations(boxes, 2))
    free = free_map(page)
    assert all(free.holds(box, slack_px=1) for box in boxes), (free, boxes)
    return boxes


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_names_never_meet_whatever_zoom_language_and_panels(visit, lang, width, height) -> None:
    page = visit(f"#layout=zgc-2020&lang={lang}&feature=G03&at=40.05000_116.28000_10", width=width, height=height)
    seen = [len(look(page))]
    for _ in range(7):
        page.locator(".map-buttons button").first.click()
        seen.append(len(look(page)))
    assert max(seen) >= (8 if width > 1000 else 3), seen
    if width > 1240:
        page.keyboard.press("Escape")
        for toggle in page.locator("[data-inset] button[aria-expanded=true]").all()[:2]:
            toggle.click()
            look(page)


def test_names_stand_clear_of_the_handles_of_the_editor(visit) -> None:
    page = visit(f"{PRACTICE}&feature=G27")
    edit(page)
    look(page)
    handles = page.locator("#map .leaflet-marker-icon")
    handles.first.wait_for()
    page.locator(".map-buttons button").first.click()
    names = look(page)
    boxes = [Box(b["x"], b["y"], b["x"] + b["width"], b["y"] + b["height"])
             for b in (h.bounding_box() for h in handles.all()) if b]  # fmt: skip
    assert boxes and all(apart(name, handle) for name in names for handle in boxes)


def test_the_name_of_a_place_that_is_seen_in_part_stands_in_that_part(visit) -> None:
    page = visit("#layout=zgc-2020&at=40.06000_116.28000_13.25")
    assert look(page)
