"""Conflicts of a merge as JSON, and what a request chose for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import orjson
import shapely

from api.body import parse_layout
from geo.compare import WHOLE, Choice, MergeConflict, Take
from geo.compare.alignment import OUTLINE, PARTS
from geo.errors import InputError
from geo.model import Feature, features_of

_MEMBERS: Final = {"feature", "part", "take", "value"}


def conflicts_data(conflicts: Sequence[MergeConflict]) -> list[dict[str, Any]]:
    """Conflicts as objects for `orjson`."""
    return [
        {
            "feature": conflict.id,
            "part": conflict.part,
            "kind": conflict.kind,
            "name": conflict.name,
            "why": conflict.why.value,
            **{side: _data(conflict.part, getattr(conflict, side)) for side in ("base", "mine", "theirs")},
        }
        for conflict in conflicts
    ]


def _data(part: str, value: Any) -> Any:
    if value is None:
        return None
    if part == OUTLINE:
        return orjson.Fragment(shapely.to_geojson(value))
    return _feature(value) if part == WHOLE else value


def _feature(feature: Feature) -> dict[str, Any]:
    shape = feature.geometry
    return {
        "type": "Feature",
        "id": feature.id,
        "geometry": None if shape is None else orjson.Fragment(shapely.to_geojson(shape)),
        "properties": {"id": feature.id, "kind": feature.kind, **feature.properties},
    }


def choices_in(document: dict[str, Any]) -> list[Choice]:
    """The member `choices` of a body.

    Raises:
        InputError: it is no list of choices, or a value does not fit its part; the message names the place.
    """
    given = document.get("choices", [])
    if not isinstance(given, list):
        raise InputError("应为选择的列表", "must be a list of choices", where="choices")
    return [_choice(item, f"choices[{n}]") for n, item in enumerate(given)]


def _choice(item: Any, where: str) -> Choice:
    if not isinstance(item, dict) or not set(item) <= _MEMBERS:
        raise InputError("应为 feature、part、take、value", "must have feature, part, take and value", where=where)
    id, part, take = (item.get(name) for name in ("feature", "part", "take"))
    if not isinstance(id, str) or "\0" in id:
        raise InputError("应为要素编号", "must be a feature's id", where=f"{where}.feature")
    if part not in (WHOLE, *PARTS):
        raise InputError(
            "应为属性名、geometry 或 feature", "must be a property, geometry or feature", where=f"{where}.part"
        )
    if take not in list(Take):
        raise InputError(
            "应为 mine、theirs、base 或 value", "must be mine, theirs, base or value", where=f"{where}.take"
        )
    value = _value(id, part, item.get("value"), f"{where}.value") if take == Take.VALUE else None
    return Choice(id, part, Take(take), value)


def _value(id: str, part: str, value: Any, where: str) -> Any:
    """A value of that part, read as a feature's is."""
    if part == WHOLE and value is None:
        return None
    feature: Any = {"type": "Feature", "id": id, "geometry": None, "properties": {"kind": "group"}}
    if part == WHOLE:
        feature = value
    elif part == OUTLINE:
        feature["geometry"] = value
    else:
        feature["properties"][part] = value
    found = _read(feature, where)
    if found.id != id:
        raise InputError(f"要素编号应为 {id}", f"the feature's id must be {id}", where=where)
    if part == WHOLE:
        return found
    if part == OUTLINE:
        return found.geometry
    return found.kind if part == "kind" else found.properties[part]


def _read(feature: Any, where: str) -> Feature:
    try:
        layout = parse_layout(orjson.dumps({"type": "FeatureCollection", "features": [feature]}), rulebook="")
    except orjson.JSONEncodeError as error:
        raise InputError("JSON 嵌套过深", "the JSON is nested too deeply", where=where) from error
    except InputError as error:
        raise InputError(error.zh, error.en, where=where) from error
    return features_of(layout.features)[0]
