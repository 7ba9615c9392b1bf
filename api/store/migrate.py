"""Bring a database to the newest schema, and tell whether it is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, text

from api.store import audit

if TYPE_CHECKING:
    from alembic.config import Config

_API = Path(__file__).resolve().parent.parent
_LOCK = 0x7975616E7475  # one upgrade at a time: "yuantu"


def migrations_dir() -> Path:
    """The migrations: packed into the wheel, or beside the source in a checkout."""
    packed = _API / "_migrations"
    return packed if packed.is_dir() else _API.parent / "migrations"


def newest() -> str:
    """The schema version that this program expects; migrations are numbered files."""
    return max(path.name.split("_")[0] for path in (migrations_dir() / "versions").glob("[0-9]*_*.py"))


def current(engine: Engine) -> str | None:
    """The schema version of a database; None when it has none."""
    with engine.connect() as connection:
        if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
            return None
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if version is None else str(version)


def upgrade(engine: Engine) -> bool:
    """Bring the database to the newest schema; say whether there was anything to do."""
    if current(engine) == newest():
        return False
    from alembic import command

    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        audit.attach(connection)
    return True


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
