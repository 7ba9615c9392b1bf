"""A rulebook folder as typed objects."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from geo.crs import Frame, Geometries
from geo.errors import NotFound, RulebookError
from geo.model import Clause, Severity, Text, Waiver, finding_id
from geo.rulebook.forms import FormsFile
from geo.rulebook.glossary import english, read_glossary
from geo.rulebook.indicators import Indicator, read_indicators
from geo.rulebook.notes import Note
from geo.rulebook.placements import Placements, read_placements
from geo.rulebook.roster import Group, Park, Roster, read_roster
from geo.rulebook.sites import NamedSite, SiteKind, read_rows
from geo.rulebook.taxonomy import Taxonomy, TaxonomyFile
from geo.settings import data_dir


class _Closed(BaseModel):
    """A part of a rulebook file: an unknown key is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Document(_Closed):
    """A policy document or standard that clauses name."""

    title: str
    en: str
    file: str | None = None


class RuleSettings(_Closed):
    """What a rulebook says of one rule: how grave it is, by which clause, with which parameters."""

    severity: Severity
    document: str
    locator: str
    zh: str
    en: str
    stages: tuple[str, ...] = ()
    params: dict[str, Any] = {}


class StageWords(_Closed):
    """What people call a stage of planning, and what it checks."""

    zh: str
    en: str
    checks_zh: str
    checks_en: str


class Limits(_Closed):
    """The numbers that a page or sheet shows beside what is measured."""

    total_area_km2: float
    group_min_area_km2: float
    park_count: int
    group_count: int


class _Text(_Closed):
    zh: str
    en: str


class _Center(_Closed):
    lon_0: float
    lat_0: float


class _Names(_Closed):
    names: tuple[str, ...]


class _Carriers(_Names):
    by_mode: dict[str, tuple[str, ...]]


class _Spaces(_Closed):
    kinds: tuple[str, ...]


class WaiverSettings(_Closed):
    """How waivers are judged: how much ground (m²) a waived fault may gain before it counts as grown."""

    evidence_tolerance_m2: float


class IndicatorSettings(_Closed):
    """How indicators are judged: how much (a share of it) "about" leaves of a number."""

    about_share: float


class RulebookFile(_Closed):
    """`rulebook.toml` as it stands on disk."""

    id: str
    version: str
    title: _Text
    districts: str
    reference: str | None = None
    frame: _Center
    limits: Limits
    documents: dict[str, Document]
    stages: tuple[str, ...]
    default_stage: str
    stage_words: dict[str, StageWords] = {}
    waivers: WaiverSettings
    indicators: IndicatorSettings
    subjects: dict[str, _Text]
    spaces: _Spaces
    modes: _Names
    carriers: _Carriers
    classes: _Names


class _RulesFile(RootModel[dict[str, RuleSettings]]):
    """One of `rules/*.toml`: settings by rule code."""


class _WaiverRow(_Closed):
    rule: str
    subjects: tuple[str, ...]
    clause: str
    approver: str
    expires: date
    zh: str
    en: str
    measured: float | None = None
    grows: str | None = None


class _WaiversFile(_Closed):
    waivers: tuple[_WaiverRow, ...] = ()


@dataclass(frozen=True, repr=False)
class Rulebook:
    """One plan's rules, roster, taxonomy, waivers and districts.

    `districts` is in EPSG:4490 with the columns id, name, name_en, area_km2, geometry. `digest`
    changes when any file of the rulebook or the districts change, so that a stored report knows when it is stale.
    """

    file: RulebookFile
    rules: Mapping[str, RuleSettings]
    parks: Roster[Park]
    groups: Roster[Group]
    taxonomy: Taxonomy
    placements: Placements
    waivers: Mapping[str, Waiver]
    indicators: Mapping[str, Indicator]
    districts: gpd.GeoDataFrame
    sites: tuple[NamedSite, ...]
    site_kinds: tuple[SiteKind, ...]
    notes: tuple[Note, ...]
    glossary: Mapping[str, str]
    forms: FormsFile
    digest: str

    @property
    def id(self) -> str:
        """The rulebook's short name, such as "zgc"."""
        return self.file.id

    @property
    def version(self) -> str:
        """The rulebook's version."""
        return self.file.version

    @property
    def title(self) -> Text:
        """What the rulebook is about."""
        return Text(self.file.title.zh, self.file.title.en)

    @property
    def limits(self) -> Limits:
        """The plan's headline numbers."""
        return self.file.limits

    def __repr__(self) -> str:
        return f"Rulebook({self.id} {self.version}, {self.digest})"

    @cached_property
    def frame(self) -> Frame:
        """The equal-area frame in which everything is measured."""
        return Frame(self.file.frame.lon_0, self.file.frame.lat_0)

    @cached_property
    def district_shapes(self) -> Mapping[str, Any]:
        """District name to its polygon in the frame, prepared for fast predicates."""
        shapes: Geometries = self.frame.project(np.asarray(self.districts.geometry.values, dtype=object))
        shapely.prepare(shapes)
        return dict(zip(self.districts["name"], shapes, strict=True))

    @cached_property
    def ground(self) -> Any:
        """All districts as one area, in EPSG:4490 degrees, prepared for fast predicates."""
        ground = shapely.coverage_union_all(np.asarray(self.districts.geometry.values, dtype=object))
        shapely.prepare(ground)
        return ground

    @cached_property
    def extent(self) -> Any:
        """The box around all districts, in the frame: where a finding without a place points to."""
        shapes: Geometries = np.array(list(self.district_shapes.values()), dtype=object)
        return shapely.box(*shapely.total_bounds(shapes))

    @property
    def subjects(self) -> Mapping[str, Text]:
        """What the first three letters of the rules' codes stand for, in the order in which rules are listed."""
        return {key: Text(text.zh, text.en) for key, text in self.file.subjects.items()}

    def english(self, name: str) -> str | None:
        """A word of the rulebook in English, or None where its glossary does not have it."""
        return english(name, self.glossary)

    def clause(self, code: str) -> Clause:
        """The clause that a rule rests on."""
        rule = self.rules[code]
        return Clause(self.file.documents[rule.document].title, rule.locator, Text(rule.zh, rule.en))


