"""Row-level security: what plain SQL under the serving role may write, and as whom."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import errors, sql

from api import embedded
from api.auth.acting import Acting, act_as
from api.auth.people import LOCAL, NOBODY, PROGRAM, Person, Role
from api.store import Heading, Store
from geo.model import Edit, Layout, Text
from tests.api.people import CHIEF, PLANNER, PUBLISHER, REVIEWER, VIEWER, hire
from tests.api.shapes import square

PEOPLE = {who.role: who for who in (VIEWER, PLANNER, REVIEWER, PUBLISHER, CHIEF)}
HAIDIAN = Person("61", "海工", Role.PLANNER, frozenset({"海淀区"}))
SHAPE = "ST_GeomFromText('MULTIPOLYGON(((116 39,116.1 39,116.1 39.1,116 39.1,116 39)))', 4490)"
WAIVER = """
INSERT INTO waiver (layout, revision, author, asked, finding, rule, subjects, reason_zh, reason_en, clause, expires,
                    evidence, evidence_area_m2)
VALUES ('held', 1, 'x', true, repeat('a', 16), 'ARE002', '{}', '因', 'why', 'c', '2030-01-01', repeat('a', 32), 0)
"""
APPROVED = WAIVER.replace("author, asked", "author, approver").replace("true", "'y'")
RECORD = """
INSERT INTO import_record (layout, revision, changed, author, message, file_name, file_bytes, sha256, format, mode,
                           decisions, pairs, feature_count, put_count, deleted_count, quarantined_count, mended_count)
