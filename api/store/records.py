"""What the store answers with: layouts, revisions, refusals, and the error of a stale writer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geo.errors import Conflict, InputError
from geo.model import Text


@dataclass(frozen=True)
class HeadFeature:
    """A feature of a layout's newest revision: its kind, its GeoJSON text and the text's digest."""

    revision: int
    kind: str
    json: str
    digest: str


@dataclass(frozen=True)
class PublicationRecord:
    """A revision that was published: who, when, why, and the rulebook that judged it with its digest.

    `superseded_by` is the number of the publication that took its place, `superseded` when.
    """

    number: int
    revision: int
    created: datetime
    author: str
    message: str
    rulebook: str
    rulebook_digest: str
    superseded_by: int | None = None
    superseded: datetime | None = None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "number": self.number,
            "revision": self.revision,
            "created": self.created.isoformat(),
            "author": self.author,
            "message": self.message,
            "rulebook": self.rulebook,
            "rulebook_digest": self.rulebook_digest,
            "superseded_by": self.superseded_by,
            "superseded": None if self.superseded is None else self.superseded.isoformat(),
        }


@dataclass(frozen=True)
class LayoutRecord:
    """A layout, its newest revision and its newest publication."""

    id: str
    title: Text
    notice: Text | None
    rulebook: str
    revision: int
    created: datetime
    author: str
    message: str
    features: int
    schematic: bool
    branched_from: tuple[str, int] | None = None
    published: PublicationRecord | None = None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "id": self.id,
            "title": self.title.data(),
            "rulebook": self.rulebook,
            "revision": self.revision,
            "created": self.created.isoformat(),
            "author": self.author,
            "message": self.message,
            "features": self.features,
            "schematic": self.schematic,
            "notice": None if self.notice is None else self.notice.data(),
            "from": None if self.branched_from is None else _origin(*self.branched_from),
            "published": None if self.published is None else self.published.data(),
        }


def _origin(layout: str, revision: int) -> dict[str, Any]:
    return {"layout": layout, "revision": revision}


@dataclass(frozen=True)
class RevisionRecord:
    """One write: who, when, why, how much; and what it is.

    `kind` is "first", "branch", "import", "merge", "revert" or "edit"; `of` the revision that was branched, merged or
    taken back.
    """

    number: int
    created: datetime
    author: str
    message: str
    put: int
    deleted: int
    kind: str
    of: tuple[str, int] | None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "revision": self.number,
            "created": self.created.isoformat(),
            "author": self.author,
            "message": self.message,
            "put": self.put,
            "deleted": self.deleted,
            "kind": self.kind,
            "of": None if self.of is None else _origin(*self.of),
        }


@dataclass(frozen=True)
class Change:
    """What one revision put and deleted, by feature id."""

    number: int
    created: datetime
    author: str
    message: str
    put: tuple[str, ...]
    deleted: tuple[str, ...]

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "revision": self.number,
            "created": self.created.isoformat(),
            "author": self.author,
            "message": self.message,
            "put": list(self.put),
            "deleted": list(self.deleted),
        }


@dataclass(frozen=True)
class Refusal:
    """A feature that the store keeps out, why, and where it is broken (lon, lat) if that is known."""

    feature: str
    reason: Text
    at: tuple[float, float] | None = None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "feature": self.feature,
            "reason": self.reason.data(),
            "at": None if self.at is None else list(self.at),
        }


@dataclass(frozen=True)
class Saved:
    """The outcome of a write: the newest revision, whether it is new, and what was kept out."""

    revision: int
    changed: bool
    refused: tuple[Refusal, ...] = ()


class StaleRevision(Conflict):
    """The writer edited a revision that is no longer the newest; `changes` are what came since."""

    def __init__(self, layout: str, base: int, current: int, changes: tuple[Change, ...]) -> None:
        super().__init__(
            f"布局 {layout} 已更新到第 {current} 版，而编辑基于第 {base} 版；请在新版本上重新应用改动",
            f"layout {layout} is at revision {current}, but the edit names revision {base}; "
            "apply it again to the newest one",
        )
        self.current = current
        self.changes = changes


class Refused(InputError):
    """A write brings features that the store keeps out; nothing of it was stored.

    `findings` are what a check says of the write, where one was made, as JSON objects.
    """

    def __init__(self, refused: tuple[Refusal, ...]) -> None:
        first = refused[0]
        more_zh = f"（共 {len(refused)} 处）" if len(refused) > 1 else ""
        more_en = f" ({len(refused)} features in all)" if len(refused) > 1 else ""
        super().__init__(first.reason.zh + more_zh, first.reason.en + more_en, where=first.feature)
        self.refused = refused
        self.findings: list[dict[str, Any]] = []
