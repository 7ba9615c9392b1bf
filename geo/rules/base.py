"""What a rule is. One file in this folder is one rule, named after the fault that it finds.

The scope says what a check sees, and so how it can run again after an edit or on a worker:

EACH   check(subjects, params, book): findings about single features.
NEAR   check(owned, around, params, book): findings whose owner is among `owned`, with `around` holding
       every feature within `reach` metres of an owned one (the owned ones too).
SUM    parts(subjects, params, book) gives one row per feature; fold(parts, params, book) the findings.
WHOLE  check(layout, params, book): needs all features of the kinds it reads.
REPORT check(told, params, book): reads what the other rules found (`Told`), after all of them have run.

A check sees sound polygons only (a site may be a point), unless the rule says `geometry=False`: then it sees every
feature and must not measure.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError

from geo.crs import Floats, Geometries
from geo.errors import RulebookError
from geo.model import Text, Waiver
from geo.rulebook import Rulebook
from geo.rules.asks import Ask
from geo.rules.explain import Docs, explain
from geo.rules.subjects import Draft, Objects


class RuleParams(BaseModel):
    """A rule's parameters, all from the rulebook; a misspelt one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Scope(StrEnum):
    """What a check sees."""

    EACH = "each"
    NEAR = "near"
    SUM = "sum"
    WHOLE = "whole"
    REPORT = "report"


@dataclass(frozen=True)
class Parts:
    """The rows that a SUM rule adds up: one per feature, values in whole units, boxes in the frame (n, 4)."""

    ids: Objects
    values: npt.NDArray[np.int64]
    boxes: Floats


Shapes = Callable[[Sequence[str]], Geometries]
"""Looks up the geometries, in the frame, of those features of the given ids that are on the map."""


@dataclass(frozen=True)
class Told:
    """What a REPORT rule sees: ids of findings, the rules that could judge, the waivers, and where features are."""

    met: frozenset[str]
    judged: frozenset[str]
    waivers: Sequence[Waiver]
    shapes: Shapes


@dataclass(frozen=True)
class Rule:
    """A rule's identity, what it reads, how it checks, and its words.

    `unit` is that of measured and required. `needs` are the kinds without which the rule cannot tell.
    `reach` (NEAR) turns parameters into metres, `layers` into the sets of kinds within which features concern each
    other (all that it reads unless given). `message` is filled with `name`, `measured`, `required`,
    `tolerance` and what the check adds. `fixes` names the repairs of `geo.fix` that a finding can have; `{subject}`
    in a name stands for each subject of the finding in turn. `judges` are the properties that a finding speaks of,
    `asks` what the rule wants in the form of a feature, before anything is found.
    """

    code: str
    name: str
    title: Text
    message: Text
    scope: Scope
    reads: frozenset[str]
    check: Callable[..., list[Draft]] | None = None
    parts: Callable[..., Parts] | None = None
    fold: Callable[..., list[Draft]] | None = None
    params: type[RuleParams] = RuleParams
    reach: Callable[[Any], float] | None = None
    layers: Callable[[Any], Sequence[Sequence[str]]] | None = None
    unit: str | None = None
    cannot_tell: Text | None = None
    needs: frozenset[str] = frozenset()
    geometry: bool = True
    fixes: tuple[str, ...] = ()
    judges: frozenset[str] = frozenset()
    asks: Callable[[Any, Rulebook], Sequence[Ask]] | None = None
    version: int = 1

    def bind(self, book: Rulebook) -> RuleParams:
        """This rule's parameters in a rulebook.

        Raises:
            RulebookError: a parameter is missing, misspelt or of the wrong type.
        """
        try:
            return self.params.model_validate(book.rules[self.code].params)
        except ValidationError as error:
            first = error.errors()[0]
            where = f"rules.{self.code}.params.{'.'.join(map(str, first['loc']))}"
            raise RulebookError(f"参数有误：{first['msg']}", first["msg"], where=where) from error

    @cached_property
    def docs(self) -> Docs:
        """What it checks, why, an example that fails, how to fix it, and what its parameters mean, in both languages.

        Raises:
            RulebookError: the Chinese file or a heading is missing.
        """
        module = inspect.getmodule(self.check or self.fold)
        return explain(self.name, (module.__doc__ if module else None) or "", self.params)
