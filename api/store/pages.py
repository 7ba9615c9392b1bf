"""One page of features as text that PostGIS writes, found by the key after which it begins.

The query joins everything that a page needs in one round trip: the layout's head, the page, and whether another
page follows. What comes from outside is bound; what stands in the text comes from closed tables of this program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_HEAD = "SELECT * FROM feature_head WHERE layout = %(layout)s"
_OLDER = (
    'SELECT feature_id COLLATE "C" AS feature_id, kind, properties, geom FROM features_at(%(layout)s, %(revision)s)'
)
OLDER_TEXT = "feature_geojson(feature_id, kind, properties, geom)"
HEAD_TEXT = "json"


@dataclass(frozen=True)
class Key:
    """One part of an order: an expression, its type, and whether it falls. What has no value comes last."""

    sql: str
    type: str
    falling: bool = False

    def order(self) -> str:
        """Its part of ORDER BY."""
        return f"{self.sql} {'DESC' if self.falling else 'ASC'} NULLS LAST"


class Page(NamedTuple):
    """A page as the database gave it."""

    head: int
    """The layout's newest revision."""
    body: bytes | memoryview
    """The features, each as JSON text, with the query's gap between them."""
    number: int
    """How many features it has."""
    more: bool
    last: list[Any] | None
    """The values of the keys and the id of the page's last feature."""


@dataclass
class PageQuery:
    """Which features a page shows, in which order, and as which text."""

    layout: str
    limit: int
    kind: str | None = None
    revision: int | None = None
    item: str = HEAD_TEXT
    keys: Sequence[Key] = ()
    after: Sequence[Any] | None = None
    """The values of the keys and the id of the feature before the page."""
    gap: str = ","
    """What stands between two features."""
    where: list[str] = field(default_factory=list)
    params: dict[str, Any] = field(default_factory=dict)

    def source(self, *more: str) -> str:
        """The features to choose from, under every condition and these besides."""
        inner = _HEAD if self.revision is None else _OLDER
        conditions = [*(["kind = %(kind)s"] if self.kind else []), *self.where, *more]
        return f"FROM ({inner}) feature" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")

    def bound(self) -> dict[str, Any]:
        """The values of the parameters."""
        values = self.params | {"layout": self.layout, "limit": self.limit, "more": self.limit + 1}
        values["gap"] = self.gap
        return values | {"kind": self.kind, "revision": self.revision} | self._after_values()

    def page(self) -> bytes:
        """The query of the page, whose row `gathered` reads: head, one text of all features and of one more, how many
        they are, how long the one more is, keys and id of the page's last.

        A type of its own tells the reader that the text is wanted as bytes; to convert it would copy it once more.
        """
        order = ", ".join([*(key.order() for key in self.keys), "feature_id"])
        names = [*(f"key{i}" for i in range(len(self.keys))), "feature_id"]
        values = ", ".join([*(f"{key.sql} AS key{i}" for i, key in enumerate(self.keys)), "feature_id"])
        last = ", ".join(f"(array_agg({name}))[least(count(*), %(limit)s)::int]" for name in names)
        # Every part of the text is of this program; what comes from outside is bound. OFFSET 0: a text that is looked
        # at twice would be written twice.
        text = f"""
            SELECT layout.head, page.*
            FROM layout CROSS JOIN LATERAL (
                SELECT string_agg(text, %(gap)s)::varchar, count(*)::int,
                       (array_agg(octet_length(text)))[%(more)s::int], {last}
                FROM (
                    SELECT {self.item} AS text, {values}
                    FROM (SELECT * {self.source(*self._place())} ORDER BY {order} LIMIT %(more)s) chosen
                    OFFSET 0
                ) written
            ) page
            WHERE layout.id = %(layout)s
        """  # noqa: S608
        return text.encode()

    def gathered(self, row: Sequence[Any] | None) -> Page | None:
        """The page that the query's row is; None where there is no such layout."""
        if row is None:
            return None
        head, text, found, beyond, *last = row
        if not found:
            return Page(head, b"", 0, more=False, last=None)
        body = text if beyond is None else memoryview(text)[: -beyond - len(self.gap.encode())]
        return Page(head, body, min(found, self.limit), found > self.limit, last)

    def count(self) -> bytes:
        """The query of the layout's head, and how many features there are on all pages."""
        text = f"SELECT head, (SELECT count(*)::int {self.source()}) FROM layout WHERE id = %(layout)s"  # noqa: S608
        return text.encode()

    def _after_values(self) -> dict[str, Any]:
        return {} if self.after is None else {f"after{i}": value for i, value in enumerate(self.after)}

    def _place(self) -> list[str]:
        """Where the page begins: after the values of the keys in their order."""
        if self.after is None:
            return []
        ways: list[str] = []
        same: list[str] = []
        for i, key in enumerate(self.keys):
            value = f"%(after{i})s::{key.type}"
            if self.after[i] is not None:
                sign = "<" if key.falling else ">"
                ways.append(" AND ".join([*same, f"({key.sql} {sign} {value} OR {key.sql} IS NULL)"]))
            same.append(f"{key.sql} IS NOT DISTINCT FROM {value}")
        ways.append(" AND ".join([*same, f"feature_id > %(after{len(self.keys)})s"]))
        return ["(" + " OR ".join(f"({way})" for way in ways) + ")"]
