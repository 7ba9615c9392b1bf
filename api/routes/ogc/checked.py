"""Writes through the OGC API: tried on the rules first, then stored, again when another write came between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request

from api.auth.acting import signature
from api.body import TEXT_LIMIT
from api.context import Context
from api.problems import BadParameter, Blocked, PreconditionFailed, PreconditionMissing
from api.routes.edits import write
from api.routes.ogc.query import parameters, truth
from api.routes.ogc.tags import matches, of_feature
from api.store import HeadFeature, StaleRevision
from geo.check import Delta
from geo.errors import NotFound
from geo.model import Edit, Severity, Status

PARAMETERS: Final = ("dry_run", "refuse", "author", "message")
NOTHING: Final = "none"
_RISING: Final = (Severity.ADVICE, Severity.WARNING, Severity.ERROR)
_TRIES: Final = 16
Make = Callable[[HeadFeature | None], Edit]


@dataclass(frozen=True)
class Wish:
    """How a write is to be done, as its query and headers say."""

    dry_run: bool
    refuse: Severity | None
    author: str
    message: str
    prefer: frozenset[str]
    if_match: str | None

    def gate(self, change: Delta) -> None:
        """Refuse a change that brings an open finding of the chosen severity or a worse one. Raises Blocked."""
        if self.refuse is None or self.dry_run:
            return
        bad = _RISING[_RISING.index(self.refuse) :]
        against = [
            f for f in change.added if f.status is Status.CRASHED or (f.status is Status.OPEN and f.severity in bad)
        ]
        if against:
            n, s = len(against), "" if len(against) == 1 else "s"
            zh, en = f"改动会带来 {n} 处问题，未存入", f"the change would bring {n} finding{s}; nothing was stored"
            raise Blocked(zh, en, [finding.data() for finding in against])


def wished(request: Request) -> Wish:
    """How the request wants its write done. Raises BadParameter."""
    said = parameters(request, PARAMETERS)
    for name in ("author", "message"):
        if len(said.get(name, "")) > TEXT_LIMIT:
            zh, en = f"不得超过 {TEXT_LIMIT} 字", f"must have at most {TEXT_LIMIT} characters"
            raise BadParameter(zh, en, where=name)
    levels = (NOTHING, *(severity.value for severity in _RISING))
    refuse = said.get("refuse", Severity.ERROR.value)
    if refuse not in levels:
        listed = ", ".join(levels)
        raise BadParameter(f"应为其中之一：{listed}", f"must be one of {listed}", where="refuse")
    return Wish(
        dry_run=truth(said.get("dry_run"), "dry_run"),
        refuse=None if refuse == NOTHING else Severity(refuse),
        author=signature(said.get("author", "").strip()) or "anonymous",
        message=said.get("message", "").strip(),
        prefer=frozenset(p.strip() for p in request.headers.get("prefer", "").replace(";", ",").split(",")),
        if_match=request.headers.get("if-match"),
    )


def store(shared: Context, address: tuple[str, str | None, str], wish: Wish, make: Make) -> dict[str, Any]:
    """Store what `make` makes of the feature as it is now; the answer's JSON, with what changed among the findings.

    Args:
        address: layout, kind (None for any) and id of the feature.

    Raises:
        NotFound, PreconditionMissing, PreconditionFailed, Blocked, Refused, StaleRevision.
    """
    layout, kind, id = address
    for _ in range(_TRIES):
        record = shared.store.record(layout)
        found = shared.store.head_feature(layout, id)
        if kind is not None and found is not None and found.kind != kind:
            found = None
        edit = make(found)
        try:
            return write(shared, record, edit, wish.author, wish.message, dry_run=wish.dry_run, gate=wish.gate)
        except StaleRevision as stale:
            error = stale
    raise error


def as_named(collection: str, id: str, wish: Wish, found: HeadFeature | None) -> HeadFeature:
    """The feature that a change is about.

    Raises:
        NotFound: there is none.
        PreconditionMissing: `If-Match` does not say which state of it is changed.
        PreconditionFailed: it is no longer as `If-Match` says.
    """
    if found is None:
        raise NotFound(f"集合 {collection} 没有要素 {id[:80]}", f"the collection {collection} has no feature {id[:80]}")
    if wish.if_match is None:
        raise PreconditionMissing(
            "请用请求头 If-Match 注明所改要素的 ETag，或用 * 表示不论其现状",
            "name the ETag of the feature that you change in the header If-Match, or * for whatever it is now",
        )
    if not matches(wish.if_match, found.digest):
        raise PreconditionFailed(
            f"要素 {id[:80]} 已不是 If-Match 所说的样子，现为 {of_feature(found.digest)}",
            f"the feature {id[:80]} is no longer as If-Match says; it is {of_feature(found.digest)} now",
        )
    return found
