"""The query of a request, read by hand: every parameter is known and said once, or the answer is 400.

Source: OGC 17-069r4 (Features, Part 1), requirements /req/core/query-param-unknown and query-param-invalid.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from starlette.requests import Request

from api.problems import BadParameter

Box = tuple[float, float, float, float]
MOST_PER_PAGE: Final = 100_000
USUAL_PER_PAGE: Final = 100
_DAY: Final = r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?"
_INSTANT: Final = re.compile(_DAY, re.IGNORECASE | re.ASCII)
_OPEN: Final = ("", "..")


def parameters(request: Request, known: Collection[str]) -> Mapping[str, str]:
    """The query's parameters.

    Raises:
        BadParameter: one is unknown, said twice, or holds the character U+0000.
    """
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            listed = ", ".join(sorted(known))
            raise BadParameter(
                f"没有参数 {name[:40]}；可选：{listed}",
                f"unknown parameter {name[:40]}; known are {listed}",
                where=name[:40],
            )
        if name in found:
            raise BadParameter(f"参数 {name} 只能出现一次", f"the parameter {name} may be given once", where=name)
        if "\0" in value:
            raise BadParameter("含有空字符 U+0000", "contains the character U+0000", where=name)
        found[name] = value
    return found


def whole(text: str | None, name: str, usual: int, least: int = 1, most: int = 2**31 - 1) -> int:
    """A whole number; above `most` it counts as `most`.

    Raises:
        BadParameter: not a whole number, or below `least`.
    """
    if text is None:
        return usual
    if not re.fullmatch(r"[+-]?\d{1,18}", text, re.ASCII) or int(text) < least:
        raise BadParameter(f"应为不小于 {least} 的整数", f"must be a whole number, at least {least}", where=name)
    return min(int(text), most)


def truth(text: str | None, name: str) -> bool:
    """A truth value, false where none is given. Raises BadParameter."""
    if text not in (None, "true", "false"):
        raise BadParameter("应为 true 或 false", "must be true or false", where=name)
    return text == "true"


def box(text: str | None, name: str = "bbox") -> Box | None:
    """Four numbers, or six of which the heights are left out, in the order of their system's axes.

    Raises:
        BadParameter: not so, or the second axis runs backwards.
    """
    if text is None:
        return None
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        raise BadParameter("应为四个或六个数", "must be four or six numbers", where=name)
    return numbers[0], numbers[1], numbers[2], numbers[3]


def moment(text: str | None) -> None:
    """Check a time. Features have no time of their own, so that each time selects them all.

    Source: OGC 17-069r4, requirements /req/core/fc-time-definition and fc-time-response.

    Raises:
        BadParameter: neither an instant nor an interval of RFC 3339, or an interval that ends before it begins.
    """
    if text is None:
        return
    ends = text.split("/")
    try:
        times = [_span(end) for end in ends if len(ends) == 1 or end not in _OPEN]
    except (ValueError, OverflowError):
        times = []
    if not times or len(ends) > 2:
        raise BadParameter("应为 RFC 3339 时刻或时段", "must be an instant or interval of RFC 3339", where="datetime")
    if times[0][0] >= times[-1][1]:
        raise BadParameter("时段的结束早于开始", "the interval ends before it begins", where="datetime")


def _span(text: str) -> tuple[datetime, datetime]:
    """When a day or an instant begins, and when it is over."""
    if not _INSTANT.fullmatch(text):
        raise ValueError(text)
    # A leap second, which RFC 3339 knows and the calendar here does not, is taken as the one before.
    found = datetime.fromisoformat(re.sub(r"(?<=:\d\d):60", ":59", text.upper()))
    length = timedelta(microseconds=1) if found.tzinfo else timedelta(days=1) - timedelta(microseconds=1)
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found, found + length
