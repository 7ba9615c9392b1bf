"""A file is imported whole or not at all: revision, record and quarantine in one transaction; history stays."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import uuid4

import psycopg
import pytest
import shapely
from psycopg import errors

from api import embedded
from api.store import ImportRecord, Incoming, Refused, StaleRevision, Store
from geo.errors import Conflict, NotFound
from geo.exchange.intake.draft import Quarantined
from geo.model import Feature, Layout, Text
from tests.api.procs import ROOT
from tests.api.shapes import BOW_TIE, square

BOW = Quarantined("plan", 3, "bow", "invalid-ring", Text("自相交", "it crosses itself"), {"name": "蝶"}, BOW_TIE)
NOWHERE = Quarantined("plan", 4, None, "no-geometry", Text("没有几何", "no geometry"), {"面积": 2, "note": "a\0b"})
FILE = Incoming("plan.gpkg", 100, "0" * 64, "geopackage", "replace", {"layers": {"plan": None}}, {}, quarantine=(BOW,))


def land(store: Store, id: str, *features: Feature, base: int | None = None, incoming: Incoming = FILE) -> ImportRecord:
    return store.import_draft(Layout.of(features, id=id), incoming, base=base, author="李工", message="导入")


def waiting(store: Store, id: str) -> list[str | None]:
    return [item.id for item in store.quarantine(id)]


def test_a_file_is_one_revision_with_its_record_and_quarantine(store: Store, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    odd = Quarantined("p\0", 5, "\0", "outside", Text("远", "far"), {"n": 2**70, "s": "\ud800"}, shapely.Point(1, 2, 3),
                      (1.0, 2.0))  # fmt: skip
    file = replace(FILE, quarantine=(BOW, NOWHERE, odd), mended=1, inspection={"format": "geopackage"})
    record = land(store, id, square("A"), square("B"), base=0, incoming=file)
    assert (record.revision, record.changed, record.features, record.quarantined, record.mended) == (1, True, 2, 3, 1)
    assert store.imports(id) == [record]
    assert record.decisions == FILE.decisions and record.inspection == {"format": "geopackage"}
    bow, nowhere, far = store.quarantine(id)
    assert bow.geometry == BOW_TIE and bow.reason == BOW.reason and (bow.layer, bow.row) == ("plan", 3)
    assert nowhere.geometry is None and nowhere.properties == {"面积": 2, "note": "a\ufffdb"}
    assert far.geometry == shapely.Point(1, 2) and far.at == (1.0, 2.0) and far.id == "\ufffd"
    assert far.properties == {"n": str(2**70), "s": "?"}
    assert store.kept_out(id, far.number) == far
    for number in (0, 2**70, bow.number + 100):
        with pytest.raises(NotFound):
            store.kept_out(id, number)


def test_what_the_store_itself_refuses_is_quarantined_too(store: Store, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    record = land(
        store, id, square("A"), Feature("tie", "group", BOW_TIE, {"name": "结"}), incoming=replace(FILE, quarantine=())
    )
    (tie,) = store.quarantine(id)
    assert (record.features, record.quarantined, tie.code, tie.row) == (1, 1, "refused", None)
    assert not shapely.is_valid(tie.geometry) and tie.properties["name"] == "结"


def test_replacing_and_updating(store: Store, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    land(store, id, square("A"), square("B"), square("bow"), incoming=replace(FILE, quarantine=()))
    update = replace(FILE, mode="update")
    record = land(store, id, square("A", lon=116.5), incoming=update)
    assert (record.revision, record.put, record.deleted) == (2, 1, 0)
    record = land(store, id, square("A", lon=116.5), base=2)
    assert (record.revision, record.put, record.deleted) == (3, 0, 1)
    # What came but could not enter does not lose its older outline.
    assert store.layout(id).features["id"].tolist() == ["A", "bow"]
    again = land(store, id, square("A", lon=116.5), base=3)
    assert (again.revision, again.changed, again.put) == (3, False, 0)
    assert store.imports(id)[0].number == again.number
    assert waiting(store, id) == ["bow"]


def test_a_stale_import_stores_nothing(store: Store, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    land(store, id, square("A"), base=0)
    for base in (0, 7):
        with pytest.raises(StaleRevision) as caught:
            land(store, id, square("B"), base=base)
    land(store, id, square("B"), base=1)
    with pytest.raises(StaleRevision) as caught:
        land(store, id, square("C"), base=1)
    assert [change.put for change in caught.value.changes] == [("B",)]
    assert (store.record(id).revision, len(store.imports(id)), waiting(store, id)) == (2, 2, ["bow"])


def test_an_upload_is_landed_once(store: Store, fresh_id: Callable[[], str]) -> None:
    id, file = fresh_id(), replace(FILE, upload=uuid4())
    first = land(store, id, square("A"), base=0, incoming=file)
    assert land(store, id, square("A"), base=0, incoming=file) == first
    assert store.landed(file.upload) == first  # type: ignore[arg-type]
    for other in (replace(file, mode="update"), replace(file, decisions={}), replace(file, pairs={"a": None})):
        with pytest.raises(Conflict, match="another way"):
            land(store, id, square("B"), incoming=other)
    with pytest.raises(Conflict):
        land(store, fresh_id(), square("B"), incoming=file)
    assert (store.record(id).revision, len(store.imports(id))) == (1, 1)


def test_mended_dismissed_entered(store: Store, fresh_id: Callable[[], str]) -> None:
    id = fresh_id()
    land(store, id, square("A"), incoming=replace(FILE, quarantine=(BOW, NOWHERE, replace(BOW, id="C", row=9))))
    bow, nowhere, _ = store.quarantine(id)
    with pytest.raises(Refused):
        store.mend(id, bow.number, 1, Feature("bow", "group", BOW_TIE), author="王工", message="")
    with pytest.raises(StaleRevision):
        store.mend(id, bow.number, 9, square("bow"), author="王工", message="")
    assert store.mend(id, bow.number, 1, square("bow"), author="王工", message="改").revision == 2
    for act in (
        lambda: store.mend(id, bow.number, 2, square("bow", lon=117), author="王工", message=""),
        lambda: store.dismiss(id, bow.number, author="王工", message=""),
    ):
        with pytest.raises(Conflict, match="dealt with"):
            act()
    store.dismiss(id, nowhere.number, author="王工", message="重复")
    assert (store.record(id).revision, waiting(store, id)) == (2, ["C"])
    land(store, id, square("C"), incoming=replace(FILE, mode="update", quarantine=()))
    assert waiting(store, id) == []
    told = [item.release for item in store.quarantine(id, released=True)]
    assert [(r.how, r.revision, r.feature) for r in told if r] == [
        ("mended", 2, "bow"), ("dismissed", None, None), ("entered", 3, "C")
    ]  # fmt: skip


@pytest.fixture(params=[embedded.APP, embedded.OWNER])
def plain(
    request: pytest.FixtureRequest, store: Store, server: embedded.Server, database: str
) -> Iterator[psycopg.Connection]:
    with server.connect(request.param, database) as connection:
        connection.execute("SET yuantu.person = 'program'")
        yield connection


@pytest.mark.parametrize("table", ["import_record", "quarantine", "quarantine_release"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = NULL", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nothing_is_changed_afterwards(plain: psycopg.Connection, table: str, change: str) -> None:
    column = {"import_record": "message", "quarantine": "layer", "quarantine_release": "message"}[table]
    with pytest.raises((errors.InsufficientPrivilege, errors.RestrictViolation)):
        plain.execute(change.format(table, column))


KILLED = """
import sys, time
from api.store import Store, imports
from api.store.engine import open_engine
from geo.model import Layout
from tests.api.shapes import square
from tests.api.store.test_imports import FILE

def hang(*_):
    print("all but committed", flush=True)
    time.sleep(60)

imports._release_older = hang
layout = Layout.of([square("A"), square("Z")], id=sys.argv[2])
Store(open_engine(sys.argv[1])).import_draft(layout, FILE, base=None, author="x", message="y")
"""


@pytest.mark.parametrize("there", [False, True])
def test_a_process_that_is_killed_leaves_nothing_half(
    store: Store, server: embedded.Server, database: str, fresh_id: Callable[[], str], there: bool
) -> None:
    id = fresh_id()
    if there:
        land(store, id, square("A"), base=0)
    url = server.url(embedded.APP, database).render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", KILLED, url, id], stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout and process.stdout.readline() == b"all but committed\n"
        process.kill()
    if there:
        assert (store.record(id).revision, len(store.imports(id)), waiting(store, id)) == (1, 1, ["bow"])
    else:
        with pytest.raises(NotFound):
            store.record(id)
    assert land(store, id, square("B")).revision == 1 + there
