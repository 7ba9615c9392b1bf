"""The roster: which parks and groups the plan names, and by which other names people call them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from geo.errors import RulebookError


class Member(BaseModel):
    """One park or group of the roster; the columns that only inform are kept as they are."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    name: str
    aliases: tuple[str, ...]
    districts: tuple[str, ...]
    lon: float
    lat: float
    source: str
    confidence: str
    notes: str

    @field_validator("*", mode="before")
    @classmethod
    def _split(cls, value: object, info: object) -> object:
        name = getattr(info, "field_name", "")
        if name in ("aliases", "districts", "modes", "carriers", "industries"):
            return tuple(part for part in str(value).split(";") if part)
        return value


class Park(Member):
    """A 分园 with its approved area in km² and how sure that number is."""

    approved_area_km2: float
    area_status: str


class Group(Member):
    """A 发展组团: location class, host park, modes, carriers, focus industries, 定位."""

    location_class: str
    park: str
    modes: tuple[str, ...]
    carriers: tuple[str, ...]
    industries: tuple[str, ...]
    positioning: str


M_co = TypeVar("M_co", bound=Member, covariant=True)


@dataclass(frozen=True)
class Roster(Generic[M_co]):
    """Members in the plan's order, found by name or alias."""

    members: tuple[M_co, ...]

    @cached_property
    def by_name(self) -> Mapping[str, M_co]:
        """Every name and alias to its member."""
        return {name: m for m in self.members for name in (m.name, *m.aliases)}


def closest(name: str, among: Sequence[Member], similar_share: float) -> Member | None:
    """The member whose name is most like `name`, if the likeness (0 to 1) reaches `similar_share`."""
    scored = [(SequenceMatcher(None, name, m.name).ratio(), m) for m in among]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= similar_share else None


def read_roster(path: Path, member: type[M_co]) -> Roster[M_co]:
    """Read a roster's CSV.

    Raises:
        RulebookError: the file is missing or a row does not fit.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [{("location_class" if k == "class" else k): v for k, v in r.items()} for r in csv.DictReader(file)]
        return Roster(tuple(member.model_validate(row) for row in rows))
    except (OSError, ValidationError) as error:
        raise RulebookError(f"名录读取失败：{error}", f"cannot read the roster: {error}", where=path.name) from error
