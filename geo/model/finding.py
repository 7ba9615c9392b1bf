"""One fault at one place, and the sentence that it breaks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.model.text import Text
from geo.model.waiver import Waiver


class Severity(StrEnum):
    """How much a finding weighs: an error must be fixed, a warning should be, advice may be."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Status(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    WAIVED = "waived"
    CANNOT_TELL = "cannot-tell"
    CRASHED = "crashed"


@dataclass(frozen=True)
class Clause:
    """The sentence that a rule rests on: document, place in it, and what it says in our words."""

    document: str
    locator: str
    paraphrase: Text

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"document": self.document, "locator": self.locator, "paraphrase": self.paraphrase.data()}


def finding_id(rule: str, subjects: Sequence[str]) -> str:
    """A name that the same fault keeps across versions: a hash of the rule and its sorted subjects."""
    key = "\x1f".join([rule, *sorted(subjects)])
    return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Finding:
    """One fault at one place: what is measured against what is required, by which clause, and where.

    `subjects` are feature ids, the owner first; where a feature is missing altogether, its name in the
    roster stands in. `evidence` is a geometry in EPSG:4490. `unit` is "km2", "m2", "m", "count" or None.
    `lapsed` says of an open finding why the waiver that once covered it no longer does.
    """

    rule: str
    name: str
    severity: Severity
    subjects: tuple[str, ...]
    message: Text
    clause: Clause
    evidence: BaseGeometry | None
    measured: float | None = None
    required: float | None = None
    unit: str | None = None
    tolerance: float | None = None
    basis: str | None = None
    status: Status = Status.OPEN
    waiver: Waiver | None = None
    lapsed: Text | None = None
    fixes: tuple[str, ...] = ()

    @cached_property
    def id(self) -> str:
        """See `finding_id`."""
        return finding_id(self.rule, self.subjects)

    def data(self) -> dict[str, Any]:
        """As a JSON object, keys in the order that users know."""
        return {
            "id": self.id,
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity.value,
            "status": self.status.value,
            "subjects": list(self.subjects),
            "measured": self.measured,
            "required": self.required,
            "unit": self.unit,
            "tolerance": self.tolerance,
            "basis": self.basis,
            "clause": self.clause.data(),
            "message": self.message.data(),
            "evidence": None if self.evidence is None else dict(self.evidence.__geo_interface__),
            "fixes": list(self.fixes),
            "waiver": None if self.waiver is None else self.waiver.data(),
            "lapsed": None if self.lapsed is None else self.lapsed.data(),
        }
