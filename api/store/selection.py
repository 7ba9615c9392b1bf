"""Features as GeoJSON text with other coordinates than the stored ones, or with some of their properties only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo.model import COLUMNS, LIST_COLUMNS

_OWN: Final = {"id": "to_jsonb(feature_id)", "kind": "to_jsonb(kind)"}


def member(name: str) -> str:
    """A property of a feature as JSON, in SQL; `name` is one of `COLUMNS`."""
    if name in _OWN:
        return _OWN[name]
    return f"coalesce(properties -> '{name}', '{'[]' if name in LIST_COLUMNS else 'null'}')"


def text_of_feature(geometry: str | None, properties: Sequence[str] | None) -> str:
    """A feature as GeoJSON text, in SQL: with this geometry (none if None) and these properties (all if None).

    The names are known to be of `COLUMNS`; the text is free of anything that came from outside.
    """
    shape = "'null'" if geometry is None else f"ST_AsGeoJSON({geometry}, 15, 0)"
    if properties is None:
        said = "feature_properties(feature_id, kind, properties)"
    else:
        pairs = ", ',', ".join(f"""'"{name}":', {member(name)}""" for name in COLUMNS if name in properties)
        said = f"concat('{{', {pairs}, '}}')" if pairs else "'{}'"
    head = """'{"type":"Feature","id":', to_jsonb(feature_id), ',"geometry":'"""
    return f"""concat({head}, {shape}, ',"properties":', {said}, '}}')"""
