"""The OpenAPI document: the routes with their examples, and the shapes of `api.schemas`."""

from __future__ import annotations

import inspect
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api import schemas
from api.auth.needs import NEEDS
from api.auth.people import Ability
from api.examples import problem_answer
from api.routes.ogc.encodings_described import describe_encodings
from api.schemas import (
    audit,
    comments,
    compare,
    imports,
    indicators,
    inspections,
    live,
    merges,
    ogc,
    people,
    prints,
    reviews,
    waivers,
)

_SHAPES = (
    schemas,
    audit,
    compare,
    waivers,
    reviews,
    indicators,
    inspections,
    imports,
    live,
    merges,
    ogc,
    people,
    prints,
    comments,
)
_FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")


def install(app: FastAPI) -> None:
    """Replace the framework's document, which would describe its own errors and not our problems."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _build(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _build(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    shapes = found.setdefault("components", {}).setdefault("schemas", {})
    shapes.update(_shapes())
    for name in _FRAMEWORKS_OWN:
        shapes.pop(name, None)
    for methods in found["paths"].values():
        for route in methods.values():
            if "application/problem+json" not in route["responses"].get("422", {}).get("content", {}):
                route["responses"].pop("422", None)
    _describe_door(found["paths"])
    describe_encodings(found["paths"])
    for methods in found["paths"].values():
        for route in methods.values():
            _describe_problem_pages(route["responses"])
    return found


def _describe_door(paths: dict[str, Any]) -> None:
    """Whatever needs somebody can be refused to nobody, and to those who may not."""
    for path, methods in paths.items():
        for method, route in methods.items():
            if NEEDS.get(f"{method.upper()} {path}") is not Ability.OPEN:
                for status in (401, 403, 429):
                    route["responses"].setdefault(str(status), problem_answer(status))


def _describe_problem_pages(responses: dict[str, Any]) -> None:
    """Whoever gets a page where all is well gets a problem as a page too."""
    pages = [
        answer["content"]["text/html"] for answer in responses.values() if "text/html" in answer.get("content", {})
    ]
    for answer in responses.values():
        if pages and "application/problem+json" in answer.get("content", {}):
            answer["content"] = {**answer["content"], "text/html": pages[0]}


def _shapes() -> dict[str, Any]:
    """Every model of the modules of shapes as a component."""
    entries = {entry: None for module in _SHAPES for entry in vars(module).values() if inspect.isclass(entry)}
    models = [(entry, "serialization") for entry in entries if issubclass(entry, BaseModel) and entry is not BaseModel]
    _, found = models_json_schema(models, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    shapes: dict[str, Any] = found["$defs"]
    return shapes
