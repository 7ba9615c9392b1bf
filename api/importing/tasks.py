"""What is done to an uploaded file in a confined process: look at it, and draft what it would become.

A draft goes back as files beside the upload, in forms that cannot do anything to their reader.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import orjson
import shapely

from api.importing import handover, waiting
from geo.errors import InputError
from geo.exchange import formats
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.inspect import inspect, open_rightly
from geo.exchange.intake.changes import Mode, Preview, preview
from geo.exchange.intake.decisions import decisions_from
from geo.exchange.intake.draft import Quarantined
from geo.exchange.intake.drafting import drafted
from geo.exchange.source import Source
from geo.model import Layout
from geo.rulebook import load

STEM: Final = "draft"


@dataclass(frozen=True)
class Wish:
    """How a file is to be drafted: the `layout` that it goes into, or the id that a new one gets."""

    decisions: Mapping[str, Any]
    mode: Mode
    pairs: Mapping[str, str | None]
    id: str
    rulebook: str
    layout: Layout | None


def inspect_file(path: str, name: str, encoding: str | None, rulebook: str, layout: Layout | None) -> bytes:
    """What is seen of a file, as JSON; `name` is what its sender calls it, `layout` what it may lie upon.

    Raises:
        InputError: the file cannot be read.
    """
    file, book = Path(path), load(rulebook)
    with _named(file, name):
        found = open_rightly(file, book, encoding)
        seen = inspect(_renamed(found.source, file, name), book, Anchors.of(book, layout), found.encoding)
    return orjson.dumps(seen.data(), option=orjson.OPT_SERIALIZE_NUMPY)


def draft_file(path: str, name: str, wish: Wish, room: str, shown: bool) -> bytes:
    """Draft a file into files in a folder: its features, .out.json with the rest and, if `shown`, .json, the preview.

    Raises:
        InputError: the file cannot be read, or a decision or pair does not fit it.
    """
    file, book = Path(path), load(wish.rulebook)
    decisions = decisions_from(wish.decisions)
    with _named(file, name):
        source = _renamed(formats.opened(file, decisions.encoding), file, name)
        draft = drafted(source, decisions, book, id=wish.id)
        found = preview(draft, wish.layout, book, mode=wish.mode, pairs=wish.pairs)
    stem = str(Path(room, STEM))
    handover.write(found.layout, stem)
    Path(f"{stem}.out.json").write_bytes(orjson.dumps(_rest(found, source), option=orjson.OPT_SERIALIZE_NUMPY))
    if shown:
        told = found.data() | {"quarantine": waiting.drafted(found.matching.quarantine)}
        Path(f"{stem}.json").write_bytes(orjson.dumps(told, option=orjson.OPT_SERIALIZE_NUMPY))
    return b""


def _rest(found: Preview, source: Source) -> dict[str, Any]:
    return {
        "format": source.format,
        "mended": len(found.mended),
        "changes": found.changes.tolist(),
        "removed": found.removed["id"].tolist(),
        "quarantine": [_row(item) for item in found.matching.quarantine],
    }


def _row(item: Quarantined) -> dict[str, Any]:
    shape = None if item.geometry is None else shapely.to_wkb(shapely.force_2d(item.geometry), hex=True)
    return {**vars(item), "reason": item.reason.data(), "geometry": shape}


def _renamed(source: Source, path: Path, name: str) -> Source:
    """A file under its sender's name for it; so are layers that were named after the file."""
    stem = Path(name).stem
    layers = tuple(replace(layer, name=stem) if layer.name == path.stem else layer for layer in source.layers)
    return replace(source, name=name, layers=layers)


@contextlib.contextmanager
def _named(path: Path, name: str) -> Iterator[None]:
    """Say the sender's name of a file where an error says ours."""
    try:
        yield
    except InputError as error:
        where = None if error.where is None else error.where.replace(str(path), name).replace(path.name, name)
        raise type(error)(error.zh, error.en, where=where) from error
