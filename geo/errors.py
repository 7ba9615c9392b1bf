"""Errors that a user can act on, each with a sentence in Chinese and in English.

YuantuError
├── InputError        a file or body cannot be used as it stands; `where` names the place in it
│   └── UnknownCRS    coordinates whose reference system is missing or not one that we read
├── RulebookError     a rulebook folder is wrong: unknown key, missing file, bad value
├── NotFound          no layout, revision or rule of that name
├── Conflict          the layout has moved on since the revision that was edited
├── OutOfScale        a finished sheet does not lie where projection and scale put it; a fault of ours, not the plan's
└── Unavailable       a part of the machine is missing or down: PostgreSQL, PostGIS, a font
"""

from __future__ import annotations


class YuantuError(Exception):
    """A fault with a sentence for people: `zh` and `en` say what is wrong, `where` says at which place."""

    def __init__(self, zh: str, en: str, *, where: str | None = None) -> None:
        super().__init__(en if where is None else f"{where}: {en}")
        self.zh = zh
        self.en = en
        self.where = where

    def sentence(self, lang: str = "zh") -> str:
        """The sentence in `lang` ("zh" or "en"), led by the place where one is known."""
        text = self.en if lang == "en" else self.zh
        return text if self.where is None else f"{self.where}: {text}"


class InputError(YuantuError):
    """A file or request body cannot be used as it stands."""


class UnknownCRS(InputError):
    """Coordinates come without a usable coordinate reference system."""


class RulebookError(YuantuError):
    """A rulebook folder is wrong."""


class NotFound(YuantuError):
    """No layout, revision or rule of that name."""


class Conflict(YuantuError):
    """A write names a revision that is no longer the newest one."""


class OutOfScale(YuantuError):
    """A finished sheet does not lie where projection and scale put it, and is not handed out."""


class Unavailable(YuantuError):
    """A part of the machine that this needs is missing or down."""
