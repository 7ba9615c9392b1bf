"""Vector drawing: geometries in millimetres become SVG paths of exact physical size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

import numpy as np
import shapely

from geo.crs import Geometries


@dataclass(frozen=True)
class Style:
    """How a path is painted; `width_mm` and `dash_mm` are lengths on paper."""

    fill: str = "none"
    stroke: str = "none"
    width_mm: float = 0.0
    dash_mm: tuple[float, ...] = ()
    cap: str = "butt"
    opacity: float = 1.0

    def attributes(self, weight: float = 1.0) -> str:
        """As SVG attributes, widths and dashes multiplied by `weight`."""
        out = f"fill={quoteattr(self.fill)} stroke={quoteattr(self.stroke)}"
        if self.stroke != "none":
            out += f' stroke-width="{self.width_mm * weight:.3f}"'
            out += f' stroke-linejoin="round" stroke-linecap={quoteattr(self.cap)}'
        if self.dash_mm:
            out += f' stroke-dasharray="{" ".join(f"{d * weight:.3f}" for d in self.dash_mm)}"'
        if self.opacity != 1.0:
            out += f' opacity="{self.opacity:.3f}"'
        return out


@dataclass
class Drawing:
    """An SVG of a given size in millimetres, painted from back to front; `weight` multiplies widths and dashes."""

    width_mm: float
    height_mm: float
    weight: float = 1.0
    parts: list[str] = field(default_factory=list)

    def add(self, geometry: Any, style: Style) -> None:
        """Paint one geometry, or an array of them as one path; points draw nothing."""
        data = path_data(np.atleast_1d(np.asarray(geometry, dtype=object)))
        if data:
            self.parts.append(f'<path d="{data}" fill-rule="evenodd" {style.attributes(self.weight)}/>')

    def add_within(self, areas: Geometries, geometry: Geometries, style: Style) -> None:
        """Paint geometries only where they lie in the areas."""
        outline, data = path_data(areas), path_data(geometry)
        if outline and data:
            name = f"c{len(self.parts)}"
            self.parts.append(
                f'<clipPath id="{name}"><path d="{outline}" clip-rule="evenodd"/></clipPath>'
                f'<path d="{data}" clip-path="url(#{name})" {style.attributes(self.weight)}/>'
            )

    def svg(self) -> str:
        """The finished drawing."""
        size = f'width="{self.width_mm:.3f}mm" height="{self.height_mm:.3f}mm"'
        view = f'viewBox="0 0 {self.width_mm:.3f} {self.height_mm:.3f}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{"".join(self.parts)}</svg>'


def path_data(geometry: Geometries) -> str:
    """SVG path data of lines and polygons (rings closed), micrometre resolution."""
    parts = shapely.get_parts(geometry)
    parts = shapely.get_parts(parts[~(shapely.is_missing(parts) | shapely.is_empty(parts))])
    rings = shapely.get_rings(parts[shapely.get_type_id(parts) == 3])
    lines = parts[np.isin(shapely.get_type_id(parts), (1, 2))]
    return "".join([*(_run(ring, "Z") for ring in rings), *(_run(line, "") for line in lines)])


def _run(line: Any, end: str) -> str:
    xy = shapely.get_coordinates(line)
    if end:
        xy = xy[:-1]
    return "M" + ("L%.3f %.3f" * len(xy) % tuple(xy.ravel().tolist()))[1:] + end
