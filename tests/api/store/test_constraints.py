"""Nothing wrong gets in and no history gets out, whoever asks and however: plain SQL, serving role or owner."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import errors

from api import embedded
from api.store import Store
from geo.model import Layout
from tests.api.shapes import square

INSERT = """
INSERT INTO feature_version (layout, revision, feature_id, kind, properties, geom)
VALUES ('held', 2, %(id)s, %(kind)s, %(properties)s, ST_GeomFromEWKT(%(geom)s))
"""
GOOD = "SRID=4490;MULTIPOLYGON(((116 39,116.1 39,116.1 39.1,116 39.1,116 39)))"
FAULTS = {
    "a bow-tie": ({"geom": "SRID=4490;MULTIPOLYGON(((0 0,1 1,1 0,0 1,0 0)))"}, errors.CheckViolation),
    "an empty one": ({"geom": "SRID=4490;MULTIPOLYGON EMPTY"}, errors.CheckViolation),
    "none": ({"geom": None}, errors.CheckViolation),
    "another reference system": ({"geom": GOOD.replace("4490", "4326")}, errors.InvalidParameterValue),
    "a plain polygon": (
        {"geom": "SRID=4490;POLYGON((0 0,1 0,1 1,0 1,0 0))"},
        errors.CheckViolation,
    ),
    "a point": ({"geom": "SRID=4490;POINT(0 0)"}, errors.CheckViolation),
    "a site of two points": ({"kind": "site", "geom": "SRID=4490;MULTIPOINT(0 0,1 1)"}, errors.CheckViolation),
    "a site at no place": ({"kind": "site", "geom": "SRID=4490;POINT EMPTY"}, errors.CheckViolation),
    "off the earth": ({"geom": "SRID=4490;MULTIPOLYGON(((170 0,190 0,190 1,170 1,170 0)))"}, errors.CheckViolation),
    "overlapping parts": (
        {"geom": "SRID=4490;MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)),((1 1,3 1,3 3,1 3,1 1)))"},
        errors.CheckViolation,
    ),
    "an unknown kind": ({"kind": "castle"}, errors.CheckViolation),
    "no kind": ({"kind": None}, errors.CheckViolation),
    "no id": ({"id": ""}, errors.CheckViolation),
    "a list for properties": ({"properties": "[]"}, errors.CheckViolation),
}  # fmt: skip
CHANGES = [
    "UPDATE feature_version SET kind = 'park'",
    "DELETE FROM feature_version",
    "UPDATE revision SET author = 'someone else'",
    "DELETE FROM revision",
    "TRUNCATE feature_version",
    "TRUNCATE revision CASCADE",
    "UPDATE layout SET head = 0",
    "UPDATE layout SET head = 99",
    "DELETE FROM layout",
]


@pytest.fixture(scope="module")
def held(store: Store) -> Store:
    """A store with one layout of one square."""
    store.import_layout(Layout.of([square("G")], id="held"), author="me", message="first")
    return store


@pytest.fixture(params=[embedded.APP, embedded.OWNER])
def plain(request: pytest.FixtureRequest, server: embedded.Server, database: str) -> Iterator[psycopg.Connection]:
    """A connection as psql would make it."""
    with server.connect(request.param, database) as connection:
        connection.execute("SET yuantu.person = 'program'")
        yield connection


@pytest.mark.parametrize(("change", "error"), FAULTS.values(), ids=FAULTS.keys())
def test_a_wrong_feature_is_refused_from_plain_sql(
    held: Store, plain: psycopg.Connection, change: dict[str, object], error: type[psycopg.Error]
) -> None:
    row = {"id": "X", "kind": "group", "properties": "{}", "geom": GOOD} | change
    with pytest.raises(error):
        plain.execute(INSERT, row)


def test_a_right_one_is_not(held: Store, plain: psycopg.Connection) -> None:
    with plain.transaction(force_rollback=True):
        plain.execute("INSERT INTO revision VALUES ('held', 2, DEFAULT, 'x', '', 0, 0, 1, 0)")
        group = {"id": "X", "kind": "group", "properties": "{}", "geom": GOOD}
        assert plain.execute(INSERT, group).rowcount == 1
        point = "SRID=4490;POINT(116 39)"
        assert plain.execute(INSERT, group | {"id": "Y", "kind": "site", "geom": point}).rowcount == 1


@pytest.mark.parametrize("change", CHANGES)
def test_history_cannot_be_changed(held: Store, plain: psycopg.Connection, change: str) -> None:
    refusals = (errors.InsufficientPrivilege, errors.RestrictViolation, errors.ForeignKeyViolation)
    with pytest.raises(refusals):
        plain.execute(change)
    assert len(held.layout("held")) == 1


def test_the_serving_role_owns_nothing(held: Store, server: embedded.Server, database: str) -> None:
    with server.connect(embedded.APP, database) as app:
        owned = "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
        assert app.execute(owned).fetchone() == (0,)
        for forbidden in ("CREATE TABLE x (y int)", "DROP TABLE revision", "CREATE ROLE x", "COPY layout TO '/x'"):
            with pytest.raises(errors.InsufficientPrivilege):
                app.execute(forbidden)


def test_a_box_and_an_id_reach_the_indexes(held: Store, server: embedded.Server, database: str) -> None:
    question = "SELECT * FROM features_at('held', 1) WHERE geom && ST_MakeEnvelope(116, 39, 117, 40, 4490)"
    with server.connect(embedded.APP, database) as app:
        app.execute("SET enable_seqscan = off")
        plan = "\n".join(row[0] for row in app.execute(f"EXPLAIN {question}"))
    assert "feature_version_geom" in plan and "Function Scan" not in plan


def test_what_is_refused_is_named_and_the_rest_enters(store: Store, fresh_id: Callable[[], str]) -> None:
    import shapely

    from geo.model import Feature
    from tests.api.shapes import BOW_TIE

    features = [
        square("G01"),
        Feature("bow", "group", BOW_TIE),
        Feature("empty", "group", shapely.Polygon()),
        Feature("none", "group", None),
        Feature("line", "group", shapely.LineString([(0, 0), (1, 1)])),
        Feature("castle", "castle", shapely.box(116, 39, 117, 40)),
        Feature("far", "group", shapely.box(170, 0, 190, 1)),
        Feature("nul", "group", shapely.box(116, 39, 117, 40), {"note": "a\0b"}),
        Feature("slash", "group", shapely.box(116, 39, 117, 40), {"note": "a\\u0000b"}),
        Feature("x" * 201, "group", shapely.box(116, 39, 117, 40)),
    ]
    id = fresh_id()
    saved = store.import_layout(Layout.of(features, id=id), author="me", message="first")
    assert store.layout(id).features["id"].tolist() == ["G01", "slash"]
    reasons = {refusal.feature: refusal for refusal in saved.refused}
    assert set(reasons) == {f.id for f in features} - {"G01", "slash"}
    bow = reasons["bow"]
    assert "自相交" in bow.reason.zh and "Self-intersection" in bow.reason.en
    assert bow.at == pytest.approx((116.05, 39.05))
    assert all(refusal.reason.zh and refusal.reason.en for refusal in saved.refused)
    assert store.layout(id).feature("slash").properties["note"] == "a\\u0000b"  # type: ignore[union-attr]