VALUES ('held', 1, true, 'x', '', 'f', 0, repeat('a', 64), 'geojson', 'update', '{}', '{}', 0, 0, 0, 0, 0)
"""
INSERTS = {
    "layout": "INSERT INTO layout (id, title_zh, title_en, rulebook, head) VALUES ('other', '一', 'one', 'zgc', 1)",
    "revision": "INSERT INTO revision VALUES ('held', 2, DEFAULT, 'x', '', 0, 0, 1, 0)",
    "feature_version": f"INSERT INTO feature_version VALUES ('held', 2, 'new', false, 'group', '{{}}', {SHAPE})",
    "report_cache": "INSERT INTO report_cache VALUES ('held', 1, 'x', DEFAULT, '')",
    "waiver": WAIVER,
    "waiver_revocation": "INSERT INTO waiver_revocation (waiver, author, reason) SELECT number, 'x', 'why' FROM waiver",
    "publication": "INSERT INTO publication VALUES ('held', 1, 1, DEFAULT, 'x', '', 'zgc', repeat('a', 16))",
    "indicator_value": "INSERT INTO indicator_value (author, rulebook, indicator, scope, year, value, source)"
    " VALUES ('x', 'zgc', 'A1', 'zone', 2020, 1, 's')",
    "print_job": "INSERT INTO print_job (layout, revision, wish) VALUES ('held', 1, '{}')",
    "import_record": RECORD,
    "quarantine": "INSERT INTO quarantine (import, layer, code, reason_zh, reason_en, properties)"
    " SELECT max(number), '', 'empty', '因', 'why', '{\"district\": \"海淀区\"}' FROM import_record",
    "quarantine_release": "INSERT INTO quarantine_release (quarantine, author, message, how)"
    " SELECT max(number), 'x', '', 'dismissed' FROM quarantine",
    "review_step": "INSERT INTO review_step (layout, revision, step, author, message)"
    " VALUES ('held', 1, 'submit', 'x', '')",
    "comment": "INSERT INTO comment (layout, revision, author, body, feature) VALUES ('held', 1, 'x', 'b', 'G')",
    "comment_event": "INSERT INTO comment_event (layout, comment, revision, what, author, body)"
    " VALUES ('held', 1, 1, 'reply', 'x', 'b')",
    "waiver_decision": "INSERT INTO waiver_decision (waiver, approved, author, reason)"
    " SELECT max(number), true, 'z', '' FROM waiver",
    "presence": "INSERT INTO presence VALUES ('held', 'c', 'x', 'x', 0)",
    "feature_hold": "INSERT INTO feature_hold VALUES ('held', 'G', 'c', 'x', 'x', 0, DEFAULT, now())",
    "closed_window": "INSERT INTO closed_window VALUES ('held', 'c', 'x')",
    "person": "INSERT INTO person (number, name, plain_name, role) OVERRIDING SYSTEM VALUE"
    " VALUES (999, '新人', '新人', 'viewer')",
    "print_seal": "INSERT INTO print_seal (short, hash, layout, revision, seal) SELECT left(h, 16), h, 'held', 1, '{}'"
    " FROM encode(sha256('{}'), 'hex') h",
}
# What a table's row stands on is there beforehand.
FIRST = {
    "waiver_revocation": ["waiver"], "waiver_decision": ["waiver"], "quarantine": ["import_record"],
    "quarantine_release": ["import_record", "quarantine"], "comment_event": ["comment"],
    "publication": ["review_step"], "feature_version": ["revision"],
}  # fmt: skip
DRAWING = {
    "layout", "revision", "feature_version", "waiver", "indicator_value", "import_record", "quarantine",
    "quarantine_release",
}  # fmt: skip
TALKING = {"review_step", "comment", "comment_event"}
PRESENT = {"print_job", "print_seal", "presence", "feature_hold", "closed_window"}
REVIEWING = {"waiver", "waiver_revocation", "waiver_decision"} | TALKING | PRESENT
MAY = {
    Role.VIEWER: PRESENT,
    Role.PLANNER: PRESENT | TALKING | DRAWING,
    Role.REVIEWER: REVIEWING,
    Role.PUBLISHER: REVIEWING | {"publication"},
    Role.ADMINISTRATOR: set(INSERTS),
}
# Who may sign in and how is looked up before anybody is known, or paced by the moment alone.
WITHOUT_POLICIES = {"web_session", "api_token", "pace"}
REMAINS = [
    "DELETE FROM report_cache", "DELETE FROM print_job", "UPDATE print_job SET state = 'cancelled', ended = now()",
    "UPDATE layout SET head = 2", "DELETE FROM presence", "DELETE FROM feature_hold",
    "DELETE FROM closed_window",
    "UPDATE person SET role = 'administrator'",
]  # fmt: skip
FORBIDDEN = [
    "TRUNCATE feature_version", "DELETE FROM feature_head", "UPDATE feature_head SET kind = 'park'",
    "INSERT INTO feature_head SELECT * FROM feature_head", "UPDATE feature_version SET kind = 'park'",
    "DELETE FROM revision", "DELETE FROM layout", "DROP POLICY layout_moves ON layout",
    "ALTER TABLE layout DISABLE ROW LEVEL SECURITY", "ALTER TABLE feature_version DISABLE TRIGGER ALL",
    "SET session_replication_role = replica", "SET ROLE yuantu_owner", "SET ROLE postgres",
    "SET SESSION AUTHORIZATION yuantu_owner", "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER FUNCTION acting_role() OWNER TO yuantu_app", "ALTER TABLE layout OWNER TO yuantu_app",
    "ALTER ROLE yuantu_app BYPASSRLS", "COPY layout FROM PROGRAM 'true'", "UPDATE layout SET title_zh = 'x'",
    "SELECT * FROM person_password", "SELECT * FROM one_time_link", "DELETE FROM person", "TRUNCATE person CASCADE",
    "ALTER TABLE person_password OWNER TO yuantu_app", "CREATE TABLE person_password (x int)",
]  # fmt: skip


@pytest.fixture(scope="module")
def held(store: Store) -> Store:
    districts = {"G": "海淀区", "Y": "延庆区", "B": "海淀区;延庆区", "N": None}
    drawn = [square(id, 116.0 + n, district=district) for n, (id, district) in enumerate(districts.items())]
    store.import_layout(Layout.of(drawn, id="held"), author="me", message="first")
    store.branch("branch", ("held", 1), heading=Heading(Text("枝", "branch")), author="me", message="")
    hire(store.engine, *PEOPLE.values(), HAIDIAN)
    return store


@pytest.fixture
def plain(held: Store, server: embedded.Server, database: str) -> Iterator[psycopg.Connection]:
    """A connection as the application has it; nothing of it stays."""
    with server.connect(embedded.APP, database) as connection, connection.transaction(force_rollback=True):
        yield connection


def become(connection: psycopg.Connection, key: str, name: str = "") -> None:
    connection.execute("SELECT set_config('yuantu.person', %s, true), set_config('yuantu.name', %s, true)", (key, name))


def prepared(connection: psycopg.Connection, table: str) -> None:
    become(connection, "program")
    for other in FIRST.get(table, ()):
        connection.execute(INSERTS[other])
    if table == "publication":
        connection.execute(INSERTS["review_step"].replace("submit", "approve"))


@pytest.mark.parametrize("table", INSERTS)
@pytest.mark.parametrize("key", [None, "", "99", "Local", "1 OR true", "9" * 30, "-1"])
def test_nobody_writes_anything(plain: psycopg.Connection, table: str, key: str | None) -> None:
    prepared(plain, table)
    plain.execute("RESET yuantu.person") if key is None else become(plain, key)
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        plain.execute(INSERTS[table])


@pytest.mark.parametrize("change", REMAINS)
def test_nobody_changes_or_removes_anything(plain: psycopg.Connection, change: str) -> None:
    become(plain, "program")
    for table in ("report_cache", "print_job", "presence", "feature_hold", "closed_window", "person"):
        plain.execute(INSERTS[table])
    become(plain, "")
    try:
        assert plain.execute(change).rowcount == 0
    except errors.InsufficientPrivilege as refused:
        assert "row-level security" in str(refused)


@pytest.mark.parametrize("who", [LOCAL, PROGRAM])
@pytest.mark.parametrize("table", INSERTS)
def test_the_program_and_an_unclaimed_machine_write(plain: psycopg.Connection, table: str, who: Person) -> None:
    prepared(plain, table)
    become(plain, who.key)
    if (who, table) == (LOCAL, "person"):
        return  # An unclaimed machine has no people; the link that claims it makes the first.
    assert plain.execute(INSERTS[table]).rowcount == 1


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("table", INSERTS)
def test_people_write_what_their_role_is_for(plain: psycopg.Connection, table: str, role: Role) -> None:
    prepared(plain, table)
    become(plain, PEOPLE[role].key, "x")
    if table == "waiver_decision":
        plain.execute("SELECT set_config('yuantu.name', 'z', true)")
    if table in MAY[role]:
        assert plain.execute(INSERTS[table]).rowcount == 1
    else:
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            plain.execute(INSERTS[table])


@pytest.mark.parametrize("table", sorted(MAY[Role.PLANNER] - {"layout", "feature_version", "quarantine", *PRESENT}))
def test_nobody_writes_under_another_name(plain: psycopg.Connection, table: str) -> None:
    prepared(plain, table)
    become(plain, PEOPLE[Role.PLANNER].key, "y")
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        plain.execute(INSERTS[table])


def test_nobody_writes_who_has_left(plain: psycopg.Connection) -> None:
    become(plain, "program")
    plain.execute("UPDATE person SET active = false WHERE number = %s", (int(CHIEF.key),))
    become(plain, CHIEF.key, "x")
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        plain.execute(INSERTS["revision"])


def test_a_planner_enters_no_waiver_that_nobody_approved(plain: psycopg.Connection) -> None:
    become(plain, PEOPLE[Role.PLANNER].key, "x")
    with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
        plain.execute(APPROVED)


# What a planner of 海淀区 may do to G (海淀区), Y (延庆区), B (both) and N (none), here and in a branch.
PUT = "INSERT INTO feature_version VALUES (%(layout)s, 2, %(id)s, false, 'group', %(said)s, " + SHAPE + ")"
DELETE = "INSERT INTO feature_version (layout, revision, feature_id, deleted) VALUES (%(layout)s, 2, %(id)s, true)"


@pytest.mark.parametrize("layout", ["held", "branch"])
@pytest.mark.parametrize(
    ("id", "district", "may"),
    [
        ("G", "海淀区", True), ("G", None, True), ("new", "海淀区", True), ("gone", None, True),
        ("G", "延庆区", False), ("G", "海淀区;延庆区", False), ("G", "", False), ("Y", "海淀区", False),
        ("Y", "延庆区", False), ("Y", None, False), ("B", "海淀区", False), ("B", None, False), ("N", "海淀区", False),
        ("N", None, False), ("new", "延庆区", False), ("new", "", False),
    ],
)  # fmt: skip
def test_a_planner_keeps_to_the_own_districts(
    plain: psycopg.Connection, layout: str, id: str, district: str | None, may: bool
) -> None:
    become(plain, HAIDIAN.key, "x")
    plain.execute(INSERTS["revision"].replace("held", layout))
    said = f'{{"district": "{district}"}}' if district else "{}"
    row = {"layout": layout, "id": id, "said": said}
    if may:
        assert plain.execute(DELETE if district is None else PUT, row).rowcount == 1
    else:
        with pytest.raises(errors.InsufficientPrivilege, match="row-level security"):
            plain.execute(DELETE if district is None else PUT, row)


def test_nothing_is_added_to_a_revision_that_is_stored(plain: psycopg.Connection) -> None:
    become(plain, "program")
    row = {"layout": "held", "id": "late", "said": "{}"}
    for revision in (1, 2, 99):
        with pytest.raises(errors.RestrictViolation, match="with their revision, and not later"), plain.transaction():
            plain.execute(PUT.replace(", 2,", f", {revision},"), row)
    with pytest.raises(errors.RestrictViolation), plain.transaction():
        plain.execute(PUT.replace(", 2,", ", 1,"), row | {"layout": "none"})


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_program_itself_cannot_step_out_of_its_role(plain: psycopg.Connection, statement: str) -> None:
    become(plain, "program")
    with pytest.raises((errors.InsufficientPrivilege, errors.InvalidParameterValue)):
        plain.execute(statement)


def test_every_table_that_is_written_has_policies(server: embedded.Server, database: str) -> None:
    asked = """
        SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT relrowsecurity
          AND has_any_column_privilege('yuantu_app', oid, 'INSERT, UPDATE')
    """
    with server.connect(embedded.OWNER, database) as owner:
        assert {name for (name,) in owner.execute(asked)} <= WITHOUT_POLICIES


def test_no_function_with_more_rights_looks_into_temporary_tables(server: embedded.Server, database: str) -> None:
    asked = """
        SELECT proname FROM pg_proc
        WHERE prosecdef AND pronamespace = 'public'::regnamespace AND proname NOT LIKE 'st\\_%'
          AND NOT EXISTS (SELECT FROM unnest(proconfig) said WHERE said LIKE 'search_path=%, pg_temp')
    """
    with server.connect(embedded.OWNER, database) as owner:
        assert [name for (name,) in owner.execute(asked)] == []


def test_a_temporary_table_does_not_stand_in_for_people(plain: psycopg.Connection) -> None:
    plain.execute("CREATE TEMPORARY TABLE person (number bigint, role text, districts text[], active boolean)")
    plain.execute("INSERT INTO person VALUES (7, 'administrator', NULL, true)")
    become(plain, "7")
    assert plain.execute("SELECT acting_role(), acting_districts()").fetchone() == (None, [])


def test_nobody_saves_through_the_store(held: Store, fresh_id: Callable[[], str]) -> None:
    with act_as(Acting(NOBODY)), pytest.raises(Exception, match="row-level security"):
        held.save("held", 1, Edit(put=(square("Z", 117.0),)), author="x", message="")
    assert held.record("held").revision == 1


@pytest.mark.parametrize(
    ("district", "mine", "inside"),
    [
        ("海淀区", ["海淀区"], True), ("大兴区;通州区", ["大兴区"], False),
        ("大兴区;通州区", ["通州区", "大兴区"], True),
        ("", ["海淀区"], False), (None, ["海淀区"], False), (";", ["海淀区"], False), ("海淀区", [], False),
        ("海淀区 ", ["海淀区"], False), ('["海淀区"]', ["海淀区"], False),
    ],
)  # fmt: skip
def test_a_district_lies_in_districts(
    plain: psycopg.Connection, district: str | None, mine: list[str], inside: bool
) -> None:
    assert plain.execute(sql.SQL("SELECT lies_in(%s, %s)"), (district, mine)).fetchone() == (inside,)
