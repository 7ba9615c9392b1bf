"""Districts that a planner may not draw in: told with the features, before row-level security refuses with none."""

from __future__ import annotations

from sqlalchemy import Connection

from api.auth.acting import person
from api.auth.errors import ForeignDistrict
from api.store.statements import statement
from geo.model import Edit


def refuse_change(connection: Connection, layout: str) -> None:
    """Let the staged change of a layout pass only where who acts may draw. Raises ForeignDistrict."""
    mine = person().districts
    if mine is None:
        return
    rows = connection.execute(statement("foreign_change"), {"layout": layout, "districts": sorted(mine)})
    if foreign := {row.id: row.district for row in rows}:
        raise ForeignDistrict(mine, foreign)


def refuse_edit(connection: Connection, layout: str, edit: Edit) -> None:
    """The same of an edit of the newest revision, before anything else is done with it. Raises ForeignDistrict."""
    who = person()
    touched = [*(feature.id for feature in edit.put), *edit.delete]
    stored = connection.execute(statement("districts_of"), {"layout": layout, "features": touched})
    said = [(row.id, row.district) for row in stored]
    said += [(feature.id, feature.properties.get("district")) for feature in edit.put]
    foreign: dict[str, str | None] = {}
    for id, district in said:
        if not who.draws_in(district):
            foreign.setdefault(id, district)
    if foreign:
        raise ForeignDistrict(who.districts or (), dict(sorted(foreign.items())))


def refuse_dismissal(number: int, district: object) -> None:
    """Let a feature of the quarantine go only where who acts may draw, or where it is in no district.

    Raises:
        ForeignDistrict: it is in another district.
    """
    who = person()
    if who.districts is not None and district is not None and not who.draws_in(str(district)):
        raise ForeignDistrict(who.districts, {str(number): str(district)})
