"""People, what their roles allow, and the districts that a planner may draw in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Ability(StrEnum):
    """What a request can need. `OPEN` needs nobody: signing in, the rules, whether the server is well."""

    OPEN = "open"
    READ_PUBLIC = "read-public"
    READ = "read"
    COMMENT = "comment"
    EDIT = "edit"
    REVIEW = "review"
    PUBLISH = "publish"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What a person is in the office."""

    VIEWER = "viewer"
    PLANNER = "planner"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


_ALL: Final = frozenset({Ability.OPEN, Ability.READ_PUBLIC})
_MEMBER: Final = _ALL | {Ability.READ}
ABILITIES: Final[Mapping[Role, frozenset[Ability]]] = MappingProxyType(
    {
        Role.VIEWER: _MEMBER,
        Role.PLANNER: _MEMBER | {Ability.COMMENT, Ability.EDIT},
        Role.REVIEWER: _MEMBER | {Ability.COMMENT, Ability.REVIEW},
        Role.PUBLISHER: _MEMBER | {Ability.COMMENT, Ability.REVIEW, Ability.PUBLISH},
        Role.ADMINISTRATOR: frozenset(Ability),
    }
)


@dataclass(frozen=True)
class Person:
    """Who asks.

    `key` is what the database knows the person by: the number of a row of `person`, "local" for whoever sits at a
    machine that nobody has claimed, "program" for the program itself, "" for nobody. `districts` are those that a
    planner may draw in, None for all of them. `scopes` narrow what a token may do, None where all of the role's.
    """

    key: str
    name: str
    role: Role | None
    districts: frozenset[str] | None = None
    scopes: frozenset[Ability] | None = None

    @property
    def known(self) -> bool:
        """Whether this is a person who has signed in, whose name stands under what they write."""
        return self.key.isdigit()

    def may(self, ability: Ability) -> bool:
        """Whether role and token allow it."""
        allowed = _ALL if self.role is None else ABILITIES[self.role]
        return ability in allowed and (self.scopes is None or ability in self.scopes or ability in _ALL)

    def draws_in(self, district: str | None) -> bool:
        """Whether the person may put or delete a feature of that district; None for one that is in none.

        One of several districts (大兴区;通州区) is for those who may draw in all of them.
        """
        if not self.may(Ability.EDIT):
            return False
        return self.districts is None or (bool(district) and set(str(district).split(";")) <= self.districts)


NOBODY: Final = Person("", "", None)
LOCAL: Final = Person("local", "", Role.ADMINISTRATOR)
PROGRAM: Final = Person("program", "", Role.ADMINISTRATOR)
