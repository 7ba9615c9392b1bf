"""Every rule is named after its fault, and settled in the rulebook."""

import re
from dataclasses import replace

import pytest

from geo.check import bind
from geo.errors import NotFound, RulebookError
from geo.model import Kind, Text
from geo.rulebook import Rulebook
from geo.rules import RULES, Rule, Scope


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
class TestEachRule:
    def test_is_named_after_the_fault(self, rule: Rule) -> None:
        assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        assert not rule.name.startswith(("no-", "check-", "valid-"))

    def test_speaks_both_languages(self, rule: Rule) -> None:
        for text in (rule.title, rule.message, rule.cannot_tell):
            if isinstance(text, Text):
                assert re.search(r"[一-鿿]", text.zh)
                assert text.en and text.en != text.zh

    def test_reads_known_kinds_and_has_what_its_scope_needs(self, rule: Rule) -> None:
        assert rule.reads | rule.needs <= set(Kind)
        assert (rule.parts is not None and rule.fold is not None) == (rule.scope is Scope.SUM)
        assert (rule.check is not None) == (rule.scope is not Scope.SUM)
        assert (rule.reach is not None) == (rule.scope is Scope.NEAR)

    def test_has_severity_and_clause_in_the_rulebook(self, rule: Rule, book: Rulebook) -> None:
        clause = book.clause(rule.code)
        assert clause.document and clause.locator and clause.paraphrase.zh and clause.paraphrase.en


def test_codes_and_names_are_unique() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)


def test_the_rulebook_settles_exactly_the_rules_there_are(book: Rulebook) -> None:
    assert set(book.rules) == set(RULES)


def test_a_misspelt_parameter_is_refused(book: Rulebook) -> None:
    settings = book.rules["ARE002"].model_copy(update={"params": {"min_area_m2": 1.0, "tolerence_m2": 1.0}})
    with pytest.raises(RulebookError, match=r"rules\.ARE002\.params"):
        RULES["ARE002"].bind(replace(book, rules={**book.rules, "ARE002": settings}))


def test_an_unknown_code_is_refused(book: Rulebook) -> None:
    with pytest.raises(NotFound, match="NOPE"):
        bind(book, ["NOPE"])
