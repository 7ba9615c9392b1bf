"""Requests a second of our server, tipg and bare SQL, on the same parcels: python -m tests.bench serving [SECONDS]"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import random
import signal
import statistics
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, TypeAlias

from api import embedded
from tests.bench import load, memory, servers
from tests.bench.ground import LAYOUT, ground

Key: TypeAlias = int | str
Figures: TypeAlias = dict[Key, list[float | None]]
SECONDS: Final = 4.0
WARM_S: Final = 5.0
SLOW_S: Final = 12.0
TURNS: Final = 3
SIZES: Final = (1_000, 10)
KEYS: Final[tuple[Key, ...]] = (*SIZES, "new tiles", "tiles again")
KEPT_TILES: Final = 50
PAGES: Final = 60
ZOOMS: Final = (12, 13, 14)
TARGETS: Final[tuple[tuple[Key, str, float], ...]] = (
    (1_000, "tipg", 15),
    (1_000, "SQL, one text", 0.7),
    (10, "tipg", 4),
    ("new tiles", "tipg", 1),
    ("tiles again", "tipg", 20),
)
FLAT_MB: Final = 40
"""What memory may grow by while an answer five times as large goes out."""
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


def rate(work: Callable[[], float]) -> float | None:
    """Requests a second, or None with the reason on stderr."""
    try:
        return work()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        sys.stderr.write(f"{error}\n")
        return None


class Tipg:
    """tipg; it keeps no tiles. A turn in which no answer ended counts as if one had."""

    def __init__(self, base: str, server: embedded.Server) -> None:
        self._base, self._tiles = base, shuffled(tile_paths(server, "{x}/{y}", f"{TIPG}/tiles/WebMercatorQuad"))

    def rate(self, key: Key, seconds: float, turn: int) -> float | None:
        """Requests a second."""
        paths = offsets(key) if isinstance(key, int) else part(self._tiles, turn)
        # Eight large pages at once take it several seconds: a short turn would see none of them end.
        least_s = SLOW_S if key == max(SIZES) else 0.0
        length_s = max(seconds, least_s)
        found = rate(partial(load.requests_per_s, self._base, paths, length_s))
        return None if found is None else max(found, 1 / length_s)


class Ours:
    """Our server, and the same once more that keeps no tiles: there every tile is a new one."""

    def __init__(self, base: str, forgetful: str, server: embedded.Server) -> None:
        self._base, self._tiles = base, shuffled(tile_paths(server, "{y}/{x}", TILES))
        self._forgetful = forgetful
        self._pages = {size: pages(base, size) for size in SIZES}

    def rate(self, key: Key, seconds: float, turn: int) -> float | None:
        """Requests a second."""
        ask = partial(load.requests_per_s, self._base)
        if isinstance(key, int):
            return rate(partial(ask, self._pages[key], seconds))
        if key == "new tiles":
            new = partial(load.requests_per_s, self._forgetful, part(self._tiles, turn))
            rate(partial(new, WARM_S))  # its first connections are opened now; the other servers' are open
            return rate(partial(new, seconds))
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
    """Measure all in turns, so that whatever else the machine does is fair; print medians, and what was to be met."""
    n, tell = os.cpu_count() or 1, sys.stdout.write
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are stopped on the way out
    tell(f"{n} cores, {platform.machine()}; {n} processes each, {load.CLIENTS} clients, ")
    tell(f"{TURNS} turns of {seconds:g} s\n\n")
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(ground())
        tipg = stack.enter_context(servers.tipg(server, n))
        own, pid = stack.enter_context(servers.ours(n))
        forgetful, _ = stack.enter_context(servers.ours(n, YUANTU_TILE_CACHE_BYTES="0"))
        contenders: dict[str, Tipg | Ours | Sql] = {"Yuantu": Ours(own, forgetful, server), "tipg": Tipg(tipg, server)}
        contenders |= {f"SQL, {name}": Sql(name, server) for name in STATEMENTS}
        found: dict[str, Figures] = {name: {} for name in contenders}
        for key in KEYS:
            for turn in range(TURNS):
                for name, contender in contenders.items():
                    found[name].setdefault(key, []).append(contender.rate(key, seconds, turn))
        grown = _grown(own, pid)
    medians = {name: {key: _median(values) for key, values in figures.items()} for name, figures in found.items()}
    _table(medians)
    if grown is not None:
        tell(f"\nMemory: {grown.before_mb:.0f} MB, at most {grown.most_mb:.0f} MB while all features go out in one")
        tell(f" answer of {grown.size_mb:.0f} MB.\n")
    tell("\n")
    _targets(medians, grown)


def _grown(base: str, pid: int) -> memory.Grown | None:
    """What one answer with all features takes, or None with the reason on stderr."""
    try:
        return memory.streamed(base, f"{ITEMS}?limit=100000&f=json", pid)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return None


def _table(medians: dict[str, dict[Key, float | None]]) -> None:
    own, *others = medians.values()
    names = list(medians)[1:]
    tell = sys.stdout.write
    tell(f"| a second | Yuantu | {' | '.join(f'{name} | ÷' for name in names)} |\n")
    tell(f"| --- |{' ---: |' * (1 + 2 * len(names))}\n")
    for key in KEYS:
        cells = [_cell(own[key])]
        for other in others:
            cells += [_cell(other[key]), _cell(_ratio(own[key], other[key]))]
        tell(f"| {_name(key)} | {' | '.join(cells)} |\n")


def _targets(medians: dict[str, dict[Key, float | None]], grown: memory.Grown | None) -> None:
    """What was to be met, and whether it is."""
    tell = sys.stdout.write
    tell("| target | at least | found | |\n| --- | ---: | ---: | --- |\n")
    for key, other, least in TARGETS:
        ratio = _ratio(medians["Yuantu"][key], medians[other][key])
        told = "not measured" if ratio is None else "met" if ratio >= least else "MISSED"
        tell(f"| {_name(key)} ÷ {other} | {least:g} | {_cell(ratio)} | {told} |\n")
    more_mb = None if grown is None else grown.most_mb - grown.before_mb
    told = "not measured" if more_mb is None else "met" if more_mb <= FLAT_MB else "MISSED"
    tell(f"| memory: MB more, at most | {FLAT_MB} | {_cell(more_mb)} | {told} |\n")


def _name(key: Key) -> str:
    return f"pages of {key:,}" if isinstance(key, int) else key


def _median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one and other else None


if __name__ == "__main__":
    main(*(float(word) for word in sys.argv[1:]))
