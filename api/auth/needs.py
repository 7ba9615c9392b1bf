"""What each operation needs. An operation that is not here is refused to everybody; a test names it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from api.auth.people import Ability

_OPEN: Final = (
    "GET /healthz",
    "GET /metrics",
    "GET /openapi.json",
    "GET /api/districts",
    "GET /api/exports",
    "GET /api/rules",
    "GET /api/rules/{code}",
    "GET /api/rulebooks/{id}",
    "GET /api/rulebooks/{id}/indicators/template.csv",
    "GET /api/rulebooks/{id}/indicators/template.xlsx",
    "GET /api/sheets/templates",
    "GET /ogc",
    "GET /ogc/api",
    "GET /ogc/conformance",
    "GET /ogc/functions",
    "GET /ogc/tileMatrixSets",
    "GET /ogc/tileMatrixSets/{id}",
    "GET /api/session",
    "POST /api/session",
    "DELETE /api/session",
    "POST /api/claim",
    "GET /api/signin/oidc",
    "GET /api/signin/oidc/return",
)
_READ_PUBLIC: Final = (
    "GET /api/layouts",
    "GET /api/layouts/{id}",
    "GET /api/layouts/{id}/revisions",
    "GET /api/layouts/{id}/branches",
    "GET /api/layouts/{id}/publications",
    "GET /api/layouts/{id}/features",
    "GET /api/layouts/{id}/report",
    "GET /api/layouts/{id}/report.html",
    "GET /api/layouts/{id}/report.xlsx",
    "GET /api/layouts/{id}/report.geojson",
    "GET /api/layouts/{id}/report.sarif",
    "GET /api/layouts/{id}/export",
    "GET /api/layouts/{id}/findings/export",
    "GET /api/layouts/{id}/sheet.pdf",
    "GET /api/layouts/{id}/sheet.svg",
    "GET /api/layouts/{id}/sheet.png",
    "GET /api/layouts/{id}/findings/{finding}/fixes",
    "GET /api/layouts/{id}/waivers",
    "GET /api/compare",
    "GET /api/compare/export",
    "GET /api/rulebooks/{id}/indicators",
    "GET /ogc/collections",
    "GET /ogc/collections/{id}",
    "GET /ogc/collections/{id}/feature-schema",
    "GET /ogc/collections/{id}/items",
    "GET /ogc/collections/{id}/items/{feature}",
    "GET /ogc/collections/{id}/queryables",
    "GET /ogc/collections/{id}/tiles",
    "GET /ogc/collections/{id}/tiles/{tileMatrixSetId}",
    "GET /ogc/collections/{id}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
)
_READ: Final = (
    "GET /api/layouts/{id}/merge",
    "POST /api/check",
    "POST /api/check/file",
    "POST /api/layouts/{id}/findings/{finding}/fixes",
    "POST /api/layouts/{id}/prints",
    "GET /api/layouts/{id}/review",
    "GET /api/layouts/{id}/comments",
    "GET /api/prints/{job}",
    "DELETE /api/prints/{job}",
    "GET /api/prints/{job}/file",
    "GET /api/layouts/{id}/events",
    "POST /api/layouts/{id}/presence",
    "DELETE /api/layouts/{id}/presence",
    "GET /api/layouts/{id}/imports",
    "GET /api/layouts/{id}/quarantine",
    "POST /api/password",
    "DELETE /api/sessions",
    "GET /api/tokens",
    "POST /api/tokens",
    "DELETE /api/tokens/{number}",
)
_EDIT: Final = (
    "POST /api/layouts",
    "POST /api/layouts/{id}/edits",
    "POST /api/layouts/{id}/locks",
    "DELETE /api/layouts/{id}/locks",
    "POST /api/layouts/{id}/merge",
    "POST /api/layouts/{id}/revert",
    "POST /api/layouts/{id}/findings/{finding}/fixes/{fix}",
    "POST /api/layouts/{id}/waivers",
    "POST /api/layouts/{id}/quarantine/{number}",
    "POST /api/rulebooks/{id}/indicators/values",
    "POST /api/rulebooks/{id}/indicators/table",
    "POST /api/imports",
    "GET /api/imports/{id}",
    "DELETE /api/imports/{id}",
    "POST /api/imports/{id}/inspection",
    "POST /api/imports/{id}/preview",
    "GET /api/imports/{id}/progress",
    "POST /api/imports/{id}/land",
    "POST /ogc/collections/{id}/items",
    "PUT /ogc/collections/{id}/items/{feature}",
    "PATCH /ogc/collections/{id}/items/{feature}",
    "DELETE /ogc/collections/{id}/items/{feature}",
)
_COMMENT: Final = (
    # Which step is whose, the handler says.
    "POST /api/layouts/{id}/review",
    "POST /api/layouts/{id}/comments",
    "POST /api/layouts/{id}/comments/{number}/reply",
    "POST /api/layouts/{id}/comments/{number}/resolve",
    "POST /api/layouts/{id}/comments/{number}/reopen",
    "POST /api/layouts/{id}/comments/{number}/hide",
)
_REVIEW: Final = (
    "POST /api/layouts/{id}/waivers/{number}/revoke",
    "POST /api/layouts/{id}/waivers/{number}/approve",
    "POST /api/layouts/{id}/waivers/{number}/decline",
)
_PUBLISH: Final = ("POST /api/layouts/{id}/publications",)
_ADMINISTER: Final = (
    "GET /api/audit",
    "GET /api/audit/export",
    "GET /api/people",
    "POST /api/people",
    "PATCH /api/people/{key}",
)

NEEDS: Final[Mapping[str, Ability]] = MappingProxyType(
    dict.fromkeys(_OPEN, Ability.OPEN)
    | dict.fromkeys(_READ_PUBLIC, Ability.READ_PUBLIC)
    | dict.fromkeys(_READ, Ability.READ)
    | dict.fromkeys(_COMMENT, Ability.COMMENT)
    | dict.fromkeys(_EDIT, Ability.EDIT)
    | dict.fromkeys(_REVIEW, Ability.REVIEW)
    | dict.fromkeys(_PUBLISH, Ability.PUBLISH)
    | dict.fromkeys(_ADMINISTER, Ability.ADMINISTER)
)
