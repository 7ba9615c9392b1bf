"""The sheet by QGIS's layout export, run by the system's interpreter: sheet_qgis.py FOLDER TURNS"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPalLayerSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

SCALE = 500_000
MAP_MM = (10.0, 26.0, 288.0, 250.0)
COLOURS = ("#f6b26b", "#e58fb1", "#93c1e8", "#b4d88b", "#c9b6e4", "#e6d27a")
PLAIN = {
    "district": {"color": "#fffdf6", "outline_color": "#77716a"},
    "park": {"style": "no", "outline_color": "#a3162e", "outline_width": "0.45"},
}


def layer_of(folder: Path, kind: str) -> QgsVectorLayer:
    """A layer with our colours; groups by class, with names."""
    layer = QgsVectorLayer(str(folder / f"{kind}.gpkg"), kind, "ogr")
    if kind in PLAIN:
        layer.renderer().setSymbol(QgsFillSymbol.createSimple(PLAIN[kind]))
        return layer
    classes = sorted(layer.uniqueValues(layer.fields().indexOf("class")))
    categories = [
        QgsRendererCategory(name, QgsFillSymbol.createSimple({"color": COLOURS[i % len(COLOURS)]}), name)
        for i, name in enumerate(classes)
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("class", categories))
    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    return layer


def page_of(project: QgsProject, layers: list[QgsVectorLayer]) -> QgsPrintLayout:
    """An A3 page with title, map, legend and scale bar."""
    page = QgsPrintLayout(project)
    page.initializeDefaults()
    page.pageCollection().page(0).setPageSize("A3", QgsLayoutItemPage.Landscape)
    view = QgsLayoutItemMap(page)
    x, y, width, height = MAP_MM
    view.attemptMove(QgsLayoutPoint(x, y))
    view.attemptResize(QgsLayoutSize(width, height))
    view.setLayers(layers)
    middle = layers[0].extent().center()
    half_x, half_y = width / 2000 * SCALE, height / 2000 * SCALE
    area = QgsRectangle(middle.x() - half_x, middle.y() - half_y, middle.x() + half_x, middle.y() + half_y)
    view.setExtent(area)
    page.addLayoutItem(view)
    title, legend, bar = QgsLayoutItemLabel(page), QgsLayoutItemLegend(page), QgsLayoutItemScaleBar(page)
    title.setText("中关村国家自主创新示范区空间布局")
    title.attemptMove(QgsLayoutPoint(100, 8))
    title.attemptResize(QgsLayoutSize(220, 14))
    legend.attemptMove(QgsLayoutPoint(304, 30))
    bar.attemptMove(QgsLayoutPoint(180, 280))
    for item in (legend, bar):
        item.setLinkedMap(view)
    bar.applyDefaultSize()
    for item in (title, legend, bar):
        page.addLayoutItem(item)
    return page


def main(folder: Path, turns: int) -> None:
    """Export warm and cold, and print what it took."""
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    layers = [layer_of(folder, kind) for kind in ("park", "group", "district")]
    project.addMapLayers(layers)
    page = page_of(project, layers)
    spent = []
    for _ in range(turns + 1):
        begun = time.perf_counter()
        failed = QgsLayoutExporter(page).exportToPdf(str(folder / "qgis.pdf"), QgsLayoutExporter.PdfExportSettings())
        spent.append((time.perf_counter() - begun) * 1000)
        if failed != QgsLayoutExporter.Success:
            raise SystemExit(f"the export ended with {failed}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"cold_ms": spent[0], "sheet_ms": statistics.median(spent[1:]), "peak_mib": peak}
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    # QGIS's own way of ending may crash after all work is done.
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
