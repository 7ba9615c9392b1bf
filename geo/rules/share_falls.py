"""A share that the plan wants to grow falls from one phase to the next.

What it checks: for every measure of the rulebook, the share of the area that counts in all features of its kinds and
classes, phase by phase. With fewer than two phases nothing can be told.
Why: industry space moves from the central city to the new towns of the plain, the share of high-tech industry land
rises, and stock land is used more.
Example that fails: half of what is built by 2025 lies in the new towns, but only a third of what is built by 2030.
How to fix: move what the later phase builds, or build it in an earlier one.
"""

import numpy as np
import shapely

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import split
from geo.rules.subjects import Bools, Draft, Subjects


class Measure(RuleParams):
    """What is counted: features of `kinds` (of `classes`, if any), and of these the ones that match.

    A feature matches when its district is one of `districts`, its note holds one of `words`, or, with `tagged`, it has
    an industry of the taxonomy.
    """

    zh: str
    en: str
    kinds: tuple[str, ...]
    classes: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    tagged: bool = False


class Params(RuleParams):
    """The measures, and by how much (0 to 1) a share may fall before it counts."""

    measures: tuple[Measure, ...]
    tolerance_share: float


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per measure and phase, or per measure that cannot be told."""
    drafts = []
    for measured in params.measures:
        here = layout.of(*measured.kinds)
        if measured.classes:
            here = here.where("class", measured.classes)
        here = here[[bool(phase) for phase in here.text("phase")]]
        drafts += _falls(here, _matches(here, measured, book), measured, params.tolerance_share)
    return drafts


def _matches(here: Subjects, wanted: Measure, book: Rulebook) -> Bools:
    rows, tags = here.flat("industries")
    known = rows[np.isin(tags.astype(str), list(book.taxonomy.sector_of))]
    noted = np.array([any(word in note for word in wanted.words) for note in here.text("note")], dtype=np.bool_)
    districts = set(wanted.districts)
    placed = np.array([not districts.isdisjoint(split(names)) for names in here.text("district")], dtype=np.bool_)
    tagged = np.isin(np.arange(len(here)), known) & wanted.tagged
    return noted | placed | tagged


def _falls(here: Subjects, matches: Bools, wanted: Measure, tolerance: float) -> list[Draft]:
    phases, which = np.unique(here.text("phase").astype(str), return_inverse=True)
    told = {"name": wanted.zh, "name_en": wanted.en}
    if len(phases) < 2:
        return [Draft((wanted.zh,), None, values=told, status=Status.CANNOT_TELL)]
    total_m2 = np.bincount(which, here.area_m2)
    share = np.bincount(which, here.area_m2 * matches) / total_m2
    return [
        Draft(
            (wanted.zh, str(phases[i])),
            shapely.multipoints(shapely.centroid(here.geometry[which == i])),
            measured=share[i],
            required=share[i - 1],
            tolerance=tolerance,
            values={**told, "phase": phases[i], "before": phases[i - 1]},
        )
        for i in range(1, len(phases))
        if share[i] < share[i - 1] - tolerance
    ]


RULE = Rule(
    code="LOC006",
    name="share-falls",
    title=Text("规划要提高的比例不宜逐期下降", "A share that the plan wants to grow should not fall"),
    message=Text(
        "{name}由 {before} 的 {required:.0%} 降到 {phase} 的 {measured:.0%}",
        "{name_en} falls from {required:.0%} in {before} to {measured:.0%} in {phase}",
    ),
    cannot_tell=Text(
        "布局中填写建设时序的相应要素不足两期，无法比较{name}",
        "the layout has not two phases of what is needed to compare {name_en}",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"group", "reserve", "small", "parcel"}),
    check=check,
    params=Params,
)
