"""The form of each kind of feature: its properties, which must be filled in, which words there are, by which rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo.check.engine import Bound
from geo.model import POINT_KINDS, Kind, Text
from geo.rulebook import Rulebook
from geo.rulebook.forms import FormTerm
from geo.rules.asks import Ask, Filled, Suits, Words

INPUTS: Final[Mapping[str, str]] = {
    "name": "text",
    "park": "park",
    "district": "district",
    "modes": "terms",
    "carriers": "terms",
    "industries": "industries",
    "leading": "industries",
    "cultivated": "industries",
    "stated_area_km2": "number",
    "source": "text",
    "note": "note",
}
"""How a property is filled in; any other one is a single word (`term`)."""


@dataclass(frozen=True)
class Limit:
    """Which words suit each word of another property; `rule` looks at it."""

    rule: str
    by: str
    words: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Field:
    """One property of a form.

    `required_by` and `closed_by` are the rules that find fault when it is empty, or holds another word than `terms`;
    `open`: other words than `terms` may be filled in.
    """

    name: str
    title: Text
    input: str
    required_by: tuple[str, ...]
    closed_by: str | None
    open: bool
    terms: tuple[FormTerm, ...]
    limit: Limit | None


@dataclass(frozen=True)
class Form:
    """What is filled in for features of a kind; `point`: they are drawn as one."""

    kind: str
    title: Text
    fields: tuple[Field, ...]
    point: bool


def forms(rules: Sequence[Bound], book: Rulebook) -> list[Form]:
    """A form for every kind, from what the rules ask and what the rulebook lists."""
    asked = [(bound.rule.code, ask) for bound in rules for ask in asks_of(bound, book)]
    out = []
    for kind in Kind:
        words = book.forms.kinds[kind]
        fields = tuple(_field(name, kind, asked, book) for name in words.properties)
        out.append(Form(kind.value, Text(words.zh, words.en), fields, kind in POINT_KINDS))
    return out


def asks_of(bound: Bound, book: Rulebook) -> Sequence[Ask]:
    """What a rule wants in forms."""
    return bound.rule.asks(bound.params, book) if bound.rule.asks else ()


def judged(bound: Bound, book: Rulebook) -> list[str]:
    """The properties that a rule's findings speak of, sorted: those that it wants filled in as well."""
    wanted = {ask.property for ask in asks_of(bound, book) if isinstance(ask, Filled)}
    return sorted(bound.rule.judges | wanted)


def filled(bound: Bound, book: Rulebook) -> list[str]:
    """The properties of which a finding says no more than that they are empty, sorted."""
    wanted = {ask.property for ask in asks_of(bound, book) if isinstance(ask, Filled)}
    return sorted(wanted - bound.rule.judges)


def _field(name: str, kind: Kind, asked: Sequence[tuple[str, Ask]], book: Rulebook) -> Field:
    words = book.forms.kinds[kind]
    title = words.titles.get(name, book.forms.properties[name])
    mine = [(code, ask) for code, ask in asked if ask.property == name and ask.kind in (None, kind)]
    limits = [Limit(code, ask.by, ask.words) for code, ask in mine if isinstance(ask, Suits)]
    closed = [code for code, ask in mine if isinstance(ask, Words) and ask.closed]
    return Field(
        name=name,
        title=Text(title.zh, title.en),
        input=INPUTS.get(name, "term"),
        required_by=tuple(code for code, ask in mine if isinstance(ask, Filled)),
        closed_by=next(iter(closed), None),
        open=not closed and name not in book.forms.terms,
        terms=tuple({term.name: term for term in _terms(name, kind, [ask for _, ask in mine], book)}.values()),
        limit=next(iter(limits), None),
    )


def _terms(name: str, kind: Kind, asks: Sequence[Ask], book: Rulebook) -> Iterator[FormTerm]:
    """All words for a property, some more than once."""
    listed = [*book.forms.kinds[kind].terms.get(name, ()), *book.forms.terms.get(name, ())]
    yield from listed
    for ask in asks:
        if isinstance(ask, Words):
            yield from (FormTerm(name=word, en=book.english(word)) for word in ask.words)
