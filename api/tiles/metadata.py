"""What tilesets say about themselves: OGC tileset metadata 2.0 and TileJSON 3.0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from api.tiles.drawing import ROOM
from api.tiles.matrices import WORLD, Corners, MatrixSet
from geo.model import COLUMNS, NUMBER_COLUMNS, Kind, Text

MVT: Final = "application/vnd.mapbox-vector-tile"
TILEJSON: Final = "application/vnd.mapbox.tile+json"
DEEPEST: Final = 18
"""The deepest level that TileJSON names: a cell of its tiles' grid is below 4 cm, and clients enlarge from there."""
ATTRIBUTES: Final = {
    name: "Number" if name in NUMBER_COLUMNS else "String" for name in COLUMNS if name not in ("source", "note")
}
"""What features in tiles carry; lists are joined by `;`."""
_TILING_SCHEME: Final = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"
_DATA: Final = "http://www.opengis.net/def/rel/ogc/1.0/geodata"
_LEFT_OUT: Final = Text(
    f"每个瓦片最多 {ROOM} 个要素，大的优先；放不下的个数见响应头 Yuantu-Left-Out。列表以分号连接。",
    f"A tile holds up to {ROOM} features, the largest first; the header Yuantu-Left-Out says how many had no room. "
    "Lists are joined by semicolons.",
)


@dataclass(frozen=True)
class Tileset:
    """The tiles of a collection in one matrix set.

    Args:
        root: the address of the landing page.
        collection: the collection's id.
        revision: what links say of the revision: a number, or "published"; None for the newest whenever a tile is read.
        number: the revision that this description was made from.
        layers: the kinds that have features, each with its extent in degrees.
    """

    root: str
    collection: str
    title: Text
    notice: Text | None
    set: MatrixSet
    revision: int | str | None
    number: int
    layers: dict[str, Corners]

    @property
    def _pin(self) -> str:
        return "" if self.revision is None else f"?revision={self.revision}"

    @property
    def _address(self) -> str:
        return f"{self.root}/collections/{self.collection}/tiles/{self.set.id}"

    def item(self) -> dict[str, Any]:
        """As an entry of the list of tilesets."""
        known = {"tileMatrixSetURI": self.set.uri} if self.set.uri else {}
        return {
            "title": f"{self._both(self.title)} ({self.set.id})",
            "dataType": "vector",
            "crs": self.set.crs,
            **known,
            "links": [
                {"rel": "self", "type": "application/json", "href": self._address + self._pin},
                {
                    "rel": _TILING_SCHEME,
                    "type": "application/json",
                    "href": f"{self.root}/tileMatrixSets/{self.set.id}",
                    "title": self._both(self.set.title),
                },
            ],
        }

    def document(self) -> dict[str, Any]:
        """As OGC tileset metadata."""
        west, south, east, north = self._extent()
        item = self.item()
        return item | {
            "description": self._description(),
            "links": [*item["links"], *self._more_links()],
            "layers": [self._layer(kind) for kind in self.layers],
            # Longitude first, as this system has it.
            "boundingBox": {
                "lowerLeft": [west, south],
                "upperRight": [east, north],
                "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            },
        }

    def tilejson(self) -> dict[str, Any]:
        """As TileJSON, for the web's own grid."""
        west, south, east, north = self._extent()
        return {
            "tilejson": "3.0.0",
            "name": self._both(self.title),
            # Map libraries show it in a corner of the map: schematic outlines say so themselves.
            **({} if self.notice is None else {"attribution": self._both(self.notice)}),
            "description": self._description(),
            "version": f"{self.number}.0.0",
            "scheme": "xyz",
            "tiles": [self._template("z", "y", "x")],
            "minzoom": self.set.levels[0],
            "maxzoom": DEEPEST,
            "bounds": [west, max(south, -85.051), east, min(north, 85.051)],
            "vector_layers": [
                {"id": kind, "description": self._both(Kind(kind).label), "fields": ATTRIBUTES} for kind in self.layers
            ],
        }

    def _more_links(self) -> list[dict[str, Any]]:
        template = self._template("tileMatrix", "tileRow", "tileCol")
        links: list[dict[str, Any]] = [
            {"rel": "item", "type": MVT, "href": template, "templated": True},
            {"rel": _DATA, "type": "application/json", "href": f"{self.root}/collections/{self.collection}"},
        ]
        if self.set.square:
            query = f"{self._pin}&f=tilejson" if self._pin else "?f=tilejson"
            links.append({"rel": "describedby", "type": TILEJSON, "href": self._address + query, "title": "TileJSON"})
        return links

    def _template(self, *names: str) -> str:
        return "/".join([self._address, *(f"{{{name}}}" for name in names)]) + self._pin

    def _layer(self, kind: str) -> dict[str, Any]:
        return {
            "id": kind,
            "title": self._both(Kind(kind).label),
            "dataType": "vector",
            "featureType": kind,
            "propertiesSchema": {
                "type": "object",
                "properties": {name: {"type": type.lower()} for name, type in ATTRIBUTES.items()},
            },
        }

    def _extent(self) -> Corners:
        if not self.layers:
            return WORLD
        west, south, east, north = zip(*self.layers.values(), strict=True)
        return min(west), min(south), max(east), max(north)

    def _description(self) -> str:
        parts = [] if self.notice is None else [self._both(self.notice)]
        return " ".join([*parts, self._both(_LEFT_OUT)])

    @staticmethod
    def _both(text: Text) -> str:
        return f"{text.zh} {text.en}"
