"""Findings, verdicts of rules, and reports."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from api.schemas.common import TextModel
from api.schemas.features import CollectionModel


class SummaryModel(BaseModel):
    """How many findings are open at each severity, how many are not, and how many rules passed."""

    error: int
    warning: int
    advice: int
    waived: int
    cannot_tell: int
    crashed: int
    passed: int


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


class LookModel(BaseModel):
    """A file that is stored nowhere: what was assumed to read it, its features, and the report on them.

    `suspicion` says so where its coordinates surely are in another system than they say, or shifted.
    """

    suspicion: TextModel | None
    remarks: list[TextModel]
    layout: CollectionModel
    report: ReportModel
