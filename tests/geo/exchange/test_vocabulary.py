"""Words of the rulebook are found however a file writes them, and what is uncertain says so."""

import pytest

from geo.exchange.doctor.inspection import SURE
from geo.exchange.vocabulary import Vocabulary
from geo.rulebook import Rulebook


@pytest.fixture(scope="module")
def vocabulary(book: Rulebook) -> Vocabulary:
    return Vocabulary.of(book)


@pytest.mark.parametrize(
    ("property", "text", "word"),
    [
        ("park", "亦庄园", "大兴-亦庄园"),
        ("district", "海淀", "海淀区"),
        ("district", "HAIDIAN", "海淀区"),
        ("industries", "人工智能（研发）", "人工智能(研发)"),
        ("leading", "Artificial intelligence", "人工智能"),
        ("class", " 三城一区", "三城一区"),
        ("basis", "测绘", "surveyed"),
        ("phase", "2030", "2030"),
        ("lot", "New construction", "新增建设"),
    ],
)
def test_a_word_is_found_surely(vocabulary: Vocabulary, property: str, text: str, word: str) -> None:
    first = vocabulary.find(property, text)[0]
    assert first.word == word
    assert first.confidence >= SURE


@pytest.mark.parametrize(
    ("property", "text", "word"),
    [
        ("industries", "集成电路产业", "集成电路"),
        ("park", "中关村科技园区海淀园", "海淀园"),
        ("modes", "研发创新模式", "研发创新"),
        ("industries", "人工智慧", "人工智能"),
    ],
)
def test_a_near_word_is_a_guess(vocabulary: Vocabulary, property: str, text: str, word: str) -> None:
    first = vocabulary.find(property, text)[0]
    assert first.word == word
    assert first.confidence < SURE


@pytest.mark.parametrize(("property", "text"), [("note", "海淀园"), ("industries", "AI"), ("district", "保定市")])
def test_nothing_is_found_where_nothing_is_near(vocabulary: Vocabulary, property: str, text: str) -> None:
    assert vocabulary.find(property, text) == ()


def test_every_word_is_itself(vocabulary: Vocabulary) -> None:
    for property, words in vocabulary.words.items():
        assert [vocabulary.find(property, word)[0].word for word in words] == [*words]
