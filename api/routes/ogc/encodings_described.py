"""What the OpenAPI document says of encodings: the media types of every resource, and what its `f` may be."""

from __future__ import annotations

from typing import Any, Final

from api.routes.ogc.formats import FLATGEOBUF, GEOPARQUET, HTML, MVT, SEQUENCE, Encoding, offered

_BINARY: Final = (FLATGEOBUF, GEOPARQUET, MVT)
_TEXT: Final = (HTML, SEQUENCE)
# Of the addresses that a template stands for, the one with the most encodings.
_RICHEST: Final = ("{tileMatrixSetId}", "WebMercatorQuad")


def describe_encodings(paths: dict[str, Any]) -> None:
    """Add every encoding that is offered to the paths of an OpenAPI document."""
    for path, methods in paths.items():
        encodings = offered(path.replace(*_RICHEST)) or ()
        if "get" not in methods or len(encodings) < 2:
            continue
        content = methods["get"]["responses"]["200"]["content"]
        for encoding in encodings:
            content.setdefault(encoding.media, {"schema": _schema(encoding)})
        for parameter in methods["get"].get("parameters", ()):
            if parameter["name"] == "f":
                parameter["schema"] = {"type": "string", "enum": [encoding.f for encoding in encodings]}


def _schema(encoding: Encoding) -> dict[str, Any]:
    if encoding in _BINARY:
        return {"type": "string", "format": "binary"}
    return {"type": "string" if encoding in _TEXT else "object"}
