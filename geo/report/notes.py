"""The documents' contradictions for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.text import Text as Styled

from geo.model import Text
from geo.report.words import say
from geo.rulebook.notes import Note

SHOWN_AS: Final = {
    "waiver": Text("豁免", "waiver"),
    "advice": Text("建议", "advice"),
    "note": Text("说明", "note"),
}
DOES: Final = Text("园图的处理：", "What Yuantu does:")


def print_notes(notes: Iterable[Note], console: Console, lang: str) -> None:
    """One paragraph per contradiction: number and topic, what is at odds and where, what is done, where it shows."""
    for note in notes:
        topic = say(Text(note.topic, note.topic_en), lang)
        _line(console, Styled(f"{note.number:>2}  {topic}", style="bold"))
        _line(console, Styled(f"    {say(note.text, lang)}"))
        _line(console, Styled(f"    {say(DOES, lang)} {say(note.does, lang)}"))
        _line(console, Styled(f"    {' / '.join(note.sources)}", style="dim"))
        _line(console, Styled(f"    {say(SHOWN_AS[note.shown_as], lang)} · {note.target}", style="dim"))


def _line(console: Console, text: Styled) -> None:
    console.print(text, soft_wrap=True, highlight=False)
