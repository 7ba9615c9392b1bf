"""Check a whole layout at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from geo.check.engine import Bound, Run, guarded, lacking
from geo.model import Layout, Report, Waiver
from geo.rulebook import Rulebook
from geo.rules import Draft, Scope, Subjects


def check(
    layout: Layout,
    book: Rulebook,
    *,
    on: date,
    select: Iterable[str] | None = None,
    stage: str | None = None,
    waivers: Sequence[Waiver] = (),
    progress: Callable[[Sequence[Bound]], Iterable[Bound]] = iter,
) -> Report:
    """Every finding of a layout under a rulebook.

    `on` is the day for which waivers are judged; `select` limits the run to some rule codes, `stage` to the rules of
    a stage of planning; `waivers` are those of the layout's register, beside the rulebook's; `progress` wraps the
    rules so that a caller can show how far the check has come.
    """
    job = Run.of(book, on, select, stage, waivers)
    subjects = Subjects.of_layout(layout, book.frame)
    found = {bound.rule.code: job.findings(bound, run(bound, subjects, book)) for bound in progress(job.rules)}
    return job.report(layout, found, subjects.shapes)


def run(bound: Bound, subjects: Subjects, book: Rulebook) -> list[Draft]:
    """One rule over all features; one that reads the report has its say later."""
    if bound.rule.scope is Scope.REPORT:
        return []
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
