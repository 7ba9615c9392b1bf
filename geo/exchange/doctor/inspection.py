"""What the import doctor saw in a file: proposals with their evidence, and the faults of single features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from geo.exchange.intake.decisions import Decisions, decisions_data
from geo.exchange.intake.draft import Draft
from geo.model import Text

SURE: Final = 0.9
"""From this confidence on a first candidate may be taken without asking, if it converts nothing."""


class About(StrEnum):
    """What a proposal is about, and the form of its candidates' values.

    ENCODING: a codec's name, or a chain of them (`mending`). PLACEMENT: `{crs, axes, shift}`. COLUMN: the property that
    `column` becomes, or None. UNIT: the unit of `column`. KIND: the kind of features without one, or None to leave the
    layer out. KINDS: the kind that value `word` of `column` means. WORD: the word of the rulebook that value `word` of
    `column` means, or None. IDS: "quarantine" or "number". REPAIR: true or false.
    """

    ENCODING = "encoding"
    PLACEMENT = "placement"
    COLUMN = "column"
    UNIT = "unit"
    KIND = "kind"
    KINDS = "kinds"
    WORD = "word"
    IDS = "ids"
    REPAIR = "repair"


@dataclass(frozen=True)
class Candidate:
    """One answer: its value (JSON), how sure it is (0 to 1), and why, in sentences."""

    value: Any
    title: Text
    confidence: float
    evidence: tuple[Text, ...] = ()

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "value": self.value,
            "title": self.title.data(),
            "confidence": round(self.confidence, 3),
            "evidence": [sentence.data() for sentence in self.evidence],
        }


@dataclass(frozen=True)
class Proposal:
    """A question about a file with its candidates, best first, never none.

    `converts`: taking the first candidate changes coordinates or values (undoes a shift, swaps axes, changes a unit),
    so that a person must agree. `declared`: the file says so itself, and nothing speaks against it.
    """

    about: About
    title: Text
    candidates: tuple[Candidate, ...]
    layer: str | None = None
    column: str | None = None
    word: str | None = None
    converts: bool = False
    declared: bool = False

    @property
    def best(self) -> Candidate:
        """The first candidate."""
        return self.candidates[0]

    @property
    def asks(self) -> bool:
        """Whether a person must decide before anything is stored."""
        return self.converts or self.best.confidence < SURE

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "about": self.about.value,
            "title": self.title.data(),
            "layer": self.layer,
            "column": self.column,
            "word": self.word,
            "asks": self.asks,
            "converts": self.converts,
            "declared": self.declared,
            "candidates": [candidate.data() for candidate in self.candidates],
        }


@dataclass(frozen=True)
class Fault:
    """What is wrong with one feature: `row` counts from 0 in its layer; `at` is a place in the file's coordinates.

    `code` is one of "no-geometry", "broken-geometry", "invalid-ring", "wrong-type", "repeated-id", "unknown-kind",
    "outside", "wrong-value"; `mends` says whether it can be repaired without doubt.
    """

    layer: str
    row: int
    id: str | None
    code: str
    reason: Text
    at: tuple[float, float] | None = None
    mends: bool = False

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "layer": self.layer,
            "row": self.row,
            "id": self.id,
            "code": self.code,
            "reason": self.reason.data(),
            "at": None if self.at is None else list(self.at),
            "mends": self.mends,
        }


@dataclass(frozen=True)
class ColumnSeen:
    """A column of the file; what it `holds` is "text", "number", "list", "mixed" or "empty"."""

    name: str
    holds: str
    filled: int
    samples: tuple[str, ...]

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"name": self.name, "holds": self.holds, "filled": self.filled, "samples": list(self.samples)}


@dataclass(frozen=True)
class LayerSeen:
    """A layer of the file: how many features of which geometry types, its columns, its extent in its own numbers."""

    name: str
    features: int
    types: tuple[tuple[str, int], ...]
    columns: tuple[ColumnSeen, ...]
    extent: tuple[float, float, float, float] | None
    crs: str | None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "name": self.name,
            "features": self.features,
            "types": dict(self.types),
            "columns": [column.data() for column in self.columns],
            "extent": None if self.extent is None else list(self.extent),
            "crs": self.crs,
        }


@dataclass(frozen=True)
class Inspection:
    """All that was seen of a file, and the decisions that follow from the first candidates."""

    file: str
    format: str
    layers: tuple[LayerSeen, ...]
    proposals: tuple[Proposal, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[Text, ...]
    decisions: Decisions
    draft: Draft | None = field(default=None, repr=False, compare=False)
    """What becomes of the file by these decisions, as it was tried; no part of `data`."""

    @property
    def open(self) -> Sequence[Proposal]:
        """What a person must decide."""
        return [proposal for proposal in self.proposals if proposal.asks]

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "file": self.file,
            "format": self.format,
            "layers": [layer.data() for layer in self.layers],
            "proposals": [proposal.data() for proposal in self.proposals],
            "faults": [fault.data() for fault in self.faults],
            "remarks": [remark.data() for remark in self.remarks],
            "decisions": decisions_data(self.decisions),
        }
