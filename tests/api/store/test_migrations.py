"""The schema: made from nothing, the same as the tables in code, gone on downgrade."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from geoalchemy2 import alembic_helpers
from sqlalchemy import inspect

from api import embedded
from api.store import Store, migrate
from api.store.engine import open_engine, require_postgis
from api.store.tables.reviews import ReviewStepRow
from geo.errors import Unavailable


def test_the_tables_in_code_are_those_of_the_migrations(server: embedded.Server, database: str) -> None:
    engine = open_engine(server.url(embedded.OWNER, database), serving=False)
    with engine.connect() as connection:
        options = {"include_object": alembic_helpers.include_object, "compare_type": True}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), ReviewStepRow.metadata)
    engine.dispose()
    # The database's comments are for readers of psql and stand in the migration alone.
    changes = [change for entry in found for change in (entry if isinstance(entry, list) else [entry])]
    assert [change for change in changes if "comment" not in change[0]] == []


def test_up_from_nothing_and_down_again(server: embedded.Server) -> None:
    embedded.create_database(server, "empty")
    engine = open_engine(server.url(embedded.OWNER, "empty"), serving=False)
    try:
        assert migrate.current(engine) is None
        assert migrate.upgrade(engine)
        assert migrate.current(engine) == migrate.newest()
        assert not migrate.upgrade(engine)
        assert {"layout", "revision", "feature_version"} <= set(inspect(engine).get_table_names())
        with engine.begin() as connection:
            config = migrate._config()
            config.attributes["connection"] = connection
            command.downgrade(config, "base")
        assert migrate.current(engine) is None
        assert "layout" not in inspect(engine).get_table_names()
        assert migrate.upgrade(engine)
    finally:
        engine.dispose()


def test_migrations_do_not_read_living_code() -> None:
    for path in (migrate.migrations_dir() / "versions").glob("*.py"):
        text = path.read_text()
        assert "import api" not in text and "from api" not in text and "open(" not in text


def test_a_server_without_or_with_an_old_postgis_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert require_postgis(store.engine)[0] == "3"
    monkeypatch.setattr("api.store.engine.OLDEST_POSTGIS", (99, 0))
    with pytest.raises(Unavailable, match=r"PostGIS 3\.\d+\.\d+; 99\.0"):
        require_postgis(store.engine)
    monkeypatch.setattr("api.store.engine.OLDEST_POSTGRES", 99)
    with pytest.raises(Unavailable, match="99 or newer"):
        require_postgis(store.engine)


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", "postgresql+psycopg2://x/y", "sqlite://", "://"])
def test_an_address_of_no_postgres_is_a_sentence(url: str) -> None:
    with pytest.raises(Unavailable, match="DATABASE_URL"):
        open_engine(url)


def test_an_unreachable_server_is_a_sentence_without_the_password() -> None:
    engine = open_engine("postgresql://someone:secret@127.0.0.1:1/none")
    with pytest.raises(Unavailable) as caught:
        require_postgis(engine)
    assert "secret" not in caught.value.en
