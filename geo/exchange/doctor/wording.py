"""Words of a file that are none of the rulebook's: which ones they may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from geo.exchange.columns import SEPARATOR
from geo.exchange.doctor.inspection import SURE, About, Candidate, Proposal
from geo.exchange.doctor.looking import Column
from geo.exchange.doctor.mapping import property_title
from geo.exchange.typed import entries
from geo.exchange.vocabulary import Vocabulary
from geo.model import LIST_COLUMNS, Text
from geo.rulebook import Rulebook

WORDED: Final = ("park", "district", "class", "stage", "phase", "lot", "basis", *LIST_COLUMNS)
"""Properties whose words the rulebook has; a name or note is free text."""

MOST_WORDS: Final = 40
_FREE: Final = frozenset({"class", "stage", "phase", "lot"})
"""Properties in which other words than the rulebook's are common, so that only a near one is worth a question."""


def unknown_words(column: Column, property: str, vocabulary: Vocabulary) -> dict[str, int]:
    """Words of a column that are none of the rulebook's letter by letter, with their rows, the most frequent first."""
    counts: Counter[str] = Counter()
    for value, times in column.values.items():
        for word in entries(value) if property in LIST_COLUMNS else _whole(value):
            if not _is_known(vocabulary, property, word):
                counts[word] += times
    return dict(counts.most_common())


def _is_known(vocabulary: Vocabulary, property: str, word: str) -> bool:
    """Whether a word is one of the rulebook's, or several joined by `;`: a park may lie in two districts."""
    return vocabulary.knows(property, word) or all(vocabulary.knows(property, one) for one in word.split(SEPARATOR))


def _whole(value: object) -> tuple[str, ...]:
    """A single word as the file has it, with its spaces: that is what a decision has to name."""
    return (value,) if isinstance(value, str) else entries(value)


def word_proposals(
    layer: str, column: Column, property: str, vocabulary: Vocabulary, book: Rulebook
) -> Iterator[Proposal]:
    """For the most frequent unknown words of a column, the words of the rulebook that they may mean."""
    words = unknown_words(column, property, vocabulary)
    for word, rows in [*words.items()][:MOST_WORDS]:
        matches = vocabulary.find(property, word)
        if matches or property not in _FREE:
            yield Proposal(
                about=About.WORD,
                title=_title(word, property, rows, book),
                candidates=_candidates(property, word, vocabulary),
                layer=layer,
                column=column.name,
                word=word,
            )


def _title(word: str, property: str, rows: int, book: Rulebook) -> Text:
    title = property_title(property, book)
    return Text(f"{title.zh}“{word}”（{rows} 行）", f"{title.en} “{word}” ({rows} rows)")


def _candidates(property: str, word: str, vocabulary: Vocabulary) -> tuple[Candidate, ...]:
    matches = vocabulary.find(property, word)
    if not matches:
        return (Candidate(None, _AS_IT_IS, SURE, (_UNKNOWN,)),)
    found = (Candidate(m.word, Text(m.word, m.word), m.confidence, (m.evidence,)) for m in matches)
    return (*found, Candidate(None, _AS_IT_IS, 1 - matches[0].confidence))


_AS_IT_IS: Final = Text("照原样读入", "Keep it as it is")
_UNKNOWN: Final = Text("规则册里没有相近的词", "The rulebook has no word like it")
