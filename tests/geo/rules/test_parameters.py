"""What the shipped rulebook does not ask of a rule, another rulebook may."""

from dataclasses import replace
from typing import Any

from geo.check import check
from geo.model import Finding
from geo.rulebook import Rulebook
from geo.rulebook.sites import NamedSite, SiteKind
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
    assert "点状设施（镇域产业园、镇园）" in finding.message.zh


def test_an_assignment_binds_a_park_under_every_name(book: Rulebook) -> None:
    zone = {"kind": "zone", "name": "于家务乡", "shape": "rect 1000 1000 at 0 0"}
    parcel = {"kind": "parcel", "park": "亦庄园", "industries": ["生物农业"], "shape": "rect 100 100 at 5000 0"}
    [finding] = found("TZH001", [zone, parcel], book, park="大兴-亦庄园")
    assert finding.subjects == ("b",)


def test_sites_are_counted_in_any_of_several_places_under_every_name(book: Rulebook) -> None:
    def kind(row: str, area_kind: str, areas: tuple[str, ...], least: int = 2) -> SiteKind:
        return SiteKind.model_construct(
            row=row, classes=("展厅", "展馆"), least=least, area_kind=area_kind, areas=areas, strength="soft"
        )

    kinds = (
        kind("R1", "group", ("永丰组团|翠湖组团",)),
        kind("R2", "park", ("大兴-亦庄园",)),
        kind("R3", "district", ("海淀区|昌平区",), 3),
        kind("R4", "", (), 3),
        kind("R5", "zone", ("甲|乙",)),
    )
    other = replace(book, site_kinds=kinds)
    features = [
        {"kind": "group", "name": "翠湖组团", "shape": "rect 1000 1000 at 0 0"},
        {"kind": "park", "name": "亦庄园", "shape": "rect 1000 1000 at 0 0"},
        {"kind": "site", "class": "展馆", "shape": "rect 100 100 at 0 0"},
        {"kind": "site", "class": "展厅", "shape": "rect 100 100 at 5000 0"},
    ]
    layout = layout_of({"features": features}, other)
    told = {f.subjects: f for f in check(layout, other, on=ON, select=["SIT003"]).findings}
    assert {subjects: finding.measured for subjects, finding in told.items()} == {
        ("展厅", "永丰组团|翠湖组团", "R1"): 1.0,
        ("展厅", "大兴-亦庄园", "R2"): 1.0,
        ("展厅", "海淀区|昌平区", "R3"): 2.0,
        ("展厅", "R4"): 2.0,
        ("展厅", "甲|乙", "R5"): None,
    }
    words = {subjects: finding.message.zh for subjects, finding in told.items()}
    assert words["展厅", "永丰组团|翠湖组团", "R1"].startswith("永丰组团、翠湖组团有 1 处展厅/展馆，应有 2 处以上")
    assert words["展厅", "R4"].startswith("—有 2 处")
    assert words["展厅", "甲|乙", "R5"].startswith("图上没有甲、乙")


def test_a_site_may_lie_in_any_of_its_places_under_every_name(book: Rulebook) -> None:
    site = NamedSite.model_construct(row="R1", name="某站", aliases=(), area_kind="park", areas=("大兴园", "海淀园"))
    other = replace(book, sites=(site,))
    parks = [
        {"kind": "park", "name": "亦庄园", "shape": "rect 1000 1000 at 0 0"},
        {"kind": "park", "name": "海淀园", "shape": "rect 1000 1000 at 5000 0"},
    ]
    for at, count in ((0, 0), (5000, 0), (7000, 1)):
        place = {"kind": "site", "name": "某站", "shape": f"rect 100 100 at {at} 0"}
        assert len(found("SIT002", [*parks, place], other)) == count
