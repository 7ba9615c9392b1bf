"""Entity tags of features: what a feature says, and in which system; `If-Match` compares what it says alone."""

from __future__ import annotations

from typing import Final

from api.routes.ogc.crs import DEFAULT, ReferenceSystem

ANY: Final = "*"


def of_feature(digest: str, system: ReferenceSystem = DEFAULT, *, fg: bool = False) -> str:
    """The strong tag of a feature's representation, in JSON-FG or not; `digest` is that of its stored text."""
    told = digest if system is DEFAULT else f"{digest}-{system.epsg}"
    return f'"{told}-fg"' if fg else f'"{told}"'


def matches(header: str, digest: str) -> bool:
    """Whether `If-Match` names a feature of this digest, in any system."""
    named = (entry.strip().strip('"').partition("-")[0] for entry in header.split(","))
    return header.strip() == ANY or digest in named
