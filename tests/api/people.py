"""People of an office who ask one after the other: the door takes each for whom the test says."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from api.auth.identity import Identity
from api.auth.people import LOCAL, Person, Role

PLANNER = Person("11", "李工", Role.PLANNER)
COLLEAGUE = Person("12", "赵工", Role.PLANNER)
REVIEWER = Person("21", "王工", Role.REVIEWER)
NAMESAKE = Person("22", "李工", Role.REVIEWER)
PUBLISHER = Person("31", "周处", Role.PUBLISHER)
VIEWER = Person("41", "孙工", Role.VIEWER)
CHIEF = Person("51", "陈总", Role.ADMINISTRATOR)


class Office:
    """Who stands at the door; whoever sits at an unclaimed machine unless `sits` says otherwise."""

    def __init__(self) -> None:
        self.here = LOCAL

    @contextmanager
    def sits(self, who: Person) -> Iterator[None]:
        """Everything asked in the block is asked by that person."""
        before, self.here = self.here, who
        try:
            yield
        finally:
            self.here = before


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    """The door of every server of this test."""
    made = Office()

    async def identify(*_asked: object) -> Identity:
        return Identity(made.here)

    monkeypatch.setattr("api.auth.door.identify", identify)
    return made
