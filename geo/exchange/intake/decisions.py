"""What a person decided about a file: how it is to be read. Kept with the import, and enough to repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as closed

from geo.errors import InputError

Axes = Literal["xy", "yx"]
Shift = Literal["none", "gcj02", "bd09"]
Unit = Literal["km2", "ha", "m2", "mu"]

_CLOSED: Final = ConfigDict(extra="forbid")


@closed(frozen=True, config=_CLOSED)
class Placement:
    """Where a layer lies: its coordinate system as `geo.crs` names it, the order of its axes, and its shift.

    `axes` is "yx" where northing or latitude comes first. A `shift` other than "none" says that degrees (after
    unprojecting) are those of Chinese public web maps.
    """

    crs: str
    axes: Axes = "xy"
    shift: Shift = "none"


@closed(frozen=True, config=_CLOSED)
class LayerDecisions:
    """How one layer is to be read.

    `columns` leads from a column of the file to a property of a layout, None leaves it out; a column that is not named
    is left out. `units` are those of columns that become `stated_area_km2`. `kinds` leads from a value of the column
    that becomes `kind` to a kind; `kind` is that of features without one. `words` leads, for a property, from a value
    of the file to a word of the rulebook.
    """

    placement: Placement
    columns: Mapping[str, str | None] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    kind: str | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@closed(frozen=True, config=_CLOSED)
class Decisions:
    """How a file is to be read. A layer that is not named, or is None, is left out.

    `repeated_ids`: the second feature of an id is put into quarantine, or gets a number at its end. `repair`: outlines
    that can be mended without doubt are mended; else they are put into quarantine too.
    """

    layers: Mapping[str, LayerDecisions | None]
    encoding: str | None = None
    repeated_ids: Literal["quarantine", "number"] = "quarantine"
    repair: bool = True


_DECISIONS: Final = TypeAdapter(Decisions)


def decisions_data(decisions: Decisions) -> dict[str, Any]:
    """As a JSON object."""
    data: dict[str, Any] = _DECISIONS.dump_python(decisions, mode="json")
    return data


def decisions_from(data: Any) -> Decisions:
    """From a JSON object.

    Raises:
        InputError: a member is unknown, missing or wrong; `where` names it.
    """
    try:
        return _DECISIONS.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "decisions"
        raise InputError(f"决定有误：{first['msg']}", f"a decision is wrong: {first['msg']}", where=where) from error
