"""Layouts side by side: what differs between two, and what three of one origin make together.

found = compare(before, after, book.frame)
found.differences, found.ground, found.areas
"""

from geo.compare.comparison import Comparison, Ground, compare
from geo.compare.differences import TITLES, Change, Difference, Value, differences
from geo.compare.movement import Areas, Cell, Flow, Total, moved_areas

__all__ = [
    "TITLES",
    "Areas",
    "Cell",
    "Change",
    "Comparison",
    "Difference",
    "Flow",
    "Ground",
    "Total",
    "Value",
    "compare",
    "differences",
    "moved_areas",
]
