"""What a file says of itself: which layout it holds, of which revision and rulebook, and under which title."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd
import orjson

from geo.model import SCHEMATIC_NOTICE, Layout, Text

MEMBER: Final = "yuantu"
"""The name under which a file carries it, in capitals where GDAL keeps it."""


def about(layout: Layout) -> dict[str, Any]:
    """What to write into a file of this layout, and that its outlines are schematic where they are."""
    return {
        "layout": layout.id,
        "revision": layout.revision,
        "rulebook": layout.rulebook,
        "title": None if layout.title is None else layout.title.data(),
        "notice": SCHEMATIC_NOTICE.data() if layout.schematic else None,
    }


def parsed(text: str | bytes | None) -> dict[str, Any]:
    """What a file that says it as JSON text says; nothing where that is not so."""
    try:
        found = orjson.loads(text or b"{}")
    except orjson.JSONDecodeError:
        found = {}
    return found if isinstance(found, dict) else {}


def laid(table: gpd.GeoDataFrame, said: dict[str, Any], *, id: str, rulebook: str) -> Layout:
    """The layout of a file's rows; `id` and `rulebook` serve where the file names none.

    Raises:
        InputError: two features share an id.
    """
    revision = said.get("revision")
    return Layout.from_table(
        table,
        id=_text(said.get("layout")) or id,
        revision=revision if isinstance(revision, int) else None,
        rulebook=_text(said.get("rulebook")) or rulebook,
        title=_title(said.get("title")),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _title(value: Any) -> Text | None:
    if isinstance(value, dict) and isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
        return Text(value["zh"], value["en"])
    return None
