"""What all drivers share: bound rules, running one of them, and turning drafts into findings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Final

import numpy as np
import shapely

from geo import measure
from geo.check.waivers import Registry
from geo.crs import Geometries
from geo.errors import NotFound
from geo.model import (
    SCHEMATIC_NOTICE,
    Finding,
    Layout,
    Report,
    RuleResult,
    Status,
    Text,
    Waiver,
)
from geo.rulebook import Rulebook
from geo.rules import RULES, Draft, Rule, RuleParams, Scope, Subjects
from geo.rules.base import Shapes, Told

log = logging.getLogger(__name__)

ALL_STAGES: Final = "all"
_EVIDENCE_DECIMALS: Final = 9
_DECIMALS: Final = 6
_AREA_UNITS: Final = ("km2", "m2")
_ORDER: Final = ("crashed", "failed", "cannot-tell", "waived")
_NEEDS: Final = Text(
    "布局中没有{kinds_zh}，无法判断", "the layout has no feature of the kind {kinds_en}, so this cannot be told"
)
_CRASHED: Final = Text("规则执行出错：{error}", "the rule crashed: {error}")


@dataclass(frozen=True)
class Bound:
    """A rule with its parameters in one rulebook."""

    rule: Rule
    params: RuleParams

    @property
    def reach_m(self) -> float:
        """How far apart (m) two features may be and still matter to each other."""
        return self.rule.reach(self.params) if self.rule.reach else 0.0

    def concerned(self, kinds: Iterable[str]) -> frozenset[str]:
        """The kinds of features whose findings those of some kinds can change; empty for every kind."""
        if not self.rule.layers:
            return self.rule.reads
        moved = set(kinds)
        return frozenset(chain.from_iterable(layer for layer in self.rule.layers(self.params) if moved & set(layer)))

    def sees(self, subjects: Subjects) -> Subjects:
        """The rows that this rule may look at."""
        reads = subjects.of(*self.rule.reads) if self.rule.reads else subjects
        return reads.solid if self.rule.geometry else reads


def bind(book: Rulebook, select: Iterable[str] | None = None, stage: str | None = None) -> list[Bound]:
    """The rulebook's rules with their parameters: all of them, or those in `select`, or those of a stage of planning.

    Raises:
        NotFound: `select` or the rulebook names a rule that there is not, or there is no such stage.
        RulebookError: parameters do not fit.
    """
    if stage is not None and stage not in book.file.stages:
        known = ", ".join(book.file.stages)
        raise NotFound(f"没有名为 {stage} 的阶段，可选：{known}", f"there is no stage {stage}; there are {known}")
    wanted = list(book.rules) if select is None else list(select)
    for code in wanted:
        if code not in RULES or code not in book.rules:
            raise NotFound(f"没有编号为 {code} 的规则", f"there is no rule {code}")
    held = [code for code in sorted(wanted) if stage is None or stage in (book.rules[code].stages or book.file.stages)]
    return [Bound(RULES[code], RULES[code].bind(book)) for code in held]


def guarded(bound: Bound, book: Rulebook, run: Callable[[], list[Draft]]) -> list[Draft]:
    """Run a rule; a crash becomes a finding, never silence."""
    try:
        return run()
    except Exception as error:
        log.exception("rule %s crashed", bound.rule.code)
        told = f"{type(error).__name__}: {error}"
        return [Draft((), book.extent, values={"error": told}, status=Status.CRASHED)]


def lacking(bound: Bound, kinds: Iterable[str], book: Rulebook) -> list[Draft]:
    """The verdict "cannot tell" when the layout has none of a kind that the rule needs, else nothing."""
    absent = sorted(bound.rule.needs - set(kinds))
    if not absent:
        return []
    return [Draft.lacking(absent, evidence=book.extent)]


@dataclass(frozen=True)
class Run:
    """What stays the same while a layout is checked: the rules, their rulebook, the waivers, the stage of planning."""

    book: Rulebook
    rules: Sequence[Bound]
    registry: Registry
    stage: str | None = None

    @staticmethod
    def of(book: Rulebook, on: date, select: Iterable[str] | None, stage: str | None, waivers: Sequence[Waiver]) -> Run:
        """Bind rules and waivers; see `bind` for what can be wrong.

        Without a selection the rulebook's default stage runs, unless `stage` names another one or is "all".
        """
        if stage is None and select is None:
            stage = book.file.default_stage
        stage = None if stage == ALL_STAGES else stage
        return Run(book, bind(book, select, stage), Registry(book, waivers, on), stage)

    def findings(self, bound: Bound, drafts: Sequence[Draft]) -> list[Finding]:
        """A rule's drafts with severity, clause, words and waivers."""
        return [self.registry.judged(f) for f in _findings(bound, drafts, self.book)]

    def last(self, found: Mapping[str, Sequence[Finding]], shapes: Shapes) -> dict[str, list[Finding]]:
        """What the rules that read the report say, once all others have spoken."""
        reading = [bound for bound in self.rules if bound.rule.scope is Scope.REPORT]
        if not reading:
            return {}
        told = _told(found, self.registry, shapes)
        return {b.rule.code: _findings(b, _tell(b, told, self.book), self.book) for b in reading}

    def report(self, layout: Layout, found: Mapping[str, Sequence[Finding]], shapes: Shapes) -> Report:
        """Every rule's findings, sorted by id, and its verdict; `found` holds those of all but REPORT rules."""
        whole = {**found, **self.last(found, shapes)}
        return Report(
            layout=layout.id,
            revision=layout.revision,
            rulebook=f"{self.book.id}@{self.book.version}",
            findings=tuple(sorted(chain.from_iterable(whole.values()), key=lambda f: (f.id, f.message.en))),
            rules=tuple(_result(bound, whole[bound.rule.code], self.book) for bound in self.rules),
            notice=SCHEMATIC_NOTICE if layout.schematic else None,
            stage=self.stage,
        )


