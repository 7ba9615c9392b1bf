"""What a repair offers before anything is changed: the edit, what it moves, who gains and who loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from shapely.geometry.base import BaseGeometry

from geo.model import Edit, Finding, Text

NO_EDIT: Final = Edit()


@dataclass(frozen=True)
class Change:
    """One feature before and after: geometries in EPSG:4490, areas and land gained and lost in m².

    A broken outline had no area. A feature that gains and loses nothing only gets vertices where its neighbour's new
    border meets its own.
    """

    feature: str
    name: str
    before: BaseGeometry
    after: BaseGeometry
    before_m2: float | None
    after_m2: float
    gained_m2: float
    lost_m2: float

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "feature": self.feature,
            "name": self.name,
            "before": dict(self.before.__geo_interface__),
            "after": dict(self.after.__geo_interface__),
            "before_m2": None if self.before_m2 is None else round(self.before_m2, 3),
            "after_m2": round(self.after_m2, 3),
            "gained_m2": round(self.gained_m2, 3),
            "lost_m2": round(self.lost_m2, 3),
        }


class Effects(Protocol):
    """What an edit does to the findings: open ones that are new, that are gone, and how many stay."""

    @property
    def added(self) -> tuple[Finding, ...]:
        """Findings that were not open before."""

    @property
    def resolved(self) -> tuple[Finding, ...]:
        """Findings that are no longer open."""

    @property
    def remaining(self) -> int:
        """How many stay open."""


@dataclass(frozen=True)
class Proposal:
    """One repair of one finding, ready to apply, or the reason why it is none.

    `id` is "kind:owner", or "kind" where nobody has to be chosen. `clear` marks the one that may be applied without
    asking; where no proposal of a finding is clear, a person has to choose. `moved` is the land that changes hands
    (EPSG:4490), `area_moved_m2` its area.
    """

    id: str
    finding: str
    rule: str
    title: Text
    edit: Edit = NO_EDIT
    changes: tuple[Change, ...] = ()
    moved: BaseGeometry | None = None
    area_moved_m2: float = 0.0
    clear: bool = False
    disabled_reason: Text | None = None

    @property
    def kind(self) -> str:
        """Which repair: "remove-overlap", "close-gap", "weld-borders", "repair-ring"."""
        return self.id.partition(":")[0]

    @property
    def owner(self) -> str | None:
        """The feature that this repair favours, where one is favoured."""
        return self.id.partition(":")[2] or None

    @property
    def offered(self) -> bool:
        """Whether it can be applied."""
        return self.disabled_reason is None

    @property
    def losers(self) -> tuple[Change, ...]:
        """Who loses land."""
        return tuple(change for change in self.changes if change.lost_m2 > 0)

    @property
    def gainers(self) -> tuple[Change, ...]:
        """Who gains land."""
        return tuple(change for change in self.changes if change.gained_m2 > 0)

    def data(self, effects: Effects | None = None) -> dict[str, Any]:
        """As a JSON object, with its effects on the findings where they are known."""
        return {
            "id": self.id,
            "kind": self.kind,
            "owner": self.owner,
            "finding": self.finding,
            "rule": self.rule,
            "title": self.title.data(),
            "clear": self.clear,
            "disabled_reason": None if self.disabled_reason is None else self.disabled_reason.data(),
            "area_moved_m2": round(self.area_moved_m2, 3),
            "losers": [_share(c, c.lost_m2) for c in self.losers],
            "gainers": [_share(c, c.gained_m2) for c in self.gainers],
            "moved": None if self.moved is None else dict(self.moved.__geo_interface__),
            "changes": [change.data() for change in self.changes],
            "effects": None if effects is None else effects_data(effects),
        }


def _share(change: Change, area_m2: float) -> dict[str, Any]:
    return {"feature": change.feature, "name": change.name, "area_m2": round(area_m2, 3)}


def effects_data(effects: Effects) -> dict[str, Any]:
    """Effects as a JSON object."""
    return {
        "added": [finding.data() for finding in effects.added],
        "resolved": [finding.data() for finding in effects.resolved],
        "remaining": effects.remaining,
    }


def clear_one(proposals: Sequence[Proposal]) -> Proposal | None:
    """The proposal that may be applied without asking, if there is just one such."""
    clear = [proposal for proposal in proposals if proposal.offered and proposal.clear]
    return clear[0] if len(clear) == 1 else None
