"""Requests a second of our server, tipg and bare SQL, on the same parcels: python -m tests.bench serving [SECONDS]"""

from __future__ import annotations

import json
import os
import platform
import random
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from api import embedded
from tests.bench import load, servers
from tests.bench.ground import LAYOUT, ground

Figures: TypeAlias = dict[int | str, float | None]
NAMES: Final[dict[int | str, str]] = {
    1_000: "pages of 1,000",
    10: "pages of 10",
    "tiles": "new tiles",
    "kept tiles": "tiles again",
}
SECONDS: Final = 5.0
NEW_TILES: Final = 400
SIZES: Final = (1_000, 10)
PAGES: Final = 60
ZOOMS: Final = (12, 13, 14)
ITEMS: Final = f"/ogc/collections/{LAYOUT}.parcel/items"
TILES: Final = f"/ogc/collections/{LAYOUT}.parcel/tiles/WebMercatorQuad"
TIPG: Final = "/collections/plain.parcel"

_STORED: Final = "SELECT json FROM feature_head"
_WRITTEN: Final = (
    "SELECT ST_AsGeoJSON(head.*) AS json FROM (SELECT feature_id, kind, properties, geom FROM feature_head"
)
_PAGE: Final = f"WHERE layout = '{LAYOUT}' AND kind = 'parcel' AND feature_id > 'p' || lpad(:n::text, 6, '0')"
_COLLECTION: Final = """'{"type":"FeatureCollection","features":[' || string_agg(json, ',') || ']}'"""
STATEMENTS: Final[dict[str, Callable[[int], str]]] = {
    "our rows": lambda size: f"{_STORED} {_PAGE} ORDER BY feature_id LIMIT {size}",
    "one text": lambda size: f"SELECT {_COLLECTION} FROM ({STATEMENTS['our rows'](size)}) page",
    "ST_AsGeoJSON": lambda size: (
        f"SELECT {_COLLECTION} FROM ({_WRITTEN} {_PAGE} ORDER BY feature_id LIMIT {size}) head) page"
    ),
}
"""The rows that our handler reads; the same put together by the database; and the same written by PostGIS each time."""


def script(statement: str, size: int) -> str:
    """A page from a place of pgbench's choice. As text: pgbench gets bytes in hexadecimal, at a high cost."""
    return f"\\set n random(0, {99_000 - size})\n{STATEMENTS[statement](size)};\n"


def pages(base: str, size: int) -> list[str]:
    """Addresses of our pages, found by going from one to the next and jumping on by wide steps."""
    found: list[str] = []
    path = f"{ITEMS}?limit={size}&f=json"
    while path and len(found) < PAGES:
        found.append(path)
        with urllib.request.urlopen(base + path) as answer:
            links = json.load(answer)["links"]
        path = next((link["href"].removeprefix(base) for link in links if link["rel"] == "next"), "")
    return found


def offsets(size: int) -> list[str]:
    """Addresses of tipg's pages over the same stretch."""
    return [f"{TIPG}/items?limit={size}&offset={n * size}&f=geojson" for n in range(PAGES)]


def tile_paths(server: embedded.Server, order: str, prefix: str) -> Iterator[str]:
    """Every tile of some zooms that holds parcels, as `order` writes row and column."""
    with server.connect(embedded.ADMIN) as database:
        for zoom in ZOOMS:
            n = 2**zoom
            rows = database.execute(
                "SELECT DISTINCT floor((ST_X(p) + 180) / 360 * %(n)s)::int,"
                " floor((1 - asinh(tan(radians(ST_Y(p)))) / pi()) / 2 * %(n)s)::int"
                " FROM (SELECT ST_Centroid(geom) AS p FROM plain.parcel) q ORDER BY 1, 2",
                {"n": n},
            )
            for x, y in rows:
                yield f"{prefix}/{zoom}/" + order.format(x=x, y=y)


def memory_mb(parent: int) -> float:
    """What the processes of a server hold together, the shared parts once."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            if parent in (int(entry.name), int(stat[1])):
                rollup = (entry / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        except OSError:
            continue
    return total / 1024


def streamed(base: str, pid: int) -> tuple[float, float, int]:
    """Memory before, at most while all features stream out, and how many bytes they are."""
    before = memory_mb(pid)
    most, done = [before], threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            most.append(memory_mb(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    size, path = 0, f"{ITEMS}?limit=10000&f=json"
    while path:
        with urllib.request.urlopen(base + path) as answer:
            body = answer.read()
        size += len(body)
        path = next((x["href"].removeprefix(base) for x in json.loads(body)["links"] if x["rel"] == "next"), "")
    done.set()
    watcher.join()
    return before, max(most), size


def rate(work: Callable[[], float]) -> float | None:
    """Requests a second, or None with the reason on stderr."""
    try:
        return work()
    except (OSError, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return None


def of_tipg(server: embedded.Server, workers: int, seconds: float) -> Figures:
    """tipg's figures; it keeps no tiles."""
    with servers.tipg(server, workers) as base:
        found: Figures = {size: rate(partial(load.requests_per_s, base, offsets(size), seconds)) for size in SIZES}
        tiles = list(tile_paths(server, "{x}/{y}", f"{TIPG}/tiles/WebMercatorQuad"))
        random.Random(1).shuffle(tiles)
        found["tiles"] = found["kept tiles"] = rate(partial(load.requests_per_s, base, tiles, seconds))
    return found


def of_ours(server: embedded.Server, workers: int, seconds: float) -> Figures:
    """Our figures: tiles for the first time, then some of them again."""
    with servers.ours(workers) as (base, pid):
        found: Figures = {size: rate(partial(load.requests_per_s, base, pages(base, size), seconds)) for size in SIZES}
        tiles = list(tile_paths(server, "{y}/{x}", TILES))
        random.Random(1).shuffle(tiles)
        found["tiles"] = rate(partial(load.first_time_per_s, base, tiles[:NEW_TILES]))
        found["kept tiles"] = rate(partial(load.requests_per_s, base, tiles[:50], seconds))
        before, most, size = streamed(base, pid)
        sys.stderr.write(f"memory {before:.0f} MB, at most {most:.0f} MB while {size / 1e6:.0f} MB went out\n")
    return found


def of_sql(server: embedded.Server, statement: str, seconds: float) -> Figures:
    """What the database alone gives."""
    return {size: load.statements_per_s(server, script(statement, size), seconds) for size in SIZES}


def main(seconds: float = SECONDS) -> None:
    """Measure all and print the table."""
    n, tell = os.cpu_count() or 1, sys.stdout.write
    tell(f"{n} cores, {platform.machine()}; {n} processes each, {load.CLIENTS} clients, {seconds:g} s each\n\n")
    with ground() as server:
        found = {"tipg": of_tipg(server, n, seconds), "Yuantu": of_ours(server, n, seconds)}
        found |= {f"SQL, {name}": of_sql(server, name, seconds) for name in STATEMENTS}
    own = found.pop("Yuantu")
    tell(f"| a second | Yuantu | {' | '.join(f'{name} | ÷' for name in found)} |\n")
    tell(f"| --- |{' ---: |' * (1 + 2 * len(found))}\n")
    for key, name in NAMES.items():
        cells = [_cell(own.get(key))]
        for other in found.values():
            cells += [_cell(other.get(key)), _cell(_ratio(own, other, key))]
        tell(f"| {name} | {' | '.join(cells)} |\n")


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _ratio(one: Figures, other: Figures, key: int | str) -> float | None:
    mine, its = one.get(key), other.get(key)
    return mine / its if mine and its else None


if __name__ == "__main__":
    main(*(float(word) for word in sys.argv[1:]))
