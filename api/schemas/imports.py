"""Imports: uploads with what was seen of them, previews, landings, records, and the quarantine."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.schemas.common import TextModel
from api.schemas.edits import EditAnswerModel
from api.schemas.features import FeatureModel

Code = str
Position = list[float]


class PlacementModel(BaseModel):
    """Where a layer lies: its coordinate system, the order of its axes, and the shift of public web maps."""

    crs: str
    axes: Literal["xy", "yx"] = "xy"
    shift: Literal["none", "gcj02", "bd09"] = "none"


class LayerDecisionsModel(BaseModel):
    """How one layer is to be read: see `geo.exchange.decisions`."""

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
    code: Code
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


class UploadModel(BaseModel):
    """A file that was uploaded and is kept until `expires`; `landed` is the import that it became."""

    id: UUID
    name: str
    bytes: int
    expires: datetime
    rulebook: str
    layout: str | None
    encoding: str | None
    landed: int | None
    inspection: InspectionModel


class InspectModel(BaseModel):
    """The encoding to read a file's text by (null: the file's own), and the layout to read it against."""

    encoding: str | None = None
    layout: str | None = None


class ImportFileModel(BaseModel):
    """The file that was imported."""

    name: str
    bytes: int
    sha256: str
    format: str


class ImportCountsModel(BaseModel):
    """Features of the file that entered; put and deleted in the layout; mended; kept out, and still waiting."""

    features: int
    put: int
    deleted: int
    mended: int
    quarantined: int
    waiting: int


class ImportModel(BaseModel):
    """An import; `changed` is false where its revision held everything already."""

    number: int
    layout: str
    revision: int
    changed: bool
    created: datetime
    author: str
    message: str
    file: ImportFileModel
    mode: Literal["update", "replace"]
    decisions: DecisionsModel
    pairs: dict[str, str | None]
    inspection: dict[str, Any] | None
    counts: ImportCountsModel


class ReleaseModel(BaseModel):
    """How a feature left the quarantine, and into which revision as which feature."""

    how: Literal["mended", "entered", "dismissed", "superseded"]
    created: datetime
    author: str
    message: str
    revision: int | None
    feature: str | None


class WaitingModel(BaseModel):
    """Why a feature could not enter; the file's own properties stand beside these, and all of them in `raw`.

    In a preview it has no number, import, file, time or release yet.
    """

    number: int | None = None
    import_: int | None = Field(default=None, alias="import")
    file: str | None = None
    created: datetime | None = None
    release: ReleaseModel | None = None
    id: str | None
    layer: str
    row: int | None
    code: Code
    reason: TextModel
    at: Position | None
    raw: dict[str, Any]


class QuarantinedModel(BaseModel):
    """A feature that could not enter, with its outline as it is, in degrees; null where there is none."""

    type: Literal["Feature"]
    id: int | None = None
    geometry: dict[str, Any] | None
    properties: WaitingModel


class QuarantineModel(BaseModel):
    """Features that could not enter a layout."""

    type: Literal["FeatureCollection"]
    features: list[QuarantinedModel]


class MendModel(BaseModel):
    """A mended feature in place of one that waits, or null to dismiss it; the revision that it is to follow."""

    put: FeatureModel | None
    author: str
    message: str = ""
    revision: int | None = None


class MendedModel(EditAnswerModel):
    """The newest revision, what happened to the findings, and how the feature left the quarantine."""

    released: Literal["mended", "dismissed"]
