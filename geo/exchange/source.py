"""A file as it lies before us: layers in their own coordinates and columns; nothing converted, nothing left out.

Every format that comes in has a function `source(path, encoding=None) -> Source` in its module. It converts nothing:
what a file means is for the doctor (`inspect`) to propose, for a person to decide (`decisions`), and for `draft` to
carry out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from geo.crs import Geometries
from geo.exchange.intake.decisions import Axes
from geo.model import Text


@dataclass(frozen=True)
class Layer:
    """One layer of a file.

    `table` has a plain 0..n-1 index and object columns named as in the file; an empty value is None, a list is a list,
    a number is a number, text is text. `geometry` has n places: shapely geometries in the file's own coordinates, in
    the file's own order of axes, heights kept, None where there is none. `broken` says of rows why their geometry
    could not be built at all (a ring of two points, a coordinate that is no number); these have None there.
    `crs` is what the file says of its coordinate system, anything that `geo.crs` understands; None: nothing.
    `axes` is what the file itself says of its order of axes in words (a column headed 北 or 纬度): "yx" where northing
    or latitude comes first in `geometry`, "xy" where easting or longitude does; None: nothing. It is evidence, no
    conversion: Chinese surveyors' X is northing, but many a table is headed X and Y the other way round.
    """

    name: str
    table: pd.DataFrame
    geometry: Geometries
    crs: Any | None = None
    broken: Mapping[int, Text] = field(default_factory=dict)
    axes: Axes | None = None

    def __len__(self) -> int:
        return len(self.table)


@dataclass(frozen=True)
class Source:
    """A file that was opened.

    `format` is the name of one of `formats.FORMATS`. `text` is a sample of the bytes that hold its text, where the
    format leaves their encoding open (the records of a .dbf, a .csv); None where it does not. `encoding` is the one by
    which `table` was read, `declared` the one that the file names. `said` is what a file that this program wrote says
    of itself (`about`).
    """

    name: str
    format: str
    layers: tuple[Layer, ...]
    text: bytes | None = None
    encoding: str | None = None
    declared: str | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()

    def __len__(self) -> int:
        return sum(len(layer) for layer in self.layers)
