"""The report is taken along as a file from where its findings are listed, or by name."""

from pathlib import Path

from api.exporting import written_formats
from tests.web.helpers import PRACTICE
from tests.web.test_axe import serious

BEGINS = {"html": b"<!doctype html>", "xlsx": b"PK", "geojson": b"{", "sarif": b"{"}


def test_every_format_can_be_downloaded_below_the_findings(visit) -> None:
    page = visit(f"{PRACTICE}&lang=en")
    links = page.locator(".downloads > a")
    assert links.all_inner_texts() == ["Offline page", "XLSX", "GeoJSON", "SARIF"]
    for link, (ending, begins) in zip(links.all(), BEGINS.items(), strict=True):
        with page.expect_download() as waited:
            link.click()
        assert waited.value.suggested_filename.startswith("practice-draft-1-")
        assert waited.value.suggested_filename.endswith(f".{ending}")
        assert Path(waited.value.path()).read_bytes().startswith(begins)
    assert serious(page, within=".side.right") == []


def test_they_are_there_in_a_narrow_window(visit) -> None:
    page = visit(PRACTICE, width=390, height=844)
    page.locator(".bar-button", has_text="检查结果").click()
    assert page.locator(".downloads > a").count() == 4


def test_the_layout_and_its_findings_are_exported_from_a_menu(visit) -> None:
    page = visit(f"{PRACTICE}&lang=en")
    page.locator(".export-menu summary").click()
    links = page.locator(".export-menu a")
    page.locator(".export-menu ul").last.wait_for()
    texts = links.all_inner_texts()
    assert texts[: len(written_formats())] == [format.title.en for format in written_formats()]
    assert texts[len(written_formats()) :] == ["GeoPackage", "GeoJSON", "XLSX"]
    for place, ending in ((texts.index("GeoPackage"), "1.gpkg"), (len(texts) - 1, "findings.xlsx")):
        with page.expect_download() as waited:
            links.nth(place).click()
        assert waited.value.suggested_filename.endswith(f"-{ending}")
    assert serious(page, within=".side.right") == []
