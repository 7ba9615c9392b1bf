"""Repairs of a finding."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.schemas.common import TextModel
from api.schemas.edits import DeltaModel, EditAnswerModel
from api.schemas.features import GeometryModel
from api.schemas.reports import FindingModel


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
