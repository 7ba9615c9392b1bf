"""What a planner sees first."""

import gzip
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from api.settings import web_dir
from tests.web.helpers import free_map, settle

LOAD_LIMIT_MS = 1500
FIRST_VIEW_LIMIT_BYTES = 125_000
BUNDLE_LIMIT_BYTES = 340_000


def test_the_reference_layout_opens_with_everything_on_the_map(visit, api) -> None:
    page = visit()
    expect(page).to_have_title("中关村国家自主创新示范区空间布局（示意） · 园图")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    features = api("layouts/zgc-2020/features")["features"]
    kinds = [f["properties"]["kind"] for f in features]
    for kind in ("park", "group", "reserve", "small", "zone"):
        expect(page.locator(f"#map path.feature.{kind}")).to_have_count(kinds.count(kind))
    expect(page.locator("#map path.district")).to_have_count(16)
    expect(page.get_by_test_id("budget")).to_have_text("488.00 / 488.00 km²")
    summary = api("layouts/zgc-2020/report")["summary"]
    assert summary["error"] == 0
    unsure = summary["cannot_tell"] + summary["crashed"]
    expect(page.get_by_test_id("verdict")).to_have_text("有规则无法判断" if unsure else "符合规则")


def test_the_map_says_that_outlines_are_schematic_and_on_what_areas_rest(visit, api) -> None:
    page = visit()
    expect(page.get_by_test_id("notice")).to_have_text(api("layouts/zgc-2020")["notice"]["zh"])
    expect(page.get_by_test_id("notice")).to_be_visible()
    expect(page.locator(".basis")).to_have_text("椭球面积 CGCS2000 · 行政区界非官方")
    expect(page.locator(".leaflet-control-scale-line")).to_contain_text("km")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1920, 1080), (1024, 768), (390, 844)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_sixteen_districts_fit_between_the_panels(visit, width, height, lang) -> None:
    page = visit(f"#lang={lang}&colour=mode", width=width, height=height)
    expect(page.locator(".entry" if width > 1240 else ".notice").first).to_be_visible()
    settle(page)
    free = free_map(page)
    boxes = page.locator("#map path.district").evaluate_all(
        "paths => paths.map((p) => { const b = p.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] })"
    )
    assert min(b[0] for b in boxes) >= free.left
    assert min(b[1] for b in boxes) >= free.top
    assert max(b[2] for b in boxes) <= free.right
    assert max(b[3] for b in boxes) <= free.bottom


def test_names_on_the_map_never_cover_one_another(visit) -> None:
    page = visit()
    page.wait_for_selector(".label:not([hidden])")
    boxes = page.locator(".label:not([hidden])").evaluate_all(
        "all => all.map((e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] })"
    )
    assert len(boxes) >= 8
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.alone
@pytest.mark.slow
def test_the_first_load_is_interactive_in_time(visit) -> None:
    """The best of a few visits, each with an empty cache: other programs may take the machine meanwhile."""
    times: list[float] = []
    while len(times) < 6 and min(times, default=LOAD_LIMIT_MS) >= LOAD_LIMIT_MS:
        page = visit()
        expect(page.locator("#areas tbody tr.group").first).to_be_visible()
        times.append(page.evaluate("performance.getEntriesByName('yuantu:drawn')[0].startTime"))
    waiting_per_core = os.getloadavg()[0] / (os.cpu_count() or 1)
    if min(times) >= LOAD_LIMIT_MS and waiting_per_core > 1.5:
        pytest.skip(f"the machine is too busy to measure: load {waiting_per_core:.1f} per core, {times} ms")
    assert min(times) < LOAD_LIMIT_MS, times


def test_the_bundle_stays_small(visit) -> None:
    sizes = {s.name: len(gzip.compress(s.read_bytes())) for s in Path(web_dir() / "assets").glob("*.js")}
    names = visit().evaluate("performance.getEntriesByType('resource').map((r) => r.name.split('/').pop())")
    first = [sizes[name] for name in names if name in sizes]
    assert first
    assert sum(first) < FIRST_VIEW_LIMIT_BYTES
    assert sum(sizes.values()) < BUNDLE_LIMIT_BYTES
