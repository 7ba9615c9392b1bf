"""What everything speaks of: features, layouts, edits, findings, waivers, reports.

A layout is held as columns (one GeoDataFrame), because checks read arrays. A single `Feature` exists
only at the edges: in an edit, in a file, in a request.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo import crs
from geo.errors import InputError

Property = str | float | tuple[str, ...] | None

LIST_COLUMNS: Final = ("modes", "carriers", "industries", "leading", "cultivated")
NUMBER_COLUMNS: Final = ("stated_area_km2",)
COLUMNS: Final = (
    "id", "kind", "name", "park", "district", "class", *LIST_COLUMNS,
    "stage", "phase", "lot", "basis", "stated_area_km2", "source", "note",
)  # fmt: skip
"""The properties of a feature, in the order in which files and answers write them."""


class Kind(StrEnum):
    """What a feature is."""

    PARK = "park"  # 分园
    GROUP = "group"  # 发展组团
    RESERVE = "reserve"  # 预留发展区
    SMALL = "small"  # 小规模创新发展区
    ZONE = "zone"  # 功能分区
    SPECIALTY = "specialty"  # 特色园
    PARCEL = "parcel"  # 地块
    SITE = "site"  # 点状设施


class Text(NamedTuple):
    """A sentence in Chinese and in English."""

    zh: str
    en: str

    def format(self, **values: object) -> Text:
        """Both sentences with the same values filled in."""
        return Text(self.zh.format(**values), self.en.format(**values))

    def data(self) -> dict[str, str]:
        """As a JSON object."""
        return {"zh": self.zh, "en": self.en}


SCHEMATIC_NOTICE: Final = Text(
    "示意图：边界为示意性绘制，并非批准或测绘的界线。",
    "Schematic: these outlines are drawn for illustration and are not approved or surveyed boundaries.",
)


@dataclass(frozen=True)
class Feature:
    """One thing on the map: a geometry in EPSG:4490 (or none) and the closed set of properties."""

    id: str
    kind: str
    geometry: BaseGeometry | None
    properties: Mapping[str, Property] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """As a row of a layout's table: every column present, lists as tuples."""
        row: dict[str, Any] = dict.fromkeys(COLUMNS)
        row.update(dict.fromkeys(LIST_COLUMNS, ()))
        row.update({k: v for k, v in self.properties.items() if v is not None})
        row.update(id=self.id, kind=self.kind, geometry=self.geometry)
        return row


