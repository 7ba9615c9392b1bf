"""The words of a filter in CQL2 text, each with its place."""

from __future__ import annotations

import re
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


def tokens(text: str) -> list[Token]:
    """All words of a filter, and one that marks its end.

    Raises:
        InputError: a character that starts no word, or a text whose quote is not closed.
    """
    out: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unreadable(text, at)
        if match.lastgroup != "space":
            out.append(Token(str(match.lastgroup), match.group(), at, match.end()))
        at = match.end()
    return [*out, Token("end", "", at, at)]


def _unreadable(text: str, at: int) -> InputError:
    if text[at] in "'\"":
        return misread(at, "引号没有闭合", "a quote is not closed")
    return misread(at, f"不认识的字符 {text[at]}", f"unexpected character {text[at]}")


def misread(at: int, zh: str, en: str) -> InputError:
    """A fault at a place of a filter's text, counted from one."""
    return InputError(f"第 {at + 1} 个字符处{zh}", f"at character {at + 1}: {en}", where="filter")
