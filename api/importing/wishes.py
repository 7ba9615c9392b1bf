"""What a client wants of an upload: into which layout, under which decisions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, cast

from api.body import text_in
from api.context import Context
from api.importing.uploads import Upload
from geo.errors import InputError
from geo.exchange.intake.changes import Mode
from geo.exchange.intake.decisions import decisions_data, decisions_from

MEMBERS: Final = ("layout", "decisions", "mode", "pairs")
NEW: Final = "import"
"""What a layout is called of which nobody has said its name yet."""
_MODES: Final = ("update", "replace")


@dataclass(frozen=True)
class Wanted:
    """Into the layout of that id at a revision (None: a new one), under decisions, updating or replacing it."""

    id: str
    revision: int | None
    rulebook: str
    decisions: dict[str, Any]
    mode: Mode
    pairs: dict[str, str | None]


def wanted_in(shared: Context, upload: Upload, asked: dict[str, Any], *, new: bool) -> Wanted:
    """The wish of a body; `new`: the layout is to be a new one, whatever there is.

    Raises:
        InputError: a member does not fit; `where` names it.
        NotFound: there is no such layout.
    """
    decisions = decisions_data(decisions_from(asked.get("decisions")))
    mode, pairs = _mode(asked.get("mode", "update")), _pairs(asked.get("pairs") or {})
    id = None if asked.get("layout") is None else text_in(asked, "layout")
    if id is None or new:
        return Wanted(id or NEW, None, upload.rulebook, decisions, mode, pairs)
    record = shared.store.record(id)
    return Wanted(id, record.revision, record.rulebook, decisions, mode, pairs)


def new_id(id: str) -> str:
    """The id of a new layout. Raises InputError."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", id):
        raise InputError(
            "布局名由小写字母、数字与 . _ - 组成，最长 64 个字符",
            "a layout's name has small letters, digits, and . _ -, at most 64 characters",
            where="layout",
        )
    return id


def _mode(value: Any) -> Mode:
    if value not in _MODES:
        raise InputError(f"应为 {'、'.join(_MODES)} 之一", f"must be one of {', '.join(_MODES)}", where="mode")
    return cast(Mode, value)


def _pairs(value: Any) -> dict[str, str | None]:
    if not isinstance(value, dict) or not all(was is None or isinstance(was, str) for was in value.values()):
        raise InputError(
            "应为从文件编号到布局编号的对象", "must lead from ids of the file to ids of the layout", where="pairs"
        )
    return value
