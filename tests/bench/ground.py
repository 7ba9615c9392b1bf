"""What the servers are measured on: 100,000 parcels in a private PostGIS, as ours and as a plain table for tipg."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import psycopg

from api import embedded
from api.database import upgrade
from api.store import Heading, Store
from api.store.engine import open_engine
from geo.model import Layout
from geo.rulebook import load
from tests.bench.parcels import layout, parcels

ROOT: Final = Path(__file__).resolve().parents[2] / ".bench"
LAYOUT: Final = "bench"
PARCELS: Final = 100_000
_TEXTS: Final = ["name", "park", "district", "class", "stage", "phase", "lot", "basis", "source", "note"]

# Degrees under 4326, although they are CGCS2000's: that spares tipg a transformation of every vertex.
_PLAIN: Final = f"""
    DROP SCHEMA IF EXISTS plain CASCADE;
    CREATE SCHEMA plain;
    CREATE TABLE plain.parcel AS
        SELECT feature_id::text AS id, kind, {", ".join(f"properties->>'{name}' AS {name}" for name in _TEXTS)},
               ST_SetSRID(geom, 4326)::geometry(Geometry, 4326) AS geom
        FROM feature_head WHERE layout = '{LAYOUT}';
    ALTER TABLE plain.parcel ADD PRIMARY KEY (id);
    CREATE INDEX ON plain.parcel USING gist (geom);
    GRANT USAGE ON SCHEMA plain TO yuantu_app;
    GRANT SELECT ON plain.parcel TO yuantu_app;
"""


@contextlib.contextmanager
def ground() -> Iterator[embedded.Server]:
    """A running private PostGIS that holds the parcels; made once and kept."""
    home = ROOT / "home"
    home.mkdir(parents=True, exist_ok=True)
    with embedded.start(home) as server:
        upgrade(server.url(embedded.OWNER))
        _fill(server)
        with _owner(server) as database:
            if database.execute("SELECT to_regclass('plain.parcel')").fetchone() == (None,):
                database.execute(_PLAIN)
        with server.connect(embedded.ADMIN) as admin:
            admin.execute("VACUUM ANALYZE")
        yield server


def _fill(server: embedded.Server) -> None:
    engine = open_engine(server.url(embedded.APP))
    store = Store(engine)
    if LAYOUT not in {record.id for record in store.layouts()}:
        plan = _named(layout(parcels(PARCELS), load().frame))
        store.import_layout(plan, heading=Heading.of(plan), author="bench", message="generated parcels")
    engine.dispose()


def _named(plan: Layout) -> Layout:
    """Parcels with what a parcel usually says of itself."""
    table = plan.features.copy()
    table["name"] = [f"地块 {i + 1}" for i in range(len(table))]
    table["lot"] = [f"A-{i // 100:04d}-{i % 100:02d}" for i in range(len(table))]
    table["source"] = "generated for measuring"
    return replace(plan, features=table, id=LAYOUT)


def _owner(server: embedded.Server) -> psycopg.Connection:
    return server.connect(embedded.OWNER)
