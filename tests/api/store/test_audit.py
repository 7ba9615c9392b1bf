"""The audit: who did what and from where, before and after; nobody alters it without a trace."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api import embedded
from api.auth.acting import Acting, act_as
from api.auth.people import NOBODY, Person, Role
from api.store import Heading, Store, audit
from api.store.audit import Asked, Entry
from api.store.tables import Base
from geo.model import Edit, Layout, Text
from tests.api.people import hire
from tests.api.shapes import square

PLANNER = Acting(Person("7", "王工", Role.PLANNER), "192.0.2.7", "r1")


@pytest.fixture(scope="module", autouse=True)
def _planner_is_known(store: Store) -> None:
    hire(store.engine, PLANNER.person)


def told(store: Store, layout: str | None = None, action: str | None = None) -> list[Entry]:
    return list(audit.every(store.engine, Asked(layout=layout, action=action)))


def imported(store: Store, id: str, count: int = 2) -> None:
    shapes = [square(f"P{n}", 116.0 + n / 50) for n in range(count)]
    store.import_layout(Layout.of(shapes, id=id), author="a", message="m")


def test_an_edit_is_one_entry_with_each_feature_before_and_after(store: Store) -> None:
    imported(store, "one")
    with act_as(PLANNER):
        store.save("one", 1, Edit(put=(square("P0", size=0.005),), delete=("P1",)), author="王工", message="改")
    entry = told(store, layout="one")[-1]
    assert (entry.person, entry.name, entry.address, entry.request) == ("7", "王工", "192.0.2.7", "r1")
    assert (entry.action, entry.table, entry.key) == ("insert", "revision", "one@2")
    assert entry.before is not None and entry.after is not None
    assert (entry.after["put_count"], entry.after["deleted_count"], entry.after["message"]) == (1, 1, "改")
    before, after = entry.before["features"], entry.after["features"]
    assert set(before) == set(after) == {"P0", "P1"}
    assert after["P1"] is None and before["P1"]["kind"] == before["P0"]["kind"] == after["P0"]["kind"]
    assert before["P0"]["geometry"]["sha256"] != after["P0"]["geometry"]["sha256"]
    assert before["P0"]["geometry"]["geojson"]["type"] == "MultiPolygon"


def test_what_a_branch_inherited_is_what_was_before(store: Store) -> None:
    imported(store, "origin")
    store.branch("twig", ("origin", 1), heading=Heading(Text("枝", "twig")), author="a", message="m")
    store.save("twig", 1, Edit(put=(square("P0", size=0.005), square("N"))), author="a", message="m")
    entry = told(store, layout="twig")[-1]
    assert entry.before is not None
    assert entry.before["features"]["N"] is None and entry.before["features"]["P0"]["properties"]["name"] == "P0"


def test_a_large_import_is_told_in_counts(store: Store) -> None:
    imported(store, "many", 60)
    entries = told(store, layout="many")
    assert [entry.table for entry in entries] == ["layout", "revision"]
    assert entries[1].after is not None and entries[1].after["put_count"] == 60
    assert "features" not in entries[1].after and entries[1].before is None


def test_what_was_not_committed_is_not_told(store: Store) -> None:
    count = len(told(store))
    with pytest.raises(ZeroDivisionError), store.engine.begin() as connection:
        connection.execute(text("INSERT INTO layout VALUES ('gone', 'a', 'a', NULL, NULL, 'zgc', NULL, NULL, 1)"))
        raise ZeroDivisionError
    assert len(told(store)) == count


def test_every_table_is_told_of_or_named(server: embedded.Server, database: str) -> None:
    with server.connect(embedded.OWNER, database) as owner:
        rows = owner.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'audited'").fetchall()
    unlogged = {table.name for table in Base.metadata.sorted_tables if "UNLOGGED" in table._prefixes}
    assert {row[0] for row in rows} >= {table.name for table in Base.metadata.sorted_tables} - audit.UNTOLD - unlogged


@pytest.mark.parametrize("change", ["UPDATE audit SET name = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_nobody_changes_it(store: Store, server: embedded.Server, database: str, change: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"), store.engine.begin() as connection:
        connection.execute(text(change))
    with server.connect(embedded.OWNER, database) as owner, pytest.raises(psycopg.Error, match="append-only"):
        owner.execute(change)


def test_the_application_writes_it_through_triggers_only(store: Store) -> None:
    for forged in ("INSERT INTO audit SELECT * FROM audit", "SELECT audit_write('insert', '', '', '', NULL, NULL)"):
        with pytest.raises(DBAPIError, match="permission denied"), store.engine.begin() as connection:
            connection.execute(text(forged))
    with pytest.raises(DBAPIError, match="only triggers"), store.engine.begin() as connection:
        audit.note(connection, "insert")


def test_only_administrators_read_it(store: Store) -> None:
    imported(store, "read")
    assert told(store)
    for who in (PLANNER, Acting(NOBODY)):
        with act_as(who):
            assert told(store) == []


def test_an_event_that_changes_no_row(store: Store) -> None:
    with act_as(Acting(NOBODY, "192.0.2.9", "r2")), store.engine.begin() as connection:
        audit.note(connection, "sign-in-failed", "王工", {"why": "password"})
    entry = told(store, action="sign-in-failed")[-1]
    assert (entry.person, entry.address, entry.key, entry.after) == ("", "192.0.2.9", "王工", {"why": "password"})


def test_secrets_and_what_changes_by_itself_are_not_told(store: Store, server: embedded.Server, database: str) -> None:
    with server.connect(embedded.OWNER, database) as owner:
        owner.execute("CREATE TABLE kept (token_hash text PRIMARY KEY, who text, password text, raw bytea, seen int)")
        owner.execute("SELECT audit_table('kept', 'seen')")
        owner.execute("INSERT INTO kept VALUES ('abc', 'w', 'pw', 'raw', 1)")
        owner.execute("UPDATE kept SET seen = 2")
        owner.execute("UPDATE kept SET password = 'new', who = 'v'")
        owner.execute("DELETE FROM kept")
    first, second, third = [entry for entry in told(store) if entry.table == "kept"]
    assert first.after == {"token_hash": "(secret)", "who": "w", "password": "(secret)", "raw": "(secret)", "seen": 1}
    assert (second.before, second.after) == (
        {"password": "(secret)", "who": "w"}, {"password": "(secret)", "who": "v"}
    )  # fmt: skip
    assert third.after is None and third.action == "delete" and "abc" not in third.key
    assert (first.person, first.name) == ("database", embedded.OWNER)


def test_the_chain_shows_what_was_altered_by_force(store: Store, server: embedded.Server, database: str) -> None:
    imported(store, "chain")
    sound = audit.verify(store.engine)
    assert sound.broken is None and sound.entries == len(told(store)) and sound.last == told(store)[-1].hash
    with server.connect(embedded.OWNER, database) as owner, owner.transaction(force_rollback=True):
        owner.execute("ALTER TABLE audit DISABLE TRIGGER audit_append_only")
        owner.execute("UPDATE audit SET address = 'elsewhere' WHERE number = 2")
        assert _broken(owner) == 2
    with server.connect(embedded.OWNER, database) as owner, owner.transaction(force_rollback=True):
        owner.execute("ALTER TABLE audit DISABLE TRIGGER audit_append_only")
        owner.execute("DELETE FROM audit WHERE number = 1")
        assert _broken(owner) == 2


def _broken(owner: psycopg.Connection) -> int | None:
    from api.store.statements import statement

    row = owner.execute(str(statement("audit_chain").compile())).fetchone()
    assert row
    broken: int | None = row[1]
    return broken


def test_readers_have_a_word_for_every_table_that_is_audited(store: Store) -> None:
    words = (Path(__file__).parents[3] / "web" / "src" / "account" / "zh.ts").read_text()
    with store.engine.connect() as connection:
        audited = connection.execute(
            text("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = 'audit_row'::regproc")
        ).scalars()
        tables = set(audited) & set(Base.metadata.tables)
    assert len(tables) > 10
    assert {table for table in tables if f'"table.{table}"' not in words} == set()
