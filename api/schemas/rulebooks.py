"""A rulebook: numbers, words, roster, rules, contradictions."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from api.schemas.common import TextModel
from api.schemas.reports import ClauseModel


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


class TermModel(BaseModel):
    """A word of the rulebook, with its English where the glossary has it."""

    name: str
    name_en: str | None


class DocumentModel(BaseModel):
    """A document that clauses cite, by its number."""

    id: str
    title: TextModel


class StageModel(BaseModel):
    """A stage of planning: what people call it, what it checks, and how many rules that is."""

    id: str
    title: TextModel
    checks: TextModel | None
    rules: int


class IndustryModel(BaseModel):
    """A sector and the fields that belong to it."""

    sector: str
    sector_en: str
    fields: list[str]


class FormTermModel(BaseModel):
    """A word as features write it, and how people read it where that differs."""

    name: str
    zh: str | None
    en: str | None


class LimitModel(BaseModel):
    """Which words suit each word of the property `by`, as `rule` sees it."""

    rule: str
    by: str
    words: dict[str, list[str]]


class FieldModel(BaseModel):
    """One property of a form: how it is filled in, the rules that want it filled in, and the words that there are.

    Where `closed_by` names a rule, that rule finds fault with any other word; `open`: other words may be filled in.
    """

    name: str
    title: TextModel
    input: Literal["text", "note", "number", "term", "terms", "industries", "park", "district"]
    required_by: list[str]
    closed_by: str | None
    open: bool
    terms: list[FormTermModel]
    limit: LimitModel | None


class KindModel(BaseModel):
    """A kind of feature, whether it is drawn as a point, and the properties that are filled in for it, in order."""

    kind: str
    title: TextModel
    point: bool
    fields: list[FieldModel]


class ParkModel(BaseModel):
    """A 分园 of the roster."""

    id: str
    name: str
    name_en: str | None
    districts: list[str]
    approved_area_km2: float
    area_status: str
    lon: float
    lat: float


class GroupModel(BaseModel):
    """A 发展组团 of the roster."""

    id: str
    name: str
    name_en: str | None
    location_class: str = Field(alias="class")
    park: str
    districts: list[str]
    modes: list[str]
    lon: float
    lat: float


class DocsModel(BaseModel):
    """What a rule checks, why, an example that fails, how to fix it, and what its parameters mean."""

    summary: TextModel
    what: TextModel
    why: TextModel
    example: TextModel
    fix: TextModel
    params: TextModel | None


class RuleModel(BaseModel):
    """A rule as this rulebook sets it.

    `judges` are the properties that its findings speak of; of those in `filled` they only say that they are empty.
    """

    code: str
    name: str
    title: TextModel
    scope: Literal["each", "near", "sum", "whole", "report"]
    severity: Literal["error", "warning", "advice"]
    kinds: list[str]
    judges: list[str]
    filled: list[str]
    stages: list[str]
    clause: ClauseModel
    params: dict[str, Any]
    docs: DocsModel


class NoteModel(BaseModel):
    """Where the documents contradict each other or themselves, what is done about it, and where that is shown.

    `sources` are the places at odds, as a document's number and a locator; it bears on `indicators` and `rules`.
    """

    number: int
    topic: TextModel
    text: TextModel
    does: TextModel
    sources: list[str]
    indicators: list[str]
    rules: list[str]
    shown_as: Literal["waiver", "advice", "note"]
    target: str


class RulebookModel(BaseModel):
    """A plan's numbers, words, roster and rules; `glossary` has the English of its Chinese words."""

    id: str
    version: str
    title: TextModel
    frame: FrameModel
    limits: LimitsModel
    documents: list[DocumentModel]
    stages: list[StageModel]
    default_stage: str
    classes: list[TermModel]
    modes: list[TermModel]
    carriers: list[TermModel]
    industries: list[IndustryModel]
    industry_stages: list[str]
    kinds: list[KindModel]
    glossary: dict[str, str]
    parks: list[ParkModel]
    groups: list[GroupModel]
    rules: list[RuleModel]
    notes: list[NoteModel]
