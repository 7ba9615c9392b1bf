"""What one sheet is made from, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from geo.compare import Difference, differences
from geo.crs import Geometries
from geo.errors import InputError, NotFound
from geo.model import Finding, Kind, Layout, Report
from geo.rulebook import Rulebook
from geo.sheet.names import Names
from geo.sheet.order import Order
from geo.sheet.plan import Plan, drawable
from geo.sheet.template import TEMPLATES, Template
from geo.sheet.words import clean, say


@dataclass(frozen=True)
class Subject:
    """Everything that one sheet is made from; `against` is the earlier layout of a comparison."""

    layout: Layout
    report: Report | None
    book: Rulebook
    plan: Plan
    order: Order
    against: Layout | None = None

    @property
    def template(self) -> Template:
        """The order's template."""
        return TEMPLATES[self.order.template]

    @property
    def lang(self) -> str:
        """The language of the sheet: zh, en or both."""
        return self.order.lang

    @cached_property
    def names(self) -> Names:
        """How names are shown on this sheet."""
        return Names(self.lang, self.book)

    def say(self, word: str, **values: object) -> str:
        """One of the sheet's words in its language."""
        return say(word, self.lang, **values)

    def second(self, word: str, **values: object) -> str:
        """One of the sheet's words in English where the sheet is in both languages, else nothing."""
        return say(word, "en", **values) if self.lang == "both" else ""

    @cached_property
    def row(self) -> int | None:
        """Where the park or group that the sheet is about stands in the plan; None where it is about no feature.

        Raises:
            InputError: the order does not say what the sheet is about.
            NotFound: there is no such feature, or it has no outline.
        """
        kind = self.template.about
        if kind is None or kind == "finding":
            return None
        about = self._about(Kind(kind).label.zh, Kind(kind).label.en.lower())
        row = self.plan.row_of.get(about)
        if row is None or self.plan.kinds[row] != kind:
            raise NotFound(
                f"布局中没有编号为 {clean(about)[:40]} 的{Kind(kind).label.zh}",
                f"the layout has no {Kind(kind).label.en.lower()} with the id {clean(about)[:40]!r}",
            )
        if self.plan.shapes[row] is None:
            raise InputError(
                f"{self.plan.names[row][:40]}没有边界，无法制图", f"{self.plan.names[row][:40]} has no outline to draw"
            )
        return row

    @cached_property
    def finding(self) -> Finding | None:
        """The finding that the sheet is about; None where it is about something else.

        Raises:
            InputError: the order names no finding, or the layout was not checked.
            NotFound: the report has no such finding.
        """
        if self.template.about != "finding":
            return None
        about = self._about("问题", "finding")
        found = next((f for f in self.findings if f.id == about), None)
        if found is None:
            raise NotFound(
                f"检查报告中没有编号为 {clean(about)[:40]} 的问题",
                f"the report has no finding with the id {clean(about)[:40]!r}",
            )
        return found

    @property
    def findings(self) -> Sequence[Finding]:
        """What the check found.

        Raises:
            InputError: the layout was not checked.
        """
        if self.report is None:
            raise InputError("问题图需要检查报告", "a map of findings needs a report", where=self.layout.id)
        return self.report.findings

    @cached_property
    def changes(self) -> tuple[Difference, ...]:
        """What differs from the earlier layout.

        Raises:
            InputError: there is no earlier layout.
        """
        if self.against is None:
            raise InputError("对比图需要另一个版本作比较", "a comparison map needs another revision to compare with")
        return differences(self.against, self.layout, self.book.frame)

    @cached_property
    def rule_titles(self) -> Mapping[str, str]:
        """The titles of the rules that ran, by code."""
        rules = () if self.report is None else self.report.rules
        return {rule.code: rule.title.say(self.lang) for rule in rules}

    def shown(self, id: str) -> str:
        """A feature's name, or its id where the layout does not have it."""
        row = self.plan.row_of.get(id)
        return self.names(clean(id) if row is None else self.plan.names[row])

    def places(self, finding: Finding) -> Geometries:
        """A finding's evidence in the frame, else its subjects' outlines; empty where it has neither."""
        if finding.evidence is not None and not finding.evidence.is_empty:
            return drawable(self.book.frame.project(np.array([finding.evidence], dtype=object)))
        rows = [self.plan.row_of[s] for s in finding.subjects if s in self.plan.row_of]
        shapes = self.plan.shapes[rows]
        return np.asarray(shapes[~shapely.is_missing(shapes)], dtype=object)

    def _about(self, zh: str, en: str) -> str:
        if not self.order.about:
            raise InputError(
                f"{self.template.title.zh}需要指明{zh}的编号",
                f"a {self.template.title.en.lower()} needs the id of a {en}",
            )
        return self.order.about


def is_inside(shapes: Geometries, area: Any) -> Any:
    """Which shapes have more than half of themselves in an area."""
    out = np.zeros(len(shapes), dtype=bool)
    near = np.flatnonzero(~shapely.is_missing(shapes) & shapely.intersects(shapes, area))
    out[near] = shapely.area(shapely.intersection(shapes[near], area)) > 0.5 * shapely.area(shapes[near])
    return out
