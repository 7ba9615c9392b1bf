"""The columns of a layer as the properties of a layout, as decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from geo.exchange.intake.decisions import LayerDecisions
from geo.exchange.intake.values import Objects, Values, areas_km2, lists, texts
from geo.exchange.source import Layer
from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, Kind, Text

_KINDS: Final = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True)
class Properties:
    """The properties of a layer's rows, every column of a layout present, and of rows with a wrong value why.

    `given` are the properties that the layer has a column for: the others say nothing about what is there already.
    """

    columns: Mapping[str, Objects]
    wrong: Mapping[int, Text]
    given: frozenset[str]


def properties_of(layer: Layer, decided: LayerDecisions, *, ours: bool) -> Properties:
    """The columns of a layer, renamed, converted and translated; `ours`: this program wrote the file."""
    columns: dict[str, Objects] = {}
    wrong: dict[int, Text] = {}
    given = {*COLUMNS} & {*map(str, layer.table.columns)} if ours else set()
    for name in COLUMNS:
        sources = [str(column) for column in layer.table.columns if decided.columns.get(str(column)) == name]
        read = [_read(layer, column, name, decided, ours=ours) for column in sources]
        for column, values in zip(sources, read, strict=True):
            for row, reason in values.wrong.items():
                wrong.setdefault(row, Text(f"{column}：{reason.zh}", f"{column}: {reason.en}"))
        columns[name] = _joined(name, [values.values for values in read], len(layer))
        given |= {name} if sources else set()
    columns["kind"] = _kinds(columns["kind"], decided)
    return Properties(columns, wrong, frozenset(given))


def unknown_kinds(kinds: Objects) -> dict[int, Text]:
    """Of rows whose kind is missing or unknown, why they cannot enter."""
    rows = np.flatnonzero(~np.isin(kinds.astype(str), [*_KINDS]))
    return {int(row): _NO_KIND if not kinds[row] else _UNKNOWN.format(kind=kinds[row]) for row in rows}


def _read(layer: Layer, column: str, name: str, decided: LayerDecisions, *, ours: bool) -> Values:
    raw: Sequence[Any] = layer.table[column].tolist()
    words = decided.words.get(name, {})
    if name in NUMBER_COLUMNS:
        return areas_km2(raw, decided.units.get(column, "km2"))
    if name in LIST_COLUMNS:
        return lists(raw, words, ours=ours)
    return texts(raw, words)


def _joined(name: str, columns: Sequence[Objects], size: int) -> Objects:
    """Several columns that become one property: lists are put together, of other values the first that there is."""
    if len(columns) == 1:
        return columns[0]
    out = np.empty(size, dtype=object)
    if name in LIST_COLUMNS:
        rows = [tuple(dict.fromkeys(entry for part in row for entry in part)) for row in zip(*columns, strict=True)]
        out[:] = rows or [()] * size
        return out
    out[:] = np.nan if name in NUMBER_COLUMNS else None
    for values in reversed(columns):
        said = np.array([value is not None and value == value and value != "" for value in values], dtype=bool)
        out[said] = values[said]
    return out


def _kinds(said: Objects, decided: LayerDecisions) -> Objects:
    """Each row's kind: what its own word means, or that of features without one."""
    plain = {kind: kind for kind in _KINDS}
    meant = {word: plain.get(str(word).strip().lower(), word) for word in {*said} if word} | dict(decided.kinds)
    out = np.empty(len(said), dtype=object)
    out[:] = [meant.get(word, word) if word else decided.kind or "" for word in said]
    return out


_NO_KIND: Final = Text("没有类型，也没有选定一种类型", "it has no kind, and none was chosen for such features")
_UNKNOWN: Final = Text("未知的要素类型“{kind}”", "unknown kind “{kind}”")
