"""The window that prints: a live preview, a clear no, files, and an atlas that can be cancelled and fetched."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.web.helpers import PRACTICE
from tests.web.test_axe import serious
from tests.web.test_narrow_window import PHONE

ORDERED = "**/sheet.svg?*"


def open_print(page: Page) -> None:
    page.click("#print")
    expect(page.get_by_role("dialog")).to_be_visible()
    drawn(page)


def drawn(page: Page) -> str:
    """The picture, when it is there; the address of its own that it has."""
    expect(page.get_by_test_id("preview")).to_have_attribute("aria-busy", "false", timeout=60_000)
    picture = page.locator(".print-table img")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('.print-table img')?.naturalWidth > 0")
    return str(picture.get_attribute("src"))


def shape(page: Page) -> float:
    box = page.locator(".print-table img").bounding_box()
    assert box
    return box["width"] / box["height"]


def test_a_park_on_a4_and_an_atlas_cancelled_and_made(visit, server: str, tmp_path: Path) -> None:
    page = visit("#layout=zgc-2020&feature=G12")
    open_print(page)
    first, wide = drawn(page), shape(page)
    assert wide == pytest.approx(2**0.5, rel=0.02)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/sheet.svg" in request.url else None)
    page.select_option("[name=template]", "park_map")
    page.select_option("[name=sheet]", "a4")
    page.get_by_label("纵向").check()
    expect(page.get_by_test_id("preview")).to_have_attribute("aria-busy", "true")
    assert drawn(page) != first and shape(page) == pytest.approx(0.5**0.5, rel=0.02)
    # The park of the group that is selected on the map, and one drawing for three changes.
    last = parse_qs(urlsplit(asked[-1]).query)
    assert last | {"revision": ["1"]} == {
        "revision": ["1"], "template": ["park_map"], "sheet": ["a4"], "landscape": ["false"], "about": last["about"],
    }  # fmt: skip
    park = httpx.get(f"{server}/ogc/collections/zgc-2020.group/items/G12").json()["properties"]["park"]
    expect(page.locator("[name=about] option:checked")).to_have_text(park)
    assert len(asked) <= 3

    page.select_option("[name=by]", "parks")
    page.get_by_role("button", name="生成图集").click()
    told = page.get_by_test_id("atlas")
    expect(told).to_have_text(re.compile(r"已画 \d+ / \d+ 幅"), timeout=60_000)
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="取消").click()
    expect(told).to_have_text("已取消，没有留下文件。")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_role("link", name="下载图集 PDF")).to_have_count(0)

    page.get_by_role("button", name="生成图集").click()
    expect(told).to_have_text(re.compile("图集已生成"), timeout=120_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载图集 PDF").click()
    file = tmp_path / "atlas.pdf"
    download.value.save_as(file)
    assert download.value.suggested_filename == "zgc-2020-r1-parks.pdf"
    with pikepdf.open(file) as pdf:
        pages = len(pdf.pages)
    # Contents and sixteen parks; a long table takes a further page.
    assert pages >= 17 and "17 幅" in told.inner_text()


def test_the_sheet_is_downloaded_as_it_is_seen(visit, tmp_path: Path) -> None:
    page = visit("#layout=practice-draft&lang=en")
    open_print(page)
    expect(page.locator("[name=lang]")).to_have_value("en")
    page.get_by_text("Texts on the map").click()
    page.fill("[name=maker]", "Planning Institute")
    drawn(page)
    for name, begins in (("Download PDF", b"%PDF-"), ("Download SVG", b"<svg"), ("Download PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        path = tmp_path / "file"
        download.value.save_as(path)
        assert path.read_bytes().startswith(begins), name


def test_what_does_not_fit_is_told_and_mended(visit) -> None:
    page = visit("#layout=zgc-2020", expect_errors=True)
    open_print(page)
    page.select_option("[name=scale]", "2000")
    refused = page.get_by_role("dialog").get_by_role("alert")
    expect(refused).to_contain_text("这样画不出来", timeout=60_000)
    expect(refused).to_contain_text("1:")
    expect(page.get_by_role("link", name="下载 PDF")).to_have_attribute("aria-disabled", "true")
    refused.get_by_role("button", name="改用自动比例尺").click()
    drawn(page)
    expect(page.locator("[name=scale]")).to_have_value("")


def test_a_preview_that_was_overtaken_is_dropped(visit) -> None:
    held = []
    page = visit("#layout=zgc-2020")
    open_print(page)

    def slow(route) -> None:
        if "sheet=a1" in route.request.url:
            held.append(route)
        else:
            route.continue_()

    page.route(ORDERED, slow)
    page.select_option("[name=sheet]", "a1")
    page.wait_for_timeout(600)
    page.select_option("[name=sheet]", "a4")
    seen = drawn(page)
    assert len(held) == 1
    held[0].abort()
    page.wait_for_timeout(200)
    assert drawn(page) == seen
    expect(page.get_by_role("dialog").get_by_role("alert")).to_have_count(0)


def test_everything_by_keyboard_and_the_order_is_kept(visit) -> None:
    page = visit("#layout=zgc-2020")
    page.locator("#print").focus()
    page.keyboard.press("Enter")
    drawn(page)
    page.locator("[name=sheet]").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("纵向")).to_be_checked()
    drawn(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#print")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[name=sheet]")).to_have_value("a4")
    expect(page.get_by_label("纵向")).to_be_checked()


def test_search_opens_it(visit) -> None:
    page = visit("#layout=zgc-2020")
    page.keyboard.press("Control+k")
    page.keyboard.type("打印")
    page.get_by_role("listbox").get_by_role("option", name="打印").click()
    expect(page.get_by_role("heading", name="打印")).to_be_visible()
    drawn(page)


def test_nothing_is_fetched_before_it_is_asked_for(visit) -> None:
    page = visit("#layout=zgc-2020")
    names = "performance.getEntriesByType('resource').map((e) => e.name).filter((n) => n.includes('PrintDialog'))"
    assert page.evaluate(names) == []
    open_print(page)
    assert page.evaluate(names) != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_and_no_overflow(visit, width: int, scheme: str) -> None:
    size = PHONE if width == 390 else {"width": 1440, "height": 900}
    page = visit(f"{PRACTICE}&lang=en", **size, expect_errors=True)
    page.emulate_media(color_scheme=scheme)
    if width == 390:
        page.locator(".bar-button").last.tap()
    open_print(page)
    page.get_by_text("Texts on the map").click()
    assert serious(page, within="dialog") == []
    assert page.locator("dialog").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    outside = page.locator("dialog *:not(option)").evaluate_all(
        """all => all.filter((e) => e.getClientRects().length && !e.closest('.unseen'))
            .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
            .filter(([, b]) => b.right > innerWidth + 0.5 || b.left < -0.5).map(([html]) => html)"""
    )
    assert outside == []
    page.select_option("[name=scale]", "2000")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible(timeout=60_000)
    assert serious(page, within="dialog") == []
