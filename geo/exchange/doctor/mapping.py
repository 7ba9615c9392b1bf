"""Which column of a file is which property of a layout: proposed by what columns are called and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo.exchange.aliases import aliases, column_key, whole_key
from geo.exchange.doctor.headings import CUT_NAME, meanings
from geo.exchange.doctor.inspection import About, Candidate, Proposal
from geo.exchange.doctor.looking import Column
from geo.exchange.typed import entries
from geo.exchange.vocabulary import Vocabulary
from geo.model import COLUMNS, LIST_COLUMNS, Kind, Text
from geo.rulebook import Rulebook

OPEN: Final = frozenset({"id", "name", "class", "stage", "phase", "lot", "source", "note", *LIST_COLUMNS})
"""Properties that may hold words that nobody has listed."""

_BY_CONTENT: Final = ("district", "park", "kind", "modes", "carriers", "industries", "class")
_CONTENT_ALONE: Final = 0.75
_LEAST_SHARE: Final = 0.8
_LEAST_CONFIDENCE: Final = 0.5
_LEFT_OUT: Final = 0.95
_TWO: Final = 0.8
"""That of two columns for one property the other is the one."""

_MAYBE_TWO: Final = 0.9
_DECLARED: Final = 0.99
_MOST_VALUES: Final = 300
_MOST_CANDIDATES: Final = 4


@dataclass(frozen=True)
class Guess:
    """That a column is a property, how surely (0 to 1), and why."""

    column: str
    property: str
    confidence: float
    evidence: tuple[Text, ...]


def column_proposals(
    columns: Sequence[Column], layer: str, vocabulary: Vocabulary, book: Rulebook, *, ours: bool
) -> list[Proposal]:
    """For every column that says something, which property it becomes; each property is given once.

    `ours`: this program wrote the file, so that columns called as properties are those.
    """
    told = [column for column in columns if column.filled]
    guesses = {column.name: _guesses(column, vocabulary, ours=ours) for column in told}
    chosen = _assigned([guess for mine in guesses.values() for guess in mine])
    takers = {guess.property: name for name, guess in chosen.items()}
    return [_proposal(column, layer, guesses[column.name], chosen.get(column.name), takers, book) for column in told]


def _assigned(guesses: Sequence[Guess]) -> dict[str, Guess]:
    """For each column at most one property and the other way round, the surest first."""
    taken: dict[str, Guess] = {}
    properties: set[str] = set()
    for guess in sorted(guesses, key=lambda guess: -guess.confidence):
        if guess.column not in taken and guess.property not in properties and guess.confidence >= _LEAST_CONFIDENCE:
            taken[guess.column] = guess
            properties.add(guess.property)
    return taken


def _guesses(column: Column, vocabulary: Vocabulary, *, ours: bool) -> list[Guess]:
    if ours:
        said = Text("本程序写出的文件", "A file that this program wrote")
        return [Guess(column.name, column.name, 0.99, (said,))] if column.name in COLUMNS else []
    if whole_key(column.name) in aliases().ignored:
        return []
    named = meanings(column)
    found = [_guess(column, name, named.get(name), vocabulary) for name in (*named, *_unnamed(named))]
    return sorted((guess for guess in found if guess is not None), key=lambda guess: -guess.confidence)


def _unnamed(named: Mapping[str, tuple[float, Text]]) -> list[str]:
    """The properties that content alone may show; none where the name says enough already."""
    return (
        []
        if any(sure >= CUT_NAME for sure, _ in named.values())
        else [name for name in _BY_CONTENT if name not in named]
    )


def _guess(column: Column, property: str, named: tuple[float, Text] | None, vocabulary: Vocabulary) -> Guess | None:
    fit = _fit(column, property, vocabulary)
    if named is None:
        if fit is None or fit < _LEAST_SHARE:
            return None
        return Guess(column.name, property, _CONTENT_ALONE * fit, _content(property, fit))
    confidence, why = named
    if fit is None:
        return Guess(column.name, property, confidence, (why,))
    return Guess(column.name, property, _judged(confidence, fit, property), (why, *_content(property, fit)))


def _judged(confidence: float, fit: float, property: str) -> float:
    """What a name says, weighed with what is in the column."""
    if fit >= _LEAST_SHARE:
        return min(0.98, confidence + (0.03 if confidence >= CUT_NAME else 0.22))
    if fit >= _LEAST_CONFIDENCE:
        return confidence
    if property in OPEN:
        return confidence - (0.03 if confidence >= CUT_NAME else 0.1)
    return confidence * (0.3 + fit)


def _content(property: str, fit: float) -> tuple[Text, ...]:
    """What is in a column, said where it says something."""
    if fit == 0:
        return ()
    zh, en = _FITS.get(property, ("是规则册的词", "are words of the rulebook"))
    return (Text(f"{fit:.0%} {zh}", f"{fit:.0%} {en}"),)


def _fit(column: Column, property: str, vocabulary: Vocabulary) -> float | None:
    """How much of a column fits a property (0 to 1); None where nothing can be said."""
    if property == "id":
        return column.distinct_share * column.filled / column.rows
    if property == "name":
        return column.distinct_share * (1 - column.number_share)
    if property == "stated_area_km2":
        return column.number_share
    if property == "kind":
        return _share(column, lambda text: text in {*Kind} or column_key(text) in aliases().kind_of)
    if property not in vocabulary.words:
        return None
    known = _share(column, lambda text: _knows(vocabulary, property, text))
    repeats = column.filled == 1 or column.distinct_share < 1
    return known if property != "park" or repeats else known * _LEAST_CONFIDENCE


def _knows(vocabulary: Vocabulary, property: str, text: str) -> bool:
    words = entries(text) if property in LIST_COLUMNS else (text,)
    return any(vocabulary.surely(property, word) for word in words)


def _share(column: Column, fits: Callable[[str], bool]) -> float:
    """In how many of the filled rows the text fits, by its most frequent values."""
    seen = [*column.texts.items()][:_MOST_VALUES]
    total = sum(times for _, times in seen)
    return sum(times for text, times in seen if fits(text)) / total if total else 0.0


def _proposal(
    column: Column,
    layer: str,
    guesses: Sequence[Guess],
    chosen: Guess | None,
    takers: Mapping[str, str],
    book: Rulebook,
) -> Proposal:
    others = [guess for guess in guesses if guess is not chosen]
    rest = [_candidate(guess, min(guess.confidence, 0.5), book) for guess in others[: _MOST_CANDIDATES - 2]]
    if chosen is None:
        candidates = (_left_out(column, others, takers, book), *rest)
    else:
        nothing = Candidate(None, _LEAVE_OUT, 1 - chosen.confidence)
        candidates = (_candidate(chosen, chosen.confidence, book), *rest, nothing)
    return Proposal(
        about=About.COLUMN,
        title=Text(f"列“{column.name}”的含义", f"What the column “{column.name}” is"),
        candidates=candidates,
        layer=layer,
        column=column.name,
        declared=chosen is not None and chosen.confidence >= _DECLARED,
    )


def _candidate(guess: Guess, confidence: float, book: Rulebook) -> Candidate:
    return Candidate(guess.property, property_title(guess.property, book), confidence, guess.evidence)


def _left_out(column: Column, others: Sequence[Guess], takers: Mapping[str, str], book: Rulebook) -> Candidate:
    if whole_key(column.name) in aliases().ignored:
        why = Text("制图软件或标准自带的字段", "A field of mapping programs and standards")
        return Candidate(None, _LEAVE_OUT, _LEFT_OUT, (why,))
    if not others:
        why = Text("布局没有这样的属性", "A layout has no such property")
        return Candidate(None, _LEAVE_OUT, _LEFT_OUT, (why,))
    first = others[0]
    title, taker = property_title(first.property, book), takers.get(first.property)
    if taker is None:
        return Candidate(None, _LEAVE_OUT, 1 - first.confidence, (Text("没有把握", "Not sure enough"),))
    why = Text(f"列“{taker}”更像{title.zh}", f"The column “{taker}” is more like it: {title.en}")
    return Candidate(None, _LEAVE_OUT, _LEFT_OUT if first.confidence < _MAYBE_TWO else _TWO, (why,))


def property_title(property: str, book: Rulebook) -> Text:
    """What people call a property of a layout."""
    words = book.forms.properties.get(property)
    return _OWN_TITLES[property] if words is None else Text(words.zh, words.en)


_LEAVE_OUT: Final = Text("不读取", "Leave out")
_OWN_TITLES: Final = {"id": Text("编号", "Id"), "kind": Text("要素类型", "Kind of feature")}
_FITS: Final = {
    "id": ("各不相同", "differ from each other"),
    "name": ("是各不相同的文字", "are texts that differ from each other"),
    "stated_area_km2": ("是数", "are numbers"),
    "kind": ("是要素类型", "are kinds of feature"),
}
