"""Coordinate reference systems by reference: which are offered, and in which order their axes come.

Source: OGC 18-058r1 (Features, Part 2); axis orders from the EPSG registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.problems import BadParameter
from api.routes.ogc.query import Box
from geo.crs import EPSG
from geo.exchange.jsonfg import CRS84

_EPSG: Final = "http://www.opengis.net/def/crs/EPSG/0/"


@dataclass(frozen=True)
class ReferenceSystem:
    """A CRS: its number, whether the store's coordinates need a transformation, and its order of axes."""

    uri: str
    epsg: int
    flipped: bool
    """The first axis is latitude or northing, where PostGIS has it second."""
    domain: Box = (-180, -90, 180, 90)
    """West, south, east and north of where it is of use, in its own units; a larger box is cut to it."""

    @property
    def transformed(self) -> bool:
        """CRS84, 4326 and 4490 share their coordinates within the accuracy of WGS 84's realisations."""
        return self.epsg not in (EPSG, 4326)

    @property
    def name(self) -> str:
        """The system as PROJ names it."""
        return "OGC:CRS84" if self.uri == CRS84 else f"EPSG:{self.epsg}"

    def sql(self, geometry: str) -> str:
        """A stored geometry in this system, axes in its order."""
        moved = self.east_first(geometry)
        return f"ST_FlipCoordinates({moved})" if self.flipped else moved

    def east_first(self, geometry: str) -> str:
        """A stored geometry in this system, longitude or easting first, as files of any system have it."""
        return f"ST_Transform({geometry}, {self.epsg})" if self.transformed else geometry

    def touched(self, geometry: str, box: Box) -> tuple[str, dict[str, float]]:
        """The condition that a stored geometry meets a box in this system, and its values.

        In degrees a box whose west lies east of its east spans the antimeridian.
        """
        first, second, third, fourth = box
        west, south, east, north = (second, first, fourth, third) if self.flipped else box
        values = {"west": west, "south": south, "east": east, "north": north}
        if south > north or (west > east and self.transformed):
            raise BadParameter("最小值大于最大值", "a lower corner lies beyond the upper one", where="bbox")
        if self.transformed:
            return self._projected(geometry, values)
        whole = [("%(west)s", "%(east)s")]
        halves = [("%(west)s", "180"), ("-180", "%(east)s")] if west > east else whole
        parts = [f"ST_Intersects({geometry}, {_rectangle(a, b, EPSG)})" for a, b in halves]
        return f"({' OR '.join(parts)})", values

    def _projected(self, geometry: str, values: dict[str, float]) -> tuple[str, dict[str, float]]:
        west, south, east, north = self.domain
        cut = {
            "west": max(values["west"], west),
            "south": max(values["south"], south),
            "east": min(values["east"], east),
            "north": min(values["north"], north),
        }
        if cut["west"] > cut["east"] or cut["south"] > cut["north"]:
            return "false", {}
        corners = _rectangle("%(west)s", "%(east)s", self.epsg)
        # A straight side in this system is a curve in the stored one.
        step = max(cut["east"] - cut["west"], cut["north"] - cut["south"]) / _STEPS
        shape = f"ST_Transform(ST_Segmentize({corners}, %(step)s), {EPSG})"
        return f"ST_Intersects({geometry}, {shape})", cut | {"step": max(step, _SHORTEST_M)}


def _rectangle(west: str, east: str, epsg: int) -> str:
    """A rectangle in SQL; a flat one is a line or a point, for a flat polygon is invalid."""
    corners = f"ST_MakePoint({west}, %(south)s), ST_MakePoint({east}, %(north)s)"
    return f"ST_SetSRID(ST_Envelope(ST_MakeLine({corners})), {epsg})"


_STEPS: Final = 64
_SHORTEST_M: Final = 0.001
_GAUSS_KRUGER: Final = (-500_000.0, 0.0, 1_500_000.0, 10_000_000.0)
_MERCATOR: Final = (-20037508.342789244, -20037508.342789244, 20037508.342789244, 20037508.342789244)
STORED: Final = ReferenceSystem(f"{_EPSG}{EPSG}", EPSG, flipped=True)
SYSTEMS: Final = {
    system.uri: system
    for system in (
        ReferenceSystem(CRS84, EPSG, flipped=False),
        STORED,
        ReferenceSystem(f"{_EPSG}4326", 4326, flipped=True),
        *(ReferenceSystem(f"{_EPSG}{zone}", zone, flipped=True, domain=_GAUSS_KRUGER) for zone in (4547, 4548, 4549)),
        ReferenceSystem(f"{_EPSG}3857", 3857, flipped=False, domain=_MERCATOR),
    )
}
DEFAULT: Final = SYSTEMS[CRS84]


def named(text: str | None, parameter: str) -> ReferenceSystem:
    """The system of that URI, or of a short form such as `EPSG:4547` or `[EPSG:4547]`.

    Raises:
        BadParameter: it is not offered; the sentence lists those that are.
    """
    if text is None:
        return DEFAULT
    short = text.strip("[]")
    long = f"{_EPSG}{short[5:]}" if short.upper().startswith("EPSG:") else text
    system = SYSTEMS.get(CRS84 if short.upper() in ("CRS84", "OGC:CRS84") else long)
    if system is None:
        listed = ", ".join(SYSTEMS)
        raise BadParameter(
            f"不提供这个坐标系；可选：{listed}", f"this system is not offered; known are {listed}", where=parameter
        )
    return system
