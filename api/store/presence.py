"""Who has a layout open, which feature each edits, and which features are held: of the moment, in unlogged tables.

Several processes share them, and a crash of the database empties them: nothing that is stored depends on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, Engine, text

from api.auth.people import Person
from api.store.statements import statement
from geo.errors import YuantuError

KEEP_S: Final = 40.0
"""How long a window counts as present without a sign of life; windows give one every 15 seconds."""
HOLD_S: Final = 120.0
"""How long a feature is held after the last sign of life of the window that holds it."""
MOST: Final = 500
"""So many windows of one layout are counted; further ones see the others but are not seen."""
_ALONE: Final = text("SELECT pg_advisory_xact_lock(hashtext('yuantu.presence'), hashtext(:layout))")
_UNSEEN: Final = 0


@dataclass(frozen=True)
class Window:
    """A window of a browser in which a person has a layout open; `client` is what it calls itself."""

    layout: str
    client: str
    person: Person

    def values(self) -> dict[str, str]:
        """As the statements take it."""
        return {"layout": self.layout, "client": self.client, "person": self.person.key}


@dataclass(frozen=True)
class Holder:
    """Who holds a feature: by name, or as a guest of that number; and until when, unless a sign of life comes."""

    name: str
    guest: int
    until: datetime

    def data(self) -> dict[str, object]:
        """As the API tells it."""
        return {"name": self.name, "guest": self.guest, "until": self.until.isoformat()}


class Held(YuantuError):
    """Another window holds the feature; it may be taken over, which its holder is told."""

    def __init__(self, feature: str, holder: Holder) -> None:
        zh, en = (holder.name, holder.name) if holder.name else (f"访客 {holder.guest}", f"Guest {holder.guest}")
        super().__init__(f"{zh} 正在编辑要素 {feature}", f"{en} is editing the feature {feature}")
        self.holder = holder


class Presences:
    """The windows and holds of a store; every call is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sign(self, window: Window, feature: str | None) -> int:
        """A sign of life, which also renews what the window holds: the number of a guest, 0 of one with a name."""
        with self._engine.begin() as connection:
            guest = _sign(connection, window, feature)
            connection.execute(statement("renew_holds"), window.values() | {"hold_s": HOLD_S})
        return _UNSEEN if guest is None else guest

    def leave(self, window: Window) -> None:
        """The window seems to be closed: it holds nothing any more, until it gives a sign of life."""
        with self._engine.begin() as connection:
            _alone(connection, window.layout)
            connection.execute(statement("leave_presence"), window.values())

    def close(self, window: Window) -> None:
        """The window is closed, as it says itself: what it sent before and comes only now counts for nothing."""
        with self._engine.begin() as connection:
            _alone(connection, window.layout)
            connection.execute(statement("leave_presence"), window.values())
            connection.execute(statement("close_window"), window.values())

    def hold(self, window: Window, feature: str, *, take: bool = False) -> datetime:
        """Hold a feature, until when; `take` also takes it over from another window.

        What a closed window holds has lapsed already.

        Raises:
            Held: another window holds it, and it is not to be taken over.
        """
        with self._engine.begin() as connection:
            guest = _sign(connection, window, feature)
            if guest is None and connection.execute(statement("window_closed"), window.values()).scalar():
                return datetime.now(UTC)
            name = window.person.name if window.person.known else ""
            values = window.values() | {"feature": feature, "name": name, "guest": guest or _UNSEEN}
            values |= {"hold_s": HOLD_S, "take": take}
            until: datetime | None = connection.execute(statement("hold_feature"), values).scalar()
            if until is None:
                row = connection.execute(statement("holder"), {"layout": window.layout, "feature": feature}).one()
                raise Held(feature, Holder(*row))
        return until

    def release(self, window: Window, feature: str | None) -> None:
        """Let go of a feature, or of all that the window holds."""
        with self._engine.begin() as connection:
            connection.execute(statement("release_holds"), window.values() | {"feature": feature})


def _sign(connection: Connection, window: Window, feature: str | None) -> int | None:
    """The number of a guest, 0 of one with a name; None where the window is closed or one too many."""
    _alone(connection, window.layout)
    connection.execute(statement("lapse_presence"), {"layout": window.layout, "keep_s": KEEP_S})
    name = window.person.name if window.person.known else ""
    values = window.values() | {"name": name, "feature": feature, "most": MOST}
    guest: int | None = connection.execute(statement("sign_presence"), values).scalar()
    return guest


def _alone(connection: Connection, layout: str) -> None:
    """One after the other, in the order in which they came."""
    connection.execute(_ALONE, {"layout": layout})
