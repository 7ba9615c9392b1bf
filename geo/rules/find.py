"""Looking a rule up by its code or its name."""

from __future__ import annotations

from collections.abc import Container
from difflib import get_close_matches

from geo.errors import NotFound
from geo.rules import RULES, Rule

_NEAR = 3
_BY_WORD = {rule.name: rule for rule in RULES.values()} | {code.lower(): rule for code, rule in RULES.items()}


def find_rule(word: str, among: Container[str] = RULES) -> Rule:
    """The rule of that code or name, in capitals or not, among the codes given.

    Raises:
        NotFound: there is none; the sentence names those that may be meant.
    """
    found = _BY_WORD.get(word.strip().lower())
    if found is not None and found.code in among:
        return found
    told = [f"{rule.code} {rule.name}" for rule in near_rules(word.strip().lower()) if rule.code in among]
    zh, en = f"没有编号为 {word} 的规则", f"there is no rule {word}"
    if told:
        zh, en = f"{zh}；是否指 {'、'.join(told)}", f"{en}; did you mean {', '.join(told)}"
    raise NotFound(zh, en)


def near_rules(word: str) -> list[Rule]:
    """The rules whose code, name or title comes near to a word, the nearest first, a handful of them."""
    near = [_BY_WORD[match] for match in get_close_matches(word, _BY_WORD)]
    if len(word) > 1:
        near += [r for r in RULES.values() if word in r.name or word in r.title.zh or word in r.title.en.lower()]
    return list(dict.fromkeys(near))[:_NEAR]
