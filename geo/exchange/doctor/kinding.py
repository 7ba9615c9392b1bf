"""Which kinds a file's features are: by the words of a column, else by what their layer and columns are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final

import numpy as np
import shapely

from geo.exchange.aliases import aliases, column_key
from geo.exchange.doctor.inspection import About, Candidate, Proposal
from geo.exchange.doctor.letters import is_han
from geo.exchange.doctor.looking import Column
from geo.exchange.source import Layer
from geo.model import Kind, Text
from geo.rulebook import Rulebook

_WHOLE, _HELD, _FILE, _COLUMN, _ROSTER, _POINTS, _PLAIN = 0.95, 0.85, 0.7, 0.6, 0.93, 0.93, 0.4
_BROKEN: Final = 0.8
_CONTESTED: Final = 0.5
_LEAST_SHARE: Final = 0.5
_MOST_CANDIDATES: Final = 4
MOST_WORDS: Final = 40


Hint = tuple[Kind, float, Text]


def word_proposals(layer: str, column: Column) -> list[Proposal]:
    """For every word of the column of kinds that is no kind itself, which kind it means."""
    strange = [word for word in column.texts if word not in {*Kind}]
    return [_word_proposal(layer, column.name, word) for word in strange[:MOST_WORDS]]


def _word_proposal(layer: str, column: str, word: str) -> Proposal:
    hints = [*_named(word, Text(f"“{word}”", f"“{word}”"), _WHOLE, _HELD)]
    return Proposal(
        about=About.KINDS,
        title=Text(f"列“{column}”中的“{word}”是哪一类", f"Which kind “{word}” of the column “{column}” is"),
        candidates=_weighed(hints),
        layer=layer,
        column=column,
        word=word,
    )


def kind_proposal(
    layer: Layer, columns: Sequence[Column], mapped: Mapping[str, str], book: Rulebook, file: str | None
) -> Proposal:
    """Of which kind the features of a layer without one of their own are.

    `mapped` leads from columns to properties; `file` is the file's name where this is its only layer.
    """
    types = shapely.get_type_id(layer.geometry)
    return _proposal(layer, _weighed([*_hints(layer, columns, mapped, book, file, types)]))


def left_out(layer: Layer) -> Proposal | None:
    """The proposal to leave out a layer in which nothing can be drawn, else None; it asks where outlines are broken."""
    if not shapely.is_missing(layer.geometry).all():
        return None
    why = Text(f"{len(layer)} 个要素都没有可用的几何图形", f"None of its {len(layer)} features has a usable geometry")
    broken = [*layer.broken.values()][:1]
    return _proposal(layer, (Candidate(None, _LEAVE_OUT, _BROKEN if broken else _WHOLE, (why, *broken)),))


def _proposal(layer: Layer, candidates: tuple[Candidate, ...]) -> Proposal:
    return Proposal(
        about=About.KIND,
        title=Text(f"图层“{layer.name}”的要素是哪一类", f"Which kind the features of the layer “{layer.name}” are"),
        candidates=candidates,
        layer=layer.name,
    )


def _hints(
    layer: Layer,
    columns: Sequence[Column],
    mapped: Mapping[str, str],
    book: Rulebook,
    file: str | None,
    types: np.ndarray[tuple[int], np.dtype[np.int32]],
) -> Iterator[Hint]:
    yield from _named(layer.name, Text(f"图层名“{layer.name}”", f"The layer's name “{layer.name}”"), _WHOLE, _HELD)
    if file is not None:
        stem = PurePath(file).stem
        yield from _named(stem, Text(f"文件名“{file}”", f"The file's name “{file}”"), _FILE, _FILE)
    for column in columns:
        if mapped.get(column.name) in ("id", "name"):
            yield from _named(column.name, Text(f"列名“{column.name}”", f"The column “{column.name}”"), 0.0, _COLUMN)
        if mapped.get(column.name) == "name":
            yield from _rostered(column, book)
    drawn = types[types >= 0]
    if np.isin(drawn, [shapely.GeometryType.POINT, shapely.GeometryType.MULTIPOINT]).all():
        yield Kind.SITE, _POINTS, Text("全部是点", "All of it are points")


def _named(name: str, said: Text, whole: float, held: float) -> Iterator[Hint]:
    """The kind that a name is, else the one whose longest word it holds."""
    key = column_key(name)
    kinds = aliases().kind_of
    if key in kinds and whole:
        kind = kinds[key]
        yield kind, whole, Text(f"{said.zh}即{kind.label.zh}", f"{said.en} means {kind.label.en.lower()}")
        return
    found = [word for word in kinds if len(word) > 1 and all(map(is_han, word)) and word in key]
    if found:
        word = max(found, key=len)
        yield kinds[word], held, Text(f"{said.zh}中有“{word}”", f"{said.en} holds “{word}”")


def _rostered(column: Column, book: Rulebook) -> Iterator[Hint]:
    for kind, roster in ((Kind.PARK, book.parks.by_name), (Kind.GROUP, book.groups.by_name)):
        known = sum(text in roster for text in column.texts)
        if column.texts and known / len(column.texts) >= _LEAST_SHARE and column.distinct_share == 1:
            title = kind.label
            yield (
                kind,
                _ROSTER,
                Text(
                    f"{len(column.texts)} 个名称中有 {known} 个是名录中的{title.zh}",
                    f"{known} of {len(column.texts)} names are a {title.en.lower()} of the roster",
                ),
            )


def _weighed(hints: Sequence[Hint]) -> tuple[Candidate, ...]:
    """Kinds with what speaks for them, best first; a kind against which something speaks is less sure."""
    if not hints:
        return _plain()
    doubts: dict[Kind, float] = {}
    why: dict[Kind, list[Text]] = {}
    for kind, sure, said in hints:
        doubts[kind] = doubts.get(kind, 1.0) * (1 - sure)
        why.setdefault(kind, []).append(said)
    order = sorted(doubts, key=lambda kind: doubts[kind])
    rest = max((1 - doubts[kind] for kind in order[1:]), default=0.0)
    first = min(0.99, (1 - doubts[order[0]]) * (1 - _CONTESTED * rest))
    sure_of = {kind: first if kind is order[0] else min(1 - doubts[kind], 1 - first) for kind in order}
    return tuple(_candidate(kind, sure_of[kind], why[kind]) for kind in order[:_MOST_CANDIDATES])


def _candidate(kind: Kind, sure: float, why: Sequence[Text]) -> Candidate:
    return Candidate(kind.value, kind.label, sure, tuple(why))


def _plain() -> tuple[Candidate, ...]:
    """What is left to say where nothing speaks for any kind."""
    why = Text("名称中看不出类别", "Nothing in the names tells")
    return tuple(_candidate(kind, sure, [why]) for kind, sure in ((Kind.PARCEL, _PLAIN), (Kind.GROUP, 0.3)))


_LEAVE_OUT: Final = Text("不读取这个图层", "Leave the layer out")
