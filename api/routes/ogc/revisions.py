"""Which revision of a layout a request wants: the newest, one by its number, or what is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from starlette.requests import Request

from api.context import context
from api.problems import BadParameter
from api.routes.ogc.query import whole
from api.routes.ogc.roots import root_of
from geo.errors import NotFound

NEWEST_PUBLISHED: Final = "published"
_FOREVER: Final = "public, max-age=31536000, immutable"
_SHORTLY: Final = "public, max-age=60"
_FRESH: Final = "no-cache"
_FOUND: Final = """
    SELECT layout.head, publication.number, publication.revision, publication.created
    FROM layout
    LEFT JOIN LATERAL (
        SELECT number, revision, created FROM publication
        WHERE publication.layout = layout.id AND number = coalesce(%(number)s::int, number)
        ORDER BY number DESC LIMIT 1
    ) publication ON %(published)s
    WHERE layout.id = %(layout)s
"""


@dataclass(frozen=True)
class Wish:
    """What a request says of the revision that it wants."""

    revision: int | None = None
    published: bool = False
    publication: int | None = None
    """The number of the publication; None for the newest one."""
    layout: str | None = None
    """The only layout that there is at the root of the request; None for all."""
    in_address: bool = False
    """The path says it, so that links need no parameter."""

    @property
    def said(self) -> str | int | None:
        """The parameter `revision` of links to the same."""
        return None if self.in_address else NEWEST_PUBLISHED if self.published else self.revision

    @property
    def caching(self) -> str:
        """How long an answer may be kept by who reads it: what is pinned for good, what is published for a minute."""
        if self.revision is not None or self.publication is not None:
            return _FOREVER
        return _SHORTLY if self.published else _FRESH


NEWEST: Final = Wish()


@dataclass(frozen=True)
class Publication:
    """A publication of a layout; its time tells it from one of the same number in another database."""

    number: int
    revision: int
    created: datetime

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"number": self.number, "revision": self.revision, "created": self.created.isoformat()}


def wish_of(request: Request, said: Mapping[str, str]) -> Wish:
    """What the address and the parameter `revision` say.

    Raises:
        BadParameter: neither a number nor `published`, or the address says it already.
    """
    root, text = root_of(request), said.get("revision")
    if root is not None:
        if text is not None:
            raise BadParameter(
                "此地址的版本已定：请从 /ogc 读取其他版本",
                "this address has its revision: others are read below /ogc",
                where="revision",
            )
        return Wish(published=True, publication=root.number, layout=root.layout, in_address=True)
    if text == NEWEST_PUBLISHED:
        return Wish(published=True)
    return Wish() if text is None else Wish(whole(text, "revision", 0))


async def settle(request: Request, layout: str, wish: Wish) -> tuple[int, Publication | None] | None:
    """The layout's newest revision and the publication that is wanted; None where there is no such layout here.

    Raises:
        NotFound: the layout has no such revision or publication.
    """
    if wish.layout not in (None, layout):
        return None
    values = {"layout": layout, "number": wish.publication, "published": wish.published}
    row = await context(request).reader.row(_FOUND, values)
    if row is None:
        return None
    head, number, revision, created = row
    if wish.revision is not None and not 1 <= wish.revision <= head:
        raise NotFound(
            f"布局 {layout} 没有第 {wish.revision} 版，最新为第 {head} 版",
            f"layout {layout} has no revision {wish.revision}; the newest one is {head}",
            where="revision",
        )
    if wish.published and number is None:
        raise _unpublished(layout, wish)
    return head, Publication(number, revision, created) if number is not None else None


def _unpublished(layout: str, wish: Wish) -> NotFound:
    if wish.publication is None:
        return NotFound(f"布局 {layout} 尚未发布", f"layout {layout} has not been published", where="revision")
    return NotFound(
        f"布局 {layout} 没有第 {wish.publication} 次发布", f"layout {layout} has no publication {wish.publication}"
    )
