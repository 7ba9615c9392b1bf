"""What a request for features asks for, from its query to the page of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from starlette.requests import Request

from api.problems import BadParameter
from api.routes.ogc import jsonfg
from api.routes.ogc import query as read
from api.routes.ogc.collection import ALL, FINDINGS, split
from api.routes.ogc.crs import DEFAULT, ReferenceSystem, named
from api.routes.ogc.cursors import after_in
from api.routes.ogc.filtering import PARAMETERS as FILTERS
from api.routes.ogc.filtering import filters
from api.routes.ogc.revisions import NEWEST, Publication, Wish, wish_of
from api.routes.ogc.vocabulary import Vocabulary, vocabulary_of
from api.store.cql import Filter
from api.store.found import FoundQuery, text_of_finding
from api.store.pages import HEAD_TEXT, OLDER_TEXT, Key, PageQuery
from api.store.selection import row_of_feature, text_of_feature

PARAMETERS: Final = (
    "f", "limit", "cursor", "bbox", "bbox-crs", "crs", "datetime", "properties", "skipGeometry", "sortby", "revision",
    *FILTERS,
)  # fmt: skip
_MOST_KEYS: Final = 4


@dataclass(frozen=True)
class Asked:
    """One request for features of a layout."""

    layout: str
    kind: str
    crs: ReferenceSystem = DEFAULT
    limit: int = read.USUAL_PER_PAGE
    revision: int | None = None
    """The revision that was asked for, or that is published; None for the newest."""
    wish: Wish = NEWEST
    publication: Publication | None = None
    older: int | None = None
    """The revision to read from the history; None reads the newest."""
    shown: int | None = None
    """The revision that is read, once it is known."""
    told: str | None = None
    """The findings to choose from, as `told_of` tells them; None reads features."""
    mark: str = ""
    """What the findings follow from besides the revision."""
    box: read.Box | None = None
    box_crs: ReferenceSystem = DEFAULT
    properties: tuple[str, ...] | None = None
    geometry: bool = True
    keys: tuple[Key, ...] = ()
    after: Sequence[Any] | None = None
    only: str | None = None
    filters: tuple[Filter, ...] = ()
    fg: bool = False
    """As JSON-FG."""
    lists: bool | None = None
    """As rows of a file, whose lists are lists, or else texts; None as features."""

    def at(self, head: int) -> Asked:
        """The same, now that the newest revision is known."""
        if self.told is not None:
            return self
        return replace(self, older=None if self.revision == head else self.revision, shown=self.revision or head)

    def overtaken(self, head: int) -> bool:
        """The revision that was asked for is no longer the newest, as which it was read."""
        return self.told is None and self.older is None and self.revision not in (None, head)

    @property
    def first(self) -> bool:
        """It is the first page."""
        return self.after is None

    @property
    def filtered(self) -> bool:
        """Only some of the collection's features are wanted."""
        return self.box is not None or bool(self.filters)

    @property
    def as_geojson(self) -> bool:
        """The geometry is wanted, in the system of GeoJSON."""
        return self.geometry and self.crs is DEFAULT

    @property
    def place(self) -> str | None:
        """The geometry in a system that GeoJSON does not know, in SQL."""
        return self.crs.sql("geom") if self.geometry and not self.as_geojson else None

    @property
    def columns(self) -> tuple[str, ...]:
        """The properties wanted, in their usual order, without the id, which is always there."""
        known = vocabulary_of(self.kind).columns
        return tuple(name for name in known if name != "id" and (self.properties is None or name in self.properties))

    def query(self) -> PageQuery:
        """The query of its page."""
        found = PageQuery(self.layout, self.limit) if self.told is None else FoundQuery(self.layout, self.limit)
        if isinstance(found, FoundQuery):
            found.told = self.told or ""
        else:
            found.kind, found.revision = None if self.kind == ALL else self.kind, self.older
        found.item, found.keys, found.after = self._item(), self.keys, self.after
        if self.box is not None:
            where, values = self.box_crs.touched("geom", self.box)
            found.where.append(where)
            found.params |= values
        for each in self.filters:
            found.where.append(f"({each.sql})")
            found.params |= each.params
        return found

    def one(self) -> tuple[bytes, dict[str, Any]]:
        """The query of the one feature that was asked for: its text, a digest of what it says, the layout's head."""
        query = self.query()
        source = query.source("feature_id = %(only)s")
        head = "(SELECT head FROM layout WHERE id = %(layout)s)"
        text = f"SELECT convert_to({query.item}, 'UTF8'), md5({self._whole()}), {head} {source}"
        return text.encode(), query.bound() | {"only": self.only}

    def _item(self) -> str:
        if self.lists is not None:
            return row_of_feature(self.crs.east_first("geom") if self.geometry else None, self.columns, self.lists)
        if self.fg:
            return jsonfg.item(replace(self, fg=False, crs=DEFAULT, geometry=self.as_geojson)._item(), self.place)
        geometry = self.crs.sql("geom") if self.geometry else None
        if self.told is not None:
            return text_of_finding(geometry, self.properties)
        if self.crs is DEFAULT and self.properties is None and self.geometry:
            return self._whole()
        return text_of_feature(geometry, self.properties)

    def _whole(self) -> str:
        """All that is said, as it stands in the store."""
        if self.told is not None:
            return text_of_finding("geom")
        return HEAD_TEXT if self.older is None else OLDER_TEXT


