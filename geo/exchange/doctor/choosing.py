"""Decisions that follow from proposals: of each the first candidate, or another value that a person chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from geo.exchange.doctor.inspection import About, Proposal
from geo.exchange.intake.decisions import Decisions, LayerDecisions, Placement

Choice = Callable[[Proposal], Any]
"""The value that is taken for a proposal."""


def first(proposal: Proposal) -> Any:
    """The value of the first candidate."""
    return proposal.best.value


def decided(proposals: Sequence[Proposal], choice: Choice = first) -> Decisions:
    """How a file is read when for each proposal the value is taken that `choice` gives.

    A layer without a placement, or whose features are to be of no kind and have none of their own, is left out.
    """
    names = list(dict.fromkeys(proposal.layer for proposal in proposals if proposal.layer is not None))
    whole: dict[About, Any] = {p.about: choice(p) for p in proposals if p.layer is None}
    return Decisions(
        layers={name: _layer([p for p in proposals if p.layer == name], choice) for name in names},
        encoding=whole.get(About.ENCODING),
        repeated_ids=whole.get(About.IDS, "quarantine"),
        repair=whole.get(About.REPAIR, True),
    )


def _layer(proposals: Sequence[Proposal], choice: Choice) -> LayerDecisions | None:
    placement = next((choice(p) for p in proposals if p.about is About.PLACEMENT), None)
    kind = [choice(p) for p in proposals if p.about is About.KIND]
    if placement is None or kind == [None]:
        return None
    columns = {str(p.column): choice(p) for p in proposals if p.about is About.COLUMN}
    return LayerDecisions(
        placement=Placement(**placement),
        columns=columns,
        units={str(p.column): choice(p) for p in proposals if p.about is About.UNIT},
        kind=kind[0] if kind else None,
        kinds={str(p.word): choice(p) for p in proposals if p.about is About.KINDS},
        words=_words(proposals, columns, choice),
    )


def _words(proposals: Sequence[Proposal], columns: dict[str, str | None], choice: Choice) -> dict[str, dict[str, str]]:
    """By property, the words that mean another one; a word that is kept needs no decision."""
    words: dict[str, dict[str, str]] = {}
    for proposal in proposals:
        property = columns.get(proposal.column or "") if proposal.about is About.WORD else None
        if property is not None and (word := choice(proposal)) is not _KEPT:
            words.setdefault(property, {})[str(proposal.word)] = word
    return words


_KEPT: Final = None
