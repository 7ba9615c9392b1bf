"""A layout of 20,000 parcels stays smooth: opened, moved about, pointed at, edited, read in lists."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from geo.exchange import geojson
from geo.model import Layout
from geo.rulebook import load
from tests.bench.parcels import layout, parcels
from tests.homes import copy_home, open_home
from tests.web.conftest import SERVE, environment, serving
from tests.web.editing import drag, edit, is_try, middle, verdict
from tests.web.helpers import ROOT, free_map, settle

# Together, so that the layout is made once: most of these measure time.
pytestmark = [pytest.mark.slow, pytest.mark.alone]

SEEDS = 20_300
"""So many seeds leave some more than 20,000 whole parcels."""
GROUPS = 300
NEAR = "#layout=crowd&at=40.20000_116.40000_15"
CLOSE = "#layout=crowd&at=40.20000_116.40000_17"
MIDDLE = "#layout=crowd&at=40.20000_116.40000_12"

FRAMES_PER_S = 30
SLOWEST_FRAMES_PER_S = 12
ZOOMING_FRAMES_PER_S = 10
DRAG_FRAME_MS = 16
RELEASE_MS = 600
VERDICT_MS = 300

RECORD = """() => {
    window.frames_ = [];
    const next = (time) => { frames_.push(time); window.following = requestAnimationFrame(next); };
    window.following = requestAnimationFrame(next);
}"""
FRAMES = "() => { cancelAnimationFrame(window.following); return frames_; }"


class Pace(NamedTuple):
    """Frames a second: the median, and that which 19 of 20 frames reach."""

    median: float
    slowest: float


def pace(times: list[float]) -> Pace:
    """The pace of frames from their times in ms."""
    gaps = sorted(b - a for a, b in pairwise(times))
    return Pace(1000 / statistics.median(gaps), 1000 / gaps[int(len(gaps) * 0.95)])


def crowd() -> Layout:
    """Some 20,000 parcels side by side, the first few of them groups, all of them named."""
    plan = layout(parcels(SEEDS), load().frame)
    assert len(plan) >= 20_000
    kinds = np.array(["parcel"] * len(plan), dtype=object)
    kinds[:GROUPS] = "group"
    plan.features["kind"] = kinds
    plan.features["name"] = [f"地块{i}" for i in range(len(plan))]
    return plan


@pytest.fixture(scope="module")
def large(seeded_home: Path) -> Iterator[str]:
    """The address of a server with the layout `crowd`."""
    with open_home() as home:
        copy_home(seeded_home, home)
        path = home / "crowd.geojson"
        path.write_bytes(geojson.dumps(crowd()))
        command = [sys.executable, "-c", SERVE, "import", str(path), "--layout", "crowd"]
        done = subprocess.run(command, cwd=ROOT, env=environment(home), capture_output=True, text=True)
        assert "crowd" in done.stdout + done.stderr, done.stderr
        with serving(home) as address:
            yield address


@pytest.fixture
def open_at(visit, large: str) -> Callable[[str], Page]:
    """Opens the page at a view of the large layout."""

    def go(view: str) -> Page:
        page: Page = visit(view, at=large)
        page.wait_for_function("() => performance.getEntriesByName('yuantu:drawn').length > 0", timeout=60_000)
        settle(page)
        return page

    return go


def best(measure: Callable[[], Pace]) -> Pace:
    """The best of a few runs: other programs may take the machine meanwhile."""
    runs = [measure()]
    while len(runs) < 4 and (runs[-1].median < FRAMES_PER_S or runs[-1].slowest < SLOWEST_FRAMES_PER_S):
        runs.append(measure())
    found = max(runs, key=lambda run: run.slowest)
    skip_if_busy(found.median < FRAMES_PER_S or found.slowest < SLOWEST_FRAMES_PER_S, runs)
    return found


def skip_if_busy(missed: bool, measured: object) -> None:
    """Measurements say nothing on a machine where others wait for the processor too."""
    waiting_per_core = os.getloadavg()[0] / (os.cpu_count() or 1)
    if missed and waiting_per_core > 1.5:
        pytest.skip(f"the machine is too busy to measure: load {waiting_per_core:.1f} per core, {measured}")


@pytest.mark.parametrize("view", [MIDDLE, NEAR], ids=["district", "street"])
def test_panning_keeps_above_30_frames_a_second(open_at, view) -> None:
    page = open_at(view)
    x, y = (free_map(page).left + free_map(page).right) / 2, 400

    def run() -> Pace:
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate(RECORD)
        for step in range(90):
            page.mouse.move(x + 180 * np.sin(step / 14), y + 120 * np.sin(step / 9))
        times = page.evaluate(FRAMES)
        page.mouse.up()
        settle(page)
        return pace(times)

    found = best(run)
    assert found.median > FRAMES_PER_S and found.slowest > SLOWEST_FRAMES_PER_S, found


def test_zooming_goes_on_while_tiles_are_painted(open_at) -> None:
    page = open_at(MIDDLE)

    def run() -> Pace:
        page.mouse.move(700, 400)
        page.evaluate(RECORD)
        for step in range(12):
            page.mouse.wheel(0, -160 if step < 6 else 160)
            page.wait_for_timeout(120)
        page.wait_for_timeout(500)
        times = page.evaluate(FRAMES)
        settle(page)
        return pace(times)

    # Every step draws the whole map anew, which costs a browser without a graphics processor some 50 ms.
    found = run()
    skip_if_busy(found.median < ZOOMING_FRAMES_PER_S, found)
    assert found.median > ZOOMING_FRAMES_PER_S, found


def test_what_is_painted_can_be_pointed_at_and_chosen(open_at) -> None:
    page = open_at(NEAR)
    assert page.locator("#map canvas").count() > 4
    expect(page.locator("#map path.feature[data-id]")).to_have_count(0)
    page.mouse.move(700, 400)
    name = page.locator(".leaflet-tooltip strong")
    expect(name).to_contain_text("地块")
    expect(page.locator("#map path.feature[data-id]")).to_have_count(1)
    said = name.inner_text()
    page.mouse.click(700, 400)
    expect(page.locator(".details h3, .details h2").first).to_contain_text(said)
    expect(page.locator("#map .evidence.feature")).to_have_count(1)
    page.locator("input[name=layer][value=zone]").click(force=True)
    page.mouse.move(640, 380)
    expect(page.locator(".leaflet-tooltip")).to_have_count(0)


def in_sight(page: Page, at: tuple[float, float]) -> bool:
    """Whether a place on the screen is free of panels, with room around it to drag to."""
    free = free_map(page)
    return free.left + 60 < at[0] < free.right - 60 and free.top + 60 < at[1] < free.bottom - 60


def test_a_gesture_costs_what_it_changes(open_at) -> None:
    page = open_at(CLOSE)
    page.mouse.click(700, 400)
    edit(page, None)
    handles = page.locator(".vertex-handle.vertex")
    handles.first.wait_for()
    free = free_map(page)
    inside = [
        h for h in handles.all() if free.left < middle(h)[0] < free.right and free.top < middle(h)[1] < free.bottom
    ]
    x, y = middle(inside[0])
    # Outwards, so that no border comes to cross itself.
    centre = middle(page.locator("#map .evidence.feature"))
    out_x, out_y = np.array([x - centre[0], y - centre[1]]) / np.hypot(x - centre[0], y - centre[1])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3 * out_x, y + 3 * out_y)
    page.evaluate(SPEND)
    page.mouse.move(x + 12 * out_x, y + 12 * out_y, steps=30)
    spent = page.evaluate("() => spent_")
    # The border is shared: at least two outlines are lifted off the tiles and move along.
    assert page.locator("#map path.feature[data-id]").count() >= 2
    page.evaluate("() => { spent_.length = 0; }")
    page.mouse.up()
    release_ms = sum(page.evaluate("() => spent_"))
    # Before its first answer the service checks the whole layout, which it began to do with the editor.
    expect(page.locator("[data-testid=edit-verdict]")).to_have_attribute("aria-busy", "false", timeout=120_000)
    expect(page.locator("#map path.feature[data-id]")).to_have_count(0)
    times = []
    for step in range(6):
        way = 6 if step % 2 else -6
        with page.expect_request_finished(is_try) as request:
            drag(page, inside[0], way * out_x, way * out_y)
        times.append(request.value.timing["responseEnd"])
        verdict(page)
    frame_ms = statistics.median(spent)
    measured = {"frame": frame_ms, "release": release_ms, "verdict": sorted(times)}
    missed = frame_ms > DRAG_FRAME_MS or release_ms > RELEASE_MS or statistics.median(times) > VERDICT_MS
    skip_if_busy(missed, measured)
    assert not missed, measured


SPEND = """() => {
    window.spent_ = [];
    const marks = ['mousemove', 'mouseup'];
    for (const kind of marks) {
        let start = 0;
        window.addEventListener(kind, () => { start = performance.now(); }, true);
        // A task of its own right after the listeners: what lies between is theirs.
        window.addEventListener(kind, () => queueMicrotask(() => spent_.push(performance.now() - start)), false);
    }
}"""


def test_long_lists_hold_only_what_can_be_seen_and_say_how_long_they_are(open_at) -> None:
    page = open_at("#layout=crowd")
    cards = page.locator(".finding-list > .finding")
    total = int(page.locator("#section-must .count").inner_text().replace(",", ""))
    assert total > 300
    expect(cards.first).to_have_attribute("aria-setsize", str(total))
    expect(cards.first).to_have_attribute("aria-posinset", "1")
    assert cards.count() < 60
    last = page.locator(f'.finding[aria-posinset="{total}"]')
    for _ in range(8):
        # Rows that are seen for the first time are measured, so that the end may move.
        page.locator(".section-panel").evaluate("panel => { panel.scrollTop = panel.scrollHeight; }")
        page.wait_for_timeout(100)
    expect(last).to_be_in_viewport()
    page.get_by_role("button", name="上一个").click()
    expect(page.locator(".finding.chosen")).to_be_in_viewport()

    rows = page.locator("#areas tbody tr[data-id]")
    assert int(page.locator("#areas").get_attribute("aria-rowcount") or 0) > GROUPS
    assert rows.count() < 120
    page.fill("#search", "地块29")
    expect(rows.first).to_contain_text("地块29")
    expect(page.locator(".table-count")).to_contain_text("11")
    page.fill("#search", "")
    page.locator(".table-scroll").evaluate("box => { box.scrollTop = box.scrollHeight; }")
    expect(rows.last).to_be_in_viewport()
