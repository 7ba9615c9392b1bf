"""What a sheet says: every part of a Chinese map sheet, in both languages."""

import re

import pytest

from geo.check import check
from geo.errors import InputError
from geo.model import Feature, Kind, Layout
from geo.rulebook import Rulebook
from geo.sheet import render
from geo.sheet.words import WORDS
from tests.conftest import ON
from tests.geo.sheet import pdf
from tests.geo.sheet.sheets import group, layout, order

ALWAYS = (
    "legend",
    "locator",
    "groups",
    "number",
    "group",
    "park",
    "mode",
    "checks",
    "crs",
    "basis",
    "maker",
    "approval",
)


def one_line(page: pdf.Page) -> str:
    return "".join(page.text.split())


@pytest.fixture(scope="module", params=["zh", "en"])
def sheet(request: pytest.FixtureRequest, reference: Layout, book: Rulebook) -> tuple[str, bytes]:
    report = check(reference, book, on=ON)
    return request.param, render(reference, report, book, order(lang=request.param))


def test_every_part_of_a_map_sheet_is_there(sheet: tuple[str, bytes], book: Rulebook) -> None:
    lang, body = sheet
    text = one_line(pdf.read(body)[0])
    for word in ALWAYS:
        assert "".join(getattr(WORDS[word], lang).split()) in text, word
    assert "1:500000" in text
    assert "CGCS2000" in text and "EPSG:4490" in text and "Lambertazimuthalequal-area" in text
    assert "116.4°E" in text and "40.2°N" in text
    assert ON.isoformat() in text
    assert f"{book.id}{book.version}" in text
    assert ("不是法定界线" if lang == "zh" else "notofficial") in text
    assert ("北" if lang == "zh" else "N") in [w.text for w in pdf.read(body)[0].words]


def test_title_is_the_layouts_own(sheet: tuple[str, bytes], reference: Layout) -> None:
    lang, body = sheet
    assert reference.title is not None
    title = pdf.read(body)[0].words[0]
    assert "".join(getattr(reference.title, lang).split()).startswith("".join(title.text.split())[:20])
    assert title.size_mm > 5


def test_title_comes_from_the_rulebook_where_a_layout_has_none(book: Rulebook) -> None:
    text = pdf.read(render(layout(group("G01", 116.3, 40.0)), None, book, order()))[0].text
    assert f"{book.title.zh}布局图" in text


def test_all_31_groups_stand_in_the_table(sheet: tuple[str, bytes], reference: Layout, book: Rulebook) -> None:
    lang, body = sheet
    pages = pdf.read(body)
    assert len(pages) == 1
    panel = [w for w in pages[0].words if w.bounds[0] > 280]
    said = {w.text for w in panel}
    names = reference.features.query("kind == 'group'")["name"].tolist()
    assert len(names) == 31
    if lang == "zh":
        assert set(names) <= said
    assert {str(i) for i in range(1, 32)} <= said
    areas = [w.text for w in panel if re.fullmatch(r"\d+\.\d\d", w.text)]
    assert len(areas) >= 33
    assert "402.95" in areas and "488.00" in areas


def test_every_group_has_its_number_on_the_map(sheet: tuple[str, bytes]) -> None:
    _, body = sheet
    on_map = [w.text for w in pdf.read(body)[0].words if w.bounds[2] < 284 and w.bounds[3] < 265]
    assert {str(i) for i in range(1, 32)} <= set(on_map)


def test_all_districts_in_the_window_are_named(sheet: tuple[str, bytes], book: Rulebook) -> None:
    lang, body = sheet
    said = {w.text.strip() for w in pdf.read(body)[0].words if w.bounds[2] < 284}
    names = set(book.districts["name_en" if lang == "en" else "name"])
    assert len(names - said) <= (0 if lang == "zh" else 1)


def test_english_sheet_says_nothing_in_chinese_but_the_second_title_and_one_term(sheet: tuple[str, bytes]) -> None:
    lang, body = sheet
    if lang == "en":
        words = [w for w in pdf.read(body)[0].words if re.search(r"[\u4e00-\u9fff]", w.text)]
        assert len(words) <= 4, [w.text for w in words]


def test_check_summary_counts_findings(sheet: tuple[str, bytes], reference: Layout, book: Rulebook) -> None:
    lang, body = sheet
    words = [w.text for w in pdf.read(body)[0].words]
    summary = check(reference, book, on=ON).summary
    for key in ("error", "warning", "waived", "passed"):
        at = words.index(getattr(WORDS[key], lang))
        assert words[at + 1] == str(summary[key])


def test_schematic_notice_shows_exactly_when_an_outline_is_schematic(book: Rulebook) -> None:
    drawn = layout(group("G01", 116.3, 40.0, basis="schematic"))
    surveyed = layout(group("G01", 116.3, 40.0, basis="surveyed"))
    for lang, word in (("zh", "示意图"), ("en", "Schematic")):
        assert word in pdf.read(render(drawn, None, book, order(lang=lang)))[0].text
        assert word not in pdf.read(render(surveyed, None, book, order(lang=lang)))[0].text


def test_a_sheet_without_a_report_says_so(book: Rulebook) -> None:
    text = pdf.read(render(layout(group("G01", 116.3, 40.0)), None, book, order()))[0].text
    assert WORDS["unchecked"].zh in text


def test_a_report_on_another_layout_is_refused(reference: Layout, book: Rulebook) -> None:
    report = check(reference, book, on=ON)
    with pytest.raises(InputError, match="another layout"):
        render(layout(group("G01", 116.3, 40.0)), report, book, order())


def test_legend_names_only_what_is_drawn(book: Rulebook) -> None:
    text = pdf.read(render(layout(group("G01", 116.3, 40.0)), None, book, order()))[0].text
    assert Kind.RESERVE.label.zh not in text and "生态涵养区" not in text
    reserve = Feature("R-1", "reserve", group("G1", 116.4, 40.0).geometry, {"name": "预留"})
    text = pdf.read(render(layout(group("G01", 116.3, 40.0), reserve), None, book, order()))[0].text
    assert Kind.RESERVE.label.zh in text


def test_a_longer_table_flows_on_to_further_pages(book: Rulebook) -> None:
    many = [group(f"G{i:03}", 116.0 + 0.05 * (i % 20), 39.7 + 0.06 * (i // 20), half_deg=0.004) for i in range(1, 161)]
    pages = pdf.read(render(layout(*many), None, book, order()))
    assert len(pages) > 1
    said = "".join(w.text for page in pages for w in page.words)
    assert all(f"组团G{i:03}" in said for i in range(1, 161))
    for page in pages:
        assert all(w.bounds[3] < page.height_mm for w in page.words)
