"""Every sentence of the five documents is accounted for, and what it names is there."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import ValidationError

from geo.errors import NotFound
from geo.model import COLUMNS, Severity
from geo.rulebook import Rulebook
from geo.rulebook.clauses import ClauseRow, Treatment, read_clauses
from geo.rules import RULES

DOCUMENTS = {"000": 13, "001": 27, "002": 100, "003": 28, "004": 16}


@pytest.fixture(scope="module")
def clauses() -> Sequence[ClauseRow]:
    return read_clauses("zgc")


def test_no_sentence_is_nowhere(clauses: Sequence[ClauseRow]) -> None:
    wanted = {f"R{document}-{n:02d}" for document, count in DOCUMENTS.items() for n in range(1, count + 1)}
    assert {clause.row for clause in clauses} == wanted
    assert len(clauses) == len(wanted) == 184


def test_every_sentence_is_quoted_in_its_own_words(clauses: Sequence[ClauseRow]) -> None:
    assert [clause.row for clause in clauses if not re.search(r"[一-鿿]{2}", clause.original)] == []
    by_line: dict[tuple[str, int], set[str]] = {}
    for clause in clauses:
        by_line.setdefault((clause.document, clause.line), set()).add(clause.original)
    assert all(len(texts) == 1 for texts in by_line.values())


def test_thirty_six_are_hard(clauses: Sequence[ClauseRow]) -> None:
    assert sum(clause.strength == "hard" for clause in clauses) == 36


def test_every_binding_sentence_is_executable(clauses: Sequence[ClauseRow]) -> None:
    slack = [c.row for c in clauses if c.binding and c.treatment not in (Treatment.RULE, Treatment.ATTRIBUTE)]
    assert slack == []


def test_every_target_is_there(clauses: Sequence[ClauseRow], book: Rulebook) -> None:
    for clause in clauses:
        rest = set(clause.targets) - {*RULES, *COLUMNS}
        assert all(re.fullmatch(rf"I{clause.document}-\d\d", name) for name in rest), clause.row
        assert bool(rest) == (clause.treatment is Treatment.INDICATOR), clause.row
        assert set(clause.rules) <= set(book.rules), clause.row


def test_a_soft_sentence_never_makes_an_error_of_its_own(clauses: Sequence[ClauseRow], book: Rulebook) -> None:
    hard = {code for clause in clauses if clause.strength == "hard" for code in clause.rules}
    soft = {code for clause in clauses if clause.strength != "hard" for code in clause.rules}
    assert {code for code in soft - hard if book.rules[code].severity is Severity.ERROR} == set()


def test_a_rulebook_that_is_not_there() -> None:
    with pytest.raises(NotFound, match="nope"):
        read_clauses("nope")


ROW: dict[str, Any] = {
    "row": "R1", "document": "002", "locator": "L", "line": 1, "kind": "spatial", "strength": "soft",
    "original": "原文", "paraphrase": "p", "treatment": "rule", "target": "ARE001", "reason_zh": "", "reason_en": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"treatment": ""}, "treatment"),
        ({"treatment": "rule", "target": ""}, "names no rule"),
        ({"treatment": "attribute", "target": "ATT002"}, "names no property"),
        ({"treatment": "attribute", "target": "phase"}, "names no rule"),
        ({"treatment": "text-only", "target": ""}, "has a reason"),
        ({"treatment": "text-only", "reason_zh": "因", "reason_en": "why"}, "has a reason"),
    ],
)
def test_a_sentence_that_does_not_account_for_itself_is_refused(wrong: dict[str, Any], says: str) -> None:
    ClauseRow.model_validate(ROW)
    with pytest.raises(ValidationError, match=says):
        ClauseRow.model_validate({**ROW, **wrong})


@pytest.mark.parametrize(
    ("kind", "strength", "binding"),
    [
        ("spatial", "soft", True), ("industry", "soft", True), ("structural", "soft", True),
        ("facility", "soft", False), ("time", "hard", True), ("spatial", "text-only", False),
    ],
)  # fmt: skip
def test_what_binds(kind: str, strength: str, binding: bool) -> None:
    assert ClauseRow.model_validate({**ROW, "kind": kind, "strength": strength}).binding is binding
