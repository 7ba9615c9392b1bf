"""Which repairs a finding is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from geo.fix import gap, overlap, ring, weld
from geo.fix.ground import Ground
from geo.fix.proposal import Proposal
from geo.model import Finding, Layout
from geo.rulebook import Rulebook
from geo.rules import RULES

_REPAIRS: Final[Mapping[str, Callable[[Finding, Ground], Sequence[Proposal]]]] = {
    module.KIND: module.propose for module in (overlap, gap, weld, ring)
}


def kinds(rule: str) -> tuple[str, ...]:
    """The kinds of repair that a rule's findings can have."""
    return tuple(dict.fromkeys(fix.partition(":")[0] for fix in RULES[rule].fixes)) if rule in RULES else ()


def offers(finding: Finding, layout: Layout, book: Rulebook) -> tuple[Proposal, ...]:
    """Every repair of a finding, in a layout that has it: those that can be applied, and why the others cannot.

    Nothing where the rule has no repairs, or the features of the finding are not drawn.
    """
    wanted = kinds(finding.rule)
    there = set(layout.features["id"][layout.features.geometry.notna() & ~layout.features.geometry.is_empty])
    if not wanted or not set(finding.subjects) <= there:
        return ()
    ground = Ground.around(layout, book, finding.subjects)
    return tuple(proposal for kind in wanted for proposal in _REPAIRS[kind](finding, ground))
