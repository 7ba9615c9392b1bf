"""The words of a filter in CQL2 text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from geo.errors import InputError

# `''` and `\\'` stand for a quote inside a text (OGC 21-065r2, annex B, escapeQuote).
_TOKEN: Final = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<text>'(?:''|\\'|[^'])*+')
      | (?P<quoted>"[^"]*")
      | (?P<name>(?:[^\W\d]|:)[\w.:]*)
      | (?P<sign><>|<=|>=|[=<>+\-*/%^(),])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word: its sort, its characters, and where it begins and ends in the filter."""

    sort: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """A bare name in small letters, as keywords are compared; a sign as it is; else nothing."""
        return self.text.lower() if self.sort in ("name", "sign") else ""


class Tokens:
    """The words of a filter by number, read as they are asked for; after the last one comes one that marks the end."""

    def __init__(self, text: str) -> None:
        self._read: list[Token] = []
        self._words = _words(text)

    def __getitem__(self, number: int) -> Token:
        """A word, or the end.

        Raises:
            InputError: a character that starts no word, or a text whose quote is not closed.
        """
        while number >= len(self._read) and not (self._read and self._read[-1].sort == "end"):
            self._read.append(next(self._words))
        return self._read[min(number, len(self._read) - 1)]


def _words(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unreadable(text, at)
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match.group(), at, match.end())
        at = match.end()
    yield Token("end", "", at, at)


def _unreadable(text: str, at: int) -> InputError:
    if text[at] in "'\"":
        return misread(at, "引号没有闭合", "a quote is not closed")
    return misread(at, f"不认识的字符 {text[at]}", f"unexpected character {text[at]}")


def misread(at: int, zh: str, en: str) -> InputError:
    """A fault at a place of a filter's text, counted from one."""
    return InputError(f"第 {at + 1} 个字符处{zh}", f"at character {at + 1}: {en}", where="filter")
