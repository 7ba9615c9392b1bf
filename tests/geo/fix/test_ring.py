"""Mending outlines: where they can be read in one way, and only there."""

import pytest

from geo.fix import choose, effects_of, offers, words
from geo.model import Feature, Layout, Text
from geo.rulebook import Rulebook
from tests.geo.fix.helpers import drawn, found, judged, offered, only_touches

BOW_TIE = "POLYGON((0 0,400 400,400 0,0 400,0 0))"
TWICE_AROUND = "POLYGON((0 0,400 0,400 400,0 400,0 0,300 0,300 300,0 300,0 0))"
SPIKE = "POLYGON((0 0,400 0,400 400,700 400,400 400,0 400,0 0))"


def test_a_bow_tie_becomes_two_parts_whose_areas_are_told(book: Rulebook) -> None:
    layout = drawn(book, BOW_TIE, "rect 100 100 at 2000 0")
    judge = judged(layout, book)
    chosen = choose(list(offered(layout, book, "GEO001").values()))
    assert not isinstance(chosen, Text) and chosen.clear
    assert "2 块：40,000 + 40,000" in chosen.title.zh and "2: 40,000 + 40,000" in chosen.title.en
    (change,) = chosen.changes
    assert len(change.after.geoms) == 2 and change.after_m2 == pytest.approx(80_000, rel=1e-6)  # type: ignore[attr-defined]
    effects = effects_of(chosen, judge)
    assert effects and effects.resolved == (found(judge, "GEO001"),) and effects.added == ()
    only_touches(layout, layout.apply(chosen.edit), chosen)


def test_a_spike_is_cut(book: Rulebook) -> None:
    chosen = choose(list(offered(drawn(book, SPIKE), book, "GEO001").values()))
    assert not isinstance(chosen, Text)
    assert chosen.changes[0].after_m2 == pytest.approx(160_000, rel=1e-6)


def test_two_readings_are_refused(book: Rulebook) -> None:
    reason = choose(list(offered(drawn(book, TWICE_AROUND), book, "GEO001").values()))
    assert isinstance(reason, Text) and "160,000" in reason.en and "70,000" in reason.en and "两种读法" in reason.zh


def test_what_is_flat_cannot_be_mended(book: Rulebook) -> None:
    reason = choose(list(offered(drawn(book, "POLYGON((0 0,0 0,0 0,0 0))"), book, "GEO001").values()))
    assert isinstance(reason, Text) and "没有可修复的多边形" in reason.zh


def test_no_geometry_has_no_repair(book: Rulebook) -> None:
    layout = Layout.of([Feature("a", "small", None), Feature("b", "small", None)], id="bare")
    for finding in judged(layout, book).report.findings:
        assert offers(finding, layout, book) == ()
    assert choose(()) == words.NO_REPAIR
