"""Industries: tiers, sectors, their fields, other names for them, and what two tags have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, model_validator

UNRELATED: Final = 3
"""The distance of two tags whose sectors are not even of one tier, and of a tag that the taxonomy does not know."""


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tier(_Closed):
    """One of the classes that the industry system is made of, and how many sectors it has."""

    name: str
    en: str
    count: int


class Word(_Closed):
    """A word of the plans that no list of fields holds, assigned by hand: to a sector, and to a field if one fits."""

    name: str
    document: str
    field: str | None = None
    zh: str
    en: str


class Sector(_Closed):
    """One sector with the fields that belong to it; `words` were assigned by hand."""

    name: str
    en: str
    tier: str
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...]
    words: tuple[Word, ...] = ()

    @property
    def mapped(self) -> tuple[str, ...]:
        """The names of the words assigned by hand."""
        return tuple(word.name for word in self.words)

    @model_validator(mode="after")
    def _fields_are_known(self) -> Self:
        for word in self.words:
            if word.field is not None and word.field not in self.fields:
                raise ValueError(f"{word.name} is mapped to {word.field}, which is no field of {self.name}")
        return self


class Chain(_Closed):
    """An industry chain or list of industries of one document, as tags in its order."""

    name: str
    en: str
    document: str
    links: tuple[str, ...]


class TaxonomyFile(_Closed):
    """The file as it stands on disk."""

    stages: tuple[str, ...]
    tiers: tuple[Tier, ...]
    chains: tuple[Chain, ...] = ()
    sectors: tuple[Sector, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        for tier in self.tiers:
            if (count := sum(s.tier == tier.name for s in self.sectors)) != tier.count:
                raise ValueError(f"{tier.name} has {count} sectors, not {tier.count}")
        known = {tag for s in self.sectors for tag in (s.name, *s.aliases, *s.fields, *s.mapped)}
        for chain in self.chains:
            if unknown := [tag for tag in chain.links if tag not in known]:
                raise ValueError(f"{chain.name} has links that no sector knows: {unknown}")
        if homeless := {s.tier for s in self.sectors} - {t.name for t in self.tiers}:
            raise ValueError(f"there is no tier {sorted(homeless)}")
        return self


@dataclass(frozen=True)
class Taxonomy:
    """Looks up which sector and field a tag belongs to, and how far two tags are apart."""

    stages: tuple[str, ...]
    sectors: tuple[Sector, ...]
    tiers: tuple[Tier, ...] = ()
    chains: tuple[Chain, ...] = ()

    @cached_property
    def sector_of(self) -> Mapping[str, str]:
        """Every known tag, sectors and their aliases included, to its sector's name."""
        return self._staged(
            {tag: s.name for s in self.sectors for tag in (s.name, *s.aliases, *s.fields, *s.mapped)},
        )

    @cached_property
    def field_of(self) -> Mapping[str, str]:
        """Every tag finer than a sector to its field: a word without a field stands for itself."""
        fields = {field: field for s in self.sectors for field in s.fields}
        return self._staged(fields | {word.name: word.field or word.name for s in self.sectors for word in s.words})

    def stage_of(self, tag: str) -> str | None:
        """The stage that a tag carries: 研发 for 创新药物(研发)."""
        return next((stage for stage in self.stages if tag.endswith(f"({stage})")), None)

    def distance(self, one: str, other: str) -> int:
        """How many levels up two tags meet: 0 one field, 1 one sector, 2 one tier, 3 (`UNRELATED`) nowhere."""
        mine, theirs = self._line(one), self._line(other)
        meets = (level for level, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a is not None and a == b)
        return next(meets, UNRELATED)

    def branches(self, tags: Iterable[str], within: int) -> tuple[tuple[str, ...], ...]:
        """Known tags in bunches: two are in one bunch when their distance is at most `within`."""
        bunches: dict[str, list[str]] = {}
        for tag in tags:
            if tag in self.sector_of:
                home = next(name for name in self._line(tag)[within:] if name is not None)
                bunches.setdefault(home, []).append(tag)
        return tuple(map(tuple, bunches.values()))

    def _line(self, tag: str) -> tuple[str | None, str | None, str | None]:
        """A tag's field, sector and tier; None where it has none."""
        sector = self.sector_of.get(tag)
        return self.field_of.get(tag), sector, self._tier_of.get(sector or "")

    @cached_property
    def _tier_of(self) -> Mapping[str, str]:
        return {s.name: s.tier for s in self.sectors}

    def _staged(self, plain: Mapping[str, str]) -> Mapping[str, str]:
        """The same for tags that carry a stage."""
        return {**plain, **{f"{tag}({stage})": name for tag, name in plain.items() for stage in self.stages}}
