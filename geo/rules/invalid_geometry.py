"""A feature's outline is not a valid polygon.

What it checks: that every feature has a polygon, that it is not empty, and that its rings are closed and do
not cross. A site may be a point instead.
Why: the area of a crossed outline has no meaning, so no other rule can judge it and the store keeps it out.
Example that fails: a bow-tie, whose outline crosses itself.
How to fix: move the vertex at the marked place so that the outline no longer crosses itself.
"""

import math

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects

_REASONS = {
    "Self-intersection": Text("边界自交", "the outline crosses itself"),
    "Ring Self-intersection": Text("环自触", "a ring touches itself"),
    "Hole lies outside shell": Text("洞在外环之外", "a hole lies outside the outline"),
    "Holes are nested": Text("洞相互嵌套", "holes are nested"),
    "Interior is disconnected": Text("内部不连通", "the interior falls apart"),
    "Nested shells": Text("部件相互嵌套", "parts are nested"),
    "Duplicate Rings": Text("环重复", "a ring occurs twice"),
    "Too few points in geometry component": Text("点数过少", "a ring has too few points"),
    "Invalid Coordinate": Text("坐标无效", "a coordinate is not a number"),
}


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """Features that no other rule can measure, each with the reason and the place."""
    bad = subjects[~subjects.sound]
    told = [_explain(shape) for shape in bad.geometry]
    return bad.findings(
        evidence=np.array([place for _, place in told], dtype=object),
        values=lambda row: {"reason_zh": told[row][0].zh, "reason_en": told[row][0].en},
    )


def _explain(shape: BaseGeometry | None) -> tuple[Text, BaseGeometry | None]:
    """Why a geometry is unsound, and where, in the frame."""
    if shape is None:
        return Text("没有几何图形", "it has no geometry"), None
    if shape.is_empty:
        return Text("几何图形为空", "its geometry is empty"), None
    if not isinstance(shape, shapely.Polygon | shapely.MultiPolygon):
        return Text(f"是 {shape.geom_type}，不是多边形", f"it is a {shape.geom_type}, not a polygon"), shape
    return reason_of(shape)


def reason_of(shape: BaseGeometry) -> tuple[Text, shapely.Point | None]:
    """Why an invalid geometry is so, and where, in its own coordinates."""
    name, _, at = shapely.is_valid_reason(shape).rstrip("]").partition("[")
    x, y = map(float, at.split())
    place = shapely.Point(x, y) if math.isfinite(x) and math.isfinite(y) else None
    return _REASONS.get(name, Text(name, name)), place


RULE = Rule(
    code="GEO001",
    name="invalid-geometry",
    title=Text("几何图形须有效", "Every outline must be a valid polygon"),
    message=Text("“{name}”的几何图形无效：{reason_zh}", "The outline of {name} is invalid: {reason_en}"),
    scope=Scope.EACH,
    reads=frozenset(),
    check=check,
    geometry=False,
    fixes=("repair-ring",),
)
