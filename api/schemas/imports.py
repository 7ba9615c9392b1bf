"""Imports: uploads with what was seen of them, previews, landings, records, and the quarantine."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.schemas.common import TextModel
from api.schemas.edits import EditAnswerModel
from api.schemas.features import FeatureModel
from api.schemas.inspections import DecisionsModel, InspectionModel
from api.schemas.reports import FindingModel

Position = list[float]


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


class PreviewWishModel(BaseModel):
    """Into which layout (null: a new one), read how, updating or replacing it; `pairs` says which feature is which.

    `pairs` leads from ids of the file to ids of the layout, or to null for a feature that is new.
    """

    layout: str | None = None
    decisions: DecisionsModel
    mode: Literal["update", "replace"] = "update"
    pairs: dict[str, str | None] = {}


class DrawnModel(BaseModel):
    """A feature as it would be in the layout; what would go has no `change`."""

    type: Literal["Feature"]
    id: str
    geometry: dict[str, Any] | None
    properties: dict[str, Any]
    change: Literal["added", "changed", "same"] | None = None


class DrawnCollectionModel(BaseModel):
    """Features of a preview."""

    type: Literal["FeatureCollection"]
    features: list[DrawnModel]


class MatchModel(BaseModel):
    """A feature `id` of the file that is `was` in the layout; `share` is what their outlines have in common."""

    id: str
    was: str
    by: Literal["pair", "id", "name", "overlap"]
    share: float


class AreaModel(BaseModel):
    """What a feature says of its area beside what it measures, in square kilometres; `hint` at a unit taken wrongly."""

    id: str
    name: str | None
    stated_km2: float | None
    measured_km2: float | None
    difference_share: float | None
    hint: TextModel | None = None


class CountsModel(BaseModel):
    """How many features would be added, changed, removed, and stay as they are."""

    added: int
    changed: int
    removed: int
    same: int


class ImportFindingsModel(BaseModel):
    """Findings that an import would bring and take away; into a new layout, all that are open."""

    added: list[FindingModel]
    resolved: list[FindingModel]


class PreviewModel(BaseModel):
    """What an upload would become; `revision` is the layout's newest one, null for a new layout."""

    layout: str | None
    revision: int | None
    features: DrawnCollectionModel
    removed: DrawnCollectionModel
    matches: list[MatchModel]
    changes: CountsModel
    areas: list[AreaModel]
    quarantine: QuarantineModel
    mended: list[str]
    remarks: list[TextModel]
    findings: ImportFindingsModel | None


class LandWishModel(PreviewWishModel):
    """A preview's wish that is to be carried out: `revision` null makes a new layout, which may get a `title`."""

    title: TextModel | None = None
    revision: int | None = None
    author: str
    message: str = ""


class LandedModel(BaseModel):
    """The import: its number, the layout's revision and whether it is new, and how many features were kept out."""

    layout: str
    revision: int
    changed: bool
    import_: int = Field(alias="import")
    quarantined: int


class ProgressModel(BaseModel):
    """How far a landing is: `done` of `total` steps of storing; null while the file is read, or nothing goes on."""

    step: Literal["waiting", "reading", "storing"]
    done: int
    total: int | None


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
    code: str
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
