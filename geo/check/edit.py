"""Check a layout edit by edit: after each one only what the edit can have changed runs again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from geo.check.board import Board
from geo.check.engine import Bound, Run, guarded, lacking
from geo.check.full import run
from geo.check.tiles import joined
from geo.model import Delta, Edit, Finding, Layout, Report, Status, Waiver
from geo.rulebook import Rulebook
from geo.rules import Draft, Scope, Subjects
from geo.rules.base import Parts

Found = dict[str, list[Finding]]
"""A rule's findings by owner, "" for those of the whole layout."""


@dataclass
class _State:
    """What one rule said last, and the sums it said it from."""

    found: Found
    parts: Parts | None = None

    @property
    def settled(self) -> bool:
        """Whether this can be built upon: not when the rule crashed or could not tell for want of a kind."""
        return all(f.status not in (Status.CRASHED, Status.CANNOT_TELL) for f in self.found.get("", []))

    @property
    def findings(self) -> list[Finding]:
        """All of them."""
        return [finding for mine in self.found.values() for finding in mine]


@dataclass(frozen=True)
class _Move:
    """An edit on the board: features as they were and as they are, either side empty where there is none."""

    gone: Subjects
    put: Subjects
    ids: frozenset[str]

    def concerns(self, bound: Bound) -> bool:
        """Whether the rule reads, or needs, a kind that moved."""
        kinds = bound.rule.reads | bound.rule.needs
        return not bound.rule.reads or bool(len(self.gone.of(*kinds)) or len(self.put.of(*kinds)))


