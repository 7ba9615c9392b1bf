"""Where the documents contradict each other or themselves, and how that is shown to a user."""

from __future__ import annotations

import re
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from geo.model import Text

_CODE: Final = re.compile(r"\b[A-Z]{3}\d{3}\b")


class Note(BaseModel):
    """One contradiction: `target` is the finding (`RULE:subject,…`), the rule or the clause where it shows.

    `also` names further rules that it bears on.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    topic: str
    topic_en: str
    zh: str
    en: str
    shown_as: Literal["waiver", "advice", "note"]
    target: str
    also: str = ""

    @property
    def rules(self) -> tuple[str, ...]:
        """The codes of the rules that it bears on."""
        return tuple(dict.fromkeys(_CODE.findall(f"{self.target} {self.also}")))

    @property
    def text(self) -> Text:
        """What is contradictory, and how the program treats it."""
        return Text(self.zh, self.en)

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "number": self.number,
            "topic": {"zh": self.topic, "en": self.topic_en},
            "text": self.text.data(),
            "shown_as": self.shown_as,
            "target": self.target,
        }
