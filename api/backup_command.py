"""`yuantu db backup` and `yuantu db restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.model import Text

if TYPE_CHECKING:
    from api.backup.archive import Manifest


def backup_command(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="备份文件 the file to write")],
) -> None:
    """把整个数据库备份为一个文件，服务可照常运行。 Back the whole database up into one file while others work.

    文件含密码与令牌的哈希及全部审计记录，请妥善保管。 The file holds the hashes of passwords and tokens and the whole
    audit: keep it as safe as the database.
    """
    from api.backup.making import back_up
    from api.backup.place import place
    from api.command import _note, _settings
    from api.export_command import bar

    with place(_settings()) as found, bar(Text("备份", "backing up")) as told:
        manifest = back_up(found, output, told)
    _note(_told(manifest, Text(f"已备份 → {output}", f"backed up → {output}")))


def restore_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="备份文件 a backup")],
    replace: Annotated[
        bool, typer.Option("--replace", help="取代数据库现有的全部内容 put it in place of all that the database holds")
    ] = False,
) -> None:
    """从备份恢复到空的数据库，并核对行数与哈希。 Restore a backup into an empty database and prove it equal.

    恢复后，备份时的人员、密码与令牌重新有效。 People, passwords and tokens of the backup hold again.
    """
    from api.backup.place import place
    from api.backup.restoring import restore
    from api.command import _note, _settings
    from api.export_command import bar

    with place(_settings()) as found, bar(Text("恢复", "restoring")) as told:
        manifest = restore(found, file, told, replace=replace)
    _note(_told(manifest, Text("已恢复，行数与哈希全部一致", "restored; all counts and hashes are equal")))


def _told(manifest: Manifest, done: Text) -> Text:
    rows, tables = sum(found.rows for found in manifest.tables.values()), len(manifest.tables)
    return Text(
        f"{done.zh}：{tables} 张表，{rows} 行，数据表版本 {manifest.schema}，{manifest.created}",
        f"{done.en}: {tables} tables, {rows} rows, schema {manifest.schema}, {manifest.created}",
    )
