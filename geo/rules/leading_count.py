"""A park has too few or too many leading or cultivated industries.

What it checks: how many industries the properties `leading` and `cultivated` of every park list. Where no park lists
any, the layout lacks the table of parks' industries and nothing can be told.
Why: each park has one or two leading industries and one or two that it cultivates, so that parks specialise.
Example that fails: a park with three leading industries.
How to fix: choose one or two of each; move the others to another park or drop them.
"""

import numpy as np

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.asks import filled
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The least and the most of each list."""

    min_count: int
    max_count: int


def check(layout: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """One finding per park, or the verdict that the table is missing."""
    parks = layout.of("park")
    counts = np.array([[len(set(tags)) for tags in parks.columns[name]] for name in ("leading", "cultivated")])
    if not counts.any():
        return [Draft(("leading", "cultivated"), None, status=Status.CANNOT_TELL)]
    off = (counts != np.clip(counts, params.min_count, params.max_count)).any(axis=0)
    told = counts[:, off]
    bounds = f"{params.min_count}–{params.max_count}"
    return parks[off].findings(
        values=lambda row: {"leading": told[0, row], "cultivated": told[1, row], "bounds": bounds}
    )


RULE = Rule(
    code="PRK004",
    name="leading-count",
    title=Text("分园须有1–2个主导产业和1–2个培育产业", "A park must have one or two leading and cultivated industries"),
    message=Text(
        "“{name}”有 {leading} 个主导产业、{cultivated} 个培育产业，各应为 {bounds} 个",
        "{name} has {leading} leading and {cultivated} cultivated industries; required are {bounds} of each",
    ),
    cannot_tell=Text(
        "缺少分园主导产业和培育产业表（简版规划未附），所有分园的 leading、cultivated 均为空",
        "the table of parks' industries is missing (the short version of the plan leaves it out): no park has any "
        "leading or cultivated industry",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"park"}),
    check=check,
    params=Params,
    needs=frozenset({"park"}),
    geometry=False,
    judges=frozenset({"leading", "cultivated"}),
    asks=lambda params, book: filled({"park": ("leading", "cultivated")}),
)
