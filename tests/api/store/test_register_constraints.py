"""The register, publications and indicator values, from plain SQL: what is wrong stays out, what is written stays."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from api import embedded
from api.store import Store
from geo.indicators import Value
from geo.model import Layout
from tests.api.shapes import square

WAIVER = {
    "layout": "kept", "revision": 1, "author": "李工", "approver": "王工", "finding": "0" * 16, "rule": "ARE002",
    "subjects": ["G"], "reason_zh": "因", "reason_en": "why", "clause": "1", "expires": "2027-01-01", "measured": 1.8,
    "grows": "down", "evidence": "0" * 32, "evidence_area_m2": 1.0,
}  # fmt: skip
VALUE = {
    "author": "me", "rulebook": "zgc", "indicator": "I003-32", "scope": "s", "year": 2024, "value": 1.0,
    "source": "book", "note": "",
}  # fmt: skip
PUBLICATION = {
    "layout": "kept", "number": 1, "revision": 1, "author": "王工", "message": "", "rulebook": "zgc@2026.1",
    "rulebook_digest": "0" * 16,
}  # fmt: skip


def insert(connection: psycopg.Connection, table: str, row: dict[str, object]) -> None:
    columns, marks = ", ".join(row), ", ".join(f"%({name})s" for name in row)
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)


@pytest.fixture(scope="module")
def kept(store: Store) -> Store:
    store.import_layout(Layout.of([square("G")], id="kept"), author="me", message="first")
    return store


@pytest.fixture(params=[embedded.APP, embedded.OWNER])
def plain(
    request: pytest.FixtureRequest, kept: Store, server: embedded.Server, database: str
) -> Iterator[psycopg.Connection]:
    with server.connect(request.param, database) as connection:
        connection.execute("SET yuantu.person = 'program'")
        yield connection


@pytest.mark.parametrize(
    "change",
    [
        {"approver": "李工"}, {"approver": " "}, {"author": ""}, {"finding": "xyz"}, {"rule": "are2"},
        {"reason_zh": ""}, {"reason_en": " "}, {"clause": ""}, {"expires": "infinity"}, {"measured": "NaN"},
        {"measured": "Infinity"}, {"grows": "sideways"}, {"measured": None}, {"evidence": "0"},
        {"evidence_area_m2": -1}, {"evidence_area_m2": "Infinity"},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_waiver_is_refused(plain: psycopg.Connection, change: dict[str, object]) -> None:
    with pytest.raises(errors.CheckViolation):
        insert(plain, "waiver", WAIVER | change)


def test_a_waiver_belongs_to_a_revision(plain: psycopg.Connection) -> None:
    with pytest.raises(errors.ForeignKeyViolation):
        insert(plain, "waiver", WAIVER | {"revision": 9})


@pytest.mark.parametrize(
    "change",
    [
        {"author": ""}, {"rulebook": ""}, {"indicator": "what?"}, {"scope": " "}, {"year": 1}, {"year": 3000},
        {"value": "NaN"}, {"value": "-Infinity"}, {"source": ""}, {"value": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_value_is_refused(plain: psycopg.Connection, change: dict[str, object]) -> None:
    with pytest.raises(errors.CheckViolation):
        insert(plain, "indicator_value", VALUE | change)


@pytest.mark.parametrize(
    "change",
    [{"number": 0}, {"author": " "}, {"rulebook": ""}, {"rulebook_digest": "x"}],
    ids=str,
)
def test_a_wrong_publication_is_refused(plain: psycopg.Connection, change: dict[str, object]) -> None:
    with pytest.raises(errors.CheckViolation):
        insert(plain, "publication", PUBLICATION | change)


def test_a_revision_is_published_once(plain: psycopg.Connection) -> None:
    with plain.transaction(force_rollback=True):
        insert(plain, "publication", PUBLICATION)
        with pytest.raises(errors.UniqueViolation):
            insert(plain, "publication", PUBLICATION | {"number": 2})


@pytest.mark.parametrize("table", ["waiver", "waiver_revocation", "indicator_value", "publication"])
@pytest.mark.parametrize("change", ["UPDATE {} SET author = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_nothing_is_changed_afterwards(plain: psycopg.Connection, table: str, change: str) -> None:
    with pytest.raises((errors.InsufficientPrivilege, errors.RestrictViolation)):
        plain.execute(change.format(table))


def test_right_rows_enter(plain: psycopg.Connection) -> None:
    with plain.transaction(force_rollback=True):
        insert(plain, "waiver", WAIVER)
        insert(plain, "indicator_value", VALUE)
        insert(plain, "indicator_value", VALUE | {"value": None, "note": "mistyped"})
        assert plain.execute("SELECT count(*), count(value) FROM indicator_value").fetchone() == (2, 1)


def test_the_newest_value_counts_and_a_withdrawn_one_does_not(kept: Store) -> None:
    first = Value("I003-32", "示范区", 2024, 2.8, "book")
    kept.enter_values("other", [first, Value("I003-32", "示范区", 2023, 2.7, "book")], author="me")
    kept.enter_values("other", [Value("I003-32", "示范区", 2024, 2.9, "later book")], author="you")
    assert [(v.year, v.value, v.author) for v in kept.indicator_values("other")] == [
        (2023, 2.7, "me"),
        (2024, 2.9, "you"),
    ]
    kept.withdraw_value("other", Value("I003-32", "示范区", 2023, 0, "book", "mistyped"), author="me")
    assert [v.year for v in kept.indicator_values("other")] == [2024]
    with pytest.raises(Exception, match="indicator_value_source_given"):
        kept.enter_values(
            "other", [Value("I003-32", "示范区", 2025, 1, "book"), Value("I", "s", 2025, 1, " ")], author="me"
        )
    assert [v.year for v in kept.indicator_values("other")] == [2024]
