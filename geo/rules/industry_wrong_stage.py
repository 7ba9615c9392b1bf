"""An industry is at a stage that the plan wants elsewhere.

What it checks: every industry that carries a stage, as in 创新药物(制造), or whose feature has one, against the stage
for which the plan gives the industry to that park. Industrialisation (产业化) counts as manufacturing (制造).
Why: the plan divides the work: research in some parks, manufacturing in others.
Example that fails: a group of 海淀园 tagged 创新药物(制造).
How to fix: move the stage to a park that the plan gives it to, or change the stage.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.asks import Words
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.members import homes
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import tagged


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per feature, naming all its industries of a wrong stage."""
    home, own = homes(subjects, book), subjects.text("stage")
    strange = []
    for row, tag in zip(*subjects.flat("industries"), strict=True):
        stage = book.taxonomy.stage_of(tag) or own[row]
        here = [p for p in book.placements.about(tag) if home[row] in p.parks]
        wanted = {s for placement in here for s in placement.stage}
        if stage in book.taxonomy.stages and wanted and all(p.stage for p in here) and stage not in wanted:
            strange.append((int(row), tag))
    return tagged(subjects, strange, park=home)


RULE = Rule(
    code="PRK002",
    name="industry-wrong-stage",
    title=Text("研发与制造宜按规划分工", "Research and manufacturing should lie where the plan divides them"),
    message=Text(
        "“{name}”的产业环节与规划对{park}的分工不符：{tags}",
        "{name}: in {park} the plan wants another stage of {tags}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"group", "reserve", "small", "specialty", "parcel"}),
    check=check,
    geometry=False,
    judges=frozenset({"industries", "stage"}),
    asks=lambda params, book: [Words("stage", book.taxonomy.stages)],
)
