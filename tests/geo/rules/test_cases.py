"""Runs every case of tests/cases: what a rule must find, and what it must leave alone, as data."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from geo.check import check, check_tiled
from geo.model import Feature, Finding, Layout, Text, Waiver, finding_id
from geo.rulebook import Rulebook
from geo.rules import RULES
from tests.conftest import ON
from tests.geo.rules.shapes import shape
from tests.geo.rules.told import TOLD, read, told

CASES = Path(__file__).parents[2] / "cases"
_LISTS = ("modes", "carriers", "industries", "leading", "cultivated")


@cache
def cases_of(name: str) -> dict[str, Any]:
    """A rule's cases by title; nobody changes them."""
    cases: dict[str, Any] = yaml.load((CASES / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return cases


def all_cases() -> list[Any]:
    out = []
    for rule in RULES.values():
        cases = cases_of(rule.name)
        out += [pytest.param(rule.code, title, case, id=f"{rule.name}: {title}") for title, case in cases.items()]
    return out


def filled(member: Any, how: dict[str, Any]) -> dict[str, Any]:
    """The properties of a roster's member: its name, and its location class where the case asks for it."""
    return {"name": member.name, "class": getattr(member, how.get("class", ""), None)}


def layout_of(case: dict[str, Any], book: Rulebook) -> Layout:
    features = []
    for member in case.get("all", []):
        roster = {"park": book.parks, "group": book.groups}[member["kind"]]
        features += [
            Feature(m.id, member["kind"], shape(f"rect 100 100 at {i * 200} 0", book.frame), filled(m, member))
            for i, m in enumerate(roster.members)
            if m.name not in member.get("except", [])
        ]
    for i, item in enumerate(case.get("features", [])):
        rest = {k: tuple(v) if k in _LISTS else v for k, v in item.items() if k not in ("id", "kind", "shape")}
        features.append(
            Feature(item.get("id") or "abcdefgh"[i], item["kind"], shape(item.get("shape"), book.frame), rest)
        )
    return Layout.of(features, id="case")


def waiver(rule: str, subjects: list[str], number: int | None = 1) -> Waiver:
    """A waiver of a layout's register; one of the rulebook where the number is null."""
    id, words = finding_id(rule, subjects), Text("理由", "why")
    return Waiver(id, words, "条款", "王工", ON, rule=rule, subjects=tuple(subjects), number=number)


def reported(code: str, case: dict[str, Any], book: Rulebook) -> list[Finding]:
    """What a rule finds in a case, all at once and in tiles alike."""
    layout = layout_of(case, book)
    codes, waivers = [code, *case.get("beside", [])], [waiver(**given) for given in case.get("waivers", [])]
    report = check(layout, book, on=ON, select=codes, waivers=waivers)
    assert check_tiled(layout, book, on=ON, tiles=3, select=codes, waivers=waivers).data() == report.data()
    return [f for f in report.findings if f.rule == code]


@pytest.mark.parametrize(("code", "title", "case"), all_cases())
def test_case(code: str, title: str, case: dict[str, Any], book: Rulebook) -> None:
    findings = reported(code, case, book)
    found = sorted((f.data() for f in findings), key=lambda f: f["subjects"])
    assert len(found) == len(case["found"]), [f["message"]["en"] for f in found]
    for got, wanted in zip(found, case["found"], strict=True):
        assert wanted.get("says", "") in got["message"]["zh"] + got["message"]["en"]
        for key in wanted.keys() - {"says", "within"}:
            value = wanted[key]
            width = wanted.get("within", 1e-6)
            expected = pytest.approx(value, rel=width) if isinstance(value, float) else value
            assert got[key] == expected, key
    assert told(findings, book) == read(RULES[code].name).get(title, []), "see tests/geo/rules/told.py"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_has_passing_and_failing_cases(rule: Any) -> None:
    cases = cases_of(rule.name).values()
    assert any(not case["found"] for case in cases)
    assert any(case["found"] for case in cases)


def test_no_case_file_without_a_rule() -> None:
    assert {path.stem for path in TOLD.glob("*.yml")} <= {rule.name for rule in RULES.values()}
    assert {path.stem for path in CASES.glob("*.yml")} == {rule.name for rule in RULES.values()}
