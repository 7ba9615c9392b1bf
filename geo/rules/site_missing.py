"""A site that a document names is not on the map.

What it checks: that every site in the rulebook's list occurs by its name or an alias.
Why: the documents name these sites; a layout that claims to follow them shows where they are.
Example that fails: a layout with sites, but without 中关村软件园.
How to fix: draw the site, or give the feature that stands for it the name of the list.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


def check(layout: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per missing site; a layout without any site cannot be judged, and the sites are named."""
    present = set(layout.of("site").text("name"))
    missing = [site for site in book.sites if present.isdisjoint((site.name, *site.aliases))]
    if missing and not len(layout.of("site")):
        return [Draft.lacking(["site"], [site.name for site in missing])]
    return [Draft((site.name,), None, values={"name": site.name, "row": site.row}) for site in missing]


RULE = Rule(
    code="SIT001",
    name="site-missing",
    title=Text("文件点名的园区和设施应落图", "Sites that the documents name should be on the map"),
    message=Text("缺少“{name}”（{row}）", "{name} is missing ({row})"),
    scope=Scope.WHOLE,
    reads=frozenset({"site"}),
    check=check,
    geometry=False,
)
