"""Words that people read, always in both languages."""

from __future__ import annotations

from typing import Final, NamedTuple


class Text(NamedTuple):
    """A sentence in Chinese and in English."""

    zh: str
    en: str

    def format(self, **values: object) -> Text:
        """Both sentences with the same values filled in."""
        return Text(self.zh.format(**values), self.en.format(**values))

    def say(self, lang: str) -> str:
        """The sentence in a language: English for "en", else Chinese."""
        return self.en if lang == "en" else self.zh

    def data(self) -> dict[str, str]:
        """As a JSON object."""
        return {"zh": self.zh, "en": self.en}


SCHEMATIC_NOTICE: Final = Text(
    "示意图：边界为示意性绘制，并非批准或测绘的界线。",
    "Schematic: these outlines are drawn for illustration and are not approved or surveyed boundaries.",
)
