"""The layouts that come with the program enter a store that does not have them yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from api import __version__
from api.store import Heading, Saved, Store
from geo.exchange import about, geojson
from geo.model import Text
from geo.settings import data_dir

AUTHOR = "yuantu"


def seed(store: Store) -> Iterator[tuple[str, Saved]]:
    """Import each shipped layout that is missing, and tell what became of it."""
    present = {record.id for record in store.layouts()}
    for path in shipped():
        if path.stem in present:
            continue
        body = path.read_bytes()
        layout = geojson.loads(body, id=path.stem)
        heading = heading_of(orjson.loads(body).get(about.MEMBER), Heading.of(layout))
        message = f"随园图 {__version__} 附带 · shipped with yuantu {__version__}"
        yield path.stem, store.import_layout(layout, heading=heading, author=AUTHOR, message=message)


def shipped() -> list[Path]:
    """The layout files that come with the program: each has a provenance file and says which layout it is."""
    folder = data_dir() / "boundaries"
    return [
        path
        for path in sorted(folder.glob("*.geojson"))
        if path.stem != "districts" and path.with_name(f"{path.stem}.provenance.json").is_file()
    ]


def heading_of(about: Any, otherwise: Heading) -> Heading:
    """Title and notice as a file's own member gives them."""
    about = about if isinstance(about, dict) else {}
    title, notice = _text(about.get("title")), _text(about.get("notice"))
    return Heading(title or otherwise.title, notice or otherwise.notice)


def _text(value: Any) -> Text | None:
    if isinstance(value, dict) and isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
        return Text(value["zh"], value["en"]) if value["zh"] and value["en"] else None
    return None
