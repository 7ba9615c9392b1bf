"""A collection of the OGC API: the features of one kind of a layout, of every kind (`all`), or its findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from starlette.requests import Request

from api.context import context
from api.routes.ogc.revisions import NEWEST, Publication, Wish, settle, wish_of
from api.store.reader import Params
from geo.errors import NotFound
from geo.model import Kind, Text

ALL: Final = "all"
FINDINGS: Final = "findings"
KINDS: Final = (*(kind.value for kind in Kind), ALL, FINDINGS)
_LAYOUT = """
    SELECT layout.id, layout.title_zh, layout.title_en, layout.notice_zh, layout.notice_en, layout.rulebook, layout.head
    FROM layout WHERE layout.id = %(id)s
"""


@dataclass(frozen=True)
class Collection:
    """One collection, at the newest revision or at the one that was asked for."""

    layout: str
    kind: str
    title: Text
    notice: Text | None
    rulebook: str
    head: int
    asked: int | None = None
    wish: Wish = NEWEST
    publication: Publication | None = None

    @property
    def id(self) -> str:
        """`{layout}.{kind}`."""
        return f"{self.layout}.{self.kind}"

    @property
    def of_kind(self) -> str | None:
        """The kind of the features; None for all of them."""
        return None if self.kind == ALL else self.kind

    @property
    def revision(self) -> int:
        """The revision that is read."""
        return self.head if self.asked is None else self.asked

    @property
    def older(self) -> int | None:
        """The revision that is read, unless it is the newest."""
        return None if self.revision == self.head else self.revision


def split(id: str) -> tuple[str, str]:
    """Layout and kind of a collection's id. Raises NotFound."""
    layout, dot, kind = id.rpartition(".")
    if not (layout and dot) or kind not in KINDS or "\0" in id:
        raise missing(id)
    return layout, kind


async def find(request: Request, id: str, wish: Wish | None = None) -> Collection:
    """The collection of that id, at the revision that is wished for or that the address of the request is of.

    Raises:
        NotFound: there is no such collection, or the layout has no such revision or publication.
    """
    layout, kind = split(id)
    wish = wish or wish_of(request, {})
    settled = await settle(request, layout, wish)
    params: Params = {"id": layout}
    row = await context(request).reader.row(_LAYOUT, params)
    if row is None or settled is None:
        raise missing(id)
    _, publication = settled
    revision = publication.revision if publication else wish.revision
    return replace(of_row(row, kind, revision), wish=wish, publication=publication)


def of_row(row: tuple[object, ...], kind: str, revision: int | None = None) -> Collection:
    """The collection of a layout's row."""
    id, title_zh, title_en, notice_zh, notice_en, rulebook, head = row
    notice = Text(str(notice_zh), str(notice_en or notice_zh)) if notice_zh else None
    assert isinstance(head, int)
    return Collection(str(id), kind, Text(str(title_zh), str(title_en)), notice, str(rulebook), head, revision)


def missing(id: str) -> NotFound:
    """The error for a collection that is not there."""
    return NotFound(f"没有集合 {id[:80]}", f"there is no collection {id[:80]}")
