"""The schema of a feature has each property with the type of its values."""

import httpx
import pytest

from geo.model import COLUMNS, Layout

TYPES: dict[str, type | tuple[type, ...]] = {"string": str, "number": (int, float), "array": list}


def test_every_value_is_of_the_type_that_the_schema_says(client: httpx.Client, grid: Layout) -> None:
    schema = client.get("/ogc/collections/grid.all/feature-schema").json()
    types = schema["properties"]["properties"]["properties"]
    assert [*types] == [name for name in COLUMNS if name != "id"]
    for feature in client.get("/ogc/collections/grid.all/items").json()["features"]:
        assert set(feature) == set(schema["required"])
        for name, entry in types.items():
            value = feature["properties"][name]
            assert value is None or isinstance(value, TYPES[entry["type"]])


@pytest.mark.parametrize("kind", ["parcel", "all"])
def test_a_collection_links_to_its_schema(client: httpx.Client, grid: Layout, kind: str) -> None:
    found = client.get(f"/ogc/collections/grid.{kind}").json()
    link = next(link for link in found["links"] if link["rel"] == "describedBy")
    assert link["type"] == "application/schema+json" and client.get(link["href"]).json()["title"] == found["id"]


def test_a_collection_that_is_not_there_has_none(client: httpx.Client, grid: Layout) -> None:
    assert client.get("/ogc/collections/nope.parcel/feature-schema").status_code == 404
    assert client.get("/ogc/collections/grid.parcel/feature-schema?f=gml").status_code == 400
