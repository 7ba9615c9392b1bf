"""Apply repairs one after another, each judged by its effects first; all of them together are one edit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from geo.fix import ring, words
from geo.fix.offers import kinds, offers
from geo.fix.proposal import Effects, Proposal, clear_one
from geo.model import Edit, Finding, Layout, Report, Status, Text, features_of
from geo.rulebook import Rulebook

_LONG: Final = 1_000


class Judge(Protocol):
    """Holds a layout and its report and moves both on by an edit, as `geo.check.Checker` does."""

    @property
    def layout(self) -> Layout:
        """The layout as it is now."""

    @property
    def report(self) -> Report:
        """Its report."""

    def apply(self, edit: Edit) -> Effects:
        """Apply an edit and say what it did to the findings."""

    def trial(self, edit: Edit) -> Effects:
        """Say what an edit would do, and leave everything as it is."""


@dataclass(frozen=True)
class Applied:
    """A repair that was made, of which finding, and what it did."""

    finding: Finding
    proposal: Proposal
    effects: Effects


@dataclass(frozen=True)
class Outcome:
    """A run of repairs: those made, those refused and why; all of it as one edit of the layout at the start, and what
    that edit does to the findings.
    """

    applied: tuple[Applied, ...]
    refused: tuple[tuple[Finding, Text], ...]
    edit: Edit
    effects: Effects

    @property
    def message(self) -> str:
        """What a revision made of it says: which repairs of which rules."""
        told = ", ".join(f"{step.proposal.id} ({step.finding.rule})" for step in self.applied)
        return f"修复 fix {told}" if len(told) < _LONG else f"修复 fix {len(self.applied)}"


def effects_of(proposal: Proposal, judge: Judge) -> Effects | None:
    """What a proposal would do to the findings; None where it cannot be applied. The judge is left as it was."""
    if not proposal.offered:
        return None
    return judge.trial(proposal.edit)


def run(
    judge: Judge, book: Rulebook, findings: Sequence[Finding], *, owners: Collection[str] = (), named: bool = False
) -> Outcome:
    """Repair these findings of the judge's report; each that is gone by then has been mended by another repair.

    `owners` choose among proposals that favour somebody. What would bring new findings is made only where the
    findings were `named` by a person.
    """
    start = judge.layout
    applied: list[Applied] = []
    refused: list[tuple[Finding, Text]] = []
    for finding in findings:
        if finding.id not in _open(judge.report):
            continue
        done = _mend(finding, judge, book, owners, named)
        if isinstance(done, Applied):
            applied.append(done)
        else:
            refused.append((finding, done))
    touched = {id for step in applied for id in step.proposal.edit.touched}
    whole = _put_back(judge.layout, touched)
    judge.apply(_put_back(start, touched))
    return Outcome(tuple(applied), tuple(refused), whole, judge.apply(whole))


def _mend(finding: Finding, judge: Judge, book: Rulebook, owners: Collection[str], named: bool) -> Applied | Text:
    proposals = offers(finding, judge.layout, book)
    chosen = choose(proposals, owners, named=named)
    if isinstance(chosen, Text):
        return chosen
    undo = _put_back(judge.layout, chosen.edit.touched)
    effects = judge.apply(chosen.edit)
    reason = None
    if finding.id not in {f.id for f in effects.resolved}:
        reason = words.STAYS
    elif (brought := _brought(chosen, effects)) and not named:
        told = ", ".join(f"{f.rule} {'/'.join(f.subjects)}" for f in brought)
        reason = words.BRINGS.format(findings=told, id=finding.id)
    if reason is None:
        return Applied(finding, chosen, effects)
    judge.apply(undo)
    return reason


def _brought(proposal: Proposal, effects: Effects) -> list[Finding]:
    """The findings that a repair causes; what a mended outline shows of itself was there before, only not measured."""
    mended = proposal.edit.touched if proposal.kind == ring.KIND else frozenset()
    return [finding for finding in effects.added if not mended & set(finding.subjects)]


def choose(proposals: Sequence[Proposal], owners: Collection[str] = (), *, named: bool = False) -> Proposal | Text:
    """The proposal to apply: the one that favours an owner of `owners`, else the clear one; else why none is chosen.

    Where the finding was `named` by a person, an owner that none of its proposals favours is a mistake.
    """
    offered = [p for p in proposals if p.offered]
    options = ", ".join(str(p.owner) for p in offered if p.owner)
    mine = [p for p in proposals if p.owner in owners]
    if len(mine) == 1:
        return mine[0] if mine[0].disabled_reason is None else mine[0].disabled_reason
    if owners and not mine and named and any(p.owner for p in proposals):
        none = words.NO_OPTIONS
        zh = words.NO_SUCH_OWNER.zh.format(owner=", ".join(sorted(owners)), options=options or none.zh)
        return Text(zh, words.NO_SUCH_OWNER.en.format(owner=", ".join(sorted(owners)), options=options or none.en))
    if not mine and (clear := clear_one(offered)) is not None:
        return clear
    if offered:
        return words.CHOOSE.format(options=options)
    return words.joined([p.disabled_reason for p in proposals if p.disabled_reason]) if proposals else words.NO_REPAIR


def repairable(report: Report) -> list[Finding]:
    """The open findings that some repair is there for, broken outlines first, because nothing else can see those."""
    found = [f for f in report.findings if f.status is Status.OPEN and kinds(f.rule)]
    return sorted(found, key=lambda f: (f.rule, f.subjects))


def _open(report: Report) -> set[str]:
    return {f.id for f in report.findings if f.status is Status.OPEN}


def _put_back(layout: Layout, touched: set[str] | frozenset[str]) -> Edit:
    """The edit that gives features the state that they have in a layout."""
    rows = layout.features[np.isin(layout.features["id"].to_numpy(dtype=str), sorted(touched))]
    return Edit(put=tuple(features_of(rows)))
