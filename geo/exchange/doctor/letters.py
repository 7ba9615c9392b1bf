"""How likely a text is to be Chinese plan text, letter by letter: what tells right from wrong decodings of few bytes.

Statistical detectors want more text than sixteen names of parks have. Here every letter costs something: little where
it is frequent in the rulebook's own sentences, more where it is rare, most where no one would have typed it. The
decoding that costs least is the likeliest one, and by how much says how sure that is.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from geo.exchange.aliases import aliases
from geo.exchange.once import once
from geo.rulebook import Rulebook

BROKEN: Final = "\ufffd"
_CUT_COST: Final = 7.0
"""A letter that was cut at the end of a field: programs do that, so that it says less than a broken one."""

_BROKEN_COST: Final = 24.0
_ASCII_COST: Final = 4.0
_COMMON_COST: Final = 10.0
_COMMON_TRADITIONAL_COST: Final = 10.6
_UNCOMMON_COST: Final = 13.0
_RARE_COST: Final = 16.5
_PUNCTUATION_COST: Final = 6.5
_LATIN_COST: Final = 8.0
_FOREIGN_COST: Final = 13.5
_NEVER_COST: Final = 20.0
_WORD_GAIN: Final = 5.0
_LEVEL_1: Final = ((0xB0, 0xD7), "gb2312")
_LEVEL_1_TRADITIONAL: Final = ((0xA4, 0xC6), "big5")
_PUNCTUATION: Final = frozenset("、，。；：？！（）《》〈〉“”‘’·—…【】〔〕「」『』　％／－＋～㎡℃№")


@dataclass(frozen=True)
class Letters:
    """What letters cost (the negative logarithm of their frequency), and words that make a decoding likelier."""

    costs: Mapping[str, float]
    words: frozenset[str]

    @staticmethod
    def of(book: Rulebook) -> Letters:
        """From the sentences and words of a rulebook and the general words of plans."""
        return _of(book)

    def cost(self, text: str) -> float:
        """What a decoded text costs; a broken letter at its end was cut."""
        whole = without_cut(text)
        return (_CUT_COST if whole != text else 0.0) + sum(map(self._cost, whole))

    def known(self, texts: Iterable[str]) -> list[str]:
        """The words that occur in texts, the longest first."""
        together = "\n".join(texts)
        return sorted((word for word in self.words if word in together), key=lambda word: (-len(word), word))

    def gain(self, words: Iterable[str]) -> float:
        """How much likelier words make a decoding in which they occur."""
        return sum(_WORD_GAIN for _ in words)

    def _cost(self, letter: str) -> float:
        found = self._seen.get(letter)
        if found is None:
            found = self._seen[letter] = _general_cost(letter)
        return found

    @cached_property
    def _seen(self) -> dict[str, float]:
        """Costs by letter, filled up as letters come."""
        return dict(self.costs)


@once
def _of(book: Rulebook) -> Letters:
    general = aliases().chinese
    words = {word for word in _words(book) if len(word) > 1} | general
    return Letters(_costs([*_sentences(book), *general]), frozenset(words))


def _sentences(book: Rulebook) -> Iterable[str]:
    yield from (rule.zh for rule in book.rules.values())
    yield from (park.name for park in book.parks.members)
    yield from (group.name + group.positioning for group in book.groups.members)
    yield from (word.zh for sector in book.taxonomy.sectors for word in sector.words)
    yield from _words(book)


def _words(book: Rulebook) -> Iterable[str]:
    yield from (name for name in book.glossary if not name.isascii())
    yield from book.taxonomy.sector_of
    yield from (name for roster in (book.parks, book.groups) for name in roster.by_name)
    yield from (name[:-1] for name in book.districts["name"])


def _costs(texts: Iterable[str]) -> Mapping[str, float]:
    counts = Counter(letter for text in texts for letter in text if is_han(letter))
    total = sum(counts.values())
    return {letter: min(-math.log(count / total), _COMMON_COST) for letter, count in counts.items()}


def is_han(letter: str) -> bool:
    """Whether a letter is a Chinese character of the basic block."""
    return "\u4e00" <= letter <= "\u9fff"


def _general_cost(letter: str) -> float:
    """What a letter costs that the rulebook does not use."""
    if letter == BROKEN:
        return _BROKEN_COST
    if letter.isascii():
        return _ASCII_COST if letter.isprintable() or letter.isspace() else _NEVER_COST
    if letter in _PUNCTUATION or "\uff01" <= letter <= "\uff5e":
        return _PUNCTUATION_COST
    if is_han(letter):
        return _han_cost(letter)
    return _other_cost(letter)


def _han_cost(letter: str) -> float:
    if _in_level(letter, *_LEVEL_1):
        return _COMMON_COST
    if _in_level(letter, *_LEVEL_1_TRADITIONAL):
        return _COMMON_TRADITIONAL_COST
    return _UNCOMMON_COST if _encodes(letter, "gb2312") else _RARE_COST


def _other_cost(letter: str) -> float:
    category = unicodedata.category(letter)
    if category.startswith("C"):
        return _NEVER_COST
    return _LATIN_COST if letter.isalpha() and "\u00c0" <= letter <= "\u024f" else _FOREIGN_COST


def _in_level(letter: str, lead: tuple[int, int], codec: str) -> bool:
    """Whether a standard counts a letter among the frequent ones, which it puts first."""
    return _encodes(letter, codec) and lead[0] <= letter.encode(codec)[0] <= lead[1]


def _encodes(letter: str, codec: str) -> bool:
    try:
        letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def without_cut(text: str) -> str:
    """A text without the one broken letter at its end that is left of one that was cut."""
    return text[:-1] if text.endswith(BROKEN) and not text.endswith(BROKEN * 2) else text


def is_common(letter: str) -> bool:
    """Whether a letter is one of the 3,755 most frequent simplified or 5,401 traditional characters."""
    return is_han(letter) and (_in_level(letter, *_LEVEL_1) or _in_level(letter, *_LEVEL_1_TRADITIONAL))