@dataclass
class Checker:
    """Holds a layout and its findings; `apply` moves both on by one edit."""

    start: Layout
    book: Rulebook
    on: date
    select: Iterable[str] | None = None
    stage: str | None = None
    waivers: Sequence[Waiver] = ()
    _run: Run = field(init=False)
    _board: Board = field(init=False)
    _states: dict[str, _State] = field(init=False, default_factory=dict)
    _last: dict[str, list[Finding]] = field(init=False, default_factory=dict)
    _open: dict[str, Finding] = field(init=False, default_factory=dict)
    _edits: list[tuple[Edit, int | None]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._run = Run.of(self.book, self.on, self.select, self.stage, self.waivers)
        self._board = Board(Subjects.of_layout(self.start, self.book.frame))
        self._states = {bound.rule.code: self._afresh(bound) for bound in self._run.rules}
        self._last = self._run.last(self._found(), self._board.shapes)
        everything = [f for state in self._states.values() for f in state.findings]
        self._open = _open([*everything, *(f for mine in self._last.values() for f in mine)])

    @property
    def layout(self) -> Layout:
        """The layout as it is now."""
        for edit, revision in self._edits:
            self.start = replace(self.start.apply(edit), revision=revision)
        self._edits.clear()
        return self.start

    @property
    def report(self) -> Report:
        """What a full check of `layout` would say."""
        return self._run.report(self.layout, self._found(), self._board.shapes)

    @property
    def worn(self) -> bool:
        """Whether so much was edited that making a checker anew costs less than what the edits have left behind."""
        return self._board.worn

    def apply(self, edit: Edit, revision: int | None = None) -> Delta:
        """Apply an edit and check again what it touched; `revision` is what makes it, where it is one."""
        put = Subjects.of_features(edit.put, self.book.frame)
        move = _Move(self._board.replace(sorted(edit.touched), put), put, edit.touched)
        self._edits.append((edit, revision))
        before: list[Finding] = []
        after: list[Finding] = []
        for bound in self._run.rules:
            if move.concerns(bound):
                old, new = self._again(bound, move)
                before += old
                after += new
        last = self._run.last(self._found(), self._board.shapes)
        before += [f for mine in self._last.values() for f in mine]
        after += [f for mine in last.values() for f in mine]
        self._last = last
        return self._settle(before, after)

    def trial(self, edit: Edit) -> Delta:
        """What an edit would do; layout and findings stay as they are."""
        states = {code: _State(dict(state.found), state.parts) for code, state in self._states.items()}
        last, open_ = self._last, dict(self._open)
        told = self.apply(edit)
        self._states, self._last, self._open = states, last, open_
        self._board.take_back()
        self._edits.pop()
        return told

    @contextmanager
    def edited(self, edit: Edit) -> Iterator[Checker]:
        """Moved on by an edit as long as the context lasts; layout and findings are afterwards as they were."""
        start = self.layout
        undo = start.inverse(edit)
        self.apply(edit)
        yield self
        self.apply(undo)
        self.start = start
        self._edits.clear()

    def _found(self) -> dict[str, list[Finding]]:
        return {code: state.findings for code, state in self._states.items()}

    def _settle(self, before: Sequence[Finding], after: Sequence[Finding]) -> Delta:
        told = Delta.between(before, after, open_before=len(self._open))
        for finding in told.resolved:
            del self._open[finding.id]
        self._open |= _open(after)
        return told

    def _by_owner(self, bound: Bound, drafts: Sequence[Draft]) -> Found:
        found: Found = {}
        for draft, finding in zip(drafts, self._run.findings(bound, drafts), strict=True):
            found.setdefault(draft.owner, []).append(finding)
        return found

    def _afresh(self, bound: Bound) -> _State:
        rule = bound.rule
        subjects = self._board.of(rule.reads and rule.reads | rule.needs)
        state = _State(self._by_owner(bound, run(bound, subjects, self.book)))
        if rule.scope is Scope.SUM and state.settled:
            assert rule.parts
            state.parts = rule.parts(bound.sees(subjects), bound.params, self.book)
        return state

    def _again(self, bound: Bound, move: _Move) -> tuple[list[Finding], list[Finding]]:
        """Run a rule where the edit can matter; returns the findings that were dropped and those that came."""
        code, state = bound.rule.code, self._states[bound.rule.code]
        missing = lacking(bound, self._board.kinds, self.book)
        if missing or not state.settled or bound.rule.scope in (Scope.WHOLE, Scope.REPORT, Scope.SUM):
            fresh = self._sum(bound, state, move) if bound.rule.scope is Scope.SUM and state.parts else None
            self._states[code] = fresh if fresh and not missing else self._afresh(bound)
            return state.findings, self._states[code].findings
        owned = self._owned(bound, move)
        stale = {*move.ids, *owned.ids}
        renewed = self._by_owner(bound, guarded(bound, self.book, lambda: self._check(bound, owned)))
        dropped = [finding for owner in stale for finding in state.found.pop(owner, [])]
        for owner, mine in renewed.items():
            state.found[owner] = [*state.found.get(owner, []), *mine]
        return dropped, [finding for mine in renewed.values() for finding in mine]

    def _owned(self, bound: Bound, move: _Move) -> Subjects:
        """The features whose findings may have changed."""
        if bound.rule.scope is Scope.EACH:
            return bound.sees(move.put)
        gone, put = bound.sees(move.gone), bound.sees(move.put)
        shapes = np.concatenate([gone.geometry, put.geometry])
        kinds = bound.concerned([*gone.text("kind"), *put.text("kind")])
        return bound.sees(self._board.near(shapes, bound.reach_m, kinds))

    def _check(self, bound: Bound, owned: Subjects) -> list[Draft]:
        check = bound.rule.check
        assert check
        if bound.rule.scope is Scope.EACH:
            return check(owned, bound.params, self.book)
        around = bound.sees(self._board.near(owned.geometry, bound.reach_m, bound.concerned(owned.text("kind"))))
        return check(owned, around, bound.params, self.book)

    def _sum(self, bound: Bound, state: _State, move: _Move) -> _State:
        rule, old = bound.rule, state.parts
        assert rule.parts and rule.fold and old
        stays = np.array([id not in move.ids for id in old.ids], dtype=bool)
        kept = Parts(old.ids[stays], old.values[stays], old.boxes[stays])
        parts = joined([kept, rule.parts(bound.sees(move.put), bound.params, self.book)])
        fold = rule.fold
        drafts = guarded(bound, self.book, lambda: fold(parts, bound.params, self.book))
        return _State(self._by_owner(bound, drafts), parts)


def _open(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {f.id: f for f in findings if f.status is Status.OPEN}


def delta(before: Report, after: Report) -> Delta:
    """What changed between two reports."""
    return Delta.between(before.findings, after.findings)
