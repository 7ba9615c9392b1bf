"""Whatever is thrown at the server, the answer is a problem that says what is wrong and where, never a 500."""

from typing import Any

import httpx
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.body import parse_json
from api.problems import STATUS
from geo.errors import YuantuError


def collection(geometry: Any, **properties: Any) -> bytes:
    feature = {"type": "Feature", "id": "x", "geometry": geometry, "properties": {"kind": "group"} | properties}
    good = {"type": "Feature", "id": "a", "geometry": polygon(*CORNERS), "properties": {"kind": "group"}}
    return orjson.dumps({"type": "FeatureCollection", "features": [good, feature]})


def polygon(*positions: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(positions)]}


CORNERS = ([116, 39], [117, 39], [117, 40], [116, 39])
RING = "[[[116,39],[117,39],[117,40],[116,39]]]"
NAN = '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":%s}}]}'
AT = "features[1].geometry"
BODIES: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 400, ""),
    "blank": (b" \n", 400, ""),
    "cut off": (b'{"type":', 400, "line 1, column 9"),
    "a second line": (b'{"type":\n nonsense}', 400, "line 2, column 2"),
    "binary": (b"\xff\xfe\x00\x01", 400, "line 1, column 1"),
    "a zip": (b"PK\x03\x04", 400, "line 1, column 1"),
    "lone surrogate": (b'{"type": "\\ud800"}', 400, "line 1"),
    "NaN": ((NAN % RING.replace("117,40", "NaN,40")).encode(), 400, "features[0].geometry.coordinates[0][2][0]"),
    "Infinity": ((NAN % RING.replace("117,40", "117,-Infinity")).encode(), 400,
                 "features[0].geometry.coordinates[0][2][1]"),
    "a number beyond all": ((NAN % RING.replace("117,40", "1e999,40")).encode(), 400, ""),
    "a list": (b"[]", 422, ""),
    "a number": (b"5", 422, ""),
    "null": (b"null", 422, ""),
    "no type": (b"{}", 422, "type"),
    "a bare geometry": (orjson.dumps(polygon([0, 0])), 422, "type"),
    "features are missing": (b'{"type":"FeatureCollection"}', 422, "features"),
    "no features": (b'{"type":"FeatureCollection","features":[]}', 422, "features"),
    "a feature is text": (b'{"type":"FeatureCollection","features":["x"]}', 422, "features[0]"),
    "geometry is text": (collection("POLYGON"), 422, AT),
    "an unknown geometry": (collection({"type": "Circle", "coordinates": []}), 422, AT),
    "no coordinates": (collection({"type": "Polygon"}), 422, AT),
    "coordinates are text": (collection({"type": "Polygon", "coordinates": "0 0"}), 422, AT),
    "a text for a number": (collection(polygon([0, 0], [1, "x"], [1, 1], [0, 0])), 422, f"{AT}.coordinates[0][1]"),
    "one number only": (collection(polygon([0, 0], [1], [1, 1], [0, 0])), 422, f"{AT}.coordinates[0][1]"),
    "a null for a number": (collection(polygon([0, 0], [1, None], [1, 1], [0, 0])), 422, f"{AT}.coordinates[0][1]"),
    "an open ring": (collection(polygon([0, 0], [1, 0], [1, 1])), 422, AT),
    "metres for degrees": (collection(polygon([440000, 4420000], [440001, 4420000], [440001, 4420001],
                                              [440000, 4420000])), 422, f"{AT}.coordinates"),
    "another reference system": (b'{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":'
                                 b'"urn:ogc:def:crs:EPSG::3857"}},"features":[]}', 422, "crs"),
    "a bomb of brackets": (b"[" * 200_000, 400, ""),
    "a bomb in the coordinates": (collection({"type": "Polygon", "coordinates": orjson.loads("[" * 240 + "]" * 240)}),
                                  422, AT),
    "a deeper bomb": ((NAN % ("[" * 900 + "]" * 900)).encode(), 422, ""),
    "nested collections": ((NAN[:-1].replace('"coordinates":%s', '"coordinates":[]') % ()).encode(), 400, ""),
    "a list for a name": (collection(None, name=["x"]), 422, "features[1].properties.name"),
    "an object in a list": (collection(None, modes=[{}]), 422, "features[1].properties.modes"),
    "a text for an area": (collection(None, stated_area_km2="two"), 422, "features[1].properties.stated_area_km2"),
}  # fmt: skip


