"""Check a whole layout at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from geo.check.engine import Bound, bind, guarded, lacking, report
from geo.model import Layout, Report
from geo.rulebook import Rulebook
from geo.rules import Draft, Scope, Subjects


def check(
    layout: Layout,
    book: Rulebook,
    *,
    on: date,
    select: Iterable[str] | None = None,
    progress: Callable[[Sequence[Bound]], Iterable[Bound]] = iter,
) -> Report:
    """Every finding of a layout under a rulebook.

    `on` is the day for which waivers are judged; `select` limits the run to some rule codes; `progress` wraps
    the rules so that a caller can show how far the check has come.
    """
    rules = bind(book, select)
    subjects = Subjects.of_layout(layout, book.frame)
    return report(layout, book, [(bound, run(bound, subjects, book)) for bound in progress(rules)], on=on)


def run(bound: Bound, subjects: Subjects, book: Rulebook) -> list[Draft]:
    """One rule over all features."""
    if missing := lacking(bound, subjects.columns["kind"], book):
        return missing
    return guarded(bound, book, lambda: _run(bound, bound.sees(subjects), book))


def _run(bound: Bound, seen: Subjects, book: Rulebook) -> list[Draft]:
    rule, params = bound.rule, bound.params
    if rule.scope is Scope.SUM:
        assert rule.parts and rule.fold
        return rule.fold(rule.parts(seen, params, book), params, book)
    assert rule.check
    if rule.scope is Scope.NEAR:
        return rule.check(seen, seen, params, book)
    return rule.check(seen, params, book)
