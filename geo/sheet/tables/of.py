"""The tables that a template can name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from geo.sheet.subject import Subject
from geo.sheet.tables import Table
from geo.sheet.tables.changes import changes_table
from geo.sheet.tables.facts import facts_table
from geo.sheet.tables.findings import findings_table
from geo.sheet.tables.groups import groups_table
from geo.sheet.tables.members import members_table
from geo.sheet.tables.sectors import sectors_table
from geo.sheet.template import TableName

TABLES: Final[Mapping[TableName, Callable[[Subject], Table]]] = {
    "groups": groups_table,
    "members": members_table,
    "sectors": sectors_table,
    "changes": changes_table,
    "findings": findings_table,
    "facts": facts_table,
}
"""What makes each table of a template's `tables`."""
