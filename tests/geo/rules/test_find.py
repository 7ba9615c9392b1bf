"""A rule is found by its code and its name; a word that is neither names what may be meant."""

import pytest

from geo.errors import NotFound
from geo.rules import RULES
from geo.rules.find import find_rule, near_rules


def codes(word: str) -> list[str]:
    return [rule.code for rule in near_rules(word)]


@pytest.mark.parametrize("word", ["YNQ004", "ynq004", "core-apart", "Core-Apart", "  YNQ004 "])
def test_code_and_name_lead_to_the_rule(word: str) -> None:
    assert find_rule(word) is RULES["YNQ004"]


def test_what_is_near_is_named() -> None:
    with pytest.raises(NotFound) as caught:
        find_rule("Group-too-smal")
    told = "没有编号为 Group-too-smal 的规则；是否指 ARE002 group-too-small、CON002 group-straggling"
    assert caught.value.zh == told
    told = "there is no rule Group-too-smal; did you mean ARE002 group-too-small, CON002 group-straggling"
    assert caught.value.en == told


def test_where_nothing_is_near_nothing_is_named() -> None:
    with pytest.raises(NotFound) as caught:
        find_rule("zzzz")
    assert (caught.value.zh, caught.value.en) == ("没有编号为 zzzz 的规则", "there is no rule zzzz")


def test_a_word_is_sought_in_codes_names_and_titles() -> None:
    assert codes("ynq04")[0] == "YNQ004"
    assert codes("re-apa") == ["YNQ004"]
    assert codes("同层地块") == ["GEO002"]
    assert codes("no slivers") == ["GEO003"]
    assert codes("ov")[0] == "GEO002"
    assert codes("o") == []


def test_the_likest_come_first_each_once_and_only_a_few() -> None:
    assert codes("overlaps") == ["GEO002"]
    assert codes("band") == ["YNQ002", "YNQ001", "YNQ004"]
    assert len(codes("park")) == 3


def test_a_rule_of_another_rulebook_is_not_found() -> None:
    assert find_rule("overlap", {"GEO002"}) is RULES["GEO002"]
    with pytest.raises(NotFound) as refused:
        find_rule("overlap", {"GEO001"})
    assert refused.value.en == "there is no rule overlap"
