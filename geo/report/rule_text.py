"""Rules for people at a terminal: the list, and all there is to say of one of them, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from geo.model import Text
from geo.report.notes import SHOWN_AS
from geo.report.words import RULE_COLUMNS, SECTIONS, say
from geo.rules.explain import HEADINGS, PARAMS

_CLAUSE: Final = Text("条款", "Clause")
_SENTENCES: Final = Text("条款所在段落", "Sentences behind it")
_STAGES: Final = Text("适用阶段", "Stages")
_KINDS: Final = Text("读取的要素", "Features read")
_ALL: Final = Text("全部要素", "all features")
_FIXES: Final = Text("可以自动修复", "Repairs on offer")
_NOTES: Final = Text("文件之间的矛盾", "Where the documents disagree")
_STRENGTHS: Final = {
    "hard": Text("硬性要求", "binding"),
    "soft": Text("引导性要求", "guidance"),
    "text-only": Text("原则性表述", "principle"),
}
_UNITS: Final = {"m": "m", "m2": "m²", "km2": "km²"}


def print_rule(rule: Mapping[str, Any], console: Console, lang: str) -> None:
    """What `rule_data` holds, under headings."""
    tell = partial(console.print, highlight=False, markup=False, soft_wrap=True)
    tell(f"{rule['code']} {rule['name']} · {say(SECTIONS[rule['severity']], lang)}", style="bold")
    tell(f"{rule['title'][lang]}\n", style="bold")
    for key, heading in HEADINGS.items():
        tell(f"{say(heading, lang)}{': ' if lang == 'en' else '：'}{rule['docs'][key][lang]}")
    for heading, lines in _sections(rule, lang):
        tell(f"\n{say(heading, lang)}", style="bold")
        for line in lines:
            tell(f"  {line}")


def print_rules(catalogue: Mapping[str, Any], console: Console, lang: str) -> None:
    """One line per rule of what `catalogue_data` holds."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in RULE_COLUMNS:
        table.add_column(say(heading, lang), overflow="fold")
    for rule in catalogue["rules"]:
        locator = rule["clause"]["locator"]
        table.add_row(rule["code"], rule["name"], rule["severity"], rule["title"][lang], locator)
    console.print(table)


def _sections(rule: Mapping[str, Any], lang: str) -> Iterator[tuple[Text, list[str]]]:
    clause = rule["clause"]
    yield _CLAUSE, [f"{rule['document'][lang]} {clause['locator']}", clause["paraphrase"][lang]]
    if rule["sentences"]:
        yield _SENTENCES, list(_sentences(rule["sentences"], lang))
    if rule["params"]:
        yield PARAMS, [rule["docs"]["params"][lang], *_params(rule)]
    yield _KINDS, [", ".join(rule["kinds"]) or say(_ALL, lang)]
    yield _STAGES, [", ".join(title[lang] for title in rule["stage_titles"])]
    if rule["fixes"]:
        yield _FIXES, [f"{fix['kind']}: {fix['title'][lang]}" for fix in rule["fixes"]]
    if rule["notes"]:
        yield _NOTES, list(_notes(rule["notes"], lang))


def _sentences(sentences: Iterable[Mapping[str, Any]], lang: str) -> Iterator[str]:
    """Each sentence's place and strength; in Chinese its paragraph, in English what it asks for."""
    last = ""
    for sentence in sentences:
        strength = say(_STRENGTHS[sentence["strength"]], lang)
        yield f"{sentence['row']} {sentence['document']} {sentence['locator']} · {strength}"
        text = sentence["paraphrase"] if lang == "en" else sentence["original"]
        if text != last:
            yield f"  {text}"
        last = text


def _params(rule: Mapping[str, Any]) -> Iterator[str]:
    for name, value in rule["params"].items():
        unit = _UNITS.get(rule["units"].get(name, ""), "")
        yield f"{name} = {value} {unit}".rstrip()


def _notes(notes: Iterable[Mapping[str, Any]], lang: str) -> Iterator[str]:
    for note in notes:
        yield f"{note['number']} {note['topic'][lang]} · {say(SHOWN_AS[note['shown_as']], lang)}"
        yield f"  {note['text'][lang]}"
