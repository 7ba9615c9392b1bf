"""What everything speaks of: features, layouts, edits, findings, waivers, reports.

A single `Feature` exists only at the edges: in an edit, in a file, in a request.
"""

from geo.model.features import (
    COLUMNS,
    LIST_COLUMNS,
    NUMBER_COLUMNS,
    POINT_KINDS,
    Edit,
    Feature,
    Kind,
    Property,
    columns_of,
    features_of,
)
from geo.model.finding import Clause, Finding, Severity, Status, finding_id
from geo.model.layout import Layout
from geo.model.report import Delta, Report, RuleResult
from geo.model.text import SCHEMATIC_NOTICE, Text
from geo.model.waiver import Waiver, evidence_hash

__all__ = [
    "COLUMNS",
    "LIST_COLUMNS",
    "NUMBER_COLUMNS",
    "POINT_KINDS",
    "SCHEMATIC_NOTICE",
    "Clause",
    "Delta",
    "Edit",
    "Feature",
    "Finding",
    "Kind",
    "Layout",
    "Property",
    "Report",
    "RuleResult",
    "Severity",
    "Status",
    "Text",
    "Waiver",
    "columns_of",
    "evidence_hash",
    "features_of",
    "finding_id",
]
