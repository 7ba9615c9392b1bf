"""Where the documents contradict each other or themselves, and how that is shown to a user."""

from __future__ import annotations

import re
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from geo.model import Text

_CODE: Final = re.compile(r"\b[A-Z]{3}\d{3}\b")


class Note(BaseModel):
    """One contradiction: what is at odds, what is done about it, and where it shows.

    `sources` are the places that are at odds, each a document's number and a locator; one alone contradicts itself.
    `target` is the finding (`RULE:subject,…`), the rule or the clause where it shows; `indicators` are those that it
    touches. `also` names further rules that it bears on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    topic: str
    topic_en: str
    zh: str
    en: str
    does_zh: str
    does_en: str
    sources: tuple[str, ...]
    indicators: tuple[str, ...]
    shown_as: Literal["waiver", "advice", "note"]
    target: str
    also: str = ""

    @field_validator("sources", "indicators", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in str(value).split(";") if part.strip())

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the rules that it bears on."""
        return tuple(dict.fromkeys(_CODE.findall(f"{self.target} {self.also}")))

    @property
    def text(self) -> Text:
        """What is contradictory."""
        return Text(self.zh, self.en)

    @property
    def does(self) -> Text:
        """How the program treats it."""
        return Text(self.does_zh, self.does_en)

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "number": self.number,
            "topic": {"zh": self.topic, "en": self.topic_en},
            "text": self.text.data(),
            "does": self.does.data(),
            "sources": list(self.sources),
            "indicators": list(self.indicators),
            "rules": list(self.rules),
            "shown_as": self.shown_as,
            "target": self.target,
        }
