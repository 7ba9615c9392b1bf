"""Templates of sheets, as data: what a map is about, what colours it, what is numbered, which tables stand beside it.

A template is one file `templates/<id>.toml`; another kind of sheet is another file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from geo.model import Kind, Text

FOLDER: Final = Path(__file__).parent / "templates"

About = Literal["park", "group", "finding"]
Colour = Literal["class", "sector", "change", "severity"]
TableName = Literal["groups", "members", "sectors", "changes", "findings", "facts"]


class Template(BaseModel):
    """One kind of sheet.

    `rank` orders the list of templates. `title` is its name in that list; `heading` the sheet's title, where
    `{title}` stands for the layout's title and `{name}` for the name of what the sheet is about. `colour` says
    what fills the areas, `numbered` which kinds get a number on the map and a row in a table, `tables` which
    tables there are.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    rank: int
    title: Text
    heading: Text
    about: About | None = None
    colour: Colour = "class"
    needs_against: bool = False
    numbered: tuple[Kind, ...] = ()
    tables: tuple[TableName, ...] = ()


def _read(path: Path) -> Template:
    with path.open("rb") as file:
        raw = tomllib.load(file)
    texts = {key: Text(**raw[key]) for key in ("title", "heading")}
    return Template.model_validate({**raw, **texts, "id": path.stem})


TEMPLATES: Final[Mapping[str, Template]] = MappingProxyType(
    {template.id: template for template in sorted(map(_read, FOLDER.glob("*.toml")), key=lambda t: (t.rank, t.id))}
)
"""All templates by id, in the order in which people are shown them."""
