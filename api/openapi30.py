"""The OpenAPI document in version 3.0, which the OGC standards name: what 3.1 says by JSON Schema, said as 3.0 can.

Source: OpenAPI 3.0.3, schema object; OGC 17-069r4, requirement /req/oas30/oas-definition-2.
"""

from __future__ import annotations

from typing import Any, Final

VERSION: Final = "3.0.3"
_DATA: Final = ("example", "examples", "default", "enum")
_UNKNOWN: Final = ("propertyNames",)


def as_30(document: dict[str, Any]) -> dict[str, Any]:
    """A document of version 3.1 as one of version 3.0; the given one stays as it is."""
    found: dict[str, Any] = _turned(document)
    return found | {"openapi": VERSION}


def _turned(value: Any, *, names: bool = False) -> Any:
    """A part of the document; the keys of one with `names` are names that somebody chose, not words of a schema."""
    if isinstance(value, list):
        return [_turned(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if names:
        return {name: _turned(entry) for name, entry in value.items()}
    turned = {
        key: entry if key in _DATA else _turned(entry, names=key in ("properties", "schemas", "paths"))
        for key, entry in value.items()
        if key not in _UNKNOWN
    }
    return _nullable(_plain(turned))


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """Without words that 3.0 has not: const, a list of examples, a list of one type."""
    if "const" in schema:
        schema = {key: entry for key, entry in schema.items() if key != "const"} | {"enum": [schema["const"]]}
    if isinstance(schema.get("examples"), list):
        examples = schema["examples"]
        schema = {key: entry for key, entry in schema.items() if key != "examples"} | {"example": examples[0]}
    if isinstance(schema.get("type"), list):
        schema = schema | {"type": schema["type"][0]}
    return schema


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """`anyOf` with null as `nullable`."""
    ways = schema.get("anyOf")
    if not isinstance(ways, list) or {"type": "null"} not in ways:
        return schema
    rest = [way for way in ways if way != {"type": "null"}]
    others = {key: entry for key, entry in schema.items() if key != "anyOf"}
    if len(rest) == 1 and "$ref" not in rest[0]:
        return {**others, **rest[0], "nullable": True}
    return others | {"allOf" if len(rest) == 1 else "anyOf": rest, "nullable": True}
