"""The collection `{layout}.findings`: what the check of a layout found, each at the place where it is."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request

from api.context import context
from api.routes.ogc.asked import Asked
from api.routes.ogc.collection import FINDINGS, find


async def told(request: Request, said: Asked) -> Asked:
    """What is asked of findings, now with the findings of the revision: those that the report on it has today.

    Raises:
        NotFound: there is no such layout, or it has no such revision.
    """
    found = await find(request, f"{said.layout}.{FINDINGS}", said.wish)
    shared = context(request)
    mark, text = await shared.in_thread(lambda: shared.findings(found.layout, found.revision, found.rulebook))
    return replace(said, told=text, mark=mark, shown=found.revision, publication=found.publication)
