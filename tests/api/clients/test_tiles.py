"""The snippets for vector tiles: every address in them answers with what a map library expects."""

import re
from pathlib import Path

import httpx
import mapbox_vector_tile
import pytest

import api
from api.tiles.drawing import FROM_THE_GROUND_UP, ROOM
from api.tiles.matrices import SETS

TEXT = (Path(api.__file__).parent / "clients" / "tiles.md").read_text(encoding="utf-8")
ADDRESSES = sorted(set(re.findall(r"/ogc/[^\s`\"]+", TEXT)))
CENTRES = {"WebMercatorQuad": ("9", "193", "421"), "CGCS2000Quad": ("9", "71", "421")}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_answers(client: httpx.Client, address: str) -> None:
    grid = next((id for id in SETS if id in address), "WebMercatorQuad")
    z, y, x = CENTRES[grid]
    got = client.get(address.replace("{layout}", "zgc-2020").format(z=z, y=y, x=x))
    assert got.status_code == 200
    if got.headers["content-type"] == "application/vnd.mapbox-vector-tile":
        assert set(mapbox_vector_tile.decode(got.content)) <= set(FROM_THE_GROUND_UP)


def test_the_layers_that_are_styled_are_there(client: httpx.Client) -> None:
    styled = set(re.findall(r'"source-layer": "(\w+)"', TEXT))
    tilejson = client.get("/ogc/collections/zgc-2020.all/tiles/WebMercatorQuad?f=tilejson").json()
    assert styled and styled <= {layer["id"] for layer in tilejson["vector_layers"]}


def test_the_limit_is_the_one_that_is_told() -> None:
    assert f"{ROOM:,}" in TEXT
