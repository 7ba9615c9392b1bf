"""Edits, what they did, and why one was refused."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from api.schemas.common import ProblemModel, TextModel
from api.schemas.features import FeatureModel
from api.schemas.reports import FindingModel

Position = list[float]


class ChangesModel(BaseModel):
    """Features to put (new or replaced, whole) and ids to delete."""

    put: list[FeatureModel] = []
    delete: list[str] = []


class EditModel(ChangesModel):
    """An edit to be stored: who makes it, and why."""

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


class FullDeltaModel(DeltaModel):
    """All that an edit does to a report: with it the page's report becomes that on the edited layout.

    `changed` are the other findings that are new or say something else, whatever their status; `gone` the ids of those
    that were not open and are no more.
    """

    changed: list[FindingModel]
    gone: list[str]


class EditAnswerModel(BaseModel):
    """The newest revision, and what the edit did to the findings; `refused` tells what a dry run would keep out."""

    revision: int
    findings: FullDeltaModel
    refused: list[RefusalModel] = Field(default_factory=list)


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

    refused: list[RefusalModel] = Field(default_factory=list)
    findings: list[FindingModel] = Field(default_factory=list)
