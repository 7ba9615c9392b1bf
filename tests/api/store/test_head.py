"""The table of newest features: always what the history says, also when written by psql, also for branches."""

import json

import pytest
import shapely
from alembic import command
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api import embedded
from api.store import Heading, Store, migrate
from api.store.engine import open_engine
from geo.exchange import geojson
from geo.model import COLUMNS, Edit, Feature, Layout, Text, features_of

SQUARES = [shapely.box(116 + i / 10, 40, 116.05 + i / 10, 40.05) for i in range(4)]
DIFFERENCE = text("""
    (SELECT feature_id, kind, properties, geom FROM feature_head WHERE layout = :id
     EXCEPT SELECT feature_id, kind, properties, geom FROM features_at(:id, :head))
    UNION ALL
    (SELECT feature_id, kind, properties, geom FROM features_at(:id, :head)
     EXCEPT SELECT feature_id, kind, properties, geom FROM feature_head WHERE layout = :id)
""")


def in_step(store: Store, id: str) -> bool:
    with store.engine.connect() as connection:
        head = store.record(id).revision
        return not connection.execute(DIFFERENCE, {"id": id, "head": head}).all()


def parcel(number: int, shape: int, name: str = "a") -> Feature:
    return Feature(f"P{number}", "parcel", SQUARES[shape], {"name": name})


edits = st.builds(
    Edit,
    put=st.lists(
        st.builds(parcel, st.integers(0, 5), st.integers(0, 3), st.sampled_from("ab")),
        max_size=3,
        unique_by=lambda f: f.id,
    ).map(tuple),
    delete=st.lists(st.sampled_from(["P6", "P7", "P8"]), max_size=2, unique=True).map(tuple),
)


@settings(max_examples=20)
@given(st.lists(edits, max_size=4), edits)
def test_it_follows_every_write_and_every_branch(store: Store, drawn: list[Edit], last: Edit) -> None:
    id = f"follow-{len(store.layouts())}"
    first = Layout.of([parcel(n, n % 4) for n in (0, 1, 6, 7, 8)], id=id)
    store.import_layout(first, author="me", message="")
    for edit in drawn:
        store.save(id, store.record(id).revision, edit, author="me", message="")
        assert in_step(store, id)
    branch = f"{id}-b"
    heading = Heading(Text(branch, branch))
    store.branch(branch, (id, store.record(id).revision), heading=heading, author="me", message="", edit=last)
    assert in_step(store, branch) and in_step(store, id)


def test_its_text_is_the_feature_that_files_have(store: Store) -> None:
    hard = Feature(
        'G"1\\', "group", shapely.box(116.123456789012345, 39.9, 1.1 + 115.37, 40.00000000000001),
        {"name": '张江 "x"\n', "modes": ("一", "二"), "stated_area_km2": 2.1, "class": "核心"},
    )  # fmt: skip
    dot = Feature("S1", "site", shapely.Point(116.30000000000001, 39.99), {})
    store.import_layout(Layout.of([hard, dot], id="texts"), author="me", message="")
    with store.engine.connect() as connection:
        rows = connection.execute(text("SELECT json FROM feature_head WHERE layout = 'texts' ORDER BY feature_id"))
        found = [json.loads(row.json) for row in rows]
    expected = [json.loads(json.dumps(geojson.feature(f))) for f in features_of(store.layout("texts").features)]
    for item in expected:
        item["properties"] = {k: None if v != v else v for k, v in item["properties"].items()}
    assert found == expected
    assert list(found[0]["properties"]) == list(COLUMNS)


def test_nobody_else_writes_it(store: Store) -> None:
    for sql in ("DELETE FROM feature_head", "UPDATE feature_head SET kind = 'park'"):
        with pytest.raises(DBAPIError, match="permission denied"), store.engine.begin() as connection:
            connection.execute(text(sql))


def test_an_old_store_is_filled_when_it_is_brought_up_to_date(
    server: embedded.Server, database: str, store: Store
) -> None:
    store.import_layout(Layout.of([parcel(1, 1), parcel(2, 2)], id="old"), author="me", message="")
    store.save("old", 1, Edit(delete=("P2",)), author="me", message="")
    owner = open_engine(server.url(embedded.OWNER, database), serving=False)
    try:
        with owner.begin() as connection:
            config = migrate._config()
            config.attributes["connection"] = connection
            command.downgrade(config, "0004")
        assert migrate.upgrade(owner)
    finally:
        owner.dispose()
    assert in_step(store, "old")
