"""Revisions: append-only, one winner, stale writers told what changed, branches that inherit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from api.store import Heading, Refused, StaleRevision, Store
from geo.errors import NotFound
from geo.model import Edit, Feature, Layout, Text
from tests.api.shapes import BOW_TIE, square


@pytest.fixture
def started(store: Store, fresh_id: Callable[[], str]) -> str:
    """A layout with two squares at revision 1."""
    id = fresh_id()
    layout = Layout.of([square("A"), square("B", 116.1)], id=id, title=Text("甲", "A"))
    store.import_layout(layout, author="me", message="first")
    return id


def ids(store: Store, id: str, revision: int | None = None) -> list[str]:
    return list(store.layout(id, revision).features["id"])


def test_every_revision_can_be_read_as_it_was(store: Store, started: str) -> None:
    moved = square("A", 116.5)
    assert store.save(started, 1, Edit((moved, square("C", 116.2))), author="w", message="x").revision == 2
    assert store.save(started, 2, Edit(delete=("B",)), author="w", message="y").revision == 3
    assert store.save(started, 3, Edit((square("B", 116.7),)), author="w", message="z").revision == 4
    assert [ids(store, started, n) for n in (1, 2, 3, 4)] == [
        ["A", "B"], ["A", "B", "C"], ["A", "C"], ["A", "B", "C"],
    ]  # fmt: skip
    assert store.layout(started, 1).feature("A").geometry.bounds[0] == 116.0  # type: ignore[union-attr]
    assert store.layout(started).feature("A").geometry.bounds[0] == 116.5  # type: ignore[union-attr]
    record = store.record(started)
    assert (record.features, record.schematic, record.title) == (3, True, Text("甲", "A"))
    assert [(r.number, r.put, r.deleted) for r in store.revisions(started)] == [
        (4, 1, 0), (3, 0, 1), (2, 2, 0), (1, 2, 0),
    ]  # fmt: skip


def test_a_stale_writer_is_told_what_changed_and_stores_nothing(store: Store, started: str) -> None:
    store.save(started, 1, Edit((square("C"),), ("B",)), author="王工", message="调整")
    with pytest.raises(StaleRevision) as caught:
        store.save(started, 1, Edit((square("D"),)), author="late", message="late")
    assert caught.value.current == 2
    (change,) = caught.value.changes
    assert (change.author, change.message, change.put, change.deleted) == ("王工", "调整", ("C",), ("B",))
    assert ids(store, started) == ["A", "C"]
    for wrong in (0, 3, -1):
        with pytest.raises(StaleRevision):
            store.save(started, wrong, Edit(delete=("A",)), author="x", message="")


def test_what_lies_between_two_revisions_makes_one_from_the_other(store: Store, started: str) -> None:
    """Also of a branch, and where a feature goes and comes back on the way."""
    lot = square("A", 116.4, stated_area_km2=1.5, industries=("量子信息",), note="二")
    store.save(started, 1, Edit((lot, square("C", 116.2))), author="w", message="")
    store.save(started, 2, Edit((square("D", 116.3),), ("B", "C")), author="w", message="")
    store.save(started, 3, Edit((square("C", 116.6),)), author="w", message="")
    for since, revision in ((1, 2), (1, 4), (2, 3), (2, 4), (3, 4)):
        between = store.edit_between(started, since, revision, most=4)
        assert between is not None
        made, there = store.layout(started, since).apply(between), store.layout(started, revision)
        assert_geodataframe_equal(made.features, there.features)
    assert store.edit_between(started, 1, 4, most=3) is None


def test_of_eight_writers_at_once_exactly_one_wins_each_revision(store: Store, started: str) -> None:
    won: list[str] = []
    for base in range(1, 6):

        def write(n: int, base: int = base) -> str | None:
            name = f"W{base}-{n}"
            try:
                saved = store.save(started, base, Edit((square(name),)), author=name, message="")
            except StaleRevision:
                return None
            return name if saved.changed else None

        with ThreadPoolExecutor(8) as pool:
            winners = [name for name in pool.map(write, range(8)) if name]
        assert len(winners) == 1
        won += winners
    assert ids(store, started) == sorted(["A", "B", *won])
    assert store.record(started).revision == 6


def test_an_edit_that_changes_nothing_makes_no_revision(store: Store, started: str) -> None:
    same = store.save(started, 1, Edit((square("A"),), ("nobody",)), author="w", message="")
    assert (same.revision, same.changed) == (1, False)
    other = store.save(started, 1, Edit((square("A", note="new"),)), author="w", message="")
    assert (other.revision, other.changed) == (2, True)


def test_a_refused_edit_stores_nothing_of_it(store: Store, started: str) -> None:
    with pytest.raises(Refused) as caught:
        edit = Edit((square("C"), Feature("D", "group", BOW_TIE)), ("A",))
        store.save(started, 1, edit, author="w", message="")
    assert [refusal.feature for refusal in caught.value.refused] == ["D"]
    assert store.record(started).revision == 1 and ids(store, started) == ["A", "B"]


def test_judging_an_edit_stores_nothing(store: Store, started: str) -> None:
    assert store.judge(Edit((square("C"),))) == ()
    (refusal,) = store.judge(Edit((square("C"), Feature("D", "group", None))))
    assert refusal.feature == "D"
    assert store.record(started).revision == 1


def test_importing_the_same_again_makes_no_revision(store: Store, started: str) -> None:
    layout = store.layout(started)
    again = store.import_layout(layout, author="me", message="again")
    assert (again.revision, again.changed) == (1, False)


def test_an_import_replaces_and_keeps_the_old_version_of_what_it_may_not_store(store: Store, started: str) -> None:
    broken = Feature("A", "group", BOW_TIE, {"basis": "schematic"})
    saved = store.import_layout(Layout.of([broken, square("C")], id=started), author="me", message="2nd")
    assert [refusal.feature for refusal in saved.refused] == ["A"]
    assert saved.revision == 2
    assert ids(store, started) == ["A", "C"]
    assert store.layout(started).feature("A").geometry.is_valid  # type: ignore[union-attr]


def test_an_import_of_nothing_usable_still_says_so(store: Store, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    saved = store.import_layout(Layout.of([Feature("A", "group", None)], id=id), author="me", message="")
    assert (saved.revision, len(saved.refused), store.record(id).features) == (1, 1, 0)
    assert len(store.layout(id)) == 0


def test_a_branch_inherits_and_goes_its_own_way(store: Store, started: str, fresh_id: Callable[[], str]) -> None:
    store.save(started, 1, Edit((square("C"),)), author="w", message="")
    twig, leaf = fresh_id(), fresh_id()
    heading = Heading(Text("支", "branch"))
    store.branch(twig, (started, 2), heading=heading, author="w", message="try")
    store.save(started, 2, Edit(delete=("A", "B", "C")), author="w", message="")
    assert ids(store, twig) == ["A", "B", "C"]
    assert store.record(twig).features == 3 and store.record(twig).branched_from == (started, 2)
    store.save(twig, 1, Edit((square("A", 116.9),), ("B",)), author="w", message="")
    store.branch(leaf, (twig, 2), heading=heading, author="w", message="")
    store.save(leaf, 1, Edit((square("B"),), ("A",)), author="w", message="")
    assert ids(store, twig, 1) == ["A", "B", "C"]
    assert ids(store, twig) == ["A", "C"]
    assert ids(store, leaf, 1) == ["A", "C"]
    assert ids(store, leaf) == ["B", "C"]
    assert store.layout(twig).feature("A").geometry.bounds[0] == 116.9  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        store.branch(fresh_id(), (started, 99), heading=heading, author="w", message="")


def test_a_part_by_kind_and_box(store: Store, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    features = [square("A"), square("P", 116.5, kind="park"), square("Z", 117.0, kind="zone")]
    store.import_layout(Layout.of(features, id=id), author="me", message="")
    assert list(store.layout(id, kinds=["park", "zone"]).features["id"]) == ["P", "Z"]
    assert list(store.layout(id, bbox=(116.4, 39, 117.5, 41)).features["id"]) == ["P", "Z"]
    assert list(store.layout(id, kinds=["zone"], bbox=(0, 0, 1, 1)).features["id"]) == []


@pytest.mark.parametrize("id", ["nope", "", "a\0b", "' OR 1=1 --"])
def test_a_layout_that_is_not_there(store: Store, id: str) -> None:
    for ask in (store.record, store.revisions, store.layout):
        with pytest.raises(NotFound):
            ask(id)
    if "\0" not in id:
        with pytest.raises(NotFound):
            store.save(id, 1, Edit(), author="", message="")


@pytest.mark.parametrize("revision", [0, -1, 2, 2**40])
def test_a_revision_that_is_not_there(store: Store, started: str, revision: int) -> None:
    with pytest.raises(NotFound):
        store.layout(started, revision)


def test_reports_are_cached_until_the_fingerprint_changes(store: Store, started: str) -> None:
    assert store.report(started, 1, "today") is None
    store.keep_report(started, 1, "today", b'{"a": 1}')
    store.keep_report(started, 1, "today", b'{"a": 1}')
    assert store.report(started, 1, "today") == b'{"a": 1}'
    store.keep_report(started, 1, "tomorrow", b"{}")
    assert store.report(started, 1, "today") is None and store.report(started, 1, "tomorrow") == b"{}"


def test_a_polygon_is_stored_as_a_multipolygon_without_heights(store: Store, started: str) -> None:
    high = shapely.Polygon([(116, 39, 5), (116.1, 39, 5), (116.1, 39.1, 5)])
    store.save(started, 1, Edit((Feature("H", "site", high),)), author="w", message="")
    stored = store.layout(started).feature("H").geometry  # type: ignore[union-attr]
    assert stored.geom_type == "MultiPolygon" and not stored.has_z  # type: ignore[union-attr]
