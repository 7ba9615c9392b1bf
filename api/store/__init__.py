"""The store: layouts as branches of append-only revisions in PostGIS.

store = Store(engine)
layout = store.layout("zgc-2020")
store.save("zgc-2020", layout.revision, edit, author="…", message="…")
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Engine

from api.auth.acting import Acting, act_as, person, signature
from api.auth.people import PROGRAM
from api.store import (
    foreign,
    imports,
    indicators,
    lineage,
    publishing,
    quarantine,
    reading,
    register,
    scenarios,
    writing,
)
from api.store.entry import Told, stage, untold
from api.store.import_records import ImportRecord, Incoming, QuarantineRecord, Release
from api.store.reading import BBox
from api.store.records import (
    Change,
    HeadFeature,
    LayoutRecord,
    PublicationRecord,
    Refusal,
    Refused,
    RevisionRecord,
    Saved,
    StaleRevision,
)
from api.store.register import WaiverRecord
from api.store.scenarios import BranchRecord, Source
from api.store.statements import statement
from api.store.writing import Heading, Signature
from geo.indicators import Value
from geo.model import Edit, Feature, Layout, Waiver

__all__ = [
    "BBox",
    "BranchRecord",
    "Change",
    "HeadFeature",
    "Heading",
    "ImportRecord",
    "Incoming",
    "LayoutRecord",
    "PublicationRecord",
    "QuarantineRecord",
    "Refusal",
    "Refused",
    "Release",
    "RevisionRecord",
    "Saved",
    "Source",
    "StaleRevision",
    "Store",
    "WaiverRecord",
]


class Store:
    """Every question and every write, each in its own transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def layouts(self) -> list[LayoutRecord]:
        """All layouts, by id."""
        with self.engine.connect() as connection:
            return reading.layouts(connection)

    def record(self, id: str) -> LayoutRecord:
        """One layout's newest revision. Raises NotFound."""
        with self.engine.connect() as connection:
            return reading.layout_record(connection, id)

    def common_ancestor(self, one: lineage.Point, other: lineage.Point) -> lineage.Point | None:
        """The newest revision that both of these contain; None where there is none."""
        with self.engine.connect() as connection:
            return lineage.common_ancestor(one, other, lineage.origins(connection))

    def head_feature(self, id: str, feature: str) -> HeadFeature | None:
        """A feature as it is now; None where there is none of that id. Raises NotFound where there is no layout."""
        with self.engine.connect() as connection:
            return reading.head_feature(connection, id, feature)

    def revisions(self, id: str) -> list[RevisionRecord]:
        """A layout's revisions, newest first. Raises NotFound."""
        with self.engine.connect() as connection:
            return reading.revisions(connection, id)

    def changes_since(self, id: str, since: int) -> tuple[Change, ...]:
        """What the revisions after `since` put and deleted."""
        with self.engine.connect() as connection:
            return reading.changes_since(connection, id, since)

    def edit_between(self, id: str, since: int, revision: int, *, most: int) -> Edit | None:
        """What makes a later revision from an earlier one; None where it touches more than `most` features."""
        with self.engine.connect() as connection:
            return reading.edit_between(connection, id, since, revision, most=most)

    def layout(
        self,
        id: str,
        revision: int | None = None,
        *,
        kinds: Sequence[str] | None = None,
        bbox: BBox | None = None,
    ) -> Layout:
        """A layout at a revision; see `reading.features`. Raises NotFound."""
        with self.engine.connect() as connection:
            return reading.features(connection, id, revision, kinds=kinds, bbox=bbox)

    def save(self, id: str, base: int, edit: Edit, *, author: str, message: str) -> Saved:
        """Append an edit of revision `base`. Raises NotFound, StaleRevision, Refused."""
        with self.engine.begin() as connection:
            return writing.save(connection, id, base, edit, Signature(signature(author), message))

    def refuse_foreign(self, id: str, edit: Edit) -> None:
        """Let an edit pass only where who acts may draw. Raises ForeignDistrict."""
        if person().districts is not None:
            with self.engine.connect() as connection:
                foreign.refuse_edit(connection, id, edit)

    def judge(self, edit: Edit) -> tuple[Refusal, ...]:
        """What the store would keep out of an edit; nothing is stored."""
        with self.engine.connect() as connection:
            return stage(connection, Layout.of(edit.put, id="").features)

    def import_layout(self, layout: Layout, *, heading: Heading | None = None, author: str, message: str) -> Saved:
        """Make `layout` the newest revision of the layout of its id; see `writing.import_layout`."""
        with self.engine.begin() as connection:
            signed = Signature(signature(author), message)
            return writing.import_layout(connection, layout, heading or Heading.of(layout), signed)

    def import_draft(
        self,
        layout: Layout,
        incoming: Incoming,
        *,
        base: int | None,
        heading: Heading | None = None,
        author: str,
        message: str,
        told: Told = untold,
    ) -> ImportRecord:
        """Make a file's features the next revision; see `imports.import_draft`. Raises StaleRevision, Conflict."""
        with self.engine.begin() as connection:
            signed = Signature(signature(author), message)
            return imports.import_draft(connection, layout, incoming, base, heading or Heading.of(layout), signed, told)

    def imports(self, id: str) -> list[ImportRecord]:
        """The imports of a layout, newest first. Raises NotFound."""
        with self.engine.connect() as connection:
            return imports.imports(connection, id)

    def landed(self, upload: UUID) -> ImportRecord | None:
        """The import that an upload became; None where it is none yet."""
        with self.engine.connect() as connection:
            return imports.landed(connection, upload)

    def repeated(self, id: str, incoming: Incoming) -> ImportRecord | None:
        """The import that an upload became in that layout and in that way, if it did. Raises Conflict."""
        with self.engine.connect() as connection:
            return imports.repeated(connection, id, incoming)

    def quarantine(self, id: str, *, released: bool = False) -> list[QuarantineRecord]:
        """The features of a layout's imports that wait; see `quarantine.quarantine`. Raises NotFound."""
        with self.engine.connect() as connection:
            return quarantine.quarantine(connection, id, released=released)

    def kept_out(self, id: str, number: int) -> QuarantineRecord:
        """One feature of the quarantine, also one that was released. Raises NotFound."""
        with self.engine.connect() as connection:
            return quarantine.kept_out(connection, id, number)

    def mend(self, id: str, number: int, base: int, feature: Feature, *, author: str, message: str) -> Saved:
        """Put a feature in place of one that waits. Raises NotFound, Conflict, StaleRevision, Refused."""
        with self.engine.begin() as connection:
            return quarantine.mend(connection, id, number, base, feature, Signature(signature(author), message))

    def dismiss(self, id: str, number: int, *, author: str, message: str) -> None:
        """Let a feature go that waits. Raises NotFound, Conflict."""
        with self.engine.begin() as connection:
            quarantine.dismiss(connection, id, number, Signature(signature(author), message))

    def branch(
        self,
        id: str,
        origin: tuple[str, int],
        *,
        heading: Heading,
        author: str,
        message: str,
        edit: Edit | None = None,
    ) -> Saved:
        """Start a layout from another one's revision; see `writing.branch`. Raises NotFound, Refused."""
        with self.engine.begin() as connection:
            return writing.branch(connection, id, origin, heading, Signature(signature(author), message), edit)

    def branches(self, id: str) -> list[BranchRecord]:
        """The layouts that were started from a layout, the oldest first. Raises NotFound."""
        with self.engine.connect() as connection:
            return scenarios.branches(connection, id)

    def save_from(self, id: str, base: int, edit: Edit, source: Source, *, author: str, message: str) -> Saved:
        """Append an edit that merges or reverts; see `scenarios.save_from`. Raises as `save`."""
        with self.engine.begin() as connection:
            return scenarios.save_from(connection, id, base, edit, source, Signature(signature(author), message))

    def publications(self, id: str) -> list[PublicationRecord]:
        """The publications of a layout, newest first. Raises NotFound."""
        with self.engine.connect() as connection:
            return publishing.publications(connection, id)

    def publish(
        self, id: str, revision: int, rulebook: tuple[str, str], *, author: str, message: str
    ) -> PublicationRecord:
        """Publish the newest revision; see `publishing.publish`. Raises NotFound, StaleRevision, Conflict."""
        with self.engine.begin() as connection:
            return publishing.publish(connection, id, revision, rulebook, author=signature(author), message=message)

    def register(self, id: str) -> list[WaiverRecord]:
        """The waiver register of a layout, the oldest entry first, revoked ones too. Raises NotFound."""
        with self.engine.connect() as connection:
            return register.waivers(connection, id)

    def registers(self, ids: Sequence[str]) -> dict[str, list[WaiverRecord]]:
        """The waiver registers of layouts that there are."""
        with self.engine.connect() as connection:
            return register.registers(connection, ids)

    def waive(self, id: str, revision: int, waiver: Waiver, *, author: str) -> WaiverRecord:
        """Enter a waiver that was approved on the report of a revision. Raises NotFound."""
        with self.engine.begin() as connection:
            return register.add(connection, id, revision, waiver, signature(author))

    def revoke(self, id: str, number: int, *, author: str, reason: str) -> WaiverRecord:
        """Revoke an entry of a layout's register. Raises NotFound, Conflict."""
        with self.engine.begin() as connection:
            return register.revoke(connection, id, number, author=signature(author), reason=reason)

    def decide(self, id: str, number: int, *, approved: bool, author: str, reason: str) -> WaiverRecord:
        """Approve or decline a waiver that was asked for. Raises NotFound, Conflict."""
        with self.engine.begin() as connection:
            return register.decide(connection, id, number, approved=approved, author=author, reason=reason)

    def indicator_values(self, rulebook: str) -> list[Value]:
        """The entered values of a rulebook's indicators that count."""
        with self.engine.connect() as connection:
            return indicators.values(connection, rulebook)

    def enter_values(self, rulebook: str, values: Sequence[Value], *, author: str) -> None:
        """Enter values of indicators, all of them or none."""
        with self.engine.begin() as connection:
            indicators.enter(connection, rulebook, values, signature(author))

    def withdraw_value(self, rulebook: str, value: Value, *, author: str) -> None:
        """Take back what was entered for a value's indicator, scope and year; its note says why."""
        with self.engine.begin() as connection:
            indicators.withdraw(connection, rulebook, value, signature(author))

    def report(self, id: str, revision: int, fingerprint: str) -> bytes | None:
        """A cached report as JSON, or None."""
        values = {"layout": id, "revision": revision, "fingerprint": fingerprint}
        with self.engine.connect() as connection:
            body = connection.scalar(statement("report"), values)
        return None if body is None else bytes(body)

    def summaries(self, asked: Sequence[tuple[str, int, str]]) -> dict[tuple[str, int, str], dict[str, Any]]:
        """The summaries of those reports that are cached, by layout, revision and fingerprint."""
        layouts, revisions, fingerprints = map(list, zip(*asked, strict=True)) if asked else ([], [], [])
        values = {"layouts": layouts, "revisions": revisions, "fingerprints": fingerprints}
        with self.engine.connect() as connection:
            rows = connection.execute(statement("summaries"), values).all()
        return {(row.layout, row.revision, row.fingerprint): orjson.loads(row.summary) for row in rows}

    def keep_report(self, id: str, revision: int, fingerprint: str, body: bytes) -> None:
        """Cache a report: the program's own doing, whoever asked for it."""
        values = {"layout": id, "revision": revision, "fingerprint": fingerprint, "body": body}
        with act_as(Acting(PROGRAM)), self.engine.begin() as connection:
            connection.execute(statement("keep_report"), values)
