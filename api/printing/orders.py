"""Orders as clients write them: query parameters for a sheet, a JSON object for an atlas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

from api.body import parse_object
from geo.errors import InputError
from geo.sheet import Order

BY: Final = ("parks", "groups", "findings")
SCALES: Final = (1_000, 10_000_000)
_ORDER: Final = tuple(field.name for field in fields(Order))
_OWN: Final = ("by", "revision")
_NUMBERS: Final = 2**31 - 1


@dataclass(frozen=True)
class AtlasWish:
    """An atlas that someone wants: of which revision (None for the newest), a page for each of what, and how drawn."""

    revision: int | None
    by: str
    order: Order

    def data(self) -> dict[str, Any]:
        """What to print, as a job keeps it."""
        return {"by": self.by, "order": asdict(self.order) | {"on": self.order.on.isoformat()}}


def atlas_wish(body: bytes, today: date) -> AtlasWish:
    """A JSON body as the wish for an atlas.

    Raises:
        NotJSON: it is not JSON.
        InputError: a member is unknown or does not fit; `where` names it.
    """
    given = parse_object(body, (*_ORDER, *_OWN))
    by = given.pop("by", None)
    if by not in BY:
        raise InputError(f"应为 {'、'.join(BY)} 之一", f"must be one of {', '.join(BY)}", where="by")
    revision = _whole(given.pop("revision", None), "revision", 1, _NUMBERS)
    return AtlasWish(revision, by, order_of(given, today))


def order_of(given: Mapping[str, Any], today: date) -> Order:
    """JSON members, those of them that are given, as an order. Raises InputError."""
    values = {name: value for name, value in given.items() if value is not None}
    for name in values:
        _check(name, values[name])
    on = values.pop("on", None)
    return Order(on=today if on is None else _day(on), **values)


def _check(name: str, value: Any) -> None:
    if name == "scale":
        _whole(value, name, *SCALES)
    elif name == "landscape":
        if not isinstance(value, bool):
            raise InputError("应为 true 或 false", "must be true or false", where=name)
    elif not isinstance(value, str) or "\0" in value:
        raise InputError("应为文字", "must be text", where=name)


def _whole(value: Any, name: str, least: int, most: int) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise InputError(f"应为 {least} 至 {most} 的整数", f"must be a whole number from {least} to {most}", where=name)
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("应为日期，例如 2026-03-01", "must be a day, as 2026-03-01", where="on") from error
