"""Layouts side by side: what differs between two, and what three of one origin make together.

found = compare(before, after, book.frame)
found.differences, found.ground, found.areas
"""

from geo.compare.comparison import Comparison, Ground, compare
from geo.compare.conflicts import WHOLE, Choice, MergeConflict, Take, Why
from geo.compare.differences import TITLES, Change, Difference, Value, differences
from geo.compare.merging import Merge, merge
from geo.compare.movement import Areas, Cell, Flow, Total, moved_areas

__all__ = [
    "TITLES",
    "WHOLE",
    "Areas",
    "Cell",
    "Change",
    "Choice",
    "Comparison",
    "Difference",
    "Flow",
    "Ground",
    "Merge",
    "MergeConflict",
    "Take",
    "Total",
    "Value",
    "Why",
    "compare",
    "differences",
    "merge",
    "moved_areas",
]
