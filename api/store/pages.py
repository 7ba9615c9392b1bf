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
    texts: list[bytes]
    """The features, each as JSON text."""
    more: bool
    last: list[Any] | None
    """The values of the keys and the id of the page's last feature."""

    @property
    def number(self) -> int:
        """How many features it has."""
        return len(self.texts)

    @property
    def body(self) -> bytes:
        """The features, with commas between them."""
        return b",".join(self.texts)


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
        return values | {"kind": self.kind, "revision": self.revision} | self._after_values()

    def page(self) -> bytes:
        """The query of the page, whose rows `gathered` reads: head, text and keys of each feature and of one more.

        A row each: one long text would be copied four times on its way out of the database.
        """
        last = "".join(f"{key.sql} AS key{i}, " for i, key in enumerate(self.keys))
        order = ", ".join([*(key.order() for key in self.keys), "feature_id"])
        columns = ", ".join(["page.text", *(f"page.key{i}" for i in range(len(self.keys))), "page.feature_id"])
        # Every part of the text is of this program; what comes from outside is bound.
        text = f"""
            SELECT layout.head, {columns}
            FROM layout LEFT JOIN LATERAL (
                SELECT convert_to({self.item}, 'UTF8') AS text, {last} feature_id
                FROM (SELECT * {self.source(*self._place())} ORDER BY {order} LIMIT %(more)s) chosen
            ) page ON true
            WHERE layout.id = %(layout)s
        """  # noqa: S608
        return text.encode()

    def gathered(self, rows: Sequence[tuple[Any, ...]]) -> Page | None:
        """The page that the query's rows are; None where there is no such layout."""
        if not rows:
            return None
        found = rows if rows[0][1] is not None else []
        shown = found[: self.limit]
        last = list(shown[-1][2:]) if shown else None
        return Page(rows[0][0], [row[1] for row in shown], len(found) > len(shown), last)

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
