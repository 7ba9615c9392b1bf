"""Reviews, comments and decisions on waivers from plain SQL: what is out of order stays out, what is written stays."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from api import embedded
from api.auth.people import Person, Role
from api.store import Store
from geo.model import Layout
from tests.api.people import hire
from tests.api.shapes import square
from tests.api.store.test_register_constraints import PUBLICATION, WAIVER, insert

STEP = {"layout": "seen", "revision": 1, "step": "submit", "author": "李工", "message": ""}
COMMENT = {"layout": "seen", "number": 0, "revision": 1, "author": "李工", "body": "看这里", "feature": "G"}
EVENT = {"layout": "seen", "comment": 1, "number": 0, "revision": 1, "what": "reply", "author": "王工", "body": "好"}
FINDING = {"feature": None, "finding": "0" * 16, "rule": "ARE002", "about_zh": "小", "about_en": "small"}


@pytest.fixture(scope="module")
def kept(store: Store) -> Store:
    store.import_layout(Layout.of([square("G")], id="seen"), author="me", message="first")
    store.import_layout(Layout.of([square("G")], id="kept"), author="me", message="first")
    hire(store.engine, *(Person(str(n), "李工", Role.ADMINISTRATOR) for n in (1, 2)))
    return store


@pytest.fixture(params=[embedded.APP, embedded.OWNER])
def plain(
    request: pytest.FixtureRequest, kept: Store, server: embedded.Server, database: str
) -> Iterator[psycopg.Connection]:
    """A transaction of either role that leaves nothing behind."""
    with server.connect(request.param, database) as connection:
        connection.autocommit = False
        acts(connection, "program")
        yield connection
        connection.rollback()


def acts(connection: psycopg.Connection, who: str) -> None:
    connection.execute("SELECT set_config('yuantu.person', %s, true), set_config('yuantu.name', '李工', true)", (who,))


def step(connection: psycopg.Connection, who: str, name: str, **change: object) -> None:
    acts(connection, who)
    insert(connection, "review_step", STEP | {"step": name, "message": "因"} | change)


def state(connection: psycopg.Connection) -> object:
    row = connection.execute("SELECT review_state('seen', 1)").fetchone()
    return row and row[0]


@pytest.mark.parametrize("change", [{"author": " "}, {"step": "return", "message": " "}, {"message": "x" * 2001}])
def test_a_wrong_step_is_refused(plain: psycopg.Connection, change: dict[str, object]) -> None:
    if change.get("step"):
        step(plain, "1", "submit")
        acts(plain, "2")
    with pytest.raises(errors.CheckViolation):
        insert(plain, "review_step", STEP | change)


@pytest.mark.parametrize("steps", [["approve"], ["withdraw"], ["return"], ["submit", "submit"], ["publish"]], ids=str)
def test_steps_have_their_order(plain: psycopg.Connection, steps: list[str]) -> None:
    with pytest.raises((errors.RestrictViolation, errors.CheckViolation)):
        for number, name in enumerate(steps):
            step(plain, str(number + 1), name)


def test_nobody_decides_on_the_own_submission(plain: psycopg.Connection) -> None:
    step(plain, "1", "submit")
    with pytest.raises(errors.RestrictViolation, match="own submission"):
        step(plain, "1", "approve")


def test_people_publish_what_another_approved(plain: psycopg.Connection) -> None:
    step(plain, "1", "submit")
    with pytest.raises(errors.RestrictViolation, match="approved"), plain.transaction():
        insert(plain, "publication", PUBLICATION | {"layout": "seen", "author": "李工"})
    step(plain, "2", "approve")
    insert(plain, "publication", PUBLICATION | {"layout": "seen", "author": "李工"})
    assert state(plain) == "published"


@pytest.mark.parametrize(
    "change",
    [
        {"body": " "}, {"body": "x" * 2001}, {"author": ""}, {"feature": ""}, {"feature": None},
        FINDING | {"finding": "xyz"}, FINDING | {"rule": None}, FINDING | {"feature": "G"},
        FINDING | {"about_zh": None},
        {"lon": 116.0}, {"lon": 181.0, "lat": 0.0}, {"lon": 0.0, "lat": "NaN"}, {"measured": 1.0},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_comment_is_refused(plain: psycopg.Connection, change: dict[str, object]) -> None:
    with pytest.raises(errors.CheckViolation):
        insert(plain, "comment", COMMENT | change)


def test_a_thread_is_numbered_and_held_to_its_order(plain: psycopg.Connection) -> None:
    insert(plain, "comment", COMMENT)
    insert(plain, "comment", COMMENT | {"feature": None, "lon": 116.0, "lat": 40.0, "number": 7})
    assert plain.execute("SELECT number FROM comment ORDER BY number").fetchall() == [(1,), (2,)]
    with pytest.raises(errors.RestrictViolation), plain.transaction():
        insert(plain, "comment_event", EVENT | {"what": "reopen"})
    insert(plain, "comment_event", EVENT | {"what": "resolve", "body": ""})
    with pytest.raises(errors.RestrictViolation), plain.transaction():
        insert(plain, "comment_event", EVENT | {"what": "resolve"})
    with pytest.raises(errors.ForeignKeyViolation), plain.transaction():
        insert(plain, "comment_event", EVENT | {"what": "hide", "hides": 5})
    insert(plain, "comment_event", EVENT | {"what": "hide", "hides": 0})
    with pytest.raises(errors.UniqueViolation), plain.transaction():
        insert(plain, "comment_event", EVENT | {"what": "hide", "hides": 0})
    assert plain.execute("SELECT max(number) FROM comment_event").fetchone() == (2,)


def test_a_waiver_is_decided_on_by_another_person_and_once(plain: psycopg.Connection) -> None:
    acts(plain, "1")
    insert(plain, "waiver", WAIVER | {"asked": True, "approver": None})
    decision: dict[str, object] = {"approved": True, "author": "李工", "reason": ""}
    decision["waiver"] = plain.execute("SELECT max(number) FROM waiver").fetchone()[0]  # type: ignore[index]
    with pytest.raises(errors.RestrictViolation), plain.transaction():
        insert(plain, "waiver_decision", decision)
    acts(plain, "2")
    with pytest.raises(errors.CheckViolation), plain.transaction():
        insert(plain, "waiver_decision", decision | {"approved": False})
    insert(plain, "waiver_decision", decision)
    with pytest.raises(errors.UniqueViolation), plain.transaction():
        insert(plain, "waiver_decision", decision)


@pytest.mark.parametrize("change", [{"approver": None}, {"asked": True}, {"asked": True, "approver": " "}], ids=str)
def test_a_waiver_is_asked_for_or_approved(plain: psycopg.Connection, change: dict[str, object]) -> None:
    with pytest.raises(errors.CheckViolation):
        insert(plain, "waiver", WAIVER | change)


@pytest.mark.parametrize("table", ["review_step", "comment", "comment_event", "waiver_decision"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET author = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_is_written_stays(plain: psycopg.Connection, table: str, sql: str) -> None:
    with pytest.raises((errors.RestrictViolation, errors.InsufficientPrivilege)):
        plain.execute(sql.format(table))
