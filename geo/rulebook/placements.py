"""Where a plan places its industries: which parks for which sector or field, and for which stage of the work."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from geo.errors import RulebookError
from geo.rulebook.roster import Park, Roster
from geo.rulebook.taxonomy import Taxonomy


class Placement(BaseModel):
    """One row: a sector or field, the stages meant (none: any), its role there, and the parks.

    `role` is core (核心、主要), spread (渗透) or drive (辐射带动). `open` says that the plan's list ends in 等.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    row: str
    tag: str
    stage: tuple[str, ...]
    role: str
    parks: tuple[str, ...]
    open: bool

    @field_validator("stage", "parks", mode="before")
    @classmethod
    def _split(cls, value: str) -> tuple[str, ...]:
        return tuple(part for part in value.split(";") if part)

    @field_validator("open", mode="before")
    @classmethod
    def _said(cls, value: str) -> bool:
        return value == "yes"


@dataclass(frozen=True)
class Placements:
    """All rows, found by tag; parks under the names of the roster."""

    rows: tuple[Placement, ...]
    taxonomy: Taxonomy

    @cached_property
    def by_tag(self) -> Mapping[str, Sequence[Placement]]:
        """The rows of each sector or field that has any."""
        return {tag: [r for r in self.rows if r.tag == tag] for tag in dict.fromkeys(r.tag for r in self.rows)}

    def about(self, tag: str) -> Sequence[Placement]:
        """The rows that place an industry: those of its field, or else those of its sector."""
        field, sector = self.taxonomy.field_of.get(tag, ""), self.taxonomy.sector_of.get(tag, "")
        return self.by_tag.get(field) or self.by_tag.get(sector, [])

    def covers(self, placement: Placement, tag: str) -> bool:
        """Whether an industry is the one that a row speaks of, or one of its fields."""
        return placement.tag in (self.taxonomy.field_of.get(tag), self.taxonomy.sector_of.get(tag))


def read_placements(path: Path, parks: Roster[Park], taxonomy: Taxonomy) -> Placements:
    """Read the CSV, with parks renamed as the roster has them.

    Raises:
        RulebookError: the file is missing, or names a park, an industry or a stage that there is not.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [Placement.model_validate(row) for row in csv.DictReader(file)]
    except (OSError, ValidationError) as error:
        raise RulebookError(
            f"产业布局读取失败：{error}", f"cannot read the placements: {error}", where=path.name
        ) from error
    named = []
    for row in rows:
        if unknown := [name for name in row.parks if name not in parks.by_name]:
            raise RulebookError(f"未知分园 {unknown[0]}", f"unknown park {unknown[0]}", where=f"{path.name}: {row.row}")
        if row.tag not in taxonomy.sector_of or not set(row.stage) <= set(taxonomy.stages):
            raise RulebookError(f"未知产业 {row.tag}", f"unknown industry {row.tag}", where=f"{path.name}: {row.row}")
        named.append(row.model_copy(update={"parks": tuple(dict.fromkeys(parks.by_name[p].name for p in row.parks))}))
    return Placements(tuple(named), taxonomy)
