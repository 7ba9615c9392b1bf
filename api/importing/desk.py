"""Uploads at work: each is looked at and drafted in a confined process, against what the store holds."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
import shapely

from api.context import Context
from api.importing import handover, tasks
from api.importing.uploads import Upload, gone
from api.importing.wishes import Wanted
from geo.exchange.confined import Limits, confined
from geo.exchange.intake.draft import Quarantined
from geo.model import Edit, Layout, Text, features_of

_DRAFT: Final = "draft-"


@dataclass(frozen=True)
class Drafted:
    """What a file would become: its features as the layout would have them, and what is kept out.

    `changes` says of each feature whether it is "added", "changed" or "same"; `removed` are ids of the layout that go.
    `preview` is all of it as JSON, empty where nobody asked for it.
    """

    layout: Layout
    quarantine: tuple[Quarantined, ...]
    mended: int
    format: str
    changes: list[str]
    removed: list[str]
    preview: bytes

    @property
    def edit(self) -> Edit:
        """What it would do to the layout that it goes into."""
        moved = [change != "same" for change in self.changes]
        return Edit(tuple(features_of(self.layout.features[moved])), tuple(self.removed))


def inspected(shared: Context, upload: Upload, encoding: str | None, layout: str | None) -> Upload:
    """Look at an upload and keep what was seen.

    Raises:
        InputError: the file cannot be read.
        NotFound: there is no such layout, or the upload is gone.
    """
    found = None if layout is None else shared.layout(layout, shared.store.record(layout).revision)
    args = (str(upload.path), upload.name, encoding, upload.rulebook, found)
    seen = confined(tasks.inspect_file, *args, limits=_limits(shared))
    return shared.uploads.inspected(upload, seen, encoding=encoding, layout=layout)


def drafted(shared: Context, upload: Upload, wanted: Wanted, *, shown: bool) -> Drafted:
    """Draft an upload as it is wanted, or take up the draft that was made so before; `shown`: with its preview.

    Raises:
        InputError: the file cannot be read, or a decision or pair does not fit it.
        NotFound: there is no such layout or rulebook, or the upload is gone.
    """
    stem = upload.folder / f"{_DRAFT}{_key(wanted)}"
    # Whoever else tries the same upload out meanwhile may clear this draft away: then it is made again.
    with contextlib.suppress(FileNotFoundError):
        return _read(stem, wanted, shown=shown)
    try:
        return _made(shared, upload, wanted, stem, shown=shown)
    except FileNotFoundError as error:
        raise gone(upload.id) from error


def _made(shared: Context, upload: Upload, wanted: Wanted, stem: Path, *, shown: bool) -> Drafted:
    """Draft and read in a folder of its own, the only place where the process may write; other drafts go."""
    layout = None if wanted.revision is None else shared.layout(wanted.id, wanted.revision)
    wish = tasks.Wish(wanted.decisions, wanted.mode, wanted.pairs, wanted.id, wanted.rulebook, layout)
    with tempfile.TemporaryDirectory(prefix="making-", dir=upload.folder, ignore_cleanup_errors=True) as room:
        args = (str(upload.path), upload.name, wish, room, shown)
        confined(tasks.draft_file, *args, limits=_limits(shared))
        found = _read(Path(room, tasks.STEM), wanted, shown=shown)
        for old in upload.folder.glob(f"{_DRAFT}*"):
            if not old.name.startswith(stem.name):
                old.unlink(missing_ok=True)
        for ending in (*handover.ENDINGS, ".json", ".out.json"):
            with contextlib.suppress(FileNotFoundError):
                Path(room, f"{tasks.STEM}{ending}").replace(f"{stem}{ending}")
    return found


def _read(stem: Path, wanted: Wanted, *, shown: bool) -> Drafted:
    """The draft in the files of that stem. Raises FileNotFoundError where one of them is missing."""
    said = orjson.loads(Path(f"{stem}.out.json").read_bytes())
    preview = Path(f"{stem}.json").read_bytes() if shown else b""
    layout = handover.read(str(stem), id=wanted.id, rulebook=wanted.rulebook)
    items = tuple(_item(row) for row in said.pop("quarantine"))
    return Drafted(layout, items, preview=preview, **said)


def _key(wanted: Wanted) -> str:
    return hashlib.sha256(orjson.dumps(wanted, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


def _item(row: dict[str, Any]) -> Quarantined:
    shape = None if row["geometry"] is None else shapely.from_wkb(row["geometry"])
    at = None if row["at"] is None else (row["at"][0], row["at"][1])
    return Quarantined(**row | {"reason": Text(**row["reason"]), "geometry": shape, "at": at})


def _limits(shared: Context) -> Limits:
    return Limits(shared.settings.import_seconds, shared.settings.import_memory_bytes)
