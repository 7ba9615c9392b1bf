"""A layout with its report: what the files are made of that leave the program."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
import shapely

from geo import measure
from geo.model import Clause, Finding, Kind, Layout, Report, RuleResult, Text
from geo.report.against import Against
from geo.rulebook import Rulebook

AREA_BASIS: Text = Text(
    "面积口径：CGCS2000 椭球面积（国土调查办发〔2008〕32号），由图形量算",
    "Areas: ellipsoidal (CGCS2000), measured from the outlines",
)


@dataclass(frozen=True)
class Checked:
    """A layout, the report on it, the rulebook that it was checked against and the day that waivers were judged by.

    `lang` is "zh" or "en"; `against` holds an earlier report where the two are compared.
    """

    layout: Layout
    report: Report
    book: Rulebook
    on: date
    lang: str = "zh"
    against: Against | None = None

    @property
    def title(self) -> Text:
        """What the layout is called; its id where it has no title."""
        return self.layout.title or Text(self.layout.id, self.layout.id)

    def say(self, text: Text) -> str:
        """A sentence in the language of the file."""
        return text.say(self.lang)

    def name(self, word: str | None) -> str:
        """A name or word in the language of the file, as far as the rulebook knows its English."""
        if not word:
            return ""
        return (self.book.english(word) or word) if self.lang == "en" else word

    @cached_property
    def areas_km2(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """The ellipsoidal area of every feature of the layout in km², NaN where it has none."""
        shapes = np.asarray(self.layout.features.geometry.values, dtype=object)
        area_m2 = measure.area_m2(self.book.frame.project(shapes))
        has_area = shapely.get_dimensions(shapes) == 2
        return np.where(has_area, np.round(area_m2 / measure.M2_PER_KM2, 6), np.nan)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """One row for each feature that has an area, parks first: with area_km2, stated_area_km2, difference_km2."""
        table = pd.DataFrame(self.layout.features.drop(columns="geometry")).assign(area_km2=self.areas_km2)
        table = table[table["area_km2"].notna()]
        table = table.assign(difference_km2=np.round(table["area_km2"] - table["stated_area_km2"], 6))
        order = {kind.value: i for i, kind in enumerate(Kind)}
        return table.sort_values(["kind", "id"], key=lambda column: column.map(order).fillna(len(order))
                                 if column.name == "kind" else column, kind="stable")  # fmt: skip

    @cached_property
    def places(self) -> dict[str, tuple[str, str, str]]:
        """Of every feature by id: its name, its kind, and the park that it belongs to."""
        table = self.layout.features
        parks = table["park"].where(table["kind"] != Kind.PARK.value, table["name"])
        rows = zip(table["id"], table["name"], table["kind"], parks, strict=True)
        return {id: (name or id, kind, park or "") for id, name, kind, park in rows}

    def park_of(self, finding: Finding) -> str:
        """The park of a finding's first subject that belongs to one; empty where none does."""
        known = (self.places[id][2] for id in finding.subjects if id in self.places)
        return next((park for park in known if park), "")

    def named(self, finding: Finding) -> list[str]:
        """What a finding's subjects are called."""
        return [self.name(self.places[id][0]) if id in self.places else self.name(id) for id in finding.subjects]

    @cached_property
    def clauses(self) -> list[tuple[Clause, list[RuleResult]]]:
        """The clauses that were checked, by document and place, each with its rules."""
        found: dict[tuple[str, str, str], tuple[Clause, list[RuleResult]]] = {}
        for rule in self.report.rules:
            clause = rule.clause
            found.setdefault((clause.document, clause.locator, clause.paraphrase.zh), (clause, []))[1].append(rule)
        documents = list(dict.fromkeys(document.title for document in self.book.file.documents.values()))
        place = {title: i for i, title in enumerate(documents)}
        return sorted(found.values(), key=lambda row: (place.get(row[0].document, len(place)), row[0].locator))

    @cached_property
    def kinds(self) -> dict[str, int]:
        """How many features there are of each kind, in the order of kinds."""
        counts = Counter(self.layout.features["kind"])
        return {kind.value: counts[kind.value] for kind in Kind if counts[kind.value]}
