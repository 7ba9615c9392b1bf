"""Vector tiles over HTTP: the standard's abstract tests (OGC 20-057, annex A), caching, and no stale tile."""

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import mapbox_vector_tile
import pytest

from api.store import Store
from api.tiles.matrices import CGCS2000, SETS, WEB_MERCATOR
from geo.model import Edit, Layout
from tests.api.routes.ogc.conftest import parcel
from tests.api.tiles import mvt

REL = "http://www.opengis.net/def/rel/ogc/1.0/"
MVT = "application/vnd.mapbox-vector-tile"
HERE = {"WebMercatorQuad": ("8", "96", "210"), "CGCS2000Quad": ("8", "35", "210")}
TILES = "/ogc/collections/grid.all/tiles"


def address(grid: str, collection: str = "grid.all") -> str:
    return f"/ogc/collections/{collection}/tiles/{grid}/{'/'.join(HERE[grid])}"


def ids(answer: httpx.Response, grid: str = "CGCS2000Quad") -> set[str]:
    return mvt.ids(answer.content, SETS[grid].cell(*HERE[grid]))


@pytest.mark.parametrize("grid_id", SETS)
def test_core_tc_op_and_tc_success(client: httpx.Client, grid: Layout, grid_id: str) -> None:
    """/conf/core/tc-op, /conf/core/tc-success: the template leads to tiles of what lies there."""
    described = client.get(f"{TILES}/{grid_id}").json()
    (template,) = [link["href"] for link in described["links"] if link["rel"] == "item"]
    z, row, col = HERE[grid_id]
    got = client.get(template.format(tileMatrix=z, tileRow=row, tileCol=col))
    assert got.status_code == 200
    assert got.headers["content-type"] == MVT
    cell = SETS[grid_id].cell(z, row, col)
    west, south, east, north = cell.lonlat()
    inside = {f"P{n:02d}" for n in range(2, 60)} | {"S/1 甲"}
    assert west < 116 and east < 117 and south < 40 and north > 40.1
    assert mvt.ids(got.content, cell) == inside


@pytest.mark.parametrize("path", ["25/0/0", "8/256/0", "8/0/256", "8/-1/0", "x/0/0", "8/0/1e1"])
def test_core_tc_error_outside(client: httpx.Client, grid: Layout, path: str) -> None:
    """/conf/core/tc-error: outside the matrix set is 404, with a sentence."""
    got = client.get(f"{TILES}/WebMercatorQuad/{path}")
    assert got.status_code == 404
    assert "WebMercatorQuad has no" in got.json()["message"]["en"]


def test_core_tc_error_empty(client: httpx.Client, grid: Layout) -> None:
    """/conf/core/tc-error: a tile with nothing in it is 204."""
    got = client.get(f"{TILES}/WebMercatorQuad/8/0/0")
    assert (got.status_code, got.content) == (204, b"")


@pytest.mark.parametrize("grid_id", SETS)
def test_tileset_description(client: httpx.Client, grid: Layout, grid_id: str) -> None:
    """/conf/tileset/description: type, system, registry, and links to the grid and to single tiles."""
    described = client.get(f"{TILES}/{grid_id}").json()
    assert (described["dataType"], described["crs"]) == ("vector", SETS[grid_id].crs)
    assert described.get("tileMatrixSetURI") == SETS[grid_id].uri
    by_rel = {link["rel"]: link for link in described["links"]}
    assert client.get(by_rel[f"{REL}tiling-scheme"]["href"]).json()["id"] == grid_id
    item = by_rel["item"]
    assert item["templated"] is True and item["type"] == MVT
    assert all(name in item["href"] for name in ("{tileMatrix}", "{tileRow}", "{tileCol}"))
    assert client.get(by_rel["self"]["href"]).json() == described
    assert client.get(by_rel[f"{REL}geodata"]["href"]).json()["id"] == "grid.all"
    assert {layer["id"] for layer in described["layers"]} == {"parcel", "site"}
    assert described["boundingBox"]["lowerLeft"] == [116, 40]
    assert described["boundingBox"]["upperRight"] == [117.1, 41.1]


