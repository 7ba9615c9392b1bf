"""In which colours other programs show a layout: by kind, and by class where a feature has one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyogrio

from geo.exchange.qgis import Look, keep_styles
from geo.exchange.unwritable import NO_XML
from geo.model import Kind, Text

_AREAS: Final = 2
_SHOWN: Final = """CASE WHEN "class" <> '' THEN "class" ELSE "kind" END"""
_LABEL: Final = """
    coalesce("name", "id") || CASE WHEN "basis" = 'schematic' THEN '\\n（示意 schematic）' ELSE '' END
""".strip()
"""Schematic outlines say so wherever they show."""

_COLOURS: Final = {
    Kind.PARK: "#a3162e",
    Kind.GROUP: "#4d5863",
    Kind.RESERVE: "#8d7a2a",
    Kind.SMALL: "#855a24",
    Kind.ZONE: "#6a3d9a",
    Kind.SPECIALTY: "#00796b",
    Kind.PARCEL: "#5d4037",
    Kind.SITE: "#1b1f24",
}
_DASHED: Final = frozenset({Kind.ZONE, Kind.SPECIALTY})
_CLASS_COLOURS: Final = ("#a85a10", "#9c2f63", "#2a669f", "#3f7a1c", "#6443a0", "#857000")
KINDS: Final = {kind.value: Look(kind.label, _COLOURS[kind], kind in _DASHED) for kind in Kind}
"""By the value of `kind`."""


def classes(names: Iterable[str]) -> dict[str, Look]:
    """By the value of `class`: six colours in turn, in the order of the names."""
    known = sorted({*names})
    return {name: Look(Text(name, name), _CLASS_COLOURS[i % len(_CLASS_COLOURS)]) for i, name in enumerate(known)}


def keep_looks(path: Path, layer: str) -> None:
    """Keep a style for QGIS with the layer of a layout in a GeoPackage: by class, else by kind, with labels.

    Raises:
        sqlite3.Error: the file is no GeoPackage.
    """
    stored = pyogrio.raw.read(path, layer=layer, columns=["class"], read_geometry=False)[3][0]
    found = {name for name in stored if name and not NO_XML.search(name)}
    looks = {
        value: Look(Text(f"{look.title.zh} {look.title.en}", look.title.en), look.colour, look.dashed)
        for value, look in KINDS.items()
    }
    keep_styles(path, [(layer, _AREAS)], _SHOWN, classes(found) | looks, label=_LABEL)
