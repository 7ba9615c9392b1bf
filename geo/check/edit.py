"""Check a layout edit by edit: after each one only what the edit can have changed runs again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from geo.check.engine import Bound, bind, guarded, lacking, report
from geo.check.full import run
from geo.check.tiles import joined, near
from geo.model import Delta, Edit, Layout, Report, Status, Waiver
from geo.rulebook import Rulebook
from geo.rules import Draft, Scope, Subjects
from geo.rules.base import Parts
from geo.rules.subjects import Bools


@dataclass
class _State:
    """What one rule said last, and the sums it said it from."""

    drafts: list[Draft]
    parts: Parts | None = None

    @property
    def settled(self) -> bool:
        """Whether this can be built upon: not when the rule crashed or could not tell for want of a kind."""
        return not any(not d.subjects and d.status is not Status.OPEN for d in self.drafts)


@dataclass
class Checker:
    """Holds a layout and its findings; `apply` moves both on by one edit."""

    layout: Layout
    book: Rulebook
    on: date
    select: Iterable[str] | None = None
    stage: str | None = None
    waivers: Sequence[Waiver] = ()
    _rules: list[Bound] = field(init=False)
    _subjects: Subjects = field(init=False)
    _states: dict[str, _State] = field(init=False, default_factory=dict)
    report: Report = field(init=False)

    def __post_init__(self) -> None:
        self._rules = bind(self.book, self.select, self.stage)
        self._subjects = Subjects.of_layout(self.layout, self.book.frame)
        for bound in self._rules:
            self._states[bound.rule.code] = self._afresh(bound)
        self.report = self._report()

    def apply(self, edit: Edit) -> Delta:
        """Apply an edit and check again what it touched; afterwards `report` is that of a full check."""
        before, old = self.report, self._subjects
        touched = np.array(sorted(edit.touched), dtype=object)
        gone = old[np.isin(old.ids.astype(str), touched.astype(str))]
        kept = old[~np.isin(old.ids.astype(str), touched.astype(str))]
        put = Subjects.of_layout(Layout.of(edit.put, id=self.layout.id), self.book.frame)
        self._subjects = Subjects.concat([kept, put])
        self.layout = self.layout.apply(edit)
        for bound in self._rules:
            self._states[bound.rule.code] = self._again(bound, gone, put)
        self.report = self._report()
        return delta(before, self.report)

    def _report(self) -> Report:
        drafts = [(bound, self._states[bound.rule.code].drafts) for bound in self._rules]
        return report(self.layout, self.book, drafts, on=self.on, stage=self.stage, waivers=self.waivers)

    def _afresh(self, bound: Bound) -> _State:
        state = _State(run(bound, self._subjects, self.book))
        if bound.rule.scope is Scope.SUM and state.settled:
            assert bound.rule.parts
            state.parts = bound.rule.parts(bound.sees(self._subjects), bound.params, self.book)
        return state

    def _again(self, bound: Bound, gone: Subjects, put: Subjects) -> _State:
        rule, state = bound.rule, self._states[bound.rule.code]
        if rule.reads and not len(gone.of(*rule.reads)) and not len(put.of(*rule.reads)):
            return state
        if not state.settled or rule.scope in (Scope.WHOLE, Scope.REPORT):
            return self._afresh(bound)
        if missing := lacking(bound, self._subjects.columns["kind"], self.book):
            return _State(missing)
        fresh = _State([])
        fresh.drafts = guarded(bound, self.book, lambda: self._renew(bound, fresh, gone, put))
        return fresh

    def _renew(self, bound: Bound, fresh: _State, gone: Subjects, put: Subjects) -> list[Draft]:
        rule, params, book = bound.rule, bound.params, self.book
        state = self._states[rule.code]
        if rule.scope is Scope.SUM:
            assert rule.parts and rule.fold and state.parts
            stays = ~_among(state.parts.ids, Subjects.concat([gone, put]))
            old = Parts(state.parts.ids[stays], state.parts.values[stays], state.parts.boxes[stays])
            fresh.parts = joined([old, rule.parts(bound.sees(put), params, book)])
            return rule.fold(fresh.parts, params, book)
        assert rule.check
        if rule.scope is Scope.EACH:
            stale = {*gone.ids, *put.ids}
            renewed = rule.check(bound.sees(put), params, book)
        else:
            seen, moved = bound.sees(self._subjects), Subjects.concat([gone, put])
            owned = seen[_among(seen.ids, moved) | _among(seen.ids, near(seen, bound.sees(moved), bound.reach_m))]
            stale = {*moved.ids, *owned.ids}
            renewed = rule.check(owned, near(seen, owned, bound.reach_m), params, book)
        return [d for d in state.drafts if d.owner not in stale] + renewed


def _among(ids: np.ndarray, subjects: Subjects) -> Bools:
    return np.isin(ids.astype(str), subjects.ids.astype(str))


def delta(before: Report, after: Report) -> Delta:
    """What changed between two reports: open findings that are new, and those that are no longer open."""
    was = {f.id: f for f in before.findings if f.status is Status.OPEN}
    now = {f.id: f for f in after.findings if f.status is Status.OPEN}
    return Delta(
        added=tuple(now[id] for id in sorted(now.keys() - was.keys())),
        resolved=tuple(was[id] for id in sorted(was.keys() - now.keys())),
        remaining=len(was.keys() & now.keys()),
    )
