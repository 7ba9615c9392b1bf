"""Why a request was turned away at the door."""

from __future__ import annotations

from geo.errors import YuantuError


class Unauthorised(YuantuError):
    """Nobody has signed in, and this needs somebody."""


class Forbidden(YuantuError):
    """Whoever signed in may not do this."""


class TooMany(YuantuError):
    """Too many requests of this sort: `after_s` seconds from now the next one is taken."""

    def __init__(self, zh: str, en: str, *, after_s: int) -> None:
        super().__init__(zh, en)
        self.after_s = after_s
