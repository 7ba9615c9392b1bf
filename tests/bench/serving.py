"""Requests a second of our server, tipg and bare SQL, on the same parcels: python -m tests.bench serving [SECONDS]"""

from __future__ import annotations

import json
import os
import platform
import random
import signal
import statistics
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from api import embedded
from tests.bench import load, servers
from tests.bench.ground import LAYOUT, ground

Key: TypeAlias = int | str
Figures: TypeAlias = dict[Key, list[float | None]]
SECONDS: Final = 4.0
WARM_S: Final = 2.0
SLOW_S: Final = 12.0
TURNS: Final = 3
SIZES: Final = (1_000, 10)
KEYS: Final[tuple[Key, ...]] = (*SIZES, "new tiles", "tiles again")
KEPT_TILES: Final = 50
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


class Tipg:
    """tipg; it keeps no tiles."""

    def __init__(self, base: str, server: embedded.Server) -> None:
        self._base, self._tiles = base, shuffled(tile_paths(server, "{x}/{y}", f"{TIPG}/tiles/WebMercatorQuad"))

    def rate(self, key: Key, seconds: float, turn: int) -> float | None:
        """Requests a second."""
        paths = offsets(key) if isinstance(key, int) else part(self._tiles, turn)
        # Eight large pages at once take it several seconds: a short turn would see none of them end.
        least_s = SLOW_S if key == max(SIZES) else 0.0
        return rate(partial(load.requests_per_s, self._base, paths, max(seconds, least_s)))


class Ours:
    """Our server; no tile is asked for twice in the run that measures new ones."""

    def __init__(self, base: str, server: embedded.Server) -> None:
        self._base, self._tiles = base, shuffled(tile_paths(server, "{y}/{x}", TILES))
        self._pages = {size: pages(base, size) for size in SIZES}

    def rate(self, key: Key, seconds: float, turn: int) -> float | None:
        """Requests a second."""
        ask = partial(load.requests_per_s, self._base)
        if isinstance(key, int):
            return rate(partial(ask, self._pages[key], seconds))
        if key == "new tiles":
            return rate(partial(ask, part(self._tiles, turn), seconds))
        rate(partial(ask, self._tiles[:KEPT_TILES], WARM_S))
        return rate(partial(ask, self._tiles[:KEPT_TILES], seconds))


class Sql:
    """What the database alone gives."""

    def __init__(self, statement: str, server: embedded.Server) -> None:
        self._statement, self._server = statement, server

    def rate(self, key: Key, seconds: float, _turn: int) -> float | None:
        """Statements a second."""
        if not isinstance(key, int):
            return None
        return load.statements_per_s(self._server, script(self._statement, key), seconds)


def part(paths: list[str], turn: int) -> list[str]:
    """Those of one turn."""
    return paths[turn::TURNS]


def shuffled(paths: Iterable[str]) -> list[str]:
    """In an order that is always the same and has no neighbours."""
    found = list(paths)
    random.Random(1).shuffle(found)
    return found


def main(seconds: float = SECONDS) -> None:
    """Measure all in turns, so that whatever else the machine does is fair, and print the median of the turns."""
    n, tell = os.cpu_count() or 1, sys.stdout.write
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are stopped on the way out
    tell(f"{n} cores, {platform.machine()}; {n} processes each, {load.CLIENTS} clients, ")
    tell(f"{TURNS} turns of {seconds:g} s\n\n")
    with ground() as server, servers.tipg(server, n) as tipg, servers.ours(n) as (own, pid):
        contenders: dict[str, Tipg | Ours | Sql] = {"Yuantu": Ours(own, server), "tipg": Tipg(tipg, server)}
        contenders |= {f"SQL, {name}": Sql(name, server) for name in STATEMENTS}
        found: dict[str, Figures] = {name: {} for name in contenders}
        for key in KEYS:
            for turn in range(TURNS):
                for name, contender in contenders.items():
                    found[name].setdefault(key, []).append(contender.rate(key, seconds, turn))
        before, most, size = streamed(own, pid)
    _table(found)
    tell(f"\nMemory: {before:.0f} MB, at most {most:.0f} MB while all features go out ({size / 1e6:.0f} MB).\n")


def _table(found: dict[str, Figures]) -> None:
    own, *others = ({key: _median(values) for key, values in figures.items()} for figures in found.values())
    names = list(found)[1:]
    tell = sys.stdout.write
    tell(f"| a second | Yuantu | {' | '.join(f'{name} | ÷' for name in names)} |\n")
    tell(f"| --- |{' ---: |' * (1 + 2 * len(names))}\n")
    for key in KEYS:
        cells = [_cell(own[key])]
        for other in others:
            cells += [_cell(other[key]), _cell(_ratio(own[key], other[key]))]
        tell(f"| {f'pages of {key:,}' if isinstance(key, int) else key} | {' | '.join(cells)} |\n")


def _median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one and other else None


if __name__ == "__main__":
    main(*(float(word) for word in sys.argv[1:]))
