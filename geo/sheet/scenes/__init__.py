"""Scenes by what colours a map: location class, sector, change, severity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from geo.sheet.scene import Scene
from geo.sheet.scenes.changes import by_change
from geo.sheet.scenes.classes import by_class
from geo.sheet.scenes.sectors import by_sector
from geo.sheet.scenes.severities import by_severity
from geo.sheet.subject import Subject
from geo.sheet.template import Colour

SCENES: Final[Mapping[Colour, Callable[[Subject], Scene]]] = {
    "class": by_class,
    "sector": by_sector,
    "change": by_change,
    "severity": by_severity,
}
"""What makes the scene of a template, by its `colour`."""
