"""What readers are told of a comparison, in words: the same at a terminal and in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from geo.compare import TITLES, Cell, Change, Comparison, Difference, Ground
from geo.measure import M2_PER_KM2
from geo.model import Finding, Kind, Layout
from geo.report.compared import words
from geo.report.compared.findings import FindingsDelta


@dataclass(frozen=True)
class Told:
    """A comparison with what became of the findings, for readers of a language ("zh" or "en")."""

    found: Comparison
    findings: FindingsDelta | None
    lang: str

    @property
    def equal(self) -> bool:
        """Whether nothing differs."""
        return not self.found.differences

    def title(self) -> str:
        """Which layouts are compared."""
        return f"{named(self.found.before, self.lang)} → {named(self.found.after, self.lang)}"

    def counts(self) -> str:
        """How many features there are of each change, and the ground in all."""
        if self.equal:
            return words.SAME.say(self.lang)
        counts = [(TITLES[change], count) for change, count in self.found.counts.items() if count]
        told = [f"{title.say(self.lang)} {count}" for title, count in counts]
        told.append(f"{words.ALIKE.say(self.lang)} {self.found.same}")
        return " · ".join([*told, *self.ground(self.found.ground)])

    def ground(self, grounds: Sequence[Ground]) -> list[str]:
        """What was gained and lost, where that is more than nothing."""
        sums = [(words.GAINED, sum(g.gained_m2 for g in grounds)), (words.LOST, sum(g.lost_m2 for g in grounds))]
        return [f"{word.say(self.lang)} {km2(area)} km²" for word, area in sums if area >= 0.5]

    def by_change(self) -> Iterator[tuple[Change, list[tuple[Difference, Ground]]]]:
        """The differences of each change that there are."""
        pairs = list(zip(self.found.differences, self.found.ground, strict=True))
        for change in Change:
            if mine := [pair for pair in pairs if pair[0].change is change]:
                yield change, mine

    def values(self, difference: Difference) -> list[tuple[str, str, str]]:
        """Each property that differs, with what it was and what it is."""
        return [(v.column, self.value(v.before), self.value(v.after)) for v in difference.values]

    def value(self, value: Any) -> str:
        """A property as people read it."""
        if value is None or value == ():
            return words.NOTHING.say(self.lang)
        return "; ".join(value) if isinstance(value, tuple) else str(value)

    def kind(self, kind: str) -> str:
        """What people call a kind."""
        return Kind(kind).label.say(self.lang) if kind in list(Kind) else kind

    def flows(self) -> list[tuple[str, str, str, str]]:
        """Ground that moved: kind, from where, to where, km². What stays in its park and class is left out."""
        return [
            (self.kind(cell.kind), self.place(flow.before), self.place(flow.after), km2(flow.area_m2))
            for flow in self.found.areas.flows
            if flow.before != flow.after and flow.area_m2 >= 0.5 and (cell := flow.before or flow.after) is not None
        ]

    def place(self, cell: Cell | None) -> str:
        """A park and a class."""
        if cell is None:
            return words.NOWHERE.say(self.lang)
        return " · ".join(filter(None, (cell.park or words.NO_PARK.say(self.lang), cell.location_class)))

    def finding_lists(self) -> Iterator[tuple[str, Sequence[Finding]]]:
        """Findings that are new, told otherwise and gone, each under its heading."""
        delta = self.findings
        if delta is not None:
            for word, findings in (
                (words.ADDED, delta.added),
                (words.CHANGED, tuple(now for _, now in delta.changed)),
                (words.RESOLVED, delta.resolved),
            ):
                if findings:
                    yield word.say(self.lang), findings


def km2(area_m2: float) -> str:
    """m² as km² to the square metre, without zeros that say nothing."""
    return f"{area_m2 / M2_PER_KM2:.6f}".rstrip("0").rstrip(".")


def named(layout: Layout, lang: str) -> str:
    """A layout's title, id and revision."""
    id = layout.id if layout.revision is None else f"{layout.id}@{layout.revision}"
    return id if layout.title is None else f"{layout.title.say(lang)} ({id})"
