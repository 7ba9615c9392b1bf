"""Merges of one layout into another, and revisions that are taken back."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from api.schemas.common import ProblemModel
from api.schemas.compare import DifferenceModel
from api.schemas.edits import ChangeModel, EditAnswerModel
from api.schemas.layouts import OriginModel


class MergeConflictModel(BaseModel):
    """A part of a feature that both sides changed otherwise: a property, `geometry`, or `feature` as a whole.

    `base`, `mine` and `theirs` are its values: of a property as in GeoJSON, of `geometry` a GeoJSON geometry, of
    `feature` a GeoJSON feature; null where the side says nothing or has no such feature. `mine` is the layout that is
    written to. A revert tells the revision that it takes back as `base`, the newest one as `mine`, and the one before
    as `theirs`.
    """

    feature: str
    part: str
    kind: str
    name: str
    why: Literal["both-changed", "both-added", "deleted-here", "deleted-there"]
    base: Any
    mine: Any
    theirs: Any


class ChoiceModel(BaseModel):
    """What shall count of a conflict; with `take` "value", the `value` given."""

    feature: str
    part: str
    take: Literal["mine", "theirs", "base", "value"]
    value: Any = None


class MergeLookModel(BaseModel):
    """What a merge would bring: `put` and `delete` name the features that it changes without asking.

    `base` is the newest revision that both have in common; `merged` is whether the layout has all of it already;
    `features` are those changes as a comparison tells them, without outlines unless they are asked for.
    """

    layout: str
    revision: int
    origin: OriginModel = Field(alias="from")
    base: OriginModel
    merged: bool
    put: list[str]
    delete: list[str]
    features: list[DifferenceModel]
    conflicts: list[MergeConflictModel]


class MergeRequestModel(BaseModel):
    """Which layout to merge (`L`, or `L@N` for a revision of it), and what was chosen for every conflict."""

    origin: str = Field(alias="from")
    choices: list[ChoiceModel] = []
    message: str = ""
    author: str = ""


class RevertRequestModel(BaseModel):
    """Which revision to take back, and what was chosen for what has changed again since."""

    revision: int
    choices: list[ChoiceModel] = []
    message: str = ""
    author: str = ""


class MergeAnswerModel(EditAnswerModel):
    """The newest revision, what the merge or revert put and deleted, and what it did to the findings.

    A dry run lists the conflicts that nobody has chosen; they are as mine in what it judges.
    """

    put: list[str]
    delete: list[str]
    conflicts: list[MergeConflictModel]


class UnresolvedModel(ProblemModel):
    """Conflicts that nobody has chosen; or the layout has moved on, with what came since."""

    conflicts: list[MergeConflictModel] = Field(default_factory=list)
    revision: int | None = None
    changed: list[str] | None = None
    changes: list[ChangeModel] | None = None
