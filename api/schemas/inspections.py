"""What was seen of a file, and how it is to be read."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from api.schemas.common import TextModel

Position = list[float]


class PlacementModel(BaseModel):
    """Where a layer lies: its coordinate system, the order of its axes, and the shift of public web maps."""

    crs: str
    axes: Literal["xy", "yx"] = "xy"
    shift: Literal["none", "gcj02", "bd09"] = "none"


class LayerDecisionsModel(BaseModel):
    """How one layer is to be read: see `geo.exchange.intake.decisions`."""

    placement: PlacementModel
    columns: dict[str, str | None] = {}
    units: dict[str, Literal["km2", "ha", "m2", "mu"]] = {}
    kind: str | None = None
    kinds: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}


class DecisionsModel(BaseModel):
    """How a file is to be read; a layer that is not named, or is null, is left out."""

    layers: dict[str, LayerDecisionsModel | None]
    encoding: str | None = None
    repeated_ids: Literal["quarantine", "number"] = "quarantine"
    repair: bool = True


class CandidateModel(BaseModel):
    """One answer to a proposal: how sure it is (0 to 1), and why."""

    value: Any
    title: TextModel
    confidence: float
    evidence: list[TextModel]


class ProposalModel(BaseModel):
    """A question about a file with its candidates, best first; where it `asks`, a person must decide."""

    about: Literal["encoding", "placement", "column", "unit", "kind", "kinds", "word", "ids", "repair"]
    title: TextModel
    layer: str | None
    column: str | None
    word: str | None
    asks: bool
    converts: bool
    declared: bool
    candidates: list[CandidateModel]


class FaultModel(BaseModel):
    """What is wrong with one feature: `row` from 0 in its layer, `at` in the file's coordinates."""

    layer: str
    row: int
    id: str | None
    code: str
    reason: TextModel
    at: Position | None
    mends: bool


class ColumnSeenModel(BaseModel):
    """A column of a file."""

    name: str
    holds: Literal["text", "number", "list", "mixed", "empty"]
    filled: int
    samples: list[str]


class LayerSeenModel(BaseModel):
    """A layer of a file, its extent in its own numbers."""

    name: str
    features: int
    types: dict[str, int]
    columns: list[ColumnSeenModel]
    extent: list[float] | None
    crs: str | None


class InspectionModel(BaseModel):
    """All that was seen of a file, and the decisions that follow from the first candidates."""

    file: str
    format: str
    layers: list[LayerSeenModel]
    proposals: list[ProposalModel]
    faults: list[FaultModel]
    remarks: list[TextModel]
    decisions: DecisionsModel
