"""What an entity of a drawing encloses: rings of closed polylines, circles and hatches, arcs as short lines.

Elevations are left out: a plan is flat. Entities that lie on another plane than the drawing's are seen from above.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import shapely
from ezdxf.entities.hatch import Hatch
from ezdxf.entities.lwpolyline import LWPolyline
from ezdxf.entities.mpolygon import MPolygon
from ezdxf.entities.polyline import Polyline
from ezdxf.path import Path as Curve
from ezdxf.path import from_hatch, make_path
from shapely.geometry.base import BaseGeometry

from geo.crs import Floats
from geo.exchange.rings import LEAST_POINTS, closed, outline
from geo.model import Text

DEVIATION: Final = 0.01
"""How far a line may lie from the arc that it stands for, in units of the drawing: 1 cm where these are metres."""
DEVIATION_SHARE: Final = 1e-4
"""And as a share of the arc's own extent, for drawings in degrees."""
LEAST_SHARE: Final = 1e-8
"""But no less than this share of it: an arc from here to nowhere would become points without end."""
GAP_SHARE: Final = 1e-6
"""Ends nearer to each other than this share of the outline's extent are one point."""

_CURVES: Final = 16
"""Bézier curves for one arc: one alone would be off by 14 cm where the radius is 500 m."""

OUTLINES: Final = frozenset({"LWPOLYLINE", "POLYLINE", "CIRCLE", "ELLIPSE", "SPLINE"})
HATCHES: Final = frozenset({"HATCH", "MPOLYGON"})
LINES: Final = frozenset({"LINE", "ARC"})


def ring_of(entity: Any) -> tuple[Floats | None, Text | None]:
    """The ring of a closed outline; else why it is none."""
    if isinstance(entity, Polyline) and not (entity.is_2d_polyline or entity.is_3d_polyline):
        return None, Text("是三维网格，不是边界线", "it is a mesh in space, no outline")
    points = _points(entity)
    if len({tuple(point) for point in points.tolist()}) < LEAST_POINTS:
        return None, Text(f"只有 {len(points)} 个点，围不成面", f"{len(points)} points enclose nothing")
    gap = float(np.hypot(*(points[0] - points[-1])))
    if gap > GAP_SHARE * _extent(points) and not _says_closed(entity):
        return None, Text(f"多段线没有闭合：首尾相距 {gap:.3f}", f"the line is not closed: ends {gap:.3f} apart")
    if gap and gap <= GAP_SHARE * _extent(points):
        points = np.vstack([points[:-1], points[:1]])
    return closed(points), None


def filled(entity: Hatch | MPolygon) -> tuple[BaseGeometry | None, list[Floats], Text | None]:
    """The area of a hatch with its holes, its rings, and why there is none."""
    rings = [closed(points) for curve in from_hatch(entity) if len(points := flattened(curve)) >= LEAST_POINTS]
    rings = [ring for ring in rings if len(ring) > LEAST_POINTS]
    if not rings:
        return None, [], Text("填充没有可读的边界", "the hatch has no boundary that can be read")
    return outline(rings), rings, None


def chained(entities: Iterable[Any]) -> tuple[list[BaseGeometry], int]:
    """The areas that lines and arcs of one layer enclose end to end, and how many chains stay open."""
    lines = [shapely.LineString(points) for entity in entities if len(points := _points(entity)) > 1]
    if not lines:
        return [], 0
    chains = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines)))
    rings = shapely.is_closed(chains) & (shapely.get_num_coordinates(chains) > LEAST_POINTS)
    return [shapely.Polygon(chain) for chain in chains[rings]], int((~rings).sum())


def flattened(curve: Curve) -> Floats:
    """A curve as points, none twice in a row."""
    if curve.has_curves:
        control = np.array([(place.x, place.y) for place in curve.control_vertices()])
        if not np.isfinite(control).all():
            return control[:0]
        extent = _extent(control)
        deviation = max(min(DEVIATION, DEVIATION_SHARE * extent), LEAST_SHARE * extent) or DEVIATION
        places: Iterable[Any] = curve.flattening(deviation)
    else:
        places = curve.control_vertices()
    points = np.array([(place.x, place.y) for place in places]).reshape(-1, 2)
    if len(points) < 2:
        return points
    return points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]


def has_arcs(entity: Any) -> bool:
    """Whether an entity is drawn with arcs, which become short lines here."""
    if isinstance(entity, LWPolyline | Polyline):
        return bool(entity.has_arc)
    return entity.dxftype() in ("CIRCLE", "ELLIPSE", "SPLINE", "ARC")


def _points(entity: Any) -> Floats:
    return flattened(make_path(entity, segments=_CURVES))


def _says_closed(entity: Any) -> bool:
    return bool(getattr(entity, "is_closed", False) or getattr(entity, "closed", False))


def _extent(points: Floats) -> float:
    return float(np.ptp(points, axis=0).max()) if len(points) else 0.0
