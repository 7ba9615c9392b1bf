"""`yuantu db claim` and `yuantu db people`: who may sign in, for whoever has the server's own machine."""

from __future__ import annotations

from typing import Annotated

import typer

from api.settings import Settings
from geo.errors import Conflict
from geo.model import Text
from geo.settings import language


def claim_command(
    name: Annotated[
        str | None, typer.Option(help="为已有人员重设密码 for a person who is there, to choose a new password")
    ] = None,
) -> None:
    """给出一次性链接：设立首位管理员，或重设密码。 A one-time link: the first administrator, or a new password."""
    from api.auth import claims
    from api.auth.identity import is_claimed
    from api.database import open_store
    from api.store import people

    settings = Settings()
    with open_store(settings) as store:
        if name is None:
            if is_claimed(store.engine):
                raise Conflict(
                    "已有管理员；请用 --name 写明要重设密码的人",
                    "there is an administrator: name with --name whose password is to be chosen anew",
                )
            path = claims.path_of(claims.offer(store.engine))
        else:
            number = people.number_of(store.engine, name)
            path = claims.path_of(claims.offer(store.engine, number), name)
    typer.echo(f"{address(settings)}/{path}")


def people_command() -> None:
    """列出人员与角色。 List the people and their roles."""
    from api.database import open_store
    from api.store import people

    with open_store(Settings()) as store:
        for entry in people.people(store.engine):
            where = "-" if entry.districts is None else ";".join(entry.districts)
            state = Text("在用", "active") if entry.active else Text("停用", "inactive")
            typer.echo(f"{entry.key}\t{entry.name}\t{entry.role}\t{where}\t{state.say(language())}")


def address(settings: Settings, host: str | None = None, port: int | None = None) -> str:
    """Where people reach the service, as far as it is known; a server that listens everywhere is also here."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    name = host or settings.host
    if name in ("0.0.0.0", "::"):  # noqa: S104
        name = "127.0.0.1"
    return f"http://{f'[{name}]' if ':' in name else name}:{port or settings.port}"
