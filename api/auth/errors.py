"""Why a request was turned away at the door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from geo.errors import YuantuError

_NAMED: Final = 5


class Unauthorised(YuantuError):
    """Nobody has signed in, and this needs somebody."""


class Forbidden(YuantuError):
    """Whoever signed in may not do this."""


class ForeignDistrict(Forbidden):
    """A write touches features that lie, or would lie, in districts that the person may not draw in.

    `features` are these, each with its id and its district: None for a feature that is in none.
    """

    def __init__(self, mine: Iterable[str], foreign: Mapping[str, str | None]) -> None:
        own, listed = "、".join(sorted(mine)), list(foreign.items())
        named_zh = "、".join(f"{id}（{district or '未注明区'}）" for id, district in listed[:_NAMED])
        named_en = ", ".join(f"{id} ({district or 'no district'})" for id, district in listed[:_NAMED])
        more = len(listed) - _NAMED
        super().__init__(
            f"您只能改动{own or '——'}的要素，而这次改动涉及 {named_zh}" + (f"等 {len(listed)} 个" if more > 0 else ""),
            f"you may draw in {own or 'no district'} only, and this touches {named_en}"
            + (f" and {more} more" if more > 0 else ""),
        )
        self.features: list[dict[str, Any]] = [{"id": id, "district": district} for id, district in listed]


class TooMany(YuantuError):
    """Too many requests of this sort: `after_s` seconds from now the next one is taken."""

    def __init__(self, zh: str, en: str, *, after_s: int) -> None:
        super().__init__(zh, en)
        self.after_s = after_s
