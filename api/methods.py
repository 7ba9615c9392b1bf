"""Which methods an address takes, all routes of it together: what a 405 has to name (RFC 9110, 15.5.6)."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from fastapi import FastAPI

_ASKING: Final = frozenset({"get", "put", "post", "delete", "patch"})
Table: TypeAlias = list[tuple[re.Pattern[str], frozenset[str]]]


def methods_of(app: FastAPI, path: str) -> frozenset[str]:
    """The methods of the application's definition at an address; none where it is not in there."""
    found: Table | None = getattr(app.state, "methods", None)
    if found is None:
        found = app.state.methods = _table(app)
    return next((methods for pattern, methods in found if pattern.fullmatch(path)), frozenset())


def _table(app: FastAPI) -> Table:
    paths = app.openapi()["paths"]
    return [
        (re.compile(_pattern(path)), frozenset(m.upper() for m in methods if m in _ASKING))
        for path, methods in sorted(paths.items(), key=lambda entry: entry[0].count("{"))
    ]


def _pattern(path: str) -> str:
    return "[^/]+".join(re.escape(piece) for piece in re.split(r"\{[^}]+\}", path))
