"""The shapes of requests and answers, for OpenAPI and the typed web client; handlers write the JSON itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

Position = list[float]


class TextModel(BaseModel):
    """A sentence in Chinese and in English."""

    zh: str
    en: str


class ProblemModel(BaseModel):
    """What went wrong (RFC 9457): `detail` in the reader's language, `message` in both, `where` at which place."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    message: TextModel
    where: str | None = None


class HealthModel(BaseModel):
    """The server answers, and so does its database."""

    status: Literal["ok"]
    postgis: str
    layouts: int
    version: str


class SummaryModel(BaseModel):
    """How many findings are open at each severity, how many are not, and how many rules passed."""

    error: int
    warning: int
    advice: int
    waived: int
    cannot_tell: int
    crashed: int
    passed: int


class LayoutModel(BaseModel):
    """A layout and its newest revision; no summary where its rulebook is not here."""

    id: str
    title: TextModel
    rulebook: str
    revision: int
    created: datetime
    author: str
    message: str
    features: int
    schematic: bool
    notice: TextModel | None
    summary: SummaryModel | None


class RevisionModel(BaseModel):
    """One write: who, when, why, and how many features it put and deleted."""

    revision: int
    created: datetime
    author: str
    message: str
    put: int
    deleted: int


class GeometryModel(BaseModel):
    """A GeoJSON geometry, longitude first, in degrees (EPSG:4490)."""

    type: str
    coordinates: list[Any]


class FeatureModel(BaseModel):
    """A GeoJSON feature; answers add `area_km2`, the measured ellipsoidal area, to its properties."""

    type: Literal["Feature"]
    id: str
    geometry: GeometryModel | None
    properties: dict[str, Any]


class CollectionModel(BaseModel):
    """A GeoJSON FeatureCollection (RFC 7946); `yuantu` says which layout and revision it is."""

    type: Literal["FeatureCollection"]
    yuantu: dict[str, Any] | None = None
    features: list[FeatureModel]


class ClauseModel(BaseModel):
    """The sentence that a rule rests on."""

    document: str
    locator: str
    paraphrase: TextModel


class WaiverModel(BaseModel):
    """Why a finding is lived with, by whose leave, and until when; `number` is its place in the layout's register."""

    reason: TextModel
    clause: str
    approver: str
    expires: str
    number: int | None
    measured: float | None
    evidence: str | None


class FindingModel(BaseModel):
    """One fault at one place: what is measured against what is required, and by which clause."""

    id: str
    rule: str
    name: str
    severity: Literal["error", "warning", "advice"]
    status: Literal["open", "waived", "cannot-tell", "crashed"]
    subjects: list[str]
    measured: float | None
    required: float | None
    unit: str | None
    tolerance: float | None
    basis: str | None
    clause: ClauseModel
    message: TextModel
    evidence: dict[str, Any] | None
    fixes: list[str]
    waiver: WaiverModel | None
    lapsed: TextModel | None
    since: Literal["new", "old"] | None = None


class RuleResultModel(BaseModel):
    """One rule's verdict on a layout."""

    code: str
    name: str
    title: TextModel
    severity: Literal["error", "warning", "advice"]
    status: Literal["passed", "failed", "waived", "cannot-tell", "crashed"]
    findings: int
    clause: ClauseModel


class AgainstModel(BaseModel):
    """An earlier report and what became of its findings; `added` names findings of the report beside it."""

    layout: str
    revision: int | None
    rulebook: str
    stage: str | None
    same_rules: bool
    sentence: TextModel
    added: list[str]
    resolved: list[FindingModel]
    remaining: int


class ReportModel(BaseModel):
    """Every finding of a layout under a rulebook, and the verdict of every rule."""

    layout: str
    revision: int | None
    rulebook: str
    stage: str | None
    notice: TextModel | None
    summary: SummaryModel
    findings: list[FindingModel]
    rules: list[RuleResultModel]
    against: AgainstModel | None = None


class EditModel(BaseModel):
    """Features to put (new or replaced, whole) and ids to delete."""

    put: list[FeatureModel] = []
    delete: list[str] = []
    message: str = ""
    author: str = ""


class DeltaModel(BaseModel):
    """Findings that an edit brings and findings that it takes away."""

    added: list[FindingModel]
    resolved: list[FindingModel]


class RefusalModel(BaseModel):
    """A feature that the store keeps out, why, and at which (lon, lat)."""

    feature: str
    reason: TextModel
    at: Position | None


