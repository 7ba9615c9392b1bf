"""Industries: sectors, their fields, other names for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel, ConfigDict


class Sector(BaseModel):
    """One sector with the fields that belong to it; `mapped` fields were assigned by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    en: str
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...]
    mapped: tuple[str, ...] = ()


class TaxonomyFile(BaseModel):
    """The file as it stands on disk."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stages: tuple[str, ...]
    sectors: tuple[Sector, ...]


@dataclass(frozen=True)
class Taxonomy:
    """Looks up which sector a tag belongs to."""

    stages: tuple[str, ...]
    sectors: tuple[Sector, ...]

    @cached_property
    def sector_of(self) -> Mapping[str, str]:
        """Every known tag, sectors and their aliases included, to its sector's name."""
        plain = {
            tag: sector.name
            for sector in self.sectors
            for tag in (sector.name, *sector.aliases, *sector.fields, *sector.mapped)
        }
        staged = {f"{tag}({stage})": name for tag, name in plain.items() for stage in self.stages}
        return plain | staged
