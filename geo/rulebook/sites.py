"""Sites that the documents name, and kinds of site that they want somewhere."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from geo.errors import RulebookError

AreaKind = Literal["district", "park", "group", "zone", "specialty", ""]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("aliases", "areas", "classes", mode="before", check_fields=False)
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part for part in str(value).split(";") if part)


class NamedSite(_Row):
    """A site that a document names, with the area where it must lie: any one of `areas`."""

    row: str
    name: str
    aliases: tuple[str, ...]
    area_kind: AreaKind
    areas: tuple[str, ...]


class SiteKind(_Row):
    """At least `least` sites of any of `classes`, in each of `areas`.

    An area may join several places by "|"; "*" stands for every feature of the kind; no area is the whole layout.
    """

    row: str
    classes: tuple[str, ...]
    least: int
    area_kind: AreaKind
    areas: tuple[str, ...]
    strength: Literal["hard", "soft"]


R = TypeVar("R", bound=BaseModel)


def read_rows(path: Path, model: type[R]) -> tuple[R, ...]:
    """A table of a rulebook as typed rows; a rulebook without the file has none.

    Raises:
        RulebookError: a row does not fit.
    """
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    try:
        return tuple(model.model_validate(row) for row in rows)
    except ValidationError as error:
        first = error.errors()[0]
        where = f"{path.name}: {'.'.join(map(str, first['loc']))}"
        raise RulebookError(f"内容有误：{first['msg']}", first["msg"], where=where) from error
