"""Features as text with other coordinates than the stored ones, or with some of their properties only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from geo.exchange.columns import SEPARATOR
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


def row_of_feature(geometry: str | None, properties: Sequence[str], lists: bool) -> str:
    """A feature as a line of JSON for `geo.exchange.rows`, in SQL: its id, these properties, and its WKB.

    Without `lists` the entries of a list are joined with `;`.
    """
    shape = "'null'" if geometry is None else f"""'"', encode(ST_AsBinary({geometry}), 'hex'), '"'"""
    said = "".join(f""",',"{name}":', {member(name) if lists else _plain_member(name)}""" for name in properties)
    return f"""concat('{{"id":', to_jsonb(feature_id){said}, ',"geometry":', {shape}, '}}')"""


def _plain_member(name: str) -> str:
    """A property whose lists are texts, as `geo.exchange.columns.join` writes them."""
    if name not in LIST_COLUMNS:
        return member(name)
    entries = f"jsonb_array_elements_text(properties -> '{name}') WITH ORDINALITY AS list (entry, place)"
    # What could be taken for a joint or for JSON keeps its text from being joined.
    odd = f"EXISTS (SELECT FROM {entries} WHERE entry = '' OR strpos(entry, '{SEPARATOR}') > 0 OR left(entry, 1) = '[')"
    joined = f"(SELECT coalesce(string_agg(entry, '{SEPARATOR}' ORDER BY place), '') FROM {entries})"  # noqa: S608
    text = f"CASE WHEN {odd} THEN properties ->> '{name}' ELSE {joined} END"
    return f"to_jsonb(CASE WHEN properties ? '{name}' THEN {text} ELSE '' END)"
