"""The OGC API family under /ogc: one file per resource, each with a `router` and the classes that it `CONFORMS` to."""

from fastapi import FastAPI

from api.routes.ogc import (
    collections,
    feature_schema,
    items,
    landing,
    queryables,
    tile_matrix_sets,
    tiles,
    tilesets,
    writes,
)
from api.routes.ogc.heads import Heads
from api.routes.ogc.negotiation import Negotiation

_PARTS = (
    tiles,
    items,
    landing,
    collections,
    feature_schema,
    queryables,
    writes,
    tile_matrix_sets,
    tilesets,
)


def install(app: FastAPI) -> None:
    """Add every resource."""
    for part in _PARTS:
        app.include_router(part.router, tags=["ogc"])
    app.state.ogc_conforms = tuple(dict.fromkeys(entry for part in _PARTS for entry in part.CONFORMS))
    app.add_middleware(Negotiation)
    app.add_middleware(Heads)
