"""GET /api/rules and /api/rules/{code}: what is checked, why, by which clause and with which numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request, Response

from api import __version__
from api.answers import tag, tagged
from api.context import context
from api.examples import RULE, RULES, answers
from api.schemas import CatalogueModel, RulePageModel
from geo.report.rules import catalogue_data, rule_data
from geo.rulebook import Rulebook
from geo.rulebook.clauses import ClauseRow, read_clauses
from geo.rules.find import find_rule

router = APIRouter(prefix="/api/rules", tags=["rulebooks"])

Book = Annotated[str, Query(description="规则册 the rulebook", examples=["zgc"])]


@router.get("", summary="规则 Rules", response_class=Response, responses=answers(CatalogueModel, RULES, 404))
def rules(request: Request, rulebook: Book = "zgc") -> Response:
    """All rules by subject, and how many of the documents' sentences became a rule, an attribute or an indicator."""
    return _answer(request, rulebook, catalogue_data, "rules")


@router.get(
    "/{code}", summary="一条规则 One rule", response_class=Response, responses=answers(RulePageModel, RULE, 404)
)
def rule(request: Request, code: str, rulebook: Book = "zgc") -> Response:
    """One rule by code or name: what it checks, why, clause, parameters, an example that fails, how to fix it."""
    found = find_rule(code, context(request).book(rulebook).rules)
    return _answer(request, rulebook, lambda book, clauses: rule_data(found, book, clauses), found.code)


def _answer(
    request: Request, id: str, data: Callable[[Rulebook, Sequence[ClauseRow]], dict[str, Any]], *parts: str
) -> Response:
    book = context(request).book(id)
    etag = tag(*parts, book.digest, __version__)
    return tagged(request, etag, lambda: orjson.dumps(data(book, read_clauses(id))), "application/json")
