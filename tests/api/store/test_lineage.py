"""Common ancestors: along branches, after merges either way, and none where there is none."""

import hypothesis.strategies as st
from hypothesis import given

from api.store.lineage import Origin, Point, common_ancestor, contained

BRANCHED = (Origin(Point("b", 1), Point("a", 2)), Origin(Point("c", 1), Point("b", 3)))


def merged(into: str, at: int, source: str, revision: int) -> Origin:
    return Origin(Point(into, at), Point(source, revision))


def test_a_branch_goes_back_to_where_it_was_started() -> None:
    assert common_ancestor(Point("a", 5), Point("b", 4), BRANCHED) == Point("a", 2)
    assert common_ancestor(Point("c", 2), Point("a", 9), BRANCHED) == Point("a", 2)
    assert common_ancestor(Point("c", 2), Point("b", 9), BRANCHED) == Point("b", 3)
    assert common_ancestor(Point("a", 1), Point("c", 4), BRANCHED) == Point("a", 1)


def test_revisions_of_one_layout_share_the_earlier() -> None:
    assert common_ancestor(Point("a", 5), Point("a", 3), ()) == Point("a", 3)


def test_layouts_of_their_own_share_nothing() -> None:
    assert common_ancestor(Point("a", 5), Point("z", 3), BRANCHED) is None


def test_what_was_merged_is_shared() -> None:
    known = (*BRANCHED, merged("a", 6, "b", 4))
    assert common_ancestor(Point("a", 5), Point("b", 9), known) == Point("a", 2)
    assert common_ancestor(Point("a", 6), Point("b", 9), known) == Point("b", 4)
    assert common_ancestor(Point("a", 7), Point("c", 2), known) == Point("b", 3)


def test_merges_crosswise_have_a_base_that_both_contain() -> None:
    known = (*BRANCHED, merged("a", 6, "b", 4), merged("b", 5, "a", 5))
    assert common_ancestor(Point("a", 7), Point("b", 6), known) in {Point("a", 5), Point("b", 4)}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["a", "b", "c", None])), max_size=12))
def test_the_base_of_any_history_is_in_both_and_nothing_newer_is(history: list[tuple[str, str | None]]) -> None:
    """Writes and merges one after the other, as they can happen."""
    heads, known = {"a": 2, "b": 3, "c": 1}, list(BRANCHED)
    for layout, source in history:
        heads[layout] += 1
        if source not in (layout, None):
            known.append(merged(layout, heads[layout], str(source), heads[str(source)]))
    one, other = Point("a", heads["a"]), Point("c", heads["c"])
    found = common_ancestor(one, other, known)
    assert found is not None
    listed: dict[str, list[Origin]] = {}
    for origin in known:
        listed.setdefault(origin.at.layout, []).append(origin)
    mine, theirs = contained(one, listed), contained(other, listed)
    assert min(mine[found.layout], theirs[found.layout]) == found.revision
    shared = [Point(layout, min(mine[layout], theirs[layout])) for layout in mine.keys() & theirs.keys()]
    assert not any(p != found and contained(p, listed).get(found.layout, 0) >= found.revision for p in shared)
