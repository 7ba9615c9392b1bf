"""Questions about a file on a terminal, one after the other, and what they are when nobody can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich.console import Console
from rich.prompt import IntPrompt
from rich.text import Text as Styled

from geo.exchange.doctor.inspection import About, Candidate, Proposal
from geo.model import Text

_FLAGS: Final = {
    About.ENCODING: "--encoding", About.PLACEMENT: "--crs --axes --shift", About.COLUMN: "--column",
    About.UNIT: "--unit", About.KIND: "--kind", About.REPAIR: "--repair --no-repair",
}  # fmt: skip


def ask(proposal: Proposal, number: int, of: int, console: Console, lang: str) -> Any:
    """Show a question with its candidates and their evidence, and give the value that a person chose."""
    where = "" if proposal.layer is None else f"{proposal.layer} · "
    console.print(Styled(f"\n{number}/{of}  {where}{proposal.title.say(lang)}", style="bold"))
    for place, candidate in enumerate(proposal.candidates, 1):
        console.print(Styled(f"  {place}. {_told(candidate, lang)}"))
        for sentence in candidate.evidence:
            console.print(Styled(f"       {sentence.say(lang)}", style="dim"))
    places = [str(place) for place in range(1, len(proposal.candidates) + 1)]
    chosen = IntPrompt.ask(_WHICH.say(lang), console=console, choices=places, default=1, show_choices=False)
    return proposal.candidates[chosen - 1].value


def listed(questions: Sequence[Proposal], lang: str) -> Iterator[str]:
    """The questions as lines: what is proposed, how surely and why, and which option decides it."""
    for proposal in questions:
        where = "" if proposal.layer is None else f"{proposal.layer} · "
        option = _FLAGS.get(proposal.about, "--yes")
        yield f"  {where}{proposal.title.say(lang)}  [{option}]"
        for candidate in proposal.candidates:
            why = "".join(f" · {sentence.say(lang)}" for sentence in candidate.evidence[:1])
            yield f"      {_told(candidate, lang)}{why}"


def _told(candidate: Candidate, lang: str) -> str:
    return f"{candidate.title.say(lang)} ({candidate.confidence:.0%})"


_WHICH: Final = Text("选哪一个", "Which one")