def _told(found: Mapping[str, Sequence[Finding]], registry: Registry, shapes: Shapes) -> Told:
    """What rules about the report see; a rule that crashed or could not tell has not judged."""
    silent = (Status.CRASHED, Status.CANNOT_TELL)
    judged = frozenset(code for code, mine in found.items() if not any(f.status in silent for f in mine))
    met = frozenset(f.id for f in chain.from_iterable(found.values()))
    return Told(met, judged, registry.waivers, shapes)


def _tell(bound: Bound, told: Told, book: Rulebook) -> list[Draft]:
    check = bound.rule.check
    assert check
    return guarded(bound, book, lambda: check(told, bound.params, book))


def _result(bound: Bound, findings: Sequence[Finding], book: Rulebook) -> RuleResult:
    rule = bound.rule
    seen = {"failed" if f.status is Status.OPEN else f.status.value for f in findings}
    status = next((s for s in _ORDER if s in seen), "passed")
    severity = book.rules[rule.code].severity
    return RuleResult(rule.code, rule.name, rule.title, severity, status, len(findings), book.clause(rule.code))


def _findings(bound: Bound, drafts: Sequence[Draft], book: Rulebook) -> list[Finding]:
    evidence = [book.extent if draft.evidence is None else draft.evidence for draft in drafts]
    places = _lonlat(np.array(evidence, dtype=object), book)
    return [_finding(bound, draft, place, book) for draft, place in zip(drafts, places, strict=True)]


def _lonlat(evidence: Geometries, book: Rulebook) -> Geometries:
    """Evidence in EPSG:4490, in normal form and to a tenth of a millimetre, so that it reads the same everywhere."""
    placed = shapely.transform(book.frame.unproject(evidence), lambda lonlat: lonlat.round(_EVIDENCE_DECIMALS))
    return np.asarray(shapely.normalize(placed), dtype=object)


def _finding(bound: Bound, draft: Draft, place: Any, book: Rulebook) -> Finding:
    rule = bound.rule
    return Finding(
        rule=rule.code,
        name=rule.name,
        severity=book.rules[rule.code].severity,
        subjects=draft.subjects,
        message=_message(rule, draft),
        clause=book.clause(rule.code),
        evidence=place,
        measured=_plain(draft.measured),
        required=_plain(draft.required),
        unit=rule.unit,
        tolerance=draft.tolerance,
        basis=measure.AREA_BASIS if rule.unit in _AREA_UNITS else None,
        status=draft.status,
        fixes=_fixes(rule, draft) if draft.status is Status.OPEN else (),
    )


def _plain(number: Any) -> float | None:
    """A number of Python's own that reads the same on every machine: a millionth of the unit is below any tolerance."""
    plain: float | None = number.item() if isinstance(number, np.generic) else number
    return round(plain, _DECIMALS) if isinstance(plain, float) else plain


def _fixes(rule: Rule, draft: Draft) -> tuple[str, ...]:
    """The names of the repairs that the finding may be offered, one for each subject that could be favoured."""
    return tuple(dict.fromkeys(fix.format(subject=id) for fix in rule.fixes for id in draft.subjects))


def _message(rule: Rule, draft: Draft) -> Text:
    values = {
        **draft.values,
        "measured": _plain(draft.measured),
        "required": _plain(draft.required),
        "tolerance": draft.tolerance,
    }
    if draft.status is Status.CRASHED:
        return _CRASHED.format(**values)
    if draft.status is Status.CANNOT_TELL:
        return (rule.cannot_tell if draft.subjects and rule.cannot_tell else _NEEDS).format(**values)
    return rule.message.format(**values)
