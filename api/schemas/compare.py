"""Two layouts or revisions side by side."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from api.schemas.common import TextModel
from api.schemas.features import GeometryModel
from api.schemas.layouts import OriginModel
from api.schemas.reports import FindingModel


class ComparedModel(BaseModel):
    """A revision that is compared."""

    layout: str
    revision: int
    title: TextModel | None


class ComparedCountsModel(BaseModel):
    """How many features there are of each change, how many are alike, and the ground that was gained and lost."""

    added: int
    removed: int
    moved: int
    retitled: int
    same: int
    gained_m2: float
    lost_m2: float


class AttributeModel(BaseModel):
    """A property that differs: its earlier and later value, null or an empty list where it says nothing."""

    name: str
    before: Any
    after: Any


class ComparedOutlinesModel(BaseModel):
    """The outlines of a feature before and after, and the ground that it gained and lost."""

    before: GeometryModel | None
    after: GeometryModel | None
    gained: GeometryModel | None
    lost: GeometryModel | None


class DifferenceModel(BaseModel):
    """A feature that differs: `moved` where its outline does, `retitled` where only properties do.

    `attributes` are those that differ; of a feature on one side only, all that say something. `geometry` is null where
    outlines were not asked for.
    """

    id: str
    kind: str
    name: str
    change: Literal["added", "removed", "moved", "retitled"]
    attributes: list[AttributeModel]
    before_m2: float | None
    after_m2: float | None
    gained_m2: float
    lost_m2: float
    geometry: ComparedOutlinesModel | None


class PlaceModel(BaseModel):
    """The park and the class of features of a kind."""

    park: str | None
    location_class: str | None = Field(alias="class")


class FlowModel(BaseModel):
    """Ground of a kind that goes from one park and class to another; null: covered by none of the kind."""

    kind: str
    origin: PlaceModel | None = Field(alias="from")
    target: PlaceModel | None = Field(alias="to")
    area_m2: float


class AreaTotalModel(PlaceModel):
    """The ground of a kind in a park and class, before and after."""

    kind: str
    before_m2: float
    after_m2: float


class AreasModel(BaseModel):
    """The flows of ground, that which stays too, and the totals that they add up to."""

    flows: list[FlowModel]
    totals: list[AreaTotalModel]


class ChangedFindingModel(BaseModel):
    """A finding that is told otherwise."""

    before: FindingModel
    after: FindingModel


class FindingsDeltaModel(BaseModel):
    """Open findings that are new, gone, told otherwise, and how many stayed as they were."""

    added: list[FindingModel]
    resolved: list[FindingModel]
    changed: list[ChangedFindingModel]
    kept: int
    same_rules: bool


class ComparisonModel(BaseModel):
    """What differs between two revisions; `ancestor` is the newest revision that both come from, if they do.

    `findings` is null where a rulebook is not here.
    """

    origin: ComparedModel = Field(alias="from")
    target: ComparedModel = Field(alias="to")
    ancestor: OriginModel | None
    rulebook: str
    notice: TextModel | None
    summary: ComparedCountsModel
    features: list[DifferenceModel]
    areas: AreasModel
    findings: FindingsDeltaModel | None
