"""How names are shown on a sheet: in Chinese, in English by the rulebook's glossary, or both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from geo.model import Text
from geo.rulebook import Rulebook
from geo.sheet.words import clean


@dataclass(frozen=True)
class Names:
    """Names in the sheet's language; a name that the glossary does not know stays as it is."""

    lang: str
    book: Rulebook

    def __call__(self, name: str) -> str:
        """The name as the sheet's main text."""
        return (self._english(name) or name) if self.lang == "en" else name

    def second(self, name: str) -> str:
        """The English name that stands below a Chinese one where the sheet is in both languages, else nothing."""
        other = self._english(name) if self.lang == "both" else None
        return other if other is not None and other != name else ""

    def _english(self, name: str) -> str | None:
        """A word of the glossary, or a district's name."""
        return self.book.english(name) or self._districts.get(name)

    @cached_property
    def _districts(self) -> Mapping[str, str]:
        table = self.book.districts
        return dict(zip(table["name"], table["name_en"], strict=True)) if "name_en" in table else {}

    def all(self, names: Iterable[str]) -> str:
        """Several names as one list."""
        return (", " if self.lang == "en" else "、").join(self(clean(n)) for n in names)

    def second_text(self, text: Text) -> str:
        """A text in English where the sheet is in both languages, else nothing."""
        return text.en if self.lang == "both" else ""

    def say(self, text: Text) -> str:
        """A text in the sheet's main language."""
        return text.say(self.lang)
