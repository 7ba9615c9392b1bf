"""Groups by the sector of the taxonomy that most of their industries belong to."""

from __future__ import annotations

import numpy as np
import shapely

from geo.model import Text
from geo.sheet import symbols
from geo.sheet.scene import Layer, Numbered, Scene, outlines
from geo.sheet.scenes.classes import LONGEST_ENTRY_EM
from geo.sheet.sectors import main_sectors
from geo.sheet.subject import Subject
from geo.sheet.symbols import sector_symbols
from geo.sheet.words import shorten


def by_sector(subject: Subject) -> Scene:
    """The scene of an industry map."""
    plan, names = subject.plan, subject.names
    main = np.array(main_sectors(subject), dtype=object)
    there = ~shapely.is_missing(plan.group_shapes)
    layers = []
    for sector in subject.book.taxonomy.sectors:
        symbol = sector_symbols(subject.book.taxonomy)[sector.name]
        text = Text(sector.name, sector.en)
        title = shorten(names.say(text), LONGEST_ENTRY_EM)
        layers.append(Layer(symbol, plan.group_shapes[there & (main == sector.name)], title, names.second_text(text)))
    none = there & np.array([m is None for m in main], dtype=bool)
    layers.append(
        Layer(symbols.NO_CLASS, plan.group_shapes[none], subject.say("no_sector"), subject.second("no_sector"))
    )
    shapes = zip(plan.groups, plan.group_shapes, strict=True)
    numbered = tuple(Numbered(g.key, g.name, s) for g, s in shapes if s is not None)
    return Scene(plan.bounds_m, (*layers, *outlines(plan, names)), numbered, number_title=subject.say("number_key"))
