"""The sheet by geopandas and matplotlib, run by their own interpreter: sheet_matplotlib.py FOLDER TURNS"""

import json
import resource
import statistics
import sys
import time
from pathlib import Path

import geopandas
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

MM_PER_INCH = 25.4
SCALE = 500_000
A3_MM = (420.0, 297.0)


def draw(layers: dict[str, geopandas.GeoDataFrame], path: Path) -> None:
    """One page: districts, groups by class, parks, names, legend, at the scale."""
    figure = plt.figure(figsize=[side / MM_PER_INCH for side in A3_MM])
    axes = figure.add_axes((0.03, 0.08, 0.65, 0.8))
    layers["district"].plot(ax=axes, facecolor="#fffdf6", edgecolor="#77716a", linewidth=0.6)
    layers["group"].plot(ax=axes, column="class", legend=True, edgecolor="#444444", linewidth=0.4, cmap="Pastel1")
    layers["park"].boundary.plot(ax=axes, color="#a3162e", linewidth=1.2)
    for name, shape in zip(layers["group"]["name"], layers["group"].geometry, strict=True):
        axes.annotate(name, (shape.representative_point().x, shape.representative_point().y), fontsize=5.6)
    west, south, east, north = layers["group"].total_bounds
    half = [side / 1000 * SCALE * share / 2 for side, share in zip(A3_MM, (0.65, 0.8), strict=True)]
    axes.set_xlim((west + east) / 2 - half[0], (west + east) / 2 + half[0])
    axes.set_ylim((south + north) / 2 - half[1], (south + north) / 2 + half[1])
    figure.suptitle("中关村国家自主创新示范区空间布局", fontsize=23)
    figure.savefig(path)
    plt.close(figure)


def main(folder: Path, turns: int) -> None:
    """Draw warm and cold, and print what it took."""
    matplotlib.rcParams["font.family"] = ["Noto Sans CJK SC", "WenQuanYi Zen Hei", "DejaVu Sans"]
    layers = {kind: geopandas.read_file(folder / f"{kind}.gpkg") for kind in ("district", "group", "park")}
    spent = []
    for _ in range(turns + 1):
        begun = time.perf_counter()
        draw(layers, folder / "matplotlib.pdf")
        spent.append((time.perf_counter() - begun) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"cold_ms": spent[0], "sheet_ms": statistics.median(spent[1:]), "peak_mib": peak}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
