"""Layouts and their revisions."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from api.schemas.common import TextModel
from api.schemas.reports import SummaryModel


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