def rulebook_ids() -> list[str]:
    """The rulebooks that are there, by name."""
    return sorted(path.parent.name for path in (data_dir() / "rulebook").glob("*/rulebook.toml"))


@lru_cache(maxsize=8)
def load(id: str = "zgc") -> Rulebook:
    """Load a rulebook folder by name.

    Raises:
        NotFound: there is no such rulebook.
        RulebookError: a file is missing, or holds an unknown key or a wrong value.
    """
    if id not in rulebook_ids():
        raise NotFound(f"没有名为 {id} 的规则册", f"there is no rulebook named {id}")
    folder = data_dir() / "rulebook" / id
    file = _read(folder / "rulebook.toml", RulebookFile)
    industries = _read(folder / "taxonomy.toml", TaxonomyFile)
    taxonomy = Taxonomy(industries.stages, industries.sectors, industries.tiers, industries.chains)
    parks = read_roster(folder / "parks.csv", Park)
    waivers = _read(folder / "waivers.toml", _WaiversFile).waivers
    districts_path = data_dir() / file.districts
    return Rulebook(
        file=file,
        rules=_read_rules(folder, file),
        parks=parks,
        groups=read_roster(folder / "groups.csv", Group),
        taxonomy=taxonomy,
        placements=read_placements(folder / "placements.csv", parks, taxonomy),
        waivers={w.finding: w for w in map(_waiver, waivers)},
        indicators=read_indicators(folder / "indicators.csv", file.documents),
        districts=_read_districts(districts_path),
        sites=read_rows(folder / "sites.csv", NamedSite),
        site_kinds=read_rows(folder / "site_kinds.csv", SiteKind),
        notes=read_rows(folder / "notes.csv", Note),
        glossary=read_glossary(folder / "glossary.csv"),
        forms=_read(folder / "forms.toml", FormsFile),
        digest=_digest([*sorted(path for path in folder.rglob("*") if path.is_file()), districts_path]),
    )


def _read_rules(folder: Path, file: RulebookFile) -> Mapping[str, RuleSettings]:
    """All files of `rules/` together; a rule is settled once, by a document that the rulebook lists."""
    rules: dict[str, RuleSettings] = {}
    for path in sorted((folder / "rules").glob("*.toml")):
        for code, rule in _read(path, _RulesFile).root.items():
            where = f"{path.name}: {code}"
            if code in rules:
                raise RulebookError("规则重复", "the rule is settled twice", where=where)
            if rule.document not in file.documents:
                zh, en = f"引用了未登记的文件 {rule.document}", f"cites the unlisted document {rule.document}"
                raise RulebookError(zh, en, where=where)
            if code[:3] not in file.subjects:
                raise RulebookError(f"未登记的主题 {code[:3]}", f"the subject {code[:3]} is not listed", where=where)
            if unknown := sorted(set(rule.stages) - set(file.stages)):
                zh, en = f"没有名为 {unknown[0]} 的阶段", f"there is no stage {unknown[0]}"
                raise RulebookError(zh, en, where=where)
            rules[code] = rule
    return rules


def _waiver(row: _WaiverRow) -> Waiver:
    return Waiver(
        finding=finding_id(row.rule, row.subjects),
        reason=Text(row.zh, row.en),
        clause=row.clause,
        approver=row.approver,
        expires=row.expires,
        measured=row.measured,
        grows=row.grows,
        rule=row.rule,
        subjects=row.subjects,
    )


def _read_districts(path: Path) -> gpd.GeoDataFrame:
    if not path.is_file():
        raise RulebookError("缺少行政区界数据", "the district boundaries are missing", where=path.name)
    return gpd.read_file(path, engine="pyogrio")


def _read(path: Path, model: type[Any]) -> Any:
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise RulebookError("文件缺失", "the file is missing", where=path.name) from error
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(f"不是有效的 TOML：{error}", f"not valid TOML: {error}", where=path.name) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = f"{path.name}: {'.'.join(map(str, first['loc']))}"
        raise RulebookError(f"内容有误：{first['msg']}", first["msg"], where=where) from error


def _digest(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
