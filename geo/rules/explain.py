"""The words of a rule in both languages: English in its module's docstring, Chinese in `docs/<name>.zh.md`."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from geo.errors import RulebookError
from geo.model import Text

HEADINGS: Final = {
    "what": Text("检查内容", "What it checks"),
    "why": Text("依据", "Why"),
    "example": Text("不通过示例", "Example that fails"),
    "fix": Text("如何修改", "How to fix"),
}
"""The headings that every rule is documented under."""

PARAMS: Final = Text("参数", "Parameters")
"""The heading of what the parameters mean, for rules that have some; in English that is their docstring."""

_FOLDER: Final = Path(__file__).parent / "docs"


class Docs(NamedTuple):
    """What there is to say of a rule; `params` is None where it has no parameters."""

    summary: Text
    what: Text
    why: Text
    example: Text
    fix: Text
    params: Text | None

    def data(self) -> dict[str, dict[str, str] | None]:
        """As a JSON object."""
        return {key: text.data() if text else None for key, text in self._asdict().items()}


def explain(name: str, docstring: str, params: type[Any]) -> Docs:
    """A rule's words, from its module's docstring, its parameters' and its Chinese file.

    Raises:
        RulebookError: the Chinese file or a heading is missing.
    """
    en, zh = _english(docstring), _chinese(name)
    texts = {key: _both(zh, en, heading, name) for key, heading in HEADINGS.items()}
    meaning = None
    if getattr(params, "model_fields", None):
        said = " ".join(inspect.cleandoc(params.__doc__ or "").split())
        meaning = _both(zh, {PARAMS.en: said}, PARAMS, name)
    return Docs(_both(zh, en, Text("", ""), name), **texts, params=meaning)


def _both(zh: Mapping[str, str], en: Mapping[str, str], heading: Text, name: str) -> Text:
    text = Text(zh.get(heading.zh, ""), en.get(heading.en, ""))
    if not (text.zh and text.en):
        raise RulebookError(f"规则说明缺少“{heading.zh}”", f"the rule's words lack “{heading.en}”", where=name)
    return text


def _english(docstring: str) -> dict[str, str]:
    """A docstring's first line under "", and what follows each heading."""
    summary, *lines = inspect.cleandoc(docstring).splitlines() or [""]
    found = {"": summary}
    known = {heading.en for heading in HEADINGS.values()}
    current = ""
    for line in lines:
        heading, colon, rest = line.partition(": ")
        if colon and heading in known:
            current = heading
            found[current] = rest.strip()
        elif current:
            found[current] = f"{found[current]} {line.strip()}".strip()
    return {heading: text[:1].upper() + text[1:] for heading, text in found.items()}


def _chinese(name: str) -> dict[str, str]:
    """A file's title under "", and what follows each heading."""
    path = _FOLDER / f"{name}.zh.md"
    if not path.is_file():
        raise RulebookError("缺少规则的中文说明", "the rule's Chinese words are missing", where=path.name)
    title, *sections = path.read_text(encoding="utf-8").split("\n## ")
    found = {"": title.removeprefix("# ").strip()}
    for section in sections:
        heading, _, text = section.partition("\n")
        found[heading.strip()] = text.strip()
    return found
