"""What is filled in for a feature of each kind, and what people call it: `forms.toml` of a rulebook."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from geo.model import COLUMNS, Kind


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Closed):
    """A name in both languages."""

    zh: str
    en: str


class FormTerm(_Closed):
    """A word for a property as features write it, and how people read it; None where there is no other word for it."""

    name: str
    zh: str | None = None
    en: str | None = None


class KindForm(_Closed):
    """What a kind is called, its properties in the order of the form, titles of its own, words that no rule lists."""

    zh: str
    en: str
    properties: tuple[str, ...]
    titles: dict[str, Words] = {}
    terms: dict[str, tuple[FormTerm, ...]] = {}


class FormsFile(_Closed):
    """The file as it stands on disk: every kind has a form, and every property of a form a title."""

    properties: dict[str, Words]
    kinds: dict[Kind, KindForm]
    terms: dict[str, tuple[FormTerm, ...]] = {}

    @model_validator(mode="after")
    def _speaks_of_what_there_is(self) -> Self:
        for kind in Kind:
            if kind not in self.kinds:
                raise ValueError(f"{kind} has no form")
        named = {name for form in self.kinds.values() for name in (*form.properties, *form.titles, *form.terms)}
        if unknown := sorted((named | set(self.terms)) - set(self.properties)):
            raise ValueError(f"{unknown[0]} has no title")
        if unknown := sorted(set(self.properties) - set(COLUMNS)):
            raise ValueError(f"there is no property {unknown[0]}")
        return self