def is_problem(answer: httpx.Response) -> None:
    """The answer is a problem document with both sentences."""
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["status"] == answer.status_code
    assert body["title"] and body["detail"] and body["message"]["zh"] and body["message"]["en"]
    assert body["type"].startswith("urn:yuantu:problem:")


@pytest.mark.parametrize(("body", "status", "where"), BODIES.values(), ids=BODIES.keys())
def test_a_bad_body_is_told_where(client: httpx.Client, body: bytes, status: int, where: str) -> None:
    answer = client.post("/api/check", content=body)
    assert answer.status_code == status, answer.text
    is_problem(answer)
    assert where in answer.json().get("where", "")


PATHS: dict[str, tuple[str, int]] = {
    "/nothing": ("GET", 404),
    "/api/nothing/here": ("GET", 404),
    "/api/layouts/nope": ("GET", 404),
    "/api/layouts/nope/features": ("GET", 404),
    "/api/layouts/nope/revisions": ("GET", 404),
    "/api/layouts/nope/report": ("GET", 404),
    "/api/layouts/nope/sheet.pdf": ("GET", 404),
    "/api/layouts/%00/features": ("GET", 404),
    "/api/layouts/%ff": ("GET", 404),
    "/api/rulebooks/nope": ("GET", 404),
    "/api/rulebooks/..%2Fzgc": ("GET", 404),
    "/api/districts?rulebook=../../etc": ("GET", 404),
    "/api/layouts/zgc-2020/features?kind=castle": ("GET", 422),
    "/api/layouts/zgc-2020/features?kind=": ("GET", 422),
    "/api/layouts/zgc-2020/features?kind=park%00": ("GET", 422),
    "/api/layouts/zgc-2020/features?bbox=1,2,3": ("GET", 422),
    "/api/layouts/zgc-2020/features?bbox=a,b,c,d": ("GET", 422),
    "/api/layouts/zgc-2020/features?bbox=nan,0,1,1": ("GET", 422),
    "/api/layouts/zgc-2020/features?bbox=2,0,1,1": ("GET", 422),
    "/api/layouts/zgc-2020/features?bbox=-inf,0,1,1": ("GET", 422),
    "/api/layouts/zgc-2020/features?bbox=0,0,181,1": ("GET", 422),
    "/api/layouts/zgc-2020/features?revision=x": ("GET", 422),
    "/api/layouts/zgc-2020/features?revision=0": ("GET", 404),
    "/api/layouts/zgc-2020/features?revision=99": ("GET", 404),
    "/api/layouts/zgc-2020/features?revision=99999999999999999999": ("GET", 404),
    "/api/layouts/zgc-2020/report?revision=99": ("GET", 404),
    "/api/layouts/zgc-2020/sheet.pdf?sheet=a9": ("GET", 422),
    "/api/layouts/zgc-2020/sheet.pdf?scale=0": ("GET", 422),
    "/api/layouts/zgc-2020/sheet.pdf?scale=1000": ("GET", 422),
    "/api/layouts/zgc-2020/sheet.pdf?lang=fr": ("GET", 422),
    "/api/check?rulebook=nope": ("POST", 404),
    "/api/check": ("GET", 405),
    "/api/layouts": ("DELETE", 405),
    "/healthz": ("POST", 405),
    "/docs": ("GET", 404),
    "/api/rules/XYZ999": ("GET", 404),
    "/api/rules?rulebook=nope": ("GET", 404),
    "/api/rules/ARE002?rulebook=nope": ("GET", 404),
}


