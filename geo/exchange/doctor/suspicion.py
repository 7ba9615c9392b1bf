"""Whether a layout that was read as it stands lies elsewhere than it says: shifted, or in another system."""

from __future__ import annotations

from geo import crs
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.inspection import SURE
from geo.exchange.doctor.placing import placements
from geo.exchange.intake.decisions import Placement
from geo.exchange.source import Layer
from geo.model import COLUMNS, Layout, Text
from geo.rulebook import Rulebook


def suspicion(layout: Layout, book: Rulebook) -> Text | None:
    """A sentence where the outlines surely fit known ones once they are moved; nothing is moved here.

    A stored layout, or a copy of one, is beyond suspicion: what it holds was placed before.
    """
    if layout.revision is not None or not len(layout):
        return None
    table = layout.features
    stated = f"EPSG:{crs.EPSG}"
    layer = Layer(layout.id, table[list(COLUMNS)], table.geometry.to_numpy(), stated)
    best = placements(layer, Anchors.of(book, None))[0]
    if best.confidence < SURE or Placement(**best.value) == Placement(stated):
        return None
    why = next(iter(best.evidence[1:]), Text("", ""))
    return Text(
        f"坐标可能不是它所说的：更像“{best.title.zh}”。{why.zh}这里没有移动它；导入时可以按此改正。",
        f"The coordinates may not be what they say: they look like “{best.title.en}”. {why.en} "
        "Nothing was moved here; an import can put it right.",
    )
