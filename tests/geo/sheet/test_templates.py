"""Each template shows what it is for, and says clearly what it lacks."""

import re
from typing import Any

import pytest

from geo.check import check
from geo.errors import InputError, NotFound
from geo.model import Layout, Report
from geo.rulebook import Rulebook
from geo.sheet import TEMPLATES, render
from tests.conftest import ON
from tests.geo.sheet import pdf
from tests.geo.sheet.sheets import group, layout, order


@pytest.fixture(scope="module")
def report(reference: Layout, book: Rulebook) -> Report:
    return check(reference, book, on=ON)


@pytest.fixture(scope="module")
def faults(practice: Layout, book: Rulebook) -> Report:
    return check(practice, book, on=ON)


def words(body: bytes) -> str:
    return "".join("".join(page.text.split()) for page in pdf.read(body))


def test_templates_are_listed_in_order_with_both_titles() -> None:
    assert list(TEMPLATES) == [
        "zone_plan", "park_map", "group_map", "industry_map", "comparison_map", "findings_map", "finding_map",
    ]  # fmt: skip
    for template in TEMPLATES.values():
        assert template.title.zh and template.title.en and template.heading.zh and template.heading.en


def test_a_park_map_tells_the_park_and_what_lies_in_it(reference: Layout, report: Report, book: Rulebook) -> None:
    text = words(render(reference, report, book, order(template="park_map", about="P01", scale=None)))
    assert text.startswith("海淀园布局图") or "海淀园布局图" in text
    of_park = reference.features.query("park == '海淀园' and kind in ('group', 'reserve', 'small')")
    assert len(of_park) == 11
    for name in of_park["name"]:
        assert "".join(str(name).split()) in text, name
    assert "174.0600km²" in text and "174.06km²（仅供对照）" in text


def test_a_group_map_tells_the_groups_own_facts(reference: Layout, report: Report, book: Rulebook) -> None:
    text = words(render(reference, report, book, order(template="group_map", about="G28", scale=None)))
    assert "门头沟园组团布局图" in text and "1.8900km²" in text
    assert "ARE002" in text and "已豁免" in text, "the waived shortfall stands among the facts"


def test_an_industry_map_counts_industries_by_sector(reference: Layout, report: Report, book: Rulebook) -> None:
    text = words(render(reference, report, book, order(template="industry_map")))
    shown = [s.name for s in book.taxonomy.sectors]
    assert sum(name in text for name in shown) >= 6
    assert "产业布局图" in text


def test_a_findings_map_tells_every_finding(practice: Layout, faults: Report, book: Rulebook) -> None:
    text = words(render(practice, faults, book, order(template="findings_map")))
    assert len(faults.findings) == 19
    for finding in faults.findings:
        assert finding.rule in text
        assert "".join(finding.message.zh.split()) in text, finding.message.zh


def test_a_map_of_one_finding_tells_place_clause_and_numbers(practice: Layout, faults: Report, book: Rulebook) -> None:
    finding = next(f for f in faults.findings if f.rule == "ARE002" and f.status == "open")
    text = words(render(practice, faults, book, order(template="finding_map", about=finding.id, scale=None)))
    said = [finding.message.zh, finding.clause.document, finding.clause.locator, finding.clause.paraphrase.zh]
    assert all("".join(s.split()) in text for s in said)
    assert "实测1.7km²" in text and "要求2km²" in text


def test_a_comparison_map_tells_what_changed(
    reference: Layout, practice: Layout, faults: Report, book: Rulebook
) -> None:
    body = render(practice, faults, book, order(template="comparison_map"), against=reference)
    text = words(body)
    for name in ("运河组团", "窦店组团", "密云园", "张家弯组团"):
        assert name in text
    assert "新增（4个）" in text and "删除（1个）" in text


def test_both_languages_stand_on_one_sheet(reference: Layout, report: Report, book: Rulebook) -> None:
    text = words(render(reference, report, book, order(lang="both")))
    for said in ("图例", "Legend", "规则检查", "Rulecheck", "上地西三旗组团", "Shangdi", "坐标系", "Coordinatesystem"):
        assert said in text, said


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"template": "park_map"}, InputError, "id of a park"),
        ({"template": "park_map", "about": "P99"}, NotFound, "no park with the id 'P99'"),
        ({"template": "park_map", "about": "G01"}, NotFound, "no park"),
        ({"template": "group_map", "about": "x" * 300}, NotFound, "no development group"),
        ({"template": "finding_map"}, InputError, "id of a finding"),
        ({"template": "finding_map", "about": "0" * 16}, NotFound, "no finding"),
        ({"template": "comparison_map"}, InputError, "another revision"),
    ],
)
def test_what_a_template_lacks_is_said(
    asked: dict[str, Any], error: type[Exception], said: str, reference: Layout, report: Report, book: Rulebook
) -> None:
    with pytest.raises(error, match=said) as caught:
        render(reference, report, book, order(**asked))
    assert re.search(r"[\u4e00-\u9fff]", caught.value.zh) and len(caught.value.en) < 200  # type: ignore[attr-defined]


def test_a_map_of_findings_needs_a_report(reference: Layout, book: Rulebook) -> None:
    with pytest.raises(InputError, match="needs a report"):
        render(reference, None, book, order(template="findings_map"))


def test_like_revisions_have_nothing_to_compare(reference: Layout, book: Rulebook) -> None:
    with pytest.raises(InputError, match="alike"):
        render(reference, None, book, order(template="comparison_map"), against=reference)


@pytest.mark.parametrize("asked", [{"template": "poster"}, {"lang": "fr"}, {"grid": "utm"}, {"maker": "制" * 41}])
def test_unknown_choices_are_refused_with_the_known_ones(asked: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        order(**asked)
    assert len(caught.value.zh) > 10 and len(caught.value.en) < 300


def test_slots_are_filled_with_what_is_given(book: Rulebook) -> None:
    asked = order(maker="北京市规划院", approval="京S(2026)001号", secrecy="内部资料", scale=None)
    text = words(render(layout(group("G01", 116.3, 40.0)), None, book, asked))
    assert "制图单位：北京市规划院" in text and "审图号：京S(2026)001号" in text and "内部资料" in text


def test_svg_and_png_show_the_same_sheet(book: Rulebook) -> None:
    trial = layout(group("G01", 116.3, 40.0))
    svg = render(trial, None, book, order(scale=None, sheet="a4"), format="svg")
    assert svg.startswith(b"<svg") and b"</svg>" in svg[-20:]
    png = render(trial, None, book, order(scale=None, sheet="a4"), format="png")
    assert png.startswith(b"\x89PNG")
    width = int.from_bytes(png[16:20], "big")
    assert width == pytest.approx(297 / 25.4 * 300, abs=1)
