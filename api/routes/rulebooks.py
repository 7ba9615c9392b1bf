"""GET /api/rulebooks/{id}: a plan's numbers, words, roster and rules, as a page needs them."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from api import __version__
from api.answers import tag, tagged
from api.context import context
from api.examples import RULEBOOK, answers
from api.schemas import RulebookModel
from geo.check import bind
from geo.check.engine import Bound
from geo.check.forms import Field, Form, filled, forms, judged
from geo.rulebook import Group, Park, Rulebook

router = APIRouter(prefix="/api/rulebooks", tags=["rulebooks"])


@router.get(
    "/{id}",
    summary="规则册 A rulebook",
    response_class=Response,
    responses=answers(RulebookModel, RULEBOOK, 404),
)
def rulebook(request: Request, id: str) -> Response:
    """Limits, location classes, modes, carriers, industries, roster and rules of a rulebook."""
    book = context(request).book(id)
    etag = tag("rulebook", book.digest, __version__)
    return tagged(request, etag, lambda: orjson.dumps(data(book)), "application/json")


def data(book: Rulebook) -> dict[str, Any]:
    """A rulebook as a JSON object."""
    bound = bind(book)
    return {
        "id": book.id,
        "version": book.version,
        "title": book.title.data(),
        "frame": {"lon_0": book.frame.lon_0, "lat_0": book.frame.lat_0},
        "limits": book.limits.model_dump(),
        "documents": [{"id": id, "title": {"zh": d.title, "en": d.en}} for id, d in book.file.documents.items()],
        "stages": [_stage(id, book) for id in book.file.stages],
        "default_stage": book.file.default_stage,
        "classes": [_term(name, book) for name in book.file.classes.names],
        "modes": [_term(name, book) for name in book.file.modes.names],
        "carriers": [_term(name, book) for name in book.file.carriers.names],
        "industries": [
            {"sector": sector.name, "sector_en": sector.en, "fields": [*sector.fields, *sector.mapped]}
            for sector in book.taxonomy.sectors
        ],
        "industry_stages": list(book.taxonomy.stages),
        "kinds": [_form(form) for form in forms(bound, book)],
        "glossary": dict(book.glossary),
        "parks": [_park(park, book) for park in book.parks.members],
        "groups": [_group(group, book) for group in book.groups.members],
        "rules": [_rule(rule, book) for rule in bound],
        "notes": [note.data() for note in book.notes],
    }


def _term(name: str, book: Rulebook) -> dict[str, str | None]:
    return {"name": name, "name_en": book.english(name)}


def _stage(id: str, book: Rulebook) -> dict[str, Any]:
    words = book.file.stage_words.get(id)
    return {
        "id": id,
        "title": {"zh": words.zh if words else id, "en": words.en if words else id},
        "checks": None if words is None else {"zh": words.checks_zh, "en": words.checks_en},
        "rules": len(bind(book, stage=id)),
    }


def _park(park: Park, book: Rulebook) -> dict[str, Any]:
    names = {"id", "name", "districts", "approved_area_km2", "area_status", "lon", "lat"}
    return park.model_dump(include=names) | {"name_en": book.english(park.name)}


def _group(group: Group, book: Rulebook) -> dict[str, Any]:
    row = group.model_dump(include={"id", "name", "park", "districts", "modes", "lon", "lat"})
    return {"class": group.location_class, "name_en": book.english(group.name)} | row


def _rule(bound: Bound, book: Rulebook) -> dict[str, Any]:
    rule = bound.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title.data(),
        "scope": rule.scope.value,
        "severity": book.rules[rule.code].severity.value,
        "kinds": sorted(rule.reads),
        "judges": judged(bound, book),
        "filled": filled(bound, book),
        "stages": list(book.rules[rule.code].stages or book.file.stages),
        "clause": book.clause(rule.code).data(),
        "params": bound.params.model_dump(mode="json"),
        "docs": rule.docs.data(),
    }


def _form(form: Form) -> dict[str, Any]:
    fields = [_field(field) for field in form.fields]
    return {"kind": form.kind, "title": form.title.data(), "point": form.point, "fields": fields}


def _field(field: Field) -> dict[str, Any]:
    limit = field.limit
    return {
        "name": field.name,
        "title": field.title.data(),
        "input": field.input,
        "required_by": list(field.required_by),
        "closed_by": field.closed_by,
        "open": field.open,
        "terms": [term.model_dump() for term in field.terms],
        "limit": limit
        and {"rule": limit.rule, "by": limit.by, "words": {name: list(words) for name, words in limit.words.items()}},
    }
