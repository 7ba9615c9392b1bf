"""Work that costs much, and how much of it one person or address may ask for in a minute."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import anyio
from sqlalchemy import Engine

from api.auth import limits
from api.auth.acting import acting
from api.auth.limits import Pace
from api.settings import Settings

_MINUTE_S: Final = 60.0
WORK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "POST /api/check": "checks",
        "POST /api/check/file": "checks",
        "POST /api/layouts/{id}/prints": "prints",
        "GET /api/layouts/{id}/sheet.pdf": "prints",
        "GET /api/layouts/{id}/sheet.svg": "prints",
        "GET /api/layouts/{id}/sheet.png": "prints",
        "POST /api/imports": "imports",
        "POST /api/imports/{id}/inspection": "imports",
        "POST /api/imports/{id}/preview": "imports",
        "POST /api/imports/{id}/land": "imports",
        "GET /api/layouts/{id}/export": "exports",
        "GET /api/layouts/{id}/findings/export": "exports",
        "GET /api/layouts/{id}/report.xlsx": "exports",
        "GET /api/compare/export": "exports",
    }
)
"""Operations that are counted, and as what."""


async def count(engine: Engine, settings: Settings, operation: str) -> None:
    """Count what is asked for, if it is counted. Raises TooMany."""
    sort = WORK.get(operation)
    if sort is None or not (most := _most(settings)[sort]):
        return
    now = acting()
    who = now.person.key if now.person.known else limits.neighbourhood(now.address)
    await anyio.to_thread.run_sync(limits.take, engine, Pace(sort, most, _MINUTE_S / most), who)


def _most(settings: Settings) -> dict[str, int]:
    """How many of each sort a minute has."""
    return {
        "checks": settings.checks_per_minute,
        "prints": settings.prints_per_minute,
        "imports": settings.imports_per_minute,
        "exports": settings.exports_per_minute,
    }
