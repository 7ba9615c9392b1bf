"""The legend 图例: a swatch and words for everything that the map shows, and for nothing else."""

from __future__ import annotations

from geo.model import Kind
from geo.sheet import symbols
from geo.sheet.drawing import Style
from geo.sheet.plan import Plan
from geo.sheet.symbols import NO_CLASS, Symbol, swatch
from geo.sheet.table import Names
from geo.sheet.words import clean, say, shorten


def legend_data(plan: Plan, classes: dict[str, Symbol], names: Names, weight: float) -> list[dict[str, str]]:
    """The legend's entries: a swatch and words for everything that the map shows."""
    width, height = 9.0 * weight, 4.0 * weight
    shown = {g.location_class for g in plan.groups}
    out = [
        {"swatch": swatch(symbol, width, height, weight), "text": shorten(names(clean(name)), 26)}
        for name, symbol in classes.items()
        if name in shown
    ]
    if shown - classes.keys():
        out.append({"swatch": swatch(NO_CLASS, width, height, weight), "text": say("no_class", names.lang)})
    lines: dict[str, Symbol | Style] = {"park": symbols.PARK, "zone": symbols.ZONE}
    for kind, symbol in {**symbols.KIND_SYMBOLS, **lines}.items():
        if plan.count(kind):
            out.append({"swatch": swatch(symbol, width, height, weight), "text": Kind(kind).label.say(names.lang)})
    out.append({"swatch": swatch(symbols.DISTRICT, width, height, weight), "text": say("district", names.lang)})
    out.append({"swatch": swatch(symbols.CITY, width, height, weight), "text": say("city", names.lang)})
    return out
