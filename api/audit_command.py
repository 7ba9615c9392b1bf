"""`yuantu db audit`: the audit as a file, and whether its chain of hashes is whole."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.errors import Conflict, InputError
from geo.model import Text

if TYPE_CHECKING:
    from api.store import Store


class BrokenAudit(Conflict):
    """The audit was altered by force."""


def audit_command(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help=".csv 或 .jsonl the file to write")
    ] = None,
    layout: Annotated[str | None, typer.Option(help="只要此布局的 of this layout only")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="核对哈希链是否完整 check the chain of hashes")] = False,
) -> None:
    """导出审计记录，或核对它是否被改动。 Export the audit, or check that nobody has altered it."""
    from api.command import _note, _settings
    from api.database import open_store

    if output is None and not verify:
        raise InputError("请用 -o 指定文件，或用 --verify 核对", "name a file with -o, or check with --verify")
    with open_store(_settings()) as store:
        if verify:
            _note(_verified(store))
        if output is not None:
            _note(_write(store, output, layout))


def _verified(store: Store) -> Text:
    """What the chain says. Raises BrokenAudit."""
    from api.store import audit

    found = audit.verify(store.engine)
    if found.broken is not None:
        raise BrokenAudit(
            f"审计记录被改动过：从第 {found.broken} 条起不再连贯",
            f"the audit was altered: from entry {found.broken} on it does not follow from what was before",
        )
    return Text(
        f"审计记录完整：{found.entries} 条，最后的哈希 {found.last}",
        f"the audit is whole: {found.entries} entries, last hash {found.last}",
    )


def _write(store: Store, output: Path, layout: str | None) -> Text:
    from api import audited
    from api.store import audit

    try:
        format = audited.AuditFormat(output.suffix.removeprefix(".").lower())
    except ValueError:
        raise InputError("文件名应以 .csv 或 .jsonl 结尾", "the file's name must end in .csv or .jsonl") from None
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as file:
            for piece in audited.pieces(audit.every(store.engine, audit.Asked(layout=layout)), format):
                file.write(piece)
        part.replace(output)
    except OSError as error:
        raise InputError(f"无法写入：{error.strerror}", f"cannot write: {error.strerror}", where=str(output)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return Text(f"审计记录 → {output}", f"the audit → {output}")