def test_tilesets_list_tileset_links(client: httpx.Client, grid: Layout) -> None:
    """/conf/tilesets-list/tileset-links: each entry says type and system and leads to itself and to its grid."""
    listed = client.get(TILES).json()["tilesets"]
    assert [entry["crs"] for entry in listed] == [matrices.crs for matrices in SETS.values()]
    for entry, id in zip(listed, SETS, strict=True):
        by_rel = {link["rel"]: link["href"] for link in entry["links"]}
        assert entry["dataType"] == "vector"
        assert urlsplit(by_rel["self"]).path == f"{TILES}/{id}"
        assert client.get(by_rel["self"]).json()["crs"] == entry["crs"]
        assert client.get(by_rel[f"{REL}tiling-scheme"]).json()["crs"] == entry["crs"]
        assert ("tileMatrixSetURI" in entry) == (id == "WebMercatorQuad")


def test_geodata_tilesets_desc_links_and_operation(client: httpx.Client, grid: Layout) -> None:
    """/conf/geodata-tilesets/desc-links and operation: the collection leads to its list of tilesets, at …/tiles."""
    links = client.get("/ogc/collections/grid.parcel").json()["links"]
    (href,) = [link["href"] for link in links if link["rel"] == f"{REL}tilesets-vector"]
    assert urlsplit(href).path == "/ogc/collections/grid.parcel/tiles"
    assert client.get(href).json()["tilesets"]
    assert not any("tiles" in link["rel"] for link in client.get("/ogc/collections/grid.findings").json()["links"])


def test_mvt_content(client: httpx.Client, grid: Layout) -> None:
    """/conf/mvt/content: one document for one tile, features with type and geometry, the grid's corner at 0, 0."""
    layers = mapbox_vector_tile.decode(client.get(address("CGCS2000Quad")).content)
    assert set(layers) == {"parcel", "site"}
    types = {feature["geometry"]["type"] for layer in layers.values() for feature in layer["features"]}
    assert types == {"Polygon", "Point"}
    cell = CGCS2000.cell(*HERE["CGCS2000Quad"])
    seen = mvt.features(client.get(address("CGCS2000Quad", "grid.parcel")).content, cell)
    for one in seen:
        expected = parcel(int(one.properties["id"][1:])).geometry
        assert expected is not None
        assert one.geometry.hausdorff_distance(expected) < 1.5 * mvt.unit_of(cell)
        assert one.layer == "parcel"


def test_tms_tilematrixset(client: httpx.Client, grid: Layout) -> None:
    """Both grids are listed, linked from the landing page and given in full."""
    (href,) = [link["href"] for link in client.get("/ogc").json()["links"] if link["rel"] == f"{REL}tiling-schemes"]
    listed = client.get(href).json()["tileMatrixSets"]
    assert [entry["id"] for entry in listed] == list(SETS)
    for entry in listed:
        assert client.get(entry["links"][0]["href"]).json() == SETS[entry["id"]].document()
    got = client.get("/ogc/tileMatrixSets/none")
    assert got.status_code == 404 and "known are" in got.json()["message"]["en"]


def test_the_classes_are_declared(client: httpx.Client) -> None:
    declared = client.get("/ogc/conformance").json()["conformsTo"]
    for name in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt", "oas30"):
        assert f"http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/{name}" in declared


def test_oas30_operation_id(client: httpx.Client) -> None:
    """/conf/oas30/operation-id: the API's definition names the operations as the standard does."""
    described = client.get("/ogc/api").json()
    assert described["openapi"].startswith("3.0.")
    named = {path: item["get"]["operationId"] for path, item in described["paths"].items() if "tile" in path.lower()}
    of_collection = "/collections/{id}/tiles"
    ends = {path.removeprefix("/ogc"): name for path, name in named.items()}
    assert ends[of_collection] == "collection.vector.getTileSetsList"
    assert ends[f"{of_collection}/{{tileMatrixSetId}}"] == "collection.vector.getTileSet"
    tile = f"{of_collection}/{{tileMatrixSetId}}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"
    assert ends[tile] == "collection.vector.getTile"
    assert ends["/tileMatrixSets"] == "getTileMatrixSetsList"
    assert ends["/tileMatrixSets/{id}"] == "getTileMatrixSet"