@dataclass(frozen=True)
class Edit:
    """A change to a layout: features to put (new or replaced, whole) and ids to delete."""

    put: tuple[Feature, ...] = ()
    delete: tuple[str, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """The ids that this edit changes."""
        return frozenset(self.delete) | {f.id for f in self.put}


@dataclass(frozen=True)
class Layout:
    """Features of one plan, sorted by id.

    `features` has the columns of `COLUMNS` plus `geometry` (EPSG:4490, longitude first) and a plain
    0..n-1 index. Lists are tuples; a missing text is None; a missing number is NaN. A geometry may be
    missing or invalid here (a file can hold anything): the store is stricter than this.
    """

    id: str
    features: gpd.GeoDataFrame
    revision: int | None = None
    rulebook: str = "zgc"
    title: Text | None = None

    @staticmethod
    def of(
        features: Iterable[Feature],
        *,
        id: str,
        revision: int | None = None,
        rulebook: str = "zgc",
        title: Text | None = None,
    ) -> Layout:
        """A layout from single features.

        Raises:
            InputError: two features share an id.
        """
        columns, geometry = columns_of(features)
        table = pd.DataFrame(columns, dtype=object).astype(dict.fromkeys(NUMBER_COLUMNS, "float64"))
        return Layout(id, gpd.GeoDataFrame(table, geometry=geometry, crs=crs.EPSG), revision, rulebook, title)

    @staticmethod
    def from_table(
        table: gpd.GeoDataFrame,
        *,
        id: str,
        revision: int | None = None,
        rulebook: str = "zgc",
        title: Text | None = None,
    ) -> Layout:
        """A layout from a table with the layout's columns, in any order of rows; a Polygon becomes a MultiPolygon."""
        _refuse_twins(table["id"])
        table = table.sort_values("id", kind="stable", ignore_index=True)
        for name in COLUMNS:
            if name in NUMBER_COLUMNS:
                table[name] = pd.to_numeric(table[name]).astype("float64")
            else:
                table[name] = table[name].astype(object).where(table[name].notna(), None)
        table = table.set_geometry(_promoted(np.asarray(table.geometry.values, dtype=object)), crs=crs.EPSG)
        return Layout(id, table[[*COLUMNS, "geometry"]], revision, rulebook, title)

    def __len__(self) -> int:
        return len(self.features)

    def apply(self, edit: Edit) -> Layout:
        """This layout after an edit; a deleted id that is not there is ignored."""
        table = self.features[~self.features["id"].isin(edit.touched)]
        if edit.put:
            new = Layout.of(edit.put, id=self.id).features
            table = gpd.GeoDataFrame(pd.concat([table, new]) if len(table) else new, crs=crs.EPSG)
        return Layout.from_table(table, id=self.id, rulebook=self.rulebook, title=self.title)

    def inverse(self, edit: Edit) -> Edit:
        """The edit that takes this layout back to what it is, once `edit` was applied to it."""
        rows = self.features[self.features["id"].isin(edit.touched)]
        return Edit(put=tuple(features_of(rows)), delete=tuple(sorted(edit.touched - {*rows["id"]})))

    def feature(self, id: str) -> Feature | None:
        """The feature of that id, or None."""
        rows = self.features[self.features["id"] == id]
        return next(iter(features_of(rows)), None)

    @property
    def schematic(self) -> bool:
        """Whether any outline is schematic, so that every view must say so."""
        return bool((self.features["basis"] == "schematic").any())


def columns_of(features: Iterable[Feature]) -> tuple[dict[str, crs.Geometries], crs.Geometries]:
    """Single features as object arrays by column name, and their geometries, sorted by id, as a layout has them.

    Raises:
        InputError: two features share an id.
    """
    rows = sorted((f.row() for f in features), key=lambda row: str(row["id"]))
    _refuse_twins([row["id"] for row in rows])
    columns = {name: _objects([row[name] for row in rows]) for name in COLUMNS}
    for name in NUMBER_COLUMNS:
        columns[name] = _objects([np.nan if value is None else float(value) for value in columns[name]])
    return columns, _promoted(_objects([row["geometry"] for row in rows]))


def _objects(values: Sequence[Any]) -> crs.Geometries:
    """An object array, one place for each value even where the values are sequences."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _refuse_twins(ids: Iterable[Any]) -> None:
    twice = [id for id, times in Counter(ids).items() if times > 1]
    if twice:
        names = ", ".join(map(str, twice[:5]))
        raise InputError(f"要素编号重复：{names}", f"feature ids occur more than once: {names}")


def _promoted(geometry: crs.Geometries) -> crs.Geometries:
    """Geometries with every Polygon as a MultiPolygon of one part, as the store holds them."""
    single = np.flatnonzero(shapely.get_type_id(geometry) == shapely.GeometryType.POLYGON)
    geometry = geometry.copy()
    geometry[single] = shapely.multipolygons(geometry[single], indices=np.arange(len(single)))
    return geometry


def features_of(table: gpd.GeoDataFrame) -> list[Feature]:
    """The rows of a layout's table as single features."""
    out = []
    for row in table.to_dict("records"):
        values = {k: _plain(row[k]) for k in COLUMNS if k not in ("id", "kind")}
        out.append(Feature(row["id"], row["kind"], row["geometry"], values))
    return out


def _plain(value: Any) -> Property:
    """A table's cell as a property: NaN becomes None."""
    return None if isinstance(value, float) and np.isnan(value) else value


class Severity(StrEnum):
    """How much a finding weighs: an error must be fixed, a warning should be, advice may be."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Status(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    WAIVED = "waived"
    CANNOT_TELL = "cannot-tell"
    CRASHED = "crashed"


@dataclass(frozen=True)
class Clause:
    """The sentence that a rule rests on: document, place in it, and what it says in our words."""

    document: str
    locator: str
    paraphrase: Text

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"document": self.document, "locator": self.locator, "paraphrase": self.paraphrase.data()}


@dataclass(frozen=True)
class Waiver:
    """A finding that people have agreed to live with, until `expires` or until the breach grows.

    `rule` and `subjects` say which finding, `finding` is its id. `measured` and `evidence_area_m2` are those of the
    time of approval, `evidence` the hash of its place (see `evidence_hash`); `grows` says which way is worse
    ("down": a smaller value is a bigger breach, "up": a larger one, None: the finding has no measure).
    `number` is the waiver's number in a layout's register; None where the rulebook itself holds it.
    """

    finding: str
    reason: Text
    clause: str
    approver: str
    expires: date
    measured: float | None = None
    grows: str | None = None
    rule: str = ""
    subjects: tuple[str, ...] = ()
    evidence: str | None = None
    evidence_area_m2: float | None = None
    number: int | None = None

    def holds(self, measured: float | None, on: date) -> bool:
        """Whether the waiver still covers a finding that measures `measured` on that day."""
        return on <= self.expires and not self.outgrown(measured)

    def outgrown(self, measured: float | None) -> bool:
        """Whether a finding that measures `measured` is a bigger breach than the approved one."""
        if self.measured is None or measured is None:
            return False
        return measured < self.measured if self.grows == "down" else measured > self.measured

    def spread(self, evidence: str, area_m2: float, tolerance_m2: float) -> bool:
        """Whether a finding reaches over more ground than the approved one, by more than a tolerance.

        Where less is worse, as with an area that is too small, more ground is no bigger breach.
        """
        if self.evidence_area_m2 is None or self.grows == "down" or evidence == self.evidence:
            return False
        return area_m2 > self.evidence_area_m2 + tolerance_m2

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "reason": self.reason.data(),
            "clause": self.clause,
            "approver": self.approver,
            "expires": self.expires.isoformat(),
            "number": self.number,
            "measured": self.measured,
            "evidence": self.evidence,
        }


def evidence_hash(evidence: BaseGeometry | None) -> str:
    """A short name of the very place that a finding's evidence shows."""
    return hashlib.sha256(b"" if evidence is None else shapely.to_wkb(evidence, byte_order=1)).hexdigest()[:32]


def finding_id(rule: str, subjects: Sequence[str]) -> str:
    """A name that the same fault keeps across versions: a hash of the rule and its sorted subjects."""
    key = "\x1f".join([rule, *sorted(subjects)])
    return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Finding:
    """One fault at one place: what is measured against what is required, by which clause, and where.

    `subjects` are feature ids, the owner first; where a feature is missing altogether, its name in the
    roster stands in. `evidence` is a geometry in EPSG:4490. `unit` is "km2", "m2", "m", "count" or None.
    `lapsed` says of an open finding why the waiver that once covered it no longer does.
    """

    rule: str
    name: str
    severity: Severity
    subjects: tuple[str, ...]
    message: Text
    clause: Clause
    evidence: BaseGeometry | None
    measured: float | None = None
    required: float | None = None
    unit: str | None = None
    tolerance: float | None = None
    basis: str | None = None
    status: Status = Status.OPEN
    waiver: Waiver | None = None
    lapsed: Text | None = None
    fixes: tuple[str, ...] = ()

    @cached_property
    def id(self) -> str:
        """See `finding_id`."""
        return finding_id(self.rule, self.subjects)

    def data(self) -> dict[str, Any]:
        """As a JSON object, keys in the order that users know."""
        return {
            "id": self.id,
            "rule": self.rule,
            "name": self.name,
            "severity": self.severity.value,
            "status": self.status.value,
            "subjects": list(self.subjects),
            "measured": self.measured,
            "required": self.required,
            "unit": self.unit,
            "tolerance": self.tolerance,
            "basis": self.basis,
            "clause": self.clause.data(),
            "message": self.message.data(),
            "evidence": None if self.evidence is None else dict(self.evidence.__geo_interface__),
            "fixes": list(self.fixes),
            "waiver": None if self.waiver is None else self.waiver.data(),
            "lapsed": None if self.lapsed is None else self.lapsed.data(),
        }


@dataclass(frozen=True)
class RuleResult:
    """What one rule had to say about a layout: its verdict and how many findings stand behind it.

    `status` is "passed", "failed", "waived", "cannot-tell" or "crashed".
    """

    code: str
    name: str
    title: Text
    severity: Severity
    status: str
    findings: int
    clause: Clause

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "code": self.code,
            "name": self.name,
            "title": self.title.data(),
            "severity": self.severity.value,
            "status": self.status,
            "findings": self.findings,
            "clause": self.clause.data(),
        }


