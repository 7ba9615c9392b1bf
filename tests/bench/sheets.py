"""One A3 sheet by us, by matplotlib and by QGIS, and an atlas by us: python -m tests.bench sheet

Each contender runs in a process of its own and draws the reference layout on the districts at 1:500 000: groups filled
by class, parks outlined, names, legend. Ours draws more (tables, net, scale bar, locator, check, proof of scale).
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.bench.ground import ROOT

ON: Final = date(2026, 11, 21)
TURNS: Final = 7
TARGETS: Final = {"sheet_ms": 150.0, "atlas_s": 6.0, "peak_mib": 600.0}
MATPLOTLIB: Final = ("matplotlib==3.10.7", "geopandas", "pyogrio")
_HERE: Final = Path(__file__).parent
_SYSTEM_PYTHON: Final = "/usr/bin/python3"


def timed(draw: Callable[[], Any]) -> dict[str, float]:
    """The first and the median of the next runs, in milliseconds, with the peak memory of this process."""
    spent = []
    for _ in range(TURNS + 1):
        begun = time.perf_counter()
        draw()
        spent.append((time.perf_counter() - begun) * 1000)
    return {"cold_ms": spent[0], "sheet_ms": statistics.median(spent[1:]), "peak_mib": _peak_mib()}


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours() -> dict[str, float]:
    """Our layout map, as it is printed for people: with its proof and its seal."""
    from geo.sheet import Order, render

    layout, report, book = _content()
    order = Order(on=ON, scale=500_000)
    return timed(lambda: render(layout, report, book, order))


def ours_anew() -> dict[str, float]:
    """The same, with a map that was not drawn before."""
    from geo.sheet import Order, mapped, render

    layout, report, book = _content()
    order = Order(on=ON, scale=500_000)

    def draw() -> None:
        mapped.forget()
        render(layout, report, book, order)

    return timed(draw)


def our_atlas() -> dict[str, float]:
    """All groups and all parks, one page each behind two pages of contents, after a page to warm up."""
    from geo.sheet import Order, atlas, render

    layout, report, book = _content()
    render(layout, report, book, Order(on=ON))
    begun, pages = time.perf_counter(), 0

    def tell(done: int, total: int) -> None:
        nonlocal pages
        pages += done == total and total

    atlas(layout, report, book, Order(on=ON), by="groups", progress=tell)
    atlas(layout, report, book, Order(on=ON), by="parks", progress=tell)
    return {"atlas_s": time.perf_counter() - begun, "pages": pages, "peak_mib": _peak_mib()}


def _content() -> tuple[Any, Any, Any]:
    from geo import exchange
    from geo.check import check
    from geo.rulebook import load
    from geo.settings import data_dir

    book, layout = load("zgc"), exchange.read(data_dir() / "boundaries" / "zgc-2020.geojson")
    return layout, check(layout, book, on=ON), book


OURS: Final[dict[str, Callable[[], dict[str, float]]]] = {"ours": ours, "ours_anew": ours_anew, "our_atlas": our_atlas}


def content_files(folder: Path) -> None:
    """The same content for the others: districts, groups and parks in metres of the rulebook's frame."""
    import geopandas

    layout, _, book = _content()
    frame = book.frame
    crs = f"+proj=laea +lat_0={frame.lat_0} +lon_0={frame.lon_0} +a=6378137 +rf=298.257222101 +units=m"
    features = layout.features[~layout.features.geometry.isna()]
    for kind in ("group", "park"):
        chosen = features[features["kind"] == kind]
        shapes = frame.project(chosen.geometry.to_numpy())
        table = {"name": chosen["name"].astype(str).to_list(), "class": chosen["class"].astype(str).to_list()}
        geopandas.GeoDataFrame(table, geometry=shapes, crs=crs).to_file(folder / f"{kind}.gpkg")
    shapes = frame.project(book.districts.geometry.to_numpy())
    names = book.districts["name"].to_list()
    geopandas.GeoDataFrame({"name": names}, geometry=shapes, crs=crs).to_file(folder / "district.gpkg")


def matplotlib_python() -> str:
    """The interpreter of matplotlib's own virtual environment, which is made once."""
    folder = ROOT / "matplotlib"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *MATPLOTLIB], check=True)
        (folder / "ready").touch()
    return str(python)


def run(command: list[str], **env: str) -> dict[str, float] | str:
    """What a contender measured, or why it could not."""
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | env, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main() -> None:
    """A Markdown table: each contender's sheet beside ours, then the atlas, with the targets."""
    own = [sys.executable, "-m", "tests.bench.sheets"]
    with tempfile.TemporaryDirectory() as folder:
        content_files(Path(folder))
        given = [folder, str(TURNS)]
        drawn = {
            "ours": run([*own, "ours"]),
            "ours, another map each time": run([*own, "ours_anew"]),
            "matplotlib": run([matplotlib_python(), str(_HERE / "sheet_matplotlib.py"), *given]),
            "QGIS": run([_SYSTEM_PYTHON, str(_HERE / "sheet_qgis.py"), *given], QT_QPA_PLATFORM="offscreen"),
        }
    tell = sys.stdout.write
    tell(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n\n")
    tell("| A3 sheet as PDF | first | warm, p50 | ÷ ours | peak memory |\n| --- | ---: | ---: | ---: | ---: |\n")
    first = drawn["ours"]
    if isinstance(first, str):
        raise SystemExit(first)
    for name, found in drawn.items():
        tell(f"| {name} | {_cells(found, first)} |\n")
    atlas = run([*own, "our_atlas"])
    if isinstance(atlas, str):
        raise SystemExit(atlas)
    tell(f"\nTarget for a warm sheet: {TARGETS['sheet_ms']:.0f} ms. ")
    tell(f"Atlas of groups and parks: {atlas['pages']:.0f} pages")
    tell(f" in {atlas['atlas_s']:.1f} s (target for 48: {TARGETS['atlas_s']:.0f} s),")
    tell(f" at most {atlas['peak_mib']:,.0f} MiB (target {TARGETS['peak_mib']:.0f} MiB)\n")


def _cells(found: dict[str, float] | str, first: dict[str, float]) -> str:
    if isinstance(found, str):
        return f"left out: {found} | | |"
    ratio = found["sheet_ms"] / first["sheet_ms"]
    return f"{found['cold_ms']:,.0f} ms | {found['sheet_ms']:,.0f} ms | {ratio:.1f} | {found['peak_mib']:,.0f} MiB"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(OURS[sys.argv[1]]()) + "\n")