def test_tilejson_is_what_map_libraries_read(client: httpx.Client, grid: Layout) -> None:
    got = client.get(f"{TILES}/WebMercatorQuad?f=tilejson")
    assert got.headers["content-type"] == "application/vnd.mapbox.tile+json"
    body = got.json()
    assert body["tilejson"] == "3.0.0"
    assert body["bounds"] == [116, 40, 117.1, 41.1]
    assert {layer["id"] for layer in body["vector_layers"]} == {"parcel", "site"}
    assert body["vector_layers"][0]["fields"]["stated_area_km2"] == "Number"
    z, row, col = HERE["WebMercatorQuad"]
    tile = client.get(body["tiles"][0].format(z=z, y=row, x=col))
    assert len(ids(tile, "WebMercatorQuad")) == 59
    accepted = client.get(f"{TILES}/WebMercatorQuad", headers={"Accept": "application/vnd.mapbox.tile+json"})
    assert accepted.json() == body
    refused = client.get(f"{TILES}/CGCS2000Quad?f=tilejson")
    assert refused.status_code == 400 and "known are json" in refused.json()["message"]["en"]


def test_schematic_outlines_say_so_on_every_map(client: httpx.Client) -> None:
    body = client.get("/ogc/collections/zgc-2020.all/tiles/WebMercatorQuad?f=tilejson").json()
    assert body["attribution"].startswith("示意图") and "Schematic" in body["attribution"]
    described = client.get("/ogc/collections/zgc-2020.all/tiles/CGCS2000Quad").json()
    assert described["description"].startswith(body["attribution"])


def test_only_what_there_is_can_be_asked_for(client: httpx.Client, grid: Layout) -> None:
    tile = address("CGCS2000Quad")
    for accept in ("*/*", MVT, "application/x-protobuf"):
        assert client.get(tile, headers={"Accept": accept}).headers["content-type"] == MVT
    assert client.get(f"{tile}?f=mvt").status_code == 200
    assert client.get(f"{tile}?f=png").status_code == 400
    for path in (tile, TILES, "/ogc/tileMatrixSets", "/ogc/tileMatrixSets/CGCS2000Quad"):
        assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_a_revision_is_read_for_good_and_the_newest_asked_for_again(client: httpx.Client, grid: Layout) -> None:
    newest, first = client.get(address("CGCS2000Quad")), client.get(address("CGCS2000Quad") + "?revision=1")
    assert newest.headers["cache-control"] == "no-cache"
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert ids(first) - ids(newest) == {"P00", "P01"}
    described = client.get(f"{TILES}/CGCS2000Quad?revision=1").json()
    assert all(
        "revision=1" in link["href"] for link in described["links"] if link["rel"] in ("self", "item", "describedby")
    )
    tilejson = client.get(f"{TILES}/WebMercatorQuad?f=tilejson&revision=1").json()
    assert tilejson["tiles"][0].endswith("?revision=1") and tilejson["version"] == "1.0.0"
    for path in (address("CGCS2000Quad"), f"{TILES}/CGCS2000Quad", TILES):
        assert client.get(f"{path}?revision=3").status_code == 404
        assert client.get(f"{path}?revision=0").status_code == 400
        assert client.get(f"{path}?revision=x").status_code == 400
        assert client.get(f"{path}?colour=red").status_code == 400


