"""What an import keeps out, on its way into the quarantine: nothing that a file holds can refuse it entry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import orjson
import shapely
from sqlalchemy import Connection

from api.store.records import Refusal
from api.store.statements import statement
from geo.crs import EPSG
from geo.exchange.intake.draft import Quarantined
from geo.model import Layout, features_of

_COPY: Final = (
    "COPY kept_out (layer, row_number, feature_id, code, reason_zh, reason_en, properties, geom, at_lon, at_lat)"
    " FROM STDIN"
)
_REFUSED: Final = "refused"
_NO_ROW: Final = -1
# An escaped backslash before "u0000" is harmless.
_NUL_IN_JSON: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"


def copy_quarantine(connection: Connection, number: int, items: Sequence[Quarantined]) -> None:
    """Put features into the quarantine as those of that import."""
    if not items:
        return
    shapes = _shapes(items)
    # COPY does not go into a table with row-level security.
    connection.execute(statement("kept_out"))
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy(_COPY) as copy:
        for item, shape in zip(items, shapes, strict=True):
            copy.write_row(_row(item, shape))
    connection.execute(statement("add_quarantine"), {"import": number})


def _row(item: Quarantined, shape: str | None) -> tuple[Any, ...]:
    id = None if item.id is None else plain_text(item.id)
    row = None if item.row == _NO_ROW else item.row
    reason = (plain_text(item.reason.zh), plain_text(item.reason.en))
    at = item.at or (None, None)
    return (plain_text(item.layer), row, id, item.code, *reason, json_text(item.properties), shape, *at)


def _shapes(items: Sequence[Quarantined]) -> list[str | None]:
    """The geometries for COPY, without heights."""
    shapes = np.empty(len(items), dtype=object)
    shapes[:] = [item.geometry for item in items]
    flat = shapely.set_srid(shapely.force_2d(shapes), EPSG)
    return list(shapely.to_wkb(flat, hex=True, include_srid=True))


def refusals_of(refused: Sequence[Refusal], layout: Layout) -> list[Quarantined]:
    """What the store itself refused of a layout; from which row of the file each came is not known any more."""
    reasons = {refusal.feature: refusal for refusal in refused}
    rows = layout.features[layout.features["id"].isin(reasons)]
    return [
        Quarantined(
            layer="", row=_NO_ROW, id=feature.id, code=_REFUSED, reason=reasons[feature.id].reason,
            properties={"id": feature.id, "kind": feature.kind, **_said(feature.properties)},
            geometry=feature.geometry, at=reasons[feature.id].at,
        )
        for feature in features_of(rows)
    ]  # fmt: skip


def _said(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value not in (None, ())}


def plain_text(text: str) -> str:
    """A text that PostgreSQL takes: U+0000 and halves of surrogate pairs are marked as unknown."""
    return text.replace("\0", _UNKNOWN).encode("utf-8", "replace").decode()


def json_text(value: Mapping[str, Any]) -> str:
    """JSON that PostgreSQL takes; what is no JSON becomes text."""
    try:
        text = orjson.dumps(value, default=str, option=orjson.OPT_SERIALIZE_NUMPY).decode()
    except orjson.JSONEncodeError:
        text = orjson.dumps(_tame(value)).decode()
    return _NUL_IN_JSON.sub(rf"\1{_UNKNOWN}", text)


def _tame(value: Any) -> Any:
    """A value of which every part is sure to be written."""
    if isinstance(value, Mapping):
        return {plain_text(str(key)): _tame(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_tame(entry) for entry in value]
    if value is None or isinstance(value, bool | float):
        return value
    return plain_text(str(value))
