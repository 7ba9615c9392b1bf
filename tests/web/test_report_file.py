"""The HTML report, opened from the disk in a browser that has no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from geo.check import check
from geo.model import Layout
from geo.report.checked import Checked
from geo.report.html import to_html
from geo.rulebook import Rulebook
from tests.conftest import ON
from tests.geo.report.conftest import HOSTILE
from tests.web.conftest import DRAWN
from tests.web.test_axe import serious

Open = Callable[..., Page]
TONES = ["must", "should", "advice", "waived", "unsure"]


@pytest.fixture(scope="module")
def checked(practice: Layout, book: Rulebook) -> Checked:
    return Checked(practice, check(practice, book, on=ON), book, ON)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("report")


@pytest.fixture
def open_file(browser: Browser, folder: Path) -> Iterator[Open]:
    """Writes a report and opens it; any request, complaint or fault fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_report(checked: Checked, *, width: int = 1440, dark: bool = False) -> Page:
        path = folder / "report.html"
        path.write_bytes(to_html(checked))
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            offline=True,
            reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
            has_touch=width < 1024,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: None if r.url in (path.as_uri(), "data:,") else complaints.append(r.url[:200]))
        page.goto(path.as_uri())
        page.wait_for_function(DRAWN)
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert [told for told in complaints if not told.startswith("data:image")] == []


def test_it_says_what_was_checked_and_how_it_stands(open_file: Open, checked: Checked) -> None:
    page = open_file(checked)
    assert page.locator("h1").inner_text() == checked.title.zh
    assert "未通过" in page.get_by_test_id("verdict").inner_text()
    assert "示意" in page.get_by_test_id("notice").inner_text()
    facts = page.locator(".facts").inner_text()
    assert checked.book.version in facts and "2026-11-21" in facts and checked.layout.id in facts
    assert "椭球面积" in page.get_by_test_id("basis").inner_text()
    summary = checked.report.summary
    assert page.locator(".tile.must strong").inner_text() == str(summary["error"])
    assert page.locator(".tile.waived strong").inner_text() == str(summary["waived"])
    assert page.locator(".findings > li").count() == len(checked.report.findings)
    page.click("#language")
    assert page.locator("h1").inner_text() == checked.title.en
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "ellipsoidal" in page.get_by_test_id("basis").inner_text()


def test_a_finding_by_keyboard_goes_to_its_place_and_tells_all(open_file: Open, checked: Checked) -> None:
    page = open_file(checked)
    waived = next(f for f in checked.report.findings if f.waiver is not None)
    head = page.locator(f"[data-finding='{waived.id}'] .finding-head")
    before = page.locator(".leaflet-control-scale-line").inner_text()
    head.focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-expanded") == "true"
    told = page.locator(f"[data-finding='{waived.id}'] .finding-body").inner_text()
    assert waived.waiver is not None
    for text in (waived.clause.document, waived.clause.locator, waived.waiver.reason.zh, waived.waiver.approver):
        assert text in told
    assert waived.waiver.expires.isoformat() in told and waived.id in told
    page.wait_for_function("before => document.querySelector('.leaflet-control-scale-line').innerText !== before",
                           arg=before)  # fmt: skip
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-expanded") == "false"


def test_a_sign_on_the_map_opens_a_popup(open_file: Open, checked: Checked) -> None:
    page = open_file(checked)
    page.locator(".pin.waived").first.dispatch_event("click")
    popup = page.locator(".leaflet-popup")
    assert "已豁免" in popup.inner_text() and "条款" in popup.inner_text()
    assert page.locator(".finding.chosen").count() == 1


def test_findings_are_filtered_by_what_they_are_and_by_park(open_file: Open, checked: Checked) -> None:
    page = open_file(checked)
    signs = page.locator(".pin").count()
    page.click("[data-tone=must]")
    left = sum(f.status != "open" or f.severity != "error" for f in checked.report.findings)
    assert page.locator(".findings > li").count() == left
    assert page.locator(".pin").count() < signs
    page.click("[data-tone=must]")
    page.select_option("#park", "海淀园")
    parks = page.locator(".findings > li .finding-rule span").all_inner_texts()
    assert parks and set(parks) == {"海淀园"}
    page.click("[data-tone=must]")
    page.click("[data-tone=waived]")
    if page.locator(".none").count():
        page.click(".none button")
        assert page.locator(".findings > li").count() == len(checked.report.findings)


def test_layers_come_and_go(open_file: Open, checked: Checked) -> None:
    page = open_file(checked)
    assert page.locator("path.feature.group").count() > 20
    page.uncheck("[data-layer=group]")
    assert page.locator("path.feature.group").count() == 0
    page.uncheck("[data-layer=findings]")
    assert page.locator(".pin").count() == 0
    page.uncheck("[data-layer=district]")
    assert page.locator("path.district").count() == 0
    page.check("[data-layer=group]")
    assert page.locator("path.feature.group").count() > 20


def test_areas_and_clauses_are_all_there(open_file: Open, checked: Checked) -> None:
    page = open_file(checked)
    rows = page.locator(".areas tbody tr")
    assert page.locator(".areas tbody tr.park").count() == 16
    assert page.locator(".areas tbody tr.group").count() == checked.kinds["group"]
    park = rows.filter(has_text="海淀园").first.inner_text()
    table = checked.areas
    (area_km2,) = table.loc[table["name"] == "海淀园", "area_km2"].tolist()
    assert f"{area_km2:.2f}" in park
    failed = sum(rule.status != "passed" for rule in checked.report.rules)
    assert page.locator(".clause").count() == failed
    page.check("#all-clauses")
    assert page.locator(".clause").count() == len(checked.report.rules)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    open_file: Open, checked: Checked, lang: str, width: int, dark: bool
) -> None:
    page = open_file(replace(checked, lang=lang), width=width, dark=dark)
    page.locator(".finding-head").nth(1).click()
    assert serious(page) == []
    page.locator(".pin").first.dispatch_event("click")
    page.locator(".layers summary").click()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_it_is_light_and_lists_everything(open_file: Open, checked: Checked) -> None:
    page = open_file(checked, dark=True)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".findings > li").count() == len(checked.report.findings)
    assert page.locator(".map-buttons").is_hidden() and page.locator(".head-buttons").is_hidden()
    colour = page.locator("h1").evaluate("e => getComputedStyle(e).color")
    assert colour == "rgb(23, 33, 43)"
    pdf = page.pdf(format="A4", print_background=True)
    assert pdf.startswith(b"%PDF-")


def test_hostile_names_are_only_text(open_file: Open, practice: Layout, book: Rulebook) -> None:
    table = practice.features.copy()
    names = table["id"].map(HOSTILE)
    table["name"] = names.where(names.notna(), table["name"])
    layout = Layout.from_table(table, id="</script><img src=x onerror=alert(1)>")
    page = open_file(Checked(layout, check(layout, book, on=ON), book, ON))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    assert "owned" not in page.title() and page.locator("img[src=x]").count() == 0
    assert page.locator(f".areas th >> text={HOSTILE['G05'][:20]}").count() == 1
    for card in page.locator(".finding-head").all()[:8]:
        card.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
