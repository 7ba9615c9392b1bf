"""People of an office who ask one after the other: the door takes each for whom the test says."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, text

from api.auth.identity import Identity
from api.auth.people import LOCAL, Person, Role
from api.store import Store

PLANNER = Person("11", "李工", Role.PLANNER)
COLLEAGUE = Person("12", "赵工", Role.PLANNER)
REVIEWER = Person("21", "王工", Role.REVIEWER)
NAMESAKE = Person("22", "李工", Role.REVIEWER)
PUBLISHER = Person("31", "周处", Role.PUBLISHER)
VIEWER = Person("41", "孙工", Role.VIEWER)
CHIEF = Person("51", "陈总", Role.ADMINISTRATOR)
ALL = (PLANNER, COLLEAGUE, REVIEWER, NAMESAKE, PUBLISHER, VIEWER, CHIEF)
_ENTER = """
INSERT INTO person (number, name, plain_name, role, districts) OVERRIDING SYSTEM VALUE
VALUES (:number, :name, :plain_name, :role, :districts) ON CONFLICT DO NOTHING
"""


def hire(engine: Engine, *people: Person) -> None:
    """Let the database know people: what they write, it holds against who they are."""
    rows = [
        {"number": int(who.key), "name": who.name, "plain_name": f"{who.name} {who.key}", "role": who.role,
         "districts": None if who.districts is None else sorted(who.districts)}
        for who in people
    ]  # fmt: skip
    with engine.begin() as connection:
        connection.execute(text(_ENTER), rows)


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


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch, store: Store) -> Office:
    """The door of every server of a module that imports this: its people are there from the first test on."""
    made = Office()
    hire(store.engine, *ALL)

    async def identify(*_asked: object) -> Identity:
        return Identity(made.here)

    monkeypatch.setattr("api.auth.door.identify", identify)
    return made
