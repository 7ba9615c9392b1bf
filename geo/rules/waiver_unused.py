"""A waiver covers nothing.

What it checks: that every waiver meets the finding that it was given for. A waiver of the layout's register is
always asked; one of the rulebook only where all the features that it names are on the map. Waivers of rules that
did not run, or could not tell, are left alone.
Why: a waiver that covers nothing hides the next fault of that name, and nobody remembers who approved it.
Example that fails: a group of 1.89 km² is waived, then redrawn with 2.1 km²; the waiver stays behind.
How to fix: revoke the waiver; if the fault only moved to another feature, have the new finding approved.
"""

import shapely

from geo.crs import Geometries
from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope, Told
from geo.rules.subjects import Draft


def check(told: Told, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per waiver without a finding, at its subjects where they are on the map."""
    idle = [w for w in told.waivers if w.finding not in told.met and w.rule in told.judged]
    drafts = []
    for waiver in idle:
        shapes = told.shapes(waiver.subjects)
        if waiver.number is None and len(shapes) < len(waiver.subjects):
            continue
        drafts.append(
            Draft(
                subjects=(*waiver.subjects, f"{waiver.rule}#{waiver.number or 0}"),
                evidence=_middle(shapes),
                values={"rule": waiver.rule, "who": ", ".join(waiver.subjects), "approver": waiver.approver},
            )
        )
    return drafts


def _middle(shapes: Geometries) -> object:
    """The middle of each shape; None where there is none."""
    points = shapely.centroid(shapes)
    points = points[~(shapely.is_missing(points) | shapely.is_empty(points))]
    return shapely.multipoints(points) if len(points) else None


RULE = Rule(
    code="WAI001",
    name="waiver-unused",
    title=Text("豁免须对应仍然存在的问题", "A waiver covers a finding that is still there"),
    message=Text(
        "{rule} 对“{who}”的豁免（{approver}）已无对应问题，可撤销",
        "the waiver of {rule} for {who} ({approver}) covers nothing any more; revoke it",
    ),
    scope=Scope.REPORT,
    reads=frozenset(),
    check=check,
    geometry=False,
)