def test_the_tag_is_strong_and_spares_the_body(client: httpx.Client, grid: Layout) -> None:
    for accepted in ("identity", "gzip", "br", "zstd"):
        headers = {"Accept-Encoding": accepted}
        got = client.get(address("CGCS2000Quad"), headers=headers)
        assert got.headers["etag"].startswith('"r2-')
        assert got.headers.get("content-encoding", "identity") == accepted
        assert accepted == "zstd" or len(ids(got)) == 59  # the one coding that this client cannot unpack
        held = client.get(address("CGCS2000Quad"), headers=headers | {"If-None-Match": got.headers["etag"]})
        assert (held.status_code, held.content) == (304, b"")
        assert held.headers["etag"] == got.headers["etag"]
        assert held.headers["cache-control"] == "no-cache"
    tags = {
        client.get(address("CGCS2000Quad", name), headers={"Accept-Encoding": "gzip"}).headers["etag"]
        for name in ("grid.all", "grid.parcel", "grid.site")
    }
    assert len(tags) == 3
    empty = client.get(f"{TILES}/WebMercatorQuad/8/0/0")
    again = client.get(f"{TILES}/WebMercatorQuad/8/0/0", headers={"If-None-Match": empty.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("collection", ["grid.findings", "grid.none", "nowhere.all", "grid"])
def test_what_has_no_tiles_says_so(client: httpx.Client, grid: Layout, collection: str) -> None:
    for path in (
        address("CGCS2000Quad", collection),
        *(f"/ogc/collections/{collection}/tiles{t}" for t in ("", "/CGCS2000Quad")),
    ):
        got = client.get(path)
        assert got.status_code == 404, path
        assert got.headers["content-type"] == "application/problem+json"


def test_no_stale_tile_while_others_write(client: httpx.Client, store: Store) -> None:
    """Readers beside a writer of another process's store: after the write's answer every tile shows it."""
    store.import_layout(Layout.of([parcel(1)], id="live"), author="me", message="")
    path = address("CGCS2000Quad", "live.parcel")
    stopped = threading.Event()

    def look() -> int:
        looks, most = 0, 0
        with httpx.Client(base_url=client.base_url) as own:
            held: tuple[str, int] | None = None
            while not stopped.is_set():
                got = own.get(path, headers={"If-None-Match": held[0]} if held else {})
                if got.status_code == 304:
                    assert held is not None
                    count = held[1]
                else:
                    count = len(ids(got))
                    held = got.headers["etag"], count
                assert count >= most
                looks, most = looks + 1, count
        return looks

    with ThreadPoolExecutor(3) as pool:
        lookers = [pool.submit(look) for _ in range(3)]
        try:
            for n in range(2, 12):
                store.save("live", n - 1, Edit(put=(parcel(n),)), author="me", message="")
                assert len(ids(client.get(path))) == n
        finally:
            stopped.set()
        assert all(looker.result() > 3 for looker in lookers)


def test_both_grids_show_the_same(client: httpx.Client, grid: Layout) -> None:
    """The same features are in the same place in both grids."""
    west, south, east, north = WEB_MERCATOR.cell(*HERE["WebMercatorQuad"]).lonlat()
    assert west < 116 < east and south < 40 < north
    assert ids(client.get(address("WebMercatorQuad")), "WebMercatorQuad") == ids(client.get(address("CGCS2000Quad")))


@pytest.mark.parametrize(
    "query",
    [
        {"filter": "park='园1'"},
        {"filter": "S_INTERSECTS(geometry,BBOX(116.0,40.0,116.025,40.025)) AND stated_area_km2 >= 0.2"},
        {"filter": '{"op":"in","args":[{"property":"id"},["P05","P06"]]}', "filter-lang": "cql2-json"},
        {"park": "园0", "name": "地块4"},
        {"filter": "park='园1'", "revision": "1"},
        {"filter": "park='none'"},
    ],
)
def test_a_filter_lets_through_what_it_lets_through_of_the_items(
    client: httpx.Client, grid: Layout, query: dict[str, str]
) -> None:
    items = client.get("/ogc/collections/grid.parcel/items", params=query | {"limit": "1000"}).json()["features"]
    tile = address("CGCS2000Quad", "grid.parcel")
    here = {item["id"] for item in items} - {"P01" if "revision" not in query else ""}
    for _ in range(2):
        got = client.get(tile, params=query)
        assert got.status_code == (200 if here else 204)
        assert ids(got) == here
    whole = client.get(tile, params={"revision": query["revision"]} if "revision" in query else {})
    assert whole.headers["etag"] != got.headers["etag"] and len(ids(whole)) > len(here)


def test_a_filter_that_cannot_be_read_is_refused(client: httpx.Client, grid: Layout) -> None:
    tile = address("CGCS2000Quad")
    for query in ({"filter": "park="}, {"filter": "colour='red'"}, {"filter-lang": "sql"}, {"kind": "none"}):
        assert client.get(tile, params=query).status_code == 400, query
