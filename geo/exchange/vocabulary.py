"""The words that a rulebook has for each property, found again however a file writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from geo.exchange.once import once
from geo.exchange.typed import folded
from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules import RULES
from geo.rules.asks import Words

_ALIAS: Final = 0.95
_CONTAINED: Final = 0.85
_LIKE_SHARE: Final = 0.6
_LIKE: Final = 0.85
_INDUSTRIES: Final = ("industries", "leading", "cultivated")
_MOST: Final = 3
_LEAST_LETTERS: Final = 2
_LEAST_LATIN_LETTERS: Final = 4


@dataclass(frozen=True)
class Match:
    """A word of the rulebook that a text may mean, how surely (0 to 1), and why."""

    word: str
    confidence: float
    evidence: Text


@dataclass(frozen=True)
class Vocabulary:
    """Words by property, each with the other names by which people call it."""

    words: Mapping[str, Mapping[str, tuple[str, ...]]]

    @staticmethod
    def of(book: Rulebook) -> Vocabulary:
        """All words of a rulebook: of its roster, districts, taxonomy, forms, and those that its rules ask for."""
        return _of(book)

    def knows(self, property: str, text: str) -> bool:
        """Whether a text is a word of the rulebook, letter by letter."""
        return text in self.words.get(property, ())

    def surely(self, property: str, text: str) -> str | None:
        """The word that a text is, in its own letters or another name; None where that needs a guess."""
        return text if self.knows(property, text) else self._keys.get(property, {}).get(folded(text))

    def find(self, property: str, text: str) -> tuple[Match, ...]:
        """The words that a text may mean, best first; none where the property is free text or nothing is near."""
        words = self.words.get(property)
        if not words:
            return ()
        if text in words:
            return (Match(text, 1.0, Text("与规则册的词语相同", "The same word as in the rulebook")),)
        key = folded(text)
        if word := self._keys[property].get(key):
            return (Match(word, _ALIAS, _alias(text, word)),)
        return _near(key, text, self._keys[property])

    @cached_property
    def _keys(self) -> Mapping[str, Mapping[str, str]]:
        """Every word and other name as it is compared, to the word; a word before any other name."""
        return {property: _keyed(words) for property, words in self.words.items()}


def _keyed(words: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    others = {folded(other): word for word, names in words.items() for other in names}
    return {**others, **{folded(word): word for word in words}}


def _alias(text: str, word: str) -> Text:
    if folded(text) == folded(word):
        return Text("只差全角、半角、空格或大小写", "They differ in width, spaces or case of letters only")
    return Text(f"“{text}”是“{word}”的另一种叫法", f"“{text}” is another name of “{word}”")


def _near(key: str, text: str, keys: Mapping[str, str]) -> tuple[Match, ...]:
    found: dict[str, Match] = {}
    for match in _nearest(key, text, keys):
        if match.word not in found or found[match.word].confidence < match.confidence:
            found[match.word] = match
    return tuple(sorted(found.values(), key=lambda match: -match.confidence)[:_MOST])


def _nearest(key: str, text: str, keys: Mapping[str, str]) -> Iterator[Match]:
    for known, word in keys.items():
        if _says_enough(known) and _says_enough(key) and (known in key or key in known):
            share = min(len(known), len(key)) / max(len(known), len(key))
            told = Text(f"“{text}”与“{word}”一个包含另一个", f"One of “{text}” and “{word}” holds the other")
            yield Match(word, _CONTAINED * (0.7 + 0.3 * share), told)
        elif (share := _likeness(key, known)) >= _LIKE_SHARE:
            told = Text(f"与“{word}”相似度 {share:.0%}", f"{share:.0%} like “{word}”")
            yield Match(word, _LIKE * share, told)


def _says_enough(key: str) -> bool:
    """Whether a text is long enough to be looked for in others: letters say less than Chinese characters."""
    return len(key) >= (_LEAST_LATIN_LETTERS if key.isascii() else _LEAST_LETTERS)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LIKE_SHARE else 0.0


Gathered = dict[str, dict[str, tuple[str, ...]]]


@once
def _of(book: Rulebook) -> Vocabulary:
    return Vocabulary(_gathered(book))


def _gathered(book: Rulebook) -> Gathered:
    tags = {tag: _english(book, tag) for tag in book.taxonomy.sector_of}
    words: Gathered = {
        "park": {park.name: (*park.aliases, *_english(book, park.name)) for park in book.parks.members},
        "group": {group.name: (*group.aliases, *_english(book, group.name)) for group in book.groups.members},
        "district": _districts(book),
        "class": {name: _english(book, name) for name in book.file.classes.names},
        "modes": {name: _english(book, name) for name in book.file.modes.names},
        "carriers": {name: _english(book, name) for name in book.file.carriers.names},
        **dict.fromkeys(_INDUSTRIES, tags),
    }
    for property, word, others in (*_of_forms(book), *_of_rules(book)):
        words.setdefault(property, {}).setdefault(word, others)
    return words


def _english(book: Rulebook, word: str) -> tuple[str, ...]:
    english = book.english(word)
    return () if english is None else (english,)


def _districts(book: Rulebook) -> dict[str, tuple[str, ...]]:
    """Districts with their English names and, where enough is left, without the ending that says what they are."""
    pairs = zip(book.districts["name"], book.districts["name_en"], strict=True)
    return {name: (str(english), *_stem(name)) for name, english in pairs}


def _stem(name: str) -> Iterable[str]:
    return (name[:-1],) if len(name) > _LEAST_LETTERS else ()


def _of_forms(book: Rulebook) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The terms of forms: of single kinds and of all; a term in Chinese and English means the one that is written."""
    forms = (book.forms.terms, *(form.terms for form in book.forms.kinds.values()))
    for terms in forms:
        for property, listed in terms.items():
            for term in listed:
                yield property, term.name, tuple(name for name in (term.zh, term.en) if name and name != term.name)


def _of_rules(book: Rulebook) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The words that rules want to see in a property."""
    for rule in RULES.values():
        if rule.asks is None or rule.code not in book.rules:
            continue
        for ask in rule.asks(rule.bind(book), book):
            if isinstance(ask, Words):
                yield from ((ask.property, word, _english(book, word)) for word in ask.words)
