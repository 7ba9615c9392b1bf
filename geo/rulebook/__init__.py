"""Rulebooks: a plan's clauses, numbers, roster and taxonomy, as data. Another plan is another folder."""

from geo.rulebook.book import Limits, Rulebook, RuleSettings, load, rulebook_ids
from geo.rulebook.indicators import Indicator
from geo.rulebook.roster import Group, Park, Roster
from geo.rulebook.taxonomy import Sector, Taxonomy

__all__ = [
    "Group", "Indicator", "Limits", "Park", "Roster", "RuleSettings", "Rulebook", "Sector", "Taxonomy",
    "load", "rulebook_ids",
]  # fmt: skip
