"""What a rule wants in the form of a feature, so that a form can say it before a check finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Filled:
    """Features of a kind must have something in a property."""

    kind: str
    property: str


@dataclass(frozen=True)
class Words:
    """The words that the rule knows for a property, of a kind or (None) of all.

    `closed`: the rule finds fault with any other word; else others are allowed, only nothing will be made of them.
    """

    property: str
    words: Sequence[str]
    kind: str | None = None
    closed: bool = False


@dataclass(frozen=True)
class Suits:
    """Which words of a property suit each word of another property `by`, for features of a kind."""

    kind: str
    property: str
    by: str
    words: Mapping[str, Sequence[str]]


Ask = Filled | Words | Suits


def filled(properties: Mapping[str, Sequence[str]]) -> list[Filled]:
    """Properties by kind, each of which must be filled in."""
    return [Filled(kind, name) for kind, names in properties.items() for name in names]