class EditAnswerModel(BaseModel):
    """The newest revision, and what the edit did to the findings; `refused` tells what a dry run would keep out."""

    revision: int
    findings: DeltaModel
    refused: list[RefusalModel] = []


class FixShareModel(BaseModel):
    """A feature and how much land in m² it gains or loses."""

    feature: str
    name: str
    area_m2: float


class FixChangeModel(BaseModel):
    """One feature before and after a fix; without gain and loss it only gets vertices on the shared border."""

    feature: str
    name: str
    before: GeometryModel
    after: GeometryModel
    before_m2: float | None
    after_m2: float
    gained_m2: float
    lost_m2: float


class FixEffectsModel(DeltaModel):
    """What a fix does to the findings, its own among them; `remaining` open ones are left."""

    remaining: int


class FixModel(BaseModel):
    """One repair of a finding: what it moves and to whom, or `disabled_reason` why it is not on offer.

    `clear` marks the one that needs no choice between owners. `moved` is the land that changes hands.
    """

    id: str
    kind: Literal["remove-overlap", "close-gap", "weld-borders", "repair-ring"]
    owner: str | None
    finding: str
    rule: str
    title: TextModel
    clear: bool
    disabled_reason: TextModel | None
    area_moved_m2: float
    losers: list[FixShareModel]
    gainers: list[FixShareModel]
    moved: GeometryModel | None
    changes: list[FixChangeModel]
    effects: FixEffectsModel | None


class FixesModel(BaseModel):
    """The repairs of one finding at the newest revision; `ambiguous` says why a person has to choose."""

    layout: str
    revision: int
    finding: FindingModel
    ambiguous: TextModel | None
    fixes: list[FixModel]


class FixRequestModel(BaseModel):
    """Who fixes, and why; the message says which fix it was where none is given."""

    message: str = ""
    author: str = ""


class FixAnswerModel(EditAnswerModel):
    """The same as an edit's answer, with the fix that was made and how many findings stay open."""

    remaining: int
    fix: FixModel


class ChangeModel(BaseModel):
    """What one revision put and deleted, by feature id."""

    revision: int
    created: datetime
    author: str
    message: str
    put: list[str]
    deleted: list[str]


class ConflictModel(ProblemModel):
    """The layout has moved on: its newest revision, and what came since the one that was edited."""

    revision: int
    changed: list[str]
    changes: list[ChangeModel]


class RefusedModel(ProblemModel):
    """A write that the store keeps out, with the findings that say the same."""

    refused: list[RefusalModel] = []
    findings: list[FindingModel] = []


class FrameModel(BaseModel):
    """The centre of the equal-area frame in which everything is measured."""

    lon_0: float
    lat_0: float


class LimitsModel(BaseModel):
    """The plan's headline numbers."""

    total_area_km2: float
    group_min_area_km2: float
    park_count: int
    group_count: int


class IndustryModel(BaseModel):
    """A sector and the fields that belong to it."""

    sector: str
    sector_en: str
    fields: list[str]


class ParkModel(BaseModel):
    """A 分园 of the roster."""

    id: str
    name: str
    districts: list[str]
    approved_area_km2: float
    area_status: str
    lon: float
    lat: float


class GroupModel(BaseModel):
    """A 发展组团 of the roster."""

    id: str
    name: str
    location_class: str = Field(alias="class")
    park: str
    districts: list[str]
    modes: list[str]
    lon: float
    lat: float


class DocsModel(BaseModel):
    """What a rule checks, why, an example that fails, and how to fix it."""

    what: str
    why: str
    example: str
    fix: str


class RuleModel(BaseModel):
    """A rule as this rulebook sets it."""

    code: str
    name: str
    title: TextModel
    scope: Literal["each", "near", "sum", "whole", "report"]
    severity: Literal["error", "warning", "advice"]
    kinds: list[str]
    clause: ClauseModel
    params: dict[str, Any]
    docs: DocsModel


class NoteModel(BaseModel):
    """Where the documents contradict each other or themselves, and how and where that is shown."""

    number: int
    topic: TextModel
    text: TextModel
    shown_as: Literal["waiver", "advice", "note"]
    target: str


class RulebookModel(BaseModel):
    """A plan's numbers, words, roster and rules."""

    id: str
    version: str
    title: TextModel
    frame: FrameModel
    limits: LimitsModel
    classes: list[str]
    modes: list[str]
    carriers: list[str]
    industries: list[IndustryModel]
    parks: list[ParkModel]
    groups: list[GroupModel]
    rules: list[RuleModel]
    notes: list[NoteModel]
