"""The document in version 3.0: valid, and saying the same."""

from typing import Any

import httpx
from openapi_spec_validator import validate

from api.openapi30 import as_30


def test_the_definition_is_valid_openapi_3_0(client: httpx.Client) -> None:
    document = client.get("/ogc/api").json()
    assert document["openapi"] == "3.0.3"
    validate(document)


def test_what_can_be_null_and_what_is_fixed() -> None:
    schema: dict[str, Any] = {
        "properties": {
            "const": {"anyOf": [{"type": "string"}, {"type": "null"}], "title": "T"},
            "one": {"anyOf": [{"$ref": "#/x"}, {"type": "null"}]},
            "two": {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]},
            "fixed": {"const": "a", "type": "string"},
            "shown": {"type": ["string"], "examples": ["a", "b"]},
        },
        "example": {"const": 1, "anyOf": [{"type": "null"}]},
    }
    document = {"openapi": "3.1.0", "components": {"schemas": {"anyOf": schema}}}
    turned = as_30(document)
    assert document["openapi"] == "3.1.0"
    assert turned == {
        "openapi": "3.0.3",
        "components": {
            "schemas": {
                "anyOf": {
                    "properties": {
                        "const": {"type": "string", "title": "T", "nullable": True},
                        "one": {"allOf": [{"$ref": "#/x"}], "nullable": True},
                        "two": {"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": True},
                        "fixed": {"type": "string", "enum": ["a"]},
                        "shown": {"type": "string", "example": "a"},
                    },
                    "example": {"const": 1, "anyOf": [{"type": "null"}]},
                }
            }
        },
    }
