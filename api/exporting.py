"""A stored layout as a file of any format that writes, for the command and for the API.

Where a format takes rows as they come, memory holds a batch of them, however many there are: they go from the database
to a file of lines, and from there into the file that was asked for. The others need the whole layout in their library,
and refuse one that is larger than they bear.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from api.store import Store
from api.store.exporting import Outgoing, outgoing
from geo.errors import InputError
from geo.exchange.formats import FORMATS, Format
from geo.exchange.rows import Rows, room
from geo.model import Text

Progress = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1."""
MOST_WHOLE: Final = 200_000
"""Features that a format may have which needs all of them at once."""
_READING: Final = 0.5


def silent(_share: float) -> None:
    """Nobody looks."""


def written_formats() -> list[Format]:
    """The formats that layouts leave in, in the order in which they are offered."""
    return [format for format in FORMATS if format.writes]


def format_named(name: str) -> Format:
    """A format that writes, by its name or one of its endings without the dot. Raises InputError."""
    for format in written_formats():
        if name == format.name or f".{name}" in format.endings:
            return format
    known = ", ".join(format.name for format in written_formats())
    raise InputError(f"未知的格式；可选：{known}", f"unknown format; known are {known}", where="format")


def export_layout(
    store: Store,
    id: str,
    path: Path,
    format: Format,
    *,
    revision: int | None = None,
    encoding: str | None = None,
    progress: Progress = silent,
) -> Outgoing:
    """Write a layout at a revision (the newest one if None) into a file, and tell what it was.

    Raises:
        NotFound: there is no such layout or revision.
        InputError: the format has no choice of encodings, there is no such encoding, or the layout is too large.
    """
    options = _options(format, encoding)
    with outgoing(store.engine, id, revision) as found:
        if format.streams:
            _stream(found, path, format, progress)
        else:
            _refuse_large(found, format)
            format.module.write(replace(store.layout(id, found.revision), title=found.record.title), path, **options)
        progress(1.0)
        return found


def _stream(found: Outgoing, path: Path, format: Format, progress: Progress) -> None:
    with room() as lines:
        done = 0
        for part in found.lines(lists=format.lists):
            lines.write("\n".join(part).encode() + b"\n")
            done += len(part)
            progress(_READING * done / max(found.features, 1))
        size = max(lines.tell(), 1)
        rows = Rows(lines, lists=format.lists, told=lambda read: progress(_READING + (1 - _READING) * read / size))
        format.module.write_rows(rows, path, found.about(), title=found.record.id)


def _options(format: Format, encoding: str | None) -> dict[str, Any]:
    if encoding is None:
        return {}
    if "encoding" not in inspect.signature(format.module.write).parameters:
        raise InputError(
            f"{format.title.zh} 只有一种编码", f"{format.title.en} has one encoding only", where="encoding"
        )
    return {"encoding": encoding}


def _refuse_large(found: Outgoing, format: Format) -> None:
    if found.features > MOST_WHOLE:
        zh = f"{format.title.zh} 最多容纳 {MOST_WHOLE:,} 个要素，此布局有 {found.features:,} 个；请改用 GeoPackage"
        en = f"{format.title.en} takes at most {MOST_WHOLE:,} features, there are {found.features:,}: use GeoPackage"
        raise InputError(zh, en, where="format")


def told(found: Outgoing, where: str) -> Text:
    """What was exported, in a sentence."""
    id, revision, count = found.record.id, found.revision, found.features
    return Text(
        f"布局 {id} 第 {revision} 版，{count} 个要素 → {where}",
        f"layout {id}, revision {revision}, {count} features → {where}",
    )