@dataclass(frozen=True)
class Report:
    """Every finding of a layout under a rulebook, sorted by id, and the verdict of every rule.

    `stage` is the stage of planning whose rules ran; None when all of them did.
    """

    layout: str
    revision: int | None
    rulebook: str
    findings: tuple[Finding, ...]
    rules: tuple[RuleResult, ...]
    notice: Text | None = None
    stage: str | None = None

    @property
    def summary(self) -> Mapping[str, int]:
        """How many findings are open at each severity, how many are not, how many rules passed."""
        counts = dict.fromkeys(("error", "warning", "advice", "waived", "cannot_tell", "crashed"), 0)
        for finding in self.findings:
            key = finding.severity.value if finding.status is Status.OPEN else finding.status.value
            counts[key.replace("-", "_")] += 1
        counts["passed"] = sum(r.status == "passed" for r in self.rules)
        return MappingProxyType(counts)

    @property
    def ok(self) -> bool:
        """Whether nothing is open at severity error and no rule crashed."""
        return not (self.summary["error"] or self.summary["crashed"])

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "layout": self.layout,
            "revision": self.revision,
            "rulebook": self.rulebook,
            "stage": self.stage,
            "notice": None if self.notice is None else self.notice.data(),
            "summary": dict(self.summary),
            "findings": [f.data() for f in self.findings],
            "rules": [r.data() for r in self.rules],
        }


@dataclass(frozen=True)
class Delta:
    """What became of the findings between two reports: new ones, ones that went away, and how many stayed."""

    added: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    remaining: int

    @property
    def sentence(self) -> Text:
        """The counts for people."""
        fixed, new, kept = len(self.resolved), len(self.added), self.remaining
        return Text(
            f"修复 {fixed}，新增 {new}，保留 {kept}",
            f"fixes {fixed}, introduces {new}, {kept} {'remains' if kept == 1 else 'remain'}",
        )

    def data(self) -> dict[str, Any]:
        """As a JSON object: new findings by id, since the report holds them, and resolved ones in full."""
        return {
            "sentence": self.sentence.data(),
            "added": [f.id for f in self.added],
            "resolved": [f.data() for f in self.resolved],
            "remaining": self.remaining,
        }
