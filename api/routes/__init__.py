"""One file per resource; each has a `router`."""

from fastapi import FastAPI

from api.routes import (
    account,
    audit,
    checks,
    claim,
    comments,
    compare,
    districts,
    edits,
    exports,
    features,
    fixes,
    health,
    imports,
    indicators,
    layouts,
    live,
    merges,
    metrics,
    ogc,
    people,
    prints,
    publications,
    report_files,
    reports,
    reviews,
    rulebooks,
    rules,
    session,
    sheets,
    signin,
    verify,
    waivers,
)


def install(app: FastAPI) -> None:
    """Add every resource; those that whole maps are read from come first, for routes are tried in their order."""
    ogc.install(app)
    for module in (
        health,
        metrics,
        audit,
        districts,
        rulebooks,
        rules,
        layouts,
        publications,
        reviews,
        comments,
        features,
        reports,
        report_files,
        exports,
        compare,
        sheets,
        prints,
        checks,
        edits,
        live,
        merges,
        fixes,
        waivers,
        indicators,
        verify,
        session,
        signin,
        claim,
        people,
        account,
    ):
        app.include_router(module.router)
    imports.install(app)
