"""Removing an overlap: one keeps the land, the other yields it, and nothing else moves."""

import hypothesis.strategies as st
import pytest
import shapely
from hypothesis import assume, given

from geo.fix import choose, effects_of
from geo.model import Feature, Layout, Text
from geo.rulebook import Rulebook, load
from tests.geo.fix.helpers import area_m2, drawn, found, judged, offered, only_touches, shares_vertices
from tests.geo.rules.shapes import shape

BOOK = load("zgc")
STRIP = ("rect 1000 1000 at 0 0", "rect 1000 1000 at 920 0")


def test_the_loser_yields_and_the_owner_stays(book: Rulebook) -> None:
    layout = drawn(book, *STRIP)
    for owner, loser in (("a", "b"), ("b", "a")):
        proposal = offered(layout, book, "GEO002")[f"remove-overlap:{owner}"]
        assert (
            proposal.offered and proposal.owner == owner and proposal.area_moved_m2 == pytest.approx(80_000, abs=0.01)
        )
        assert [(c.feature, round(c.lost_m2)) for c in proposal.losers] == [(loser, 80_000)]
        assert proposal.gainers == () and "80,000" in proposal.title.zh and "80,000" in proposal.title.en
        after = layout.apply(proposal.edit)
        only_touches(layout, after, proposal)
        assert judged(after, book).report.findings == ()
        assert shares_vertices(after, "a", "b")


def test_nobody_chooses_between_equals(book: Rulebook) -> None:
    proposals = list(offered(drawn(book, *STRIP, basis="digitised"), book, "GEO002").values())
    reason = choose(proposals)
    assert isinstance(reason, Text) and "a, b" in reason.zh and "a, b" in reason.en
    wrong = choose(proposals, ["z"], named=True)
    assert isinstance(wrong, Text) and "z" in wrong.en
    chosen = choose(proposals, ["b"])
    assert not isinstance(chosen, Text) and chosen.id == "remove-overlap:b"


def test_the_better_survey_wins(book: Rulebook) -> None:
    layout = Layout.of(
        [
            Feature("a", "small", shape(STRIP[0], book.frame), {"basis": "schematic"}),
            Feature("b", "small", shape(STRIP[1], book.frame), {"basis": "surveyed"}),
        ],
        id="x",
    )
    chosen = choose(list(offered(layout, book, "GEO002").values()))
    assert not isinstance(chosen, Text) and chosen.owner == "b"


@pytest.mark.parametrize(
    ("shapes", "refused", "says"),
    [
        (("rect 500 500 at 0 0", "rect 500 500 at 0 0"), {"a", "b"}, "0%"),
        (("rect 1000 1000 at 0 0", "rect 100 100 at 500 500"), {"a"}, "0%"),
        (("rect 1000 1000 at 0 0", "rect 1000 1000 at 190 0"), {"a", "b"}, "19%"),
    ],
    ids=["twice the same", "one inside the other", "less than a fifth is left"],
)
def test_refused_when_too_little_is_left(book: Rulebook, shapes: tuple[str, str], refused: set[str], says: str) -> None:
    proposals = offered(drawn(book, *shapes), book, "GEO002")
    for owner in "ab":
        proposal = proposals[f"remove-overlap:{owner}"]
        assert proposal.offered == (owner not in refused)
        if not proposal.offered:
            assert proposal.disabled_reason and says in proposal.disabled_reason.zh and proposal.edit.put == ()


def test_inside_leaves_a_hole(book: Rulebook) -> None:
    layout = drawn(book, "rect 1000 1000 at 0 0", "rect 100 100 at 500 500")
    proposals = offered(layout, book, "GEO002")
    assert isinstance(choose(list(proposals.values())), Text)
    after = layout.apply(proposals["remove-overlap:b"].edit)
    outer = after.feature("a")
    assert outer and shapely.get_num_interior_rings(shapely.get_geometry(outer.geometry, 0)) == 1
    assert judged(after, book).report.findings == () and shares_vertices(after, "a", "b")


def test_refused_when_the_loser_falls_apart(book: Rulebook) -> None:
    cross = ("rect 100 1000 at 0 0", "rect 200 50 at -60 500")
    proposal = offered(drawn(book, *cross), book, "GEO002")["remove-overlap:a"]
    assert (
        proposal.disabled_reason and "2 块" in proposal.disabled_reason.zh and "2 parts" in proposal.disabled_reason.en
    )
    wide = ("rect 100 1000 at 0 0", "rect 800 500 at -350 200")
    proposal = offered(drawn(book, *wide), book, "GEO002")["remove-overlap:a"]
    assert proposal.offered and len(proposal.changes[-1].after.geoms) == 2  # type: ignore[attr-defined]


def test_a_third_neighbour_keeps_its_land(book: Rulebook) -> None:
    layout = drawn(book, *STRIP, "rect 1000 1000 at 1920 0", "rect 2920 300 at 0 1000")
    for proposal in offered(layout, book, "GEO002").values():
        if proposal.offered:
            after = layout.apply(proposal.edit)
            only_touches(layout, after, proposal)
            assert proposal.edit.touched <= {"a", "b"}
            assert judged(after, book).report.findings == ()


@st.composite
def outline(draw: st.DrawFn) -> str:
    """A star-shaped outline around a point, 4 to 9 corners, in metres."""
    x, y = draw(st.integers(-600, 600)), draw(st.integers(-600, 600))
    corners = draw(st.lists(st.integers(200, 900), min_size=4, max_size=9))
    turn = draw(st.floats(0, 1))
    points = []
    for i, radius in enumerate(corners):
        point = shapely.affinity.rotate(shapely.Point(x + radius, y), 360 * (i + turn) / len(corners), origin=(x, y))
        points.append(f"{point.x!r} {point.y!r}")
    return f"POLYGON(({','.join([*points, points[0]])}))"


@given(outline(), outline())
def test_any_overlap_goes_and_no_land_is_lost(first: str, second: str) -> None:
    layout = drawn(BOOK, first, second, "rect 100 100 at 5000 5000")
    judge = judged(layout, BOOK)
    assume(any(f.rule == "GEO002" for f in judge.report.findings))
    finding, total_m2 = found(judge, "GEO002"), area_m2(layout, BOOK)
    for proposal in offered(layout, BOOK, "GEO002").values():
        if not proposal.offered:
            assert proposal.disabled_reason
            continue
        effects = effects_of(proposal, judge)
        assert effects and finding.id in {f.id for f in effects.resolved} and effects.added == ()
        after = layout.apply(proposal.edit)
        only_touches(layout, after, proposal)
        assert "c" not in proposal.edit.touched
        assert area_m2(after, BOOK) == pytest.approx(total_m2, abs=1e-3)
        one, two = (BOOK.frame.project(after.features.geometry.values[i : i + 1])[0] for i in (0, 1))
        assert shapely.area(shapely.intersection(one, two)) < 1e-3
        assert sum(c.lost_m2 for c in proposal.losers) == pytest.approx(proposal.area_moved_m2, abs=0.1)
