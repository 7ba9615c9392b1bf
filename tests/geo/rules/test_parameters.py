"""What the shipped rulebook does not ask of a rule, another rulebook may."""

from dataclasses import replace
from typing import Any

from geo.check import check
from geo.model import Finding
from geo.rulebook import Rulebook
from tests.conftest import ON
from tests.geo.rules.test_cases import layout_of


def found(code: str, features: list[dict[str, Any]], book: Rulebook, **params: Any) -> list[Finding]:
    """What a rule finds where the rulebook has other parameters."""
    rule = book.rules[code]
    other = replace(book, rules={**book.rules, code: rule.model_copy(update={"params": {**rule.params, **params}})})
    return list(check(layout_of({"features": features}, other), other, on=ON, select=[code]).findings)


def test_a_park_of_the_stock_is_known_by_its_alias(book: Rulebook) -> None:
    specialty = {"kind": "specialty", "park": "亦庄园", "lot": "新增建设"}
    [finding] = found("SPE015", [specialty], book, parks=["大兴-亦庄园"])
    assert "大兴-亦庄园" in finding.message.zh


def test_all_classes_of_town_parks_are_named(book: Rulebook) -> None:
    [finding] = found("YNQ007", [{"kind": "zone"}], book, classes=["镇域产业园", "镇园"])
    assert "site（镇域产业园、镇园）" in finding.message.zh


def test_an_assignment_binds_a_park_under_every_name(book: Rulebook) -> None:
    zone = {"kind": "zone", "name": "于家务乡", "shape": "rect 1000 1000 at 0 0"}
    parcel = {"kind": "parcel", "park": "亦庄园", "industries": ["生物农业"], "shape": "rect 100 100 at 5000 0"}
    [finding] = found("TZH001", [zone, parcel], book, park="大兴-亦庄园")
    assert finding.subjects == ("b",)
