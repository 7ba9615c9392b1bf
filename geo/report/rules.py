"""Rules for people and programs: the catalogue, and all there is to say of one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import orjson

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rulebook.clauses import ClauseRow, Treatment
from geo.rules import RULES, Rule
from geo.rules.examples import read_example

FIXES: Final = {
    "remove-overlap": Text(
        "重叠部分归其中一方，另一方让出", "Give the overlap to one of the two; the other one yields it"
    ),
    "close-gap": Text("把狭缝并入相邻的一方", "Add the sliver to a neighbour"),
    "weld-borders": Text("焊接共同边界上相近的顶点", "Weld near-duplicate vertices along shared borders"),
    "repair-ring": Text("修复自相交的边界", "Repair an outline that crosses itself"),
}
"""What a repair does, by its kind."""

_UNITS: Final = {"_m2": "m2", "_km2": "km2", "_m": "m", "_share": "share"}


def catalogue_data(book: Rulebook, clauses: Sequence[ClauseRow]) -> dict[str, Any]:
    """All rules of a rulebook, by subject, and how many of the documents' sentences became what."""
    feeding = Counter(code for clause in clauses for code in clause.rules)
    order = list(book.subjects)
    codes = sorted(book.rules, key=lambda code: (order.index(code[:3]), code))
    treatments = Counter(clause.treatment for clause in clauses)
    return {
        "rulebook": book_data(book),
        "subjects": [{"key": key, "title": title.data()} for key, title in book.subjects.items()],
        "rules": [head_data(RULES[code], book) | {"sentences": feeding[code]} for code in codes],
        "coverage": {"total": len(clauses), "totals": {kind.value: treatments[kind] for kind in Treatment}},
    }


def rule_data(rule: Rule, book: Rulebook, clauses: Sequence[ClauseRow]) -> dict[str, Any]:
    """One rule as a rulebook sets it: its words, clause, numbers, repairs, and what in the documents bears on it."""
    params = rule.bind(book).model_dump(mode="json")
    return head_data(rule, book) | {
        "rulebook": book_data(book),
        "stage_titles": [_stage(book, stage) for stage in book.rules[rule.code].stages or book.file.stages],
        "scope": rule.scope.value,
        "needs": sorted(rule.needs),
        "unit": rule.unit,
        "message": rule.message.data(),
        "docs": rule.docs.data(),
        "params": params,
        "units": dict(_units(params)),
        "document": title_of(book, book.rules[rule.code].document),
        "example": read_example(rule.name),
        "sentences": [
            clause.data() | {"title": title_of(book, clause.document)}
            for clause in clauses
            if rule.code in clause.rules
        ],
        "fixes": [{"kind": kind, "title": FIXES[kind].data()} for kind in _kinds_of_fixes(rule)],
        "notes": [note.data() for note in book.notes if rule.code in note.rules],
    }


def head_data(rule: Rule, book: Rulebook) -> dict[str, Any]:
    """What a list tells of a rule."""
    settings = book.rules[rule.code]
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title.data(),
        "subject": rule.code[:3],
        "severity": settings.severity.value,
        "stages": list(settings.stages or book.file.stages),
        "kinds": sorted(rule.reads),
        "clause": book.clause(rule.code).data(),
    }


def book_data(book: Rulebook) -> dict[str, Any]:
    """Which rulebook it is."""
    return {
        "id": book.id,
        "version": book.version,
        "title": book.title.data(),
        "default_stage": book.file.default_stage,
    }


def title_of(book: Rulebook, document: str) -> dict[str, str]:
    """A document's title in both languages."""
    known = book.file.documents[document]
    return {"zh": known.title, "en": known.en}


def as_bytes(told: dict[str, Any]) -> bytes:
    """A rule or the catalogue as JSON to read."""
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _stage(book: Rulebook, id: str) -> dict[str, str]:
    """What people call a stage of planning; its id where the rulebook has no words for it."""
    words = book.file.stage_words.get(id)
    return {"zh": words.zh, "en": words.en} if words else {"zh": id, "en": id}


def _kinds_of_fixes(rule: Rule) -> Iterable[str]:
    return dict.fromkeys(fix.partition(":")[0] for fix in rule.fixes)


def _units(params: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The unit of each parameter whose name carries one, those inside lists and tables too."""
    for name, value in params.items():
        if unit := next((unit for suffix, unit in _UNITS.items() if name.endswith(suffix)), None):
            yield name, unit
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _units(inner)
