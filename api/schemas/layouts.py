"""Layouts and their revisions."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.schemas.common import TextModel
from api.schemas.edits import ChangesModel
from api.schemas.reports import SummaryModel


class PublicationModel(BaseModel):
    """A revision that was published: who, when, why, and the rulebook that judged it with the digest of its files.

    `superseded_by` is the number of the publication that took its place, and `superseded` when that was.
    """

    number: int
    revision: int
    created: datetime
    author: str
    message: str
    rulebook: str
    rulebook_digest: str
    superseded_by: int | None
    superseded: datetime | None


class PublishModel(BaseModel):
    """Who publishes, and why; people who have signed in need no `author`, for it is they."""

    author: str = ""
    message: str = ""


class OriginModel(BaseModel):
    """The revision that a layout was started from."""

    layout: str
    revision: int


class LayoutModel(BaseModel):
    """A layout, its newest revision and its newest publication; no summary where its rulebook is not here."""

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
    origin: OriginModel | None = Field(alias="from")
    published: PublicationModel | None


class CopyModel(ChangesModel):
    """A layout to start from a revision of another one, with edits of that revision where there are some.

    Without `id` the first free one is taken, as zgc-2020-2.
    """

    origin: OriginModel = Field(alias="from")
    title: TextModel
    author: str
    id: str | None = None
    message: str = ""


class RevisionModel(BaseModel):
    """One write: who, when, why, and how many features it put and deleted.

    `of` is the revision that was branched, merged or taken back.
    """

    revision: int
    created: datetime
    author: str
    message: str
    put: int
    deleted: int
    kind: Literal["first", "branch", "import", "merge", "revert", "edit"]
    of: OriginModel | None


class BranchModel(BaseModel):
    """A layout that was started from a revision of this one; `merged` is its newest revision that was merged back."""

    id: str
    title: TextModel
    origin: OriginModel = Field(alias="from")
    revision: int
    created: datetime
    author: str
    changed: datetime
    features: int
    merged: int | None
