"""A connection pool to PostGIS, after checking that the server is one that we can use."""

from __future__ import annotations

import re
from typing import Any

import psycopg
from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from api.auth import acting
from geo.errors import Unavailable

OLDEST_POSTGRES = 14
OLDEST_POSTGIS = (3, 3)
APP_ROLE = "yuantu_app"


def open_engine(url: URL | str, *, pool_size: int = 8, serving: bool = True) -> Engine:
    """A pool of connections; `serving` ones act as `yuantu_app` where that role is ours to take.

    Raises:
        Unavailable: the address cannot be read.
    """
    try:
        target = make_url(url)
        if target.drivername in ("postgresql", "postgres"):
            target = target.set(drivername="postgresql+psycopg")
        if target.drivername != "postgresql+psycopg":
            raise ArgumentError
        engine = create_engine(target, pool_size=pool_size, max_overflow=4, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise Unavailable(
            "DATABASE_URL 应形如 postgresql://用户:密码@主机/数据库",
            "DATABASE_URL must look like postgresql://user:password@host/database",
        ) from error
    if serving:
        event.listen(engine, "connect", _act_as_app)
        acting.tell(engine)
    return engine


def _act_as_app(connection: Any, _record: Any) -> None:
    """Give up rights that serving does not need."""
    member = "SELECT FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'MEMBER')"
    try:
        if connection.execute(member, [APP_ROLE]).rowcount:
            connection.execute(f"SET ROLE {APP_ROLE}")
        connection.commit()
    except psycopg.Error:
        # A member that may not act as the role keeps its own rights; the triggers still guard history.
        connection.rollback()


def require_postgis(engine: Engine) -> str:
    """The PostGIS version of the server, for example "3.3.2".

    Raises:
        Unavailable: the server does not answer, or it or its PostGIS is missing or too old.
    """
    try:
        with engine.connect() as connection:
            server = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10000
            found = connection.scalar(
                text("SELECT default_version FROM pg_available_extensions WHERE name = 'postgis'")
            )
            installed = connection.scalar(text("SELECT extversion FROM pg_extension WHERE extname = 'postgis'"))
    except DBAPIError as error:
        raise unreachable(error) from error
    if server < OLDEST_POSTGRES:
        raise Unavailable(
            f"PostgreSQL 版本为 {server}，需要 {OLDEST_POSTGRES} 或更新版本",
            f"the server is PostgreSQL {server}; {OLDEST_POSTGRES} or newer is needed",
        )
    version = str(installed or found or "")
    if not version:
        raise Unavailable("数据库服务器没有安装 PostGIS", "the database server has no PostGIS")
    if _numbers(version) < OLDEST_POSTGIS:
        need = ".".join(map(str, OLDEST_POSTGIS))
        raise Unavailable(
            f"PostGIS 版本为 {version}，需要 {need} 或更新版本",
            f"the server has PostGIS {version}; {need} or newer is needed",
        )
    return version


def unreachable(error: Exception) -> Unavailable:
    """The database does not answer: in a sentence, without address or password."""
    reason = _reason(error)
    return Unavailable(f"无法连接数据库：{reason}", f"cannot reach the database: {reason}")


def _reason(error: Exception) -> str:
    lines = str(getattr(error, "orig", error)).strip().splitlines()
    last = lines[-1] if lines else type(error).__name__
    return re.sub(r"^.*(FATAL|ERROR):\s*", "", last)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2])
