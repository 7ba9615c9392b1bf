"""Repairs that a finding can offer: previewed with numbers, proven safe, applied as one edit."""

from geo.fix.offers import kinds, offers
from geo.fix.proposal import Change, Effects, Proposal, clear_one, effects_data
from geo.fix.run import Applied, Judge, Outcome, choose, effects_of, repairable, run
from geo.fix.show import print_outcome, print_proposals

__all__ = [
    "Applied", "Change", "Effects", "Judge", "Outcome", "Proposal", "choose", "clear_one", "effects_data",
    "effects_of", "kinds", "offers", "print_outcome", "print_proposals", "repairable", "run",
]  # fmt: skip
