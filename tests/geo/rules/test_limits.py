"""A limit that is met to the last digit is kept; a hair beyond it is a fault."""

import math
from typing import Any

import numpy as np
import pytest
import shapely

from geo import measure
from geo.crs import Floats
from geo.measure import MM2_PER_M2
from geo.model import Status
from geo.rulebook import Rulebook
from geo.rules import RULES, Draft, Rule, Scope, Subjects
from geo.rules.base import Parts
from tests.geo.rules.test_cases import cases_of, layout_of

LOWER, HIGHER = -math.inf, math.inf
"""Where a stricter limit lies: lower where it says how much at most, higher where it says how much at least."""


def cases(rule: Rule, book: Rulebook) -> list[Subjects]:
    """The layouts of a rule's cases as the rule sees them."""
    seen = [Subjects.of_layout(layout_of(case, book), book.frame) for case in cases_of(rule.name).values()]
    return [subjects[subjects.sound] for subjects in seen]


def drafts(rule: Rule, subjects: Subjects, book: Rulebook, **params: Any) -> list[Draft]:
    """What the rule finds with some parameters other than the rulebook's."""
    assert rule.check
    sees = (subjects, subjects) if rule.scope is Scope.NEAR else (subjects,)
    found = rule.check(*sees, rule.bind(book).model_copy(update=params), book)
    return [draft for draft in found if draft.status is Status.OPEN and draft.measured is not None]


@pytest.mark.parametrize(
    ("code", "limit", "stricter"),
    [
        ("GEO002", "tolerance_m2", LOWER),
        ("GEO004", "tolerance_m2", LOWER),
        ("YNQ001", "least_step_m", HIGHER),
        ("YNQ002", "tolerance_m2", LOWER),
        ("YNQ004", "tolerance_m", LOWER),
        ("SPE013", "max_distance_m", LOWER),
        ("CON001", "min_largest_share", HIGHER),
        ("CON002", "min_compactness", HIGHER),
        ("CON003", "max_gap_m", LOWER),
        ("LOC004", "min_share", HIGHER),
        ("LOC005", "min_share", HIGHER),
        ("TZH001", "least_share", HIGHER),
        ("SIT002", "tolerance_m", LOWER),
    ],
)
def test_what_meets_the_limit_is_no_fault(code: str, limit: str, stricter: float, book: Rulebook) -> None:
    rule = RULES[code]
    told = [(subjects, draft) for subjects in cases(rule, book) for draft in drafts(rule, subjects, book)]
    assert told
    for subjects, fault in told:
        measured = float(fault.measured or 0.0)
        at_it = drafts(rule, subjects, book, **{limit: measured})
        assert fault.subjects not in {draft.subjects for draft in at_it}
        beyond = drafts(rule, subjects, book, **{limit: np.nextafter(measured, stricter)})
        assert fault.subjects in {draft.subjects for draft in beyond}


def test_industries_are_alike_from_the_limit_on(book: Rulebook) -> None:
    rule = RULES["GRP002"]
    [subjects, fault], *_ = [(s, d) for s in cases(rule, book) for d in drafts(rule, s, book)]
    share = float(fault.measured or 0.0)
    assert drafts(rule, subjects, book, alike_share=share)
    assert not drafts(rule, subjects, book, alike_share=np.nextafter(share, HIGHER))


def test_a_share_may_fall_by_the_tolerance(book: Rulebook) -> None:
    rule = RULES["LOC006"]
    told = [(subjects, draft) for subjects in cases(rule, book) for draft in drafts(rule, subjects, book)]
    assert told
    for subjects, fault in told:
        before, after = float(fault.required or 0.0), float(fault.measured or 0.0)
        if before - (before - after) != after:
            continue
        less = drafts(rule, subjects, book, tolerance_share=before - after - 1e-9)
        assert fault.subjects in {draft.subjects for draft in less}
        just = drafts(rule, subjects, book, tolerance_share=before - after)
        assert fault.subjects not in {draft.subjects for draft in just}


def test_a_group_may_be_short_by_the_tolerance(book: Rulebook) -> None:
    rule = RULES["ARE002"]
    subjects = next(s for s in cases(rule, book) if drafts(rule, s, book))
    area_m2 = float(subjects.area_m2[0])
    assert not drafts(rule, subjects, book, min_area_m2=area_m2 + 4, tolerance_m2=area_m2 + 4 - area_m2)
    assert drafts(rule, subjects, book, min_area_m2=area_m2 + 4, tolerance_m2=3.999)


def test_a_park_may_be_off_by_the_tolerance(book: Rulebook) -> None:
    rule = RULES["ARE003"]
    subjects = next(s for s in cases(rule, book) if drafts(rule, s, book))
    approved_m2 = (book.parks.by_name[subjects.label(0)].approved_area_km2 or 0.0) * 1e6
    off_m2 = abs(float(subjects.area_m2[0]) - approved_m2)
    assert not drafts(rule, subjects, book, tolerance_m2=off_m2)
    assert drafts(rule, subjects, book, tolerance_m2=np.nextafter(off_m2, LOWER))


def test_a_town_park_may_reach_into_a_band_by_the_tolerance(book: Rulebook) -> None:
    rule = RULES["YNQ005"]
    strips = []
    for subjects in cases(rule, book):
        park, bands = subjects.of("site"), subjects.of("zone")
        shared_m2 = shapely.area(shapely.intersection(park.geometry[:, None], bands.geometry[None, :]))
        if shared_m2.shape == (1, 2) and shared_m2.min() > 0:
            strips.append((subjects, float(shared_m2.min())))
    assert strips
    for subjects, strip_m2 in strips:
        assert not drafts(rule, subjects, book, tolerance_m2=strip_m2)
        assert drafts(rule, subjects, book, tolerance_m2=np.nextafter(strip_m2, LOWER))


@pytest.mark.parametrize("sign", [1, -1])
def test_the_total_may_be_off_by_the_tolerance(sign: int, book: Rulebook) -> None:
    rule = RULES["ARE001"]
    params = rule.bind(book).model_copy(update={"total_area_m2": 488e6, "tolerance_m2": 5000.0})
    box: Floats = np.array([[0.0, 0.0, 1.0, 1.0]])
    for off_mm2, faults in ((5000 * MM2_PER_M2, 0), (5000 * MM2_PER_M2 + MM2_PER_M2, 1)):
        total = np.array([488_000_000 * MM2_PER_M2 + sign * off_mm2], dtype=np.int64)
        assert rule.fold
        assert len(rule.fold(Parts(np.array(["a"], dtype=object), total, box), params, book)) == faults


def test_a_strip_of_the_least_length_counts(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = RULES["GEO003"]
    least_m = 100.0
    [subjects, *_] = [s for s in cases(rule, book) if drafts(rule, s, book)]
    for length_m, count in ((least_m, 1), (np.nextafter(least_m, LOWER), 0)):
        monkeypatch.setattr(measure, "length_m", lambda shapes, length_m=length_m: np.full(len(shapes), length_m))
        assert len(drafts(rule, subjects, book, min_length_m=least_m)) == count
