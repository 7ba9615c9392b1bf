"""Closing slivers: into the neighbour with the longest shared border, or not without being told."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from geo.fix import choose, effects_of, offers
from geo.model import Feature, Layout, Text
from geo.rulebook import Rulebook, load
from tests.geo.fix.helpers import GEOMETRY, area_m2, drawn, found, judged, offered, only_touches, shares_vertices
from tests.geo.rules.shapes import shape

BOOK = load("zgc")
PARK = "海淀园"
SIDE_BY_SIDE = ("rect 1000 800 at 0 0", "rect 1000 800 at 1020 0")


def in_park(book: Rulebook, park: str, **shapes: str) -> Layout:
    """A park `P` with small areas inside."""
    spaces = [Feature(id, "small", shape(text, book.frame), {"park": PARK}) for id, text in shapes.items()]
    groups = Feature("g", "group", shape("rect 10 10 at 9000 0", book.frame), {"park": PARK})
    return Layout.of([Feature("P", "park", shape(park, book.frame), {"name": PARK}), groups, *spaces], id="park")


def test_a_strip_goes_to_either_side(book: Rulebook) -> None:
    layout = drawn(book, *SIDE_BY_SIDE)
    proposals = offered(layout, book, "GEO003")
    for owner in "ab":
        proposal = proposals[f"close-gap:{owner}"]
        assert proposal.area_moved_m2 == pytest.approx(20 * 800, rel=1e-4)
        assert [c.feature for c in proposal.gainers] == [owner] and proposal.losers == ()
        after = layout.apply(proposal.edit)
        only_touches(layout, after, proposal)
        assert judged(after, book).report.findings == () and shares_vertices(after, "a", "b")


def test_equal_borders_are_a_tie(book: Rulebook) -> None:
    proposals = list(offered(drawn(book, *SIDE_BY_SIDE), book, "GEO003").values())
    assert not any(p.clear for p in proposals)
    reason = choose(proposals)
    assert isinstance(reason, Text) and "a, b" in reason.en and "有歧义" in reason.zh


def test_the_longest_border_wins(book: Rulebook) -> None:
    teeth = ",".join(f"{1050 if y % 200 else 1005} {y}" for y in range(700, 0, -100))
    saw = f"POLYGON((1005 0,2000 0,2000 800,1005 800,{teeth},1005 0))"
    layout = drawn(book, "rect 1000 800 at 0 0", saw)
    chosen = choose(list(offered(layout, book, "GEO003").values()))
    assert not isinstance(chosen, Text) and chosen.id == "close-gap:b"
    after = layout.apply(chosen.edit)
    only_touches(layout, after, chosen)
    assert judged(after, book).report.findings == () and shares_vertices(after, "a", "b")


def test_unequal_neighbours_get_vertices_where_the_new_border_ends(book: Rulebook) -> None:
    layout = drawn(book, "rect 1000 2000 at 0 0", "rect 1000 800 at 1020 500")
    proposal = offered(layout, book, "GEO003")["close-gap:b"]
    long_side = next(c for c in proposal.changes if c.feature == "a")
    assert long_side.gained_m2 == long_side.lost_m2 == 0 and long_side.after_m2 == pytest.approx(long_side.before_m2)
    assert len(long_side.after.geoms[0].exterior.coords) == 7  # type: ignore[attr-defined]
    after = layout.apply(proposal.edit)
    assert judged(after, book).report.findings == () and shares_vertices(after, "a", "b")


def test_a_third_feature_in_the_strip_keeps_its_land(book: Rulebook) -> None:
    layout = drawn(book, *SIDE_BY_SIDE, "rect 20 100 at 1000 350")
    proposal = offered(layout, book, "GEO003")["close-gap:a"]
    assert proposal.area_moved_m2 == pytest.approx(20 * 700, rel=1e-4)
    after = layout.apply(proposal.edit)
    only_touches(layout, after, proposal)
    assert "c" not in proposal.edit.touched and judged(after, book).report.findings == ()


def test_the_strip_stays_in_the_park(book: Rulebook) -> None:
    layout = in_park(book, "rect 2020 700 at 0 0", a="rect 1000 800 at 0 0", b="rect 1000 800 at 1020 0")
    proposal = offered(layout, book, "GEO003")["close-gap:a"]
    assert proposal.area_moved_m2 == pytest.approx(20 * 700, rel=1e-4)


def test_outside_its_park_nothing_is_offered(book: Rulebook) -> None:
    layout = in_park(book, "rect 100 100 at 5000 0", a="rect 1000 800 at 0 0", b="rect 1000 800 at 1020 0")
    for proposal in offered(layout, book, "GEO003").values():
        assert proposal.disabled_reason is not None
    assert PARK in offered(layout, book, "GEO003")["close-gap:a"].disabled_reason.en  # type: ignore[union-attr]


def test_uncovered_slivers_of_a_park_are_closed(book: Rulebook) -> None:
    layout = in_park(book, "rect 2020 800 at 0 0", a="rect 1000 800 at 0 0", b="rect 1000 800 at 1020 0")
    judge = judged(layout, book, "CLS001", "GEO002", "GEO003")
    proposals = {p.id: p for p in offers(found(judge, "CLS001"), layout, book)}
    assert set(proposals) == {"close-gap:a", "close-gap:b"}
    for proposal in proposals.values():
        effects = effects_of(proposal, judge)
        assert effects and {f.rule for f in effects.resolved} == {"CLS001", "GEO003"} and effects.added == ()


def test_wide_open_land_is_no_sliver(book: Rulebook) -> None:
    layout = in_park(book, "rect 3000 800 at 0 0", a="rect 1000 800 at 0 0", b="rect 1000 800 at 1020 0")
    (proposal,) = offered(layout, book, "CLS001").values()
    assert proposal.disabled_reason and "不是狭缝" in proposal.disabled_reason.zh


def test_each_of_several_slivers_finds_its_neighbour(book: Rulebook) -> None:
    layout = in_park(
        book, "rect 3020 800 at 0 0",
        a="rect 1000 800 at 0 0", b="rect 1000 800 at 1010 0", c="rect 1000 800 at 2020 0",
    )  # fmt: skip
    proposals = offered(layout, book, "CLS001")
    for end in "ac":
        reason = proposals[f"close-gap:{end}"].disabled_reason
        assert reason and "不与" in reason.zh and "8,000 m²" in reason.en
    middle = proposals["close-gap:b"]
    assert middle.offered and not middle.clear and middle.area_moved_m2 == pytest.approx(16_000, rel=1e-4)
    assert judged(layout.apply(middle.edit), book, "CLS001", *GEOMETRY).report.findings == ()


@given(st.integers(5, 55), st.integers(400, 1500), st.integers(-200, 200), st.integers(-60, 60))
def test_any_strip_between_two_closes(width: int, height: int, shift: int, lean: int) -> None:
    left = f"POLYGON((0 0,1000 0,{1000 + lean} 1000,0 1000,0 0))"
    near, top = 1000 + width, shift + height
    right = f"POLYGON(({near} {shift},2000 {shift},2000 {top},{near + lean * height / 1000} {top},{near} {shift}))"
    layout = drawn(BOOK, left, right, "rect 100 100 at 5000 5000")
    judge = judged(layout, BOOK)
    if not [f for f in judge.report.findings if f.rule == "GEO003"]:
        return
    before_m2 = area_m2(layout, BOOK)
    for proposal in offered(layout, BOOK, "GEO003").values():
        if proposal.kind != "close-gap" or not proposal.offered:
            continue
        effects = effects_of(proposal, judge)
        assert effects and [f.rule for f in effects.resolved] == ["GEO003"] and effects.added == ()
        after = layout.apply(proposal.edit)
        only_touches(layout, after, proposal)
        assert shares_vertices(after, "a", "b")
        assert area_m2(after, BOOK) == pytest.approx(before_m2 + proposal.area_moved_m2, abs=1e-3)
