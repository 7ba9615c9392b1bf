"""Decisions that are given as options of a command line, and which questions of an inspection they settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, get_args

from geo.errors import InputError
from geo.exchange.doctor.choosing import decided, first
from geo.exchange.doctor.inspection import About, Inspection, Proposal
from geo.exchange.intake.decisions import Axes, Decisions, LayerDecisions, Shift, Unit

_LEFT_OUT: Final = ("", "-", "none")


@dataclass(frozen=True)
class Flags:
    """What was given; None and empty: nothing. `columns` and `units` lead from a column to its answer."""

    crs: str | None = None
    axes: Axes | None = None
    shift: Shift | None = None
    encoding: str | None = None
    columns: Mapping[str, str | None] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    kind: str | None = None
    repair: bool | None = None

    def settles(self, proposal: Proposal) -> bool:
        """Whether an option answers a question."""
        match proposal.about:
            case About.PLACEMENT:
                return (self.crs or self.axes or self.shift) is not None
            case About.ENCODING:
                return self.encoding is not None
            case About.COLUMN:
                return proposal.column in self.columns
            case About.UNIT:
                return proposal.column in self.units or self.columns.get(str(proposal.column), "") is None
            case About.KIND:
                return self.kind is not None
            case About.REPAIR:
                return self.repair is not None
            case About.WORD | About.KINDS:
                return self.columns.get(str(proposal.column), "") is None
        return False

    def answer(self, proposal: Proposal, otherwise: Any) -> Any:
        """The answer to a question: that of an option, else the other one."""
        column = str(proposal.column)
        match proposal.about:
            case About.PLACEMENT:
                given = {"crs": self.crs, "axes": self.axes, "shift": self.shift}
                base = {"axes": "xy", "shift": "none"} if self.crs else {}
                return otherwise | base | {name: value for name, value in given.items() if value is not None}
            case About.ENCODING:
                return self.encoding or otherwise
            case About.COLUMN:
                return self.columns.get(column, otherwise)
            case About.UNIT:
                return self.units.get(column, otherwise)
            case About.KIND:
                return self.kind or otherwise
            case About.REPAIR:
                return otherwise if self.repair is None else self.repair
        return otherwise


def flags_of(
    *, crs: str | None, axes: str | None, shift: str | None, encoding: str | None,
    columns: Sequence[str], units: Sequence[str], kind: str | None, repair: bool | None,
) -> Flags:  # fmt: skip
    """Options as they were typed; `columns` and `units` are each `column=answer`.

    Raises:
        InputError: an option has a value that there is not.
    """
    _one_of("--axes", axes, get_args(Axes))
    _one_of("--shift", shift, get_args(Shift))
    names = {column: (None if to.lower() in _LEFT_OUT else to) for column, to in map(_pair("--column"), columns)}
    of = dict(map(_pair("--unit"), units))
    for unit in of.values():
        _one_of("--unit", unit, get_args(Unit))
    return Flags(crs, axes, shift, encoding, names, of, kind, repair)  # type: ignore[arg-type]  # each was looked at above


def open_questions(inspection: Inspection, flags: Flags) -> list[Proposal]:
    """The questions that a person must still answer."""
    return [proposal for proposal in inspection.open if not flags.settles(proposal)]


def decisions_of(inspection: Inspection, flags: Flags, answers: Mapping[int, Any] | None = None) -> Decisions:
    """Decisions from options, from answers (by the place of their proposal in the inspection), and else the first."""
    given = {id(inspection.proposals[place]): value for place, value in (answers or {}).items()}
    found = decided(inspection.proposals, lambda p: flags.answer(p, given.get(id(p), first(p))))
    layers = {name: None if layer is None else _with_units(layer, flags) for name, layer in found.layers.items()}
    return replace(found, layers=layers)


def _with_units(layer: LayerDecisions, flags: Flags) -> LayerDecisions:
    """Units are also said of columns about which there was no question, because they mean an area by an option only."""
    mine = {column: unit for column, unit in flags.units.items() if layer.columns.get(column) is not None}
    return replace(layer, units={**layer.units, **mine})


def _pair(option: str) -> Any:
    def parted(text: str) -> tuple[str, str]:
        column, equals, answer = text.rpartition("=")
        if not equals or not column:
            raise InputError("应写作 列名=答案", "write it as column=answer", where=f"{option} {text}")
        return column.strip(), answer.strip()

    return parted


def _one_of(option: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        names = ", ".join(known)
        raise InputError(f"只能是 {names}", f"must be one of {names}", where=f"{option} {value}")