def asked(request: Request, id: str) -> Asked:
    """What a request's query asks of a collection.

    Raises:
        NotFound: there can be no such collection.
        BadParameter: a parameter is unknown or wrong.
    """
    layout, kind = split(id)
    words = vocabulary_of(kind)
    said = read.parameters(request, parameters_of(kind))
    if "subject" in said:
        said = {**said, "subjects": said["subject"]}
    read.moment(said.get("datetime"))
    keys = sort_keys(said.get("sortby"), words)
    wish = wish_of(request, said)
    return Asked(
        layout,
        kind,
        crs=named(said.get("crs"), "crs"),
        limit=read.whole(said.get("limit"), "limit", read.USUAL_PER_PAGE, most=read.MOST_PER_PAGE),
        revision=wish.revision,
        wish=wish,
        box=read.box(said.get("bbox")),
        box_crs=named(said.get("bbox-crs"), "bbox-crs"),
        properties=_properties(said.get("properties"), words),
        geometry=not read.truth(said.get("skipGeometry"), "skipGeometry"),
        keys=keys,
        after=after_in(said.get("cursor"), keys),
        filters=filters(said, words),
    )


def parameters_of(kind: str) -> tuple[str, ...]:
    """The parameters that the items of a collection of this kind know."""
    return (*PARAMETERS, *vocabulary_of(kind).equal, *(("subject",) if kind == FINDINGS else ()))


def sort_keys(text: str | None, words: Vocabulary) -> tuple[Key, ...]:
    """The order that `sortby` names: properties, each with `+` or `-` before it.

    Raises:
        BadParameter: not the name of a property that has an order.
    """
    if text is None:
        return ()
    found = []
    for part in text.split(","):
        name = part.strip().lstrip("+-")
        order = words.order(name)
        if order is None:
            listed = ", ".join(words.sortable)
            raise BadParameter(
                f"不能按 {name[:40]} 排序；可选：{listed}",
                f"cannot sort by {name[:40]}; known are {listed}",
                where="sortby",
            )
        found.append(Key(*order, part.strip().startswith("-")))
    if len(found) > _MOST_KEYS:
        raise BadParameter(f"最多按 {_MOST_KEYS} 项排序", f"at most {_MOST_KEYS} keys", where="sortby")
    return tuple(found)


def _properties(text: str | None, words: Vocabulary) -> tuple[str, ...] | None:
    if text is None:
        return None
    names = tuple(part.strip() for part in text.split(",") if part.strip())
    for name in names:
        if name not in words.columns:
            listed = ", ".join(words.columns)
            raise BadParameter(
                f"没有属性 {name[:40]}；可选：{listed}",
                f"no property {name[:40]}; known are {listed}",
                where="properties",
            )
    return names
