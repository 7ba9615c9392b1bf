"""The `yuantu` command: what `geo.cli` offers, and what needs the store or serves it."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api import audit_command, backup_command, export_command, import_command, indicator_command, people_command
from geo import cli, diff_command, inspect_command
from geo.errors import InputError, Unavailable
from geo.model import Edit, Layout, Text, Waiver
from geo.settings import language

if TYPE_CHECKING:
    from api.settings import Settings
    from api.store import Saved
    from geo.sheet import Press
    from geo.sheet.seal import Seal


def main() -> None:
    """Run the command."""
    if from_store not in cli.layout_sources:
        cli.layout_sources.insert(0, from_store)
        cli.revision_sources.append(revision_from_store)
        cli.waiver_sources.append(waivers_from_store)
        cli.edit_sinks.append(to_store)
        cli.presses.append(press_of_store)
    cli.run(cli.app)


def from_store(name: str) -> Layout | None:
    """The newest revision of a stored layout; None, with a note, where no database can be had."""
    from api.database import open_store
    from api.seed import seed
    from geo.errors import NotFound

    settings = _settings()
    try:
        with open_store(settings) as store:
            for _ in seed(store):
                pass
            return store.layout(name)
    except NotFound:
        return None
    except Unavailable as error:
        if settings.database_url:
            raise
        _note(Text(f"{error.zh}；改用随程序附带的布局文件", f"{error.en}; using the layout files that ship instead"))
        return None


def to_store(layout: Layout, edit: Edit, message: str) -> int:
    """Keep an edit of a stored layout as its next revision. Raises StaleRevision, Refused, Unavailable."""
    from api.database import open_store

    assert layout.revision is not None
    with open_store(_settings()) as store:
        return store.save(layout.id, layout.revision, edit, author=_author(), message=message).revision


def revision_from_store(name: str, revision: int) -> Layout:
    """A revision of a stored layout. Raises NotFound."""
    from api.database import open_store

    with open_store(_settings()) as store:
        return store.layout(name, revision)


def press_of_store() -> Press:
    """A press whose prints of stored layouts can be asked about at the public address."""
    from geo.sheet import Press

    return Press(_settings().public_url, _keep_seal)


def _keep_seal(seal: Seal) -> None:
    from api.database import open_store
    from api.store import seals

    with open_store(_settings()) as store:
        seals.keep(store.engine, seal)


def waivers_from_store(name: str) -> list[Waiver]:
    """The waivers of a stored layout's register that count. Raises NotFound."""
    from api.database import open_store

    with open_store(_settings()) as store:
        return [record.waiver for record in store.register(name) if record.counts]


cli.app.add_typer(indicator_command.app, name="indicators")
cli.app.command("export")(export_command.export_command)
cli.app.command("diff")(diff_command.diff_command)
cli.app.command("inspect")(inspect_command.inspect_command)
cli.app.command("import")(import_command.import_command)


@cli.app.command("serve")
def serve_command(
    host: Annotated[str | None, typer.Option(help="地址，默认 127.0.0.1，或环境变量 HOST")] = None,
    port: Annotated[int | None, typer.Option(help="端口，默认 8000，或环境变量 PORT")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="几个进程，默认 1，或环境变量 YUANTU_WORKERS how many processes")
    ] = None,
) -> None:
    """启动网页与接口。 Serve the page and the API."""
    from api.serving import serve

    given = {"host": host, "port": port, "workers": workers}
    serve(_settings().model_copy(update={name: value for name, value in given.items() if value is not None}))


db = typer.Typer(help="管理数据库。 Look after the database.", no_args_is_help=True)
cli.app.add_typer(db, name="db")
db.command("audit")(audit_command.audit_command)
db.command("backup")(backup_command.backup_command)
db.command("restore")(backup_command.restore_command)
db.command("claim")(people_command.claim_command)
db.command("people")(people_command.people_command)


@db.command("init")
@db.command("upgrade")
def upgrade_command() -> None:
    """建立或更新数据表，并载入附带的布局。 Make or update the tables and load the layouts that ship."""
    from api.database import open_store
    from api.seed import seed
    from api.store import migrate

    with open_store(_settings()) as store:
        for name, saved in seed(store):
            _tell_import(name, None, saved)
        version = migrate.current(store.engine)
    _note(Text(f"数据表版本 {version}，已是最新", f"schema version {version}, up to date"))


@db.command("status")
def status_command() -> None:
    """数据库在哪里、什么版本。 Where the database is and what it runs."""
    from api.database import open_store
    from api.store import migrate
    from api.store.engine import require_postgis

    settings = _settings()
    with open_store(settings) as store:
        where = store.engine.url.render_as_string(hide_password=True)
        rows = [
            (Text("数据库", "database"), where),
            (Text("PostGIS", "PostGIS"), require_postgis(store.engine)),
            (Text("数据表版本", "schema"), f"{migrate.current(store.engine)} / {migrate.newest()}"),
            (Text("布局数", "layouts"), str(len(store.layouts()))),
        ]
    for label, value in rows:
        typer.echo(f"{_say(label)}\t{value}")


@db.command("layouts")
def layouts_command() -> None:
    """列出布局。 List the layouts."""
    from api.database import open_store

    with open_store(_settings()) as store:
        for record in store.layouts():
            when = record.created.isoformat(timespec="seconds")
            typer.echo(f"{record.id}\t{record.revision}\t{record.features}\t{when}\t{_say(record.title)}")


def _settings() -> Settings:
    """The settings of the environment.

    Raises:
        InputError: a variable has a value that does not fit.
    """
    from pydantic import ValidationError

    from api.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        where = str(first["loc"][0])
        raise InputError(f"环境变量不合要求：{first['msg']}", str(first["msg"]), where=where) from error


def _require_name(layout: str) -> None:
    import re

    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", layout):
        raise InputError(
            "布局名由小写字母、数字与 . _ - 组成，最长 64 个字符",
            "a layout's name has small letters, digits, and . _ -, at most 64 characters",
            where=layout,
        )


def _author() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _tell_import(layout: str, features: int | None, saved: Saved) -> None:
    """What an import did, and each feature that was kept out."""
    kept = "" if features is None else f"{features - len(saved.refused)}/{features} "
    if saved.changed:
        outcome = Text(f"第 {saved.revision} 版", f"revision {saved.revision}")
    else:
        outcome = Text(f"与第 {saved.revision} 版相同，未新建", f"same as revision {saved.revision}, none made")
    _note(Text(f"布局 {layout}：{kept}{outcome.zh}", f"layout {layout}: {kept}{outcome.en}"))
    for refusal in saved.refused:
        at = "" if refusal.at is None else f" ({refusal.at[0]:.6f}, {refusal.at[1]:.6f})"
        _note(
            Text(
                f"  未存入 {refusal.feature}：{refusal.reason.zh}{at}",
                f"  kept out {refusal.feature}: {refusal.reason.en}{at}",
            )
        )


def _say(text: Text) -> str:
    return text.say(language())


def _note(text: Text) -> None:
    """A line on stderr, so that stdout stays what was asked for."""
    sys.stderr.write(_say(text) + "\n")
