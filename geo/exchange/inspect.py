"""The import doctor: looks at a file, proposes how to read it, and says what is wrong with its features.

Nothing is stored and nothing converted here. Every proposal has its evidence, and `decisions` are those that follow
from the first candidates; `drafting` carries them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.crs import Floats, Geometries, place
from geo.errors import UnknownCRS
from geo.exchange.doctor import diagnosis, kinding, wording
from geo.exchange.doctor.choosing import decided
from geo.exchange.doctor.decoding import canonical, chosen_encoding, encoding_proposal
from geo.exchange.doctor.inspection import About, Inspection, Proposal
from geo.exchange.doctor.letters import Letters
from geo.exchange.doctor.looking import Column, columns_of, layer_seen
from geo.exchange.doctor.mapping import column_proposals
from geo.exchange.doctor.placing import placement_proposal
from geo.exchange.doctor.units import unit_proposal
from geo.exchange.formats import opened
from geo.exchange.intake.decisions import Placement
from geo.exchange.intake.drafting import drafted
from geo.exchange.source import Layer, Source
from geo.exchange.vocabulary import Vocabulary
from geo.measure import area_m2
from geo.model import NUMBER_COLUMNS, Kind, Text
from geo.rulebook import Rulebook

if TYPE_CHECKING:
    from geo.exchange.doctor.anchors import Anchors

_MOST_MEASURED: Final = 2_000


@dataclass(frozen=True)
class Opened:
    """A file that was opened by the encoding in which its text most likely is, and the question about that."""

    source: Source
    encoding: Proposal | None


@dataclass(frozen=True)
class _Doctor:
    """What is known beforehand, and the file."""

    source: Source
    book: Rulebook
    anchors: Anchors
    vocabulary: Vocabulary


def open_rightly(path: Path, book: Rulebook, encoding: str | None = None) -> Opened:
    """A file opened by the encoding that a person chose, else by the likeliest one.

    Raises:
        InputError: the file is missing, of an unknown format, or no file of its format.
    """
    source = opened(path, encoding)
    proposal = encoding_proposal(source, Letters.of(book))
    if encoding is not None:
        return Opened(source, chosen_encoding(proposal, encoding))
    if proposal is None or proposal.best.value == canonical(source.encoding or ""):
        return Opened(source, proposal)
    return Opened(opened(path, proposal.best.value), proposal)


def inspect(source: Source, book: Rulebook, anchors: Anchors, encoding: Proposal | None = None) -> Inspection:
    """What there is to say about a file.

    `source` should have been opened by the likeliest encoding (`open_rightly`, which gives `encoding` too).
    """
    doctor = _Doctor(source, book, anchors, Vocabulary.of(book))
    looked = [(layer, columns_of(layer)) for layer in source.layers]
    proposals = [] if encoding is None else [encoding]
    for layer, columns in looked:
        if len(layer):
            proposals += _layer_proposals(doctor, layer, columns)
    tried = decided(proposals)
    draft = drafted(source, tried, book)
    faults = diagnosis.faults(source, draft)
    proposals += diagnosis.fault_proposals(source, faults)
    decisions = decided(proposals)
    return Inspection(
        file=source.name,
        format=source.format,
        layers=tuple(layer_seen(layer, columns) for layer, columns in looked),
        proposals=tuple(proposals),
        faults=faults,
        remarks=(*source.remarks, *diagnosis.copies(source), *_too_many(doctor, looked, proposals)),
        decisions=decisions,
        draft=draft if decisions == tried else None,
    )


def _layer_proposals(doctor: _Doctor, layer: Layer, columns: list[Column]) -> Iterator[Proposal]:
    """Where it lies, what its columns are, and what follows from that."""
    if (left_out := kinding.left_out(layer)) is not None:
        yield left_out
        return
    placement = placement_proposal(layer, doctor.anchors)
    yield placement
    ours = bool(doctor.source.said)
    of_columns = column_proposals(columns, layer.name, doctor.vocabulary, doctor.book, ours=ours)
    yield from of_columns
    mapped = _mapped(of_columns)
    yield from _units(doctor, layer, mapped, placement, ours=ours)
    yield from _kinds(doctor, layer, columns, mapped)
    if not ours:
        for column in columns:
            property = mapped.get(column.name)
            if property in wording.WORDED:
                yield from wording.word_proposals(layer.name, column, property, doctor.vocabulary, doctor.book)


def _mapped(proposals: list[Proposal]) -> dict[str, str]:
    """Columns to the properties that they would become."""
    return {str(p.column): p.best.value for p in proposals if p.best.value is not None}


def _units(
    doctor: _Doctor, layer: Layer, mapped: dict[str, str], placement: Proposal, *, ours: bool
) -> Iterator[Proposal]:
    for column in (name for name, property in mapped.items() if property in NUMBER_COLUMNS):
        values: list[Any] = layer.table[column].tolist()
        rows = np.unique(np.linspace(0, len(layer) - 1, _MOST_MEASURED).astype(int))
        measured = np.full(len(layer), np.nan)
        measured[rows] = _measured_m2(layer.geometry[rows], placement, doctor.book)
        yield unit_proposal(layer.name, column, values, measured, declared=ours)


def _measured_m2(shapes: Geometries, placement: Proposal, book: Rulebook) -> Floats:
    """Areas as shapes would be placed; nothing where that cannot be done, or there is none."""
    try:
        degrees = place(shapes, Placement(**placement.best.value))
    except UnknownCRS:
        return np.full(len(shapes), np.nan)
    with np.errstate(invalid="ignore"):
        areas = area_m2(book.frame.project(degrees))
    return np.where(np.isfinite(areas) & (areas > 0), areas, np.nan)


def _kinds(doctor: _Doctor, layer: Layer, columns: list[Column], mapped: dict[str, str]) -> Iterator[Proposal]:
    own = next((column for column in columns if mapped.get(column.name) == "kind"), None)
    if own is not None:
        yield from kinding.word_proposals(layer.name, own)
    if own is None or own.filled < len(layer):
        file = doctor.source.name if len(doctor.source.layers) == 1 else None
        yield kinding.kind_proposal(layer, columns, mapped, doctor.book, file)


def _too_many(doctor: _Doctor, looked: list[tuple[Layer, list[Column]]], proposals: list[Proposal]) -> Iterator[Text]:
    """Of columns with more unknown words than there are questions about, how many they have."""
    mapped = {(p.layer, p.column): p.best.value for p in proposals if p.about is About.COLUMN}
    for layer, columns in looked:
        for column in columns:
            property = mapped.get((layer.name, column.name))
            if property == "kind":
                count = len([word for word in column.texts if word not in {*Kind}])
            elif property in wording.WORDED and not doctor.source.said:
                count = len(wording.unknown_words(column, property, doctor.vocabulary))
            else:
                continue
            if count > wording.MOST_WORDS:
                yield Text(
                    f"列“{column.name}”有 {count} 个规则册之外的词，这里只问最常见的 {wording.MOST_WORDS} 个。",
                    f"The column “{column.name}” has {count} words that the rulebook lacks; "
                    f"only the {wording.MOST_WORDS} most frequent are asked about.",
                )
