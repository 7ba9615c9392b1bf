"""What a merge cannot decide, and what somebody chose for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from geo.errors import InputError

WHOLE: Final = "feature"
"""The part of a conflict that is about a feature as a whole."""


class Why(StrEnum):
    """How two sides came to contradict each other."""

    BOTH_CHANGED = "both-changed"
    BOTH_ADDED = "both-added"
    DELETED_HERE = "deleted-here"
    DELETED_THERE = "deleted-there"


class Take(StrEnum):
    """Which of the values of a conflict counts."""

    MINE = "mine"
    THEIRS = "theirs"
    BASE = "base"
    VALUE = "value"


@dataclass(frozen=True)
class MergeConflict:
    """A part of a feature that two sides have made different things of.

    `part` is a property, "geometry" (its values are outlines in EPSG:4490) or "feature" (its values are features).
    None: the side says nothing, or does not have the feature.
    """

    id: str
    kind: str
    name: str
    part: str
    why: Why
    base: Any
    mine: Any
    theirs: Any

    def taken(self, choice: Choice) -> Any:
        """The value that a choice gives this part."""
        match choice.take:
            case Take.MINE:
                return self.mine
            case Take.THEIRS:
                return self.theirs
            case Take.BASE:
                return self.base
        return choice.value


@dataclass(frozen=True)
class Choice:
    """What shall count of a conflict: one side, the base, or a value of its own."""

    id: str
    part: str
    take: Take
    value: Any = None


def settled(conflicts: Sequence[MergeConflict], choices: Sequence[Choice]) -> dict[tuple[str, str], Any]:
    """The value of every conflict that was chosen, by feature and part.

    Raises:
        InputError: a choice is about no conflict, or about one that another choice is about.
    """
    known = {(conflict.id, conflict.part): conflict for conflict in conflicts}
    found: dict[tuple[str, str], Any] = {}
    for n, choice in enumerate(choices):
        key, where = (choice.id, choice.part), f"choices[{n}]"
        if key not in known:
            zh, en = (
                f"{choice.id} 的 {choice.part} 没有冲突",
                f"there is no conflict about {choice.part} of {choice.id}",
            )
            raise InputError(zh, en, where=where)
        if key in found:
            zh, en = f"{choice.id} 的 {choice.part} 选择了两次", f"{choice.part} of {choice.id} is chosen twice"
            raise InputError(zh, en, where=where)
        found[key] = known[key].taken(choice)
    return found
