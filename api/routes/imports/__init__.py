"""Imports: uploads, what they would change, landing them, and what could not enter. One file per resource."""

from fastapi import FastAPI

from api.routes.imports import landings, previews, quarantine, records, uploads


def install(app: FastAPI) -> None:
    """Add the resources."""
    for module in (uploads, previews, landings, records, quarantine):
        app.include_router(module.router)