@pytest.mark.parametrize(("path", "method", "status"), [(p, *rest) for p, rest in PATHS.items()])
def test_a_bad_address_is_a_problem(client: httpx.Client, path: str, method: str, status: int) -> None:
    answer = client.request(method, path, content=b"{}" if method == "POST" else None)
    assert answer.status_code == status, answer.text
    is_problem(answer)
    if status == 405:
        assert answer.headers["allow"]


def test_the_readers_language_is_used(client: httpx.Client) -> None:
    chinese = client.get("/api/layouts/nope")
    english = client.get("/api/layouts/nope", headers={"Accept-Language": "fr, en-GB;q=0.8, zh;q=0.3"})
    assert "没有" in chinese.json()["detail"] and chinese.headers["content-language"] == "zh"
    assert "there is no layout" in english.json()["detail"] and english.headers["content-language"] == "en"
    odd = client.get("/api/layouts/nope", headers={"Accept-Language": "en;q=x, ;;, *"})
    assert odd.headers["content-language"] == "zh"


def test_a_crash_is_logged_and_tells_nothing(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise ValueError("a secret")

    monkeypatch.setattr("api.routes.checks.parse_layout", crash)
    answer = client.post("/api/check", content=b"{}")
    assert answer.status_code == 500
    is_problem(answer)
    assert "secret" not in answer.text and "a secret" in caplog.text
    assert client.get("/healthz").status_code == 200


def test_every_error_has_a_status() -> None:
    def kinds(kind: type[YuantuError]) -> list[type[YuantuError]]:
        return [kind, *(k for sub in kind.__subclasses__() for k in kinds(sub))]

    errors = set(kinds(YuantuError)) - {YuantuError}
    assert [error for error in errors if not any(kind in STATUS for kind in error.__mro__)] == []
    assert set(STATUS) <= errors


SEED = orjson.dumps(
    {
        "type": "FeatureCollection",
        "yuantu": {"layout": "x", "revision": None, "rulebook": "zgc"},
        "features": [
            {
                "type": "Feature",
                "id": "G01",
                "properties": {"kind": "group", "name": "甲", "modes": ["研发创新"]},
                "geometry": polygon(*CORNERS),
            }
        ],
    }
)
KEYS = [
    "type", "features", "geometry", "geometries", "coordinates", "properties", "id", "crs", "kind", "yuantu",
    "layout", "rulebook", "title", "revision", "zh", "name", "modes",
]  # fmt: skip
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
    | st.sampled_from(["Feature", "FeatureCollection", "Polygon", "GeometryCollection", "Point", "park"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(p for key, entry in inner for p in _paths(entry, (*path, key)))]


PLACES = _paths(orjson.loads(SEED))


@settings(max_examples=80)
@given(st.sampled_from(PLACES), values)
def test_no_mutation_of_a_good_body_crashes(client: httpx.Client, path: tuple[Any, ...], value: Any) -> None:
    document: Any = {"root": orjson.loads(SEED)}
    holder, key = document, "root"
    for step in path:
        holder, key = holder[key], step
    holder[key] = value
    try:
        body = orjson.dumps(document["root"])
    except TypeError:
        return  # an integer beyond 64 bits cannot be written here
    answer = client.post("/api/check", content=body)
    assert answer.status_code in (200, 400, 422), (body, answer.text)
    if answer.status_code != 200:
        is_problem(answer)


@settings(max_examples=60)
@given(st.binary(max_size=40), st.integers(0, len(SEED)))
def test_no_bytes_crash(client: httpx.Client, noise: bytes, at: int) -> None:
    answer = client.post("/api/check", content=SEED[:at] + noise + SEED[at + len(noise) :])
    assert answer.status_code in (200, 400, 422), answer.text


def test_json_that_is_fine_is_fine() -> None:
    assert parse_json(b'{"a": [1.5, null]}') == {"a": [1.5, None]}
