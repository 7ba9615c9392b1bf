"""Rules as a page shows them: the catalogue, and all of one rule."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from api.schemas.common import TextModel
from api.schemas.reports import ClauseModel
from api.schemas.rulebooks import DocsModel, NoteModel


class BookModel(BaseModel):
    """Which rulebook it is."""

    id: str
    version: str
    title: TextModel
    default_stage: str


class SubjectModel(BaseModel):
    """What the first three letters of a rule's code stand for."""

    key: str
    title: TextModel


class RuleHeadModel(BaseModel):
    """What a list tells of a rule: its subject, how grave it is, when it holds and by which clause."""

    code: str
    name: str
    title: TextModel
    subject: str
    severity: Literal["error", "warning", "advice"]
    stages: list[str]
    kinds: list[str]
    clause: ClauseModel


class CatalogueRuleModel(RuleHeadModel):
    """The same, with the number of sentences of the documents that feed the rule."""

    sentences: int


class CoverageModel(BaseModel):
    """How many sentences of the documents became what; together they are `total`."""

    total: int
    totals: dict[Literal["rule", "attribute", "indicator", "text-only"], int]


class CatalogueModel(BaseModel):
    """All rules of a rulebook in the order of its subjects, and the coverage of the documents."""

    rulebook: BookModel
    subjects: list[SubjectModel]
    rules: list[CatalogueRuleModel]
    coverage: CoverageModel


class SentenceModel(BaseModel):
    """One sentence of a document: its place, its paragraph, what it asks for, and how a layout is held to it."""

    row: str
    document: str
    title: TextModel
    locator: str
    line: int
    kind: str
    strength: str
    original: str
    paraphrase: str
    treatment: Literal["rule", "attribute", "indicator", "text-only"]
    target: list[str]
    reason_zh: str
    reason_en: str


class FixKindModel(BaseModel):
    """A repair that a finding of the rule can have."""

    kind: Literal["remove-overlap", "close-gap", "weld-borders", "repair-ring"]
    title: TextModel


class ExampleFeatureModel(BaseModel):
    """One feature of an example; rings in metres from the south-western corner, none where it has no shape."""

    id: str
    kind: str
    name: str
    properties: dict[str, Any]
    rings: list[list[list[float]]]


class RosterModel(BaseModel):
    """All parks or groups of the roster, except those named."""

    kind: str
    all_but: list[str] = Field(alias="except")


class ExampleModel(BaseModel):
    """The rule's first failing case: what is in it, what is found, and where."""

    message: TextModel
    measured: float | None
    roster: list[RosterModel]
    features: list[ExampleFeatureModel]
    evidence: list[list[list[float]]]


class RulePageModel(RuleHeadModel):
    """One rule as a rulebook sets it; `units` names the unit of every parameter that has one."""

    rulebook: BookModel
    stage_titles: list[TextModel]
    scope: Literal["each", "near", "sum", "whole", "report"]
    needs: list[str]
    unit: str | None
    message: TextModel
    docs: DocsModel
    params: dict[str, Any]
    units: dict[str, str]
    document: TextModel
    example: ExampleModel | None
    sentences: list[SentenceModel]
    fixes: list[FixKindModel]
    notes: list[NoteModel]
