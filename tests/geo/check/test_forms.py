"""The form of a kind says what the rules will say of it later."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from geo.check import bind
from geo.check.forms import Field, filled, forms, judged
from geo.model import COLUMNS, Kind
from geo.rulebook import Rulebook
from geo.rulebook.forms import FormsFile
from geo.rules import RULES
from geo.rules.asks import Filled


def fields(book: Rulebook, kind: str) -> dict[str, Field]:
    return next({f.name: f for f in form.fields} for form in forms(bind(book), book) if form.kind == kind)


def test_every_kind_has_a_form_of_known_properties(book: Rulebook) -> None:
    found = forms(bind(book), book)
    assert [form.kind for form in found] == [kind.value for kind in Kind]
    assert [form.kind for form in found if form.point] == ["site"]
    assert {field.name for form in found for field in form.fields} == set(COLUMNS) - {"id", "kind"}
    assert all(field.title.zh and field.title.en for form in found for field in form.fields)


def test_a_rule_judges_properties_that_there_are() -> None:
    assert {name for rule in RULES.values() for name in rule.judges} <= set(COLUMNS)


def test_what_a_rule_wants_filled_in_is_in_the_form(book: Rulebook) -> None:
    for bound in bind(book):
        for ask in bound.rule.asks(bound.params, book) if bound.rule.asks else ():
            if isinstance(ask, Filled):
                assert bound.rule.code in fields(book, ask.kind)[ask.property].required_by


def test_a_group_must_have_the_mode_class_and_industries_that_rules_read(book: Rulebook) -> None:
    group = fields(book, "group")
    assert {name for name, field in group.items() if "ATT003" in field.required_by} == {
        "name", "park", "class", "industries",
    }  # fmt: skip
    assert group["modes"].required_by == ("MOD002",)
    assert group["class"].closed_by == "LOC002"
    assert [term.name for term in group["class"].terms] == list(book.file.classes.names)
    assert group["class"].title.zh == "区位类型"
    assert {name for name, field in group.items() if field.terms and not field.open} == {
        "class", "modes", "carriers", "phase", "basis",
    }  # fmt: skip


def test_carriers_are_limited_by_the_mode_as_the_rule_judges_them(book: Rulebook) -> None:
    limit = fields(book, "group")["carriers"].limit
    assert limit is not None and (limit.rule, limit.by) == ("CAR001", "modes")
    assert limit.words == book.file.carriers.by_mode
    assert all(field.limit is None for name, field in fields(book, "group").items() if name != "carriers")


def test_the_parameters_of_a_rule_are_the_words_of_its_form(book: Rulebook) -> None:
    settings = book.rules["SPE009"].model_copy(update={"params": {"lots": ["甲", "乙"]}})
    other = replace(book, rules={**book.rules, "SPE009": settings})
    assert [term.name for term in fields(other, "specialty")["lot"].terms] == ["甲", "乙"]


def test_the_classes_of_sites_are_those_that_rules_count(book: Rulebook) -> None:
    names = [term.name for term in fields(book, "site")["class"].terms]
    assert {"孵化器", "轨道交通站点", "重大项目", "公共技术服务平台"} <= set(names)
    assert len(names) == len(set(names))


def test_a_rule_that_finds_empty_properties_judges_them(book: Rulebook) -> None:
    bound = {b.rule.code: b for b in bind(book)}
    assert judged(bound["SIT007"], book) == filled(bound["SIT007"], book) == ["lot", "phase"]
    assert judged(bound["SPE009"], book) == ["lot"]
    assert filled(bound["SPE009"], book) == []
    assert judged(bound["CAR001"], book) == ["carriers"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kinds": {}}, "park has no form"),
        ({"terms": {"colour": []}}, "colour has no title"),
        ({"properties": {"colour": {"zh": "颜色", "en": "colour"}}}, "has no title"),
    ],
)
def test_a_file_that_speaks_of_what_there_is_not_is_refused(book: Rulebook, change: dict[str, Any], told: str) -> None:
    data = book.forms.model_dump(mode="json")
    with pytest.raises(ValidationError, match=told):
        FormsFile.model_validate(data | change)


def test_a_property_that_no_feature_has_is_refused(book: Rulebook) -> None:
    data = book.forms.model_dump(mode="json")
    data["properties"]["colour"] = {"zh": "颜色", "en": "colour"}
    with pytest.raises(ValidationError, match="there is no property colour"):
        FormsFile.model_validate(data)
