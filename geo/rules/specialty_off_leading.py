"""A specialised park does not follow the leading industries of its host park.

What it checks: whether the sectors of each 特色园's tags are among the sectors of its host park's property
`leading`.
Why: specialised parks deepen what their park leads in; another industry there weakens both.
Example that fails: a specialised park for 轨道交通 in a park that leads in 新一代信息技术.
How to fix: choose a sub-industry of a leading industry, or move the specialised park to a park that leads
in it.
"""

from geo.model import Status, Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.places import known_as
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import sectors, tags_of


def check(layout: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """Specialised parks off their park's sectors; those whose park names no leading industry cannot be judged."""
    here, parks = layout.of("specialty"), layout.of("park")
    names = known_as(parks.text("name"), "park", book)
    leading = {name: sectors(tags_of(parks, row, "leading"), book) for row, name in enumerate(names)}
    hosts = known_as(here.text("park"), "park", book)
    drafts = []
    for row, host in enumerate(hosts):
        lead = leading.get(host)
        off = sorted(sectors(tags_of(here, row), book) - (lead or set()))
        if lead and not off:
            continue
        values = {"name": here.label(row), "park": host or "—"}
        values |= {"off": "、".join(off), "lead": "、".join(sorted(lead or ()))}
        status = Status.OPEN if lead else Status.CANNOT_TELL
        drafts.append(Draft((here.ids[row],), here.geometry[row], values=values, status=status))
    return drafts


RULE = Rule(
    code="SPE010",
    name="specialty-off-leading",
    title=Text("特色园须符合所在分园的主导产业", "A specialised park must follow its park's leading industries"),
    message=Text(
        "“{name}”的产业（{off}）不属于{park}的主导产业（{lead}）",
        "the industry of {name} ({off}) is not among the leading industries of {park} ({lead})",
    ),
    cannot_tell=Text(
        "{park}没有填写主导产业，无法判断“{name}”是否相符",
        "{park} names no leading industry, so whether {name} follows it cannot be told",
    ),
    scope=Scope.WHOLE,
    reads=frozenset({"specialty", "park"}),
    check=check,
    needs=frozenset({"park", "specialty"}),
    geometry=False,
    judges=frozenset({"industries"}),
)
