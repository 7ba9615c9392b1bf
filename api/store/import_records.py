"""Imports and quarantined features as the store tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import shapely

from geo.exchange.intake.draft import Quarantined
from geo.model import Text


@dataclass(frozen=True)
class Incoming:
    """A file that is imported, and how it was read.

    `mode` is "update" (what is not in the file stays) or "replace" (it goes). `decisions`, `pairs` and `inspection`
    are JSON. `mended` is how many outlines were repaired. `upload` is the upload that it came from, if from one.
    """

    file_name: str
    file_bytes: int
    sha256: str
    format: str
    mode: str
    decisions: Mapping[str, Any]
    pairs: Mapping[str, str | None]
    inspection: Mapping[str, Any] | None = None
    quarantine: Sequence[Quarantined] = ()
    mended: int = 0
    upload: UUID | None = None


@dataclass(frozen=True)
class ImportRecord:
    """An import: by whom and when, of which file, read how, into which revision, and how much it brought.

    `changed` says whether it made its revision or found everything as it was; `waiting` how many features are still in
    quarantine.
    """

    number: int
    layout: str
    revision: int
    changed: bool
    created: datetime
    author: str
    message: str
    upload: UUID | None
    file_name: str
    file_bytes: int
    sha256: str
    format: str
    mode: str
    decisions: dict[str, Any]
    pairs: dict[str, Any]
    inspection: dict[str, Any] | None
    features: int
    put: int
    deleted: int
    quarantined: int
    mended: int
    waiting: int

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "number": self.number,
            "layout": self.layout,
            "revision": self.revision,
            "changed": self.changed,
            "created": self.created.isoformat(),
            "author": self.author,
            "message": self.message,
            "file": {
                "name": self.file_name, "bytes": self.file_bytes, "sha256": self.sha256, "format": self.format,
            },
            "mode": self.mode,
            "decisions": self.decisions,
            "pairs": self.pairs,
            "inspection": self.inspection,
            "counts": {
                "features": self.features, "put": self.put, "deleted": self.deleted, "mended": self.mended,
                "quarantined": self.quarantined, "waiting": self.waiting,
            },
        }  # fmt: skip


@dataclass(frozen=True)
class Release:
    """How a feature left the quarantine.

    `how` is "mended" (by hand) or "entered" (with a later import), both into a revision as a feature; "dismissed"; or
    "superseded" by the same feature of a later import.
    """

    how: str
    created: datetime
    author: str
    message: str
    revision: int | None
    feature: str | None

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "how": self.how, "created": self.created.isoformat(), "author": self.author, "message": self.message,
            "revision": self.revision, "feature": self.feature,
        }  # fmt: skip


@dataclass(frozen=True)
class QuarantineRecord:
    """A feature that an import could not take in. `geometry` is what could be read of it, however wrong, in degrees."""

    number: int
    import_: int
    file: str
    created: datetime
    layer: str
    row: int | None
    id: str | None
    code: str
    reason: Text
    properties: dict[str, Any]
    geometry: shapely.Geometry | None
    at: tuple[float, float] | None
    release: Release | None
