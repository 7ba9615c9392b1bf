"""A named database: brought to the newest schema, used with no more rights than serving needs."""

from pathlib import Path

import pytest
from sqlalchemy import text

from api import embedded
from api.database import open_store
from api.settings import Settings
from geo.errors import Unavailable
from geo.model import Layout
from tests.api.shapes import square


def address(server: embedded.Server, role: str, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={server.place.run}"


def test_an_administrators_address_serves_with_the_serving_role(server: embedded.Server, tmp_path: Path) -> None:
    embedded.create_database(server, "named")
    settings = Settings(database_url=address(server, embedded.ADMIN, "named"), home=tmp_path / "unused")
    for attempt in range(2):
        with open_store(settings) as store:
            with store.engine.connect() as connection:
                assert connection.scalar(text("SELECT current_user")) == embedded.APP
            saved = store.import_layout(Layout.of([square("A")], id="a"), author="me", message="")
            assert saved.changed == (attempt == 0)
    assert not (tmp_path / "unused").exists()


def test_the_tables_owner_cannot_rewrite_history_either(server: embedded.Server) -> None:
    embedded.create_database(server, "owned")
    with open_store(Settings(database_url=address(server, embedded.OWNER, "owned"))) as store:
        store.import_layout(Layout.of([square("A")], id="a"), author="me", message="")
        with store.engine.connect() as connection, pytest.raises(Exception, match="append-only"):
            connection.execute(text("DELETE FROM feature_version"))


def test_a_role_that_may_not_make_tables_is_told_so(server: embedded.Server) -> None:
    embedded.create_database(server, "locked")
    settings = Settings(database_url=address(server, embedded.APP, "locked"))
    with pytest.raises(Unavailable, match="cannot make the tables"), open_store(settings):
        pass
