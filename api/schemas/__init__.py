"""The shapes of requests and answers, for OpenAPI and the typed web client; handlers write the JSON itself."""

from api.schemas.common import HealthModel, ProblemModel, TextModel
from api.schemas.edits import (
    ChangeModel,
    ConflictModel,
    DeltaModel,
    EditAnswerModel,
    EditModel,
    RefusalModel,
    RefusedModel,
)
from api.schemas.features import CollectionModel, FeatureModel, GeometryModel
from api.schemas.fixes import (
    FixAnswerModel,
    FixChangeModel,
    FixEffectsModel,
    FixesModel,
    FixModel,
    FixRequestModel,
    FixShareModel,
)
from api.schemas.layouts import LayoutModel, RevisionModel
from api.schemas.reports import (
    AgainstModel,
    ClauseModel,
    FindingModel,
    ReportModel,
    RuleResultModel,
    SummaryModel,
    WaiverModel,
)
from api.schemas.rulebooks import (
    DocsModel,
    FrameModel,
    GroupModel,
    IndustryModel,
    LimitsModel,
    NoteModel,
    ParkModel,
    RulebookModel,
    RuleModel,
)
from api.schemas.rules import CatalogueModel, RulePageModel

__all__ = [
    "AgainstModel",
    "CatalogueModel",
    "ChangeModel",
    "ClauseModel",
    "CollectionModel",
    "ConflictModel",
    "DeltaModel",
    "DocsModel",
    "EditAnswerModel",
    "EditModel",
    "FeatureModel",
    "FindingModel",
    "FixAnswerModel",
    "FixChangeModel",
    "FixEffectsModel",
    "FixModel",
    "FixRequestModel",
    "FixShareModel",
    "FixesModel",
    "FrameModel",
    "GeometryModel",
    "GroupModel",
    "HealthModel",
    "IndustryModel",
    "LayoutModel",
    "LimitsModel",
    "NoteModel",
    "ParkModel",
    "ProblemModel",
    "RefusalModel",
    "RefusedModel",
    "ReportModel",
    "RevisionModel",
    "RuleModel",
    "RulePageModel",
    "RuleResultModel",
    "RulebookModel",
    "SummaryModel",
    "TextModel",
    "WaiverModel",
]
