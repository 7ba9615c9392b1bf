"""Findings as a collection: the very findings of the report, page by page, by box, rule, severity and subject."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import shapely
from shapely.geometry import shape

from api.store import Store
from geo.model import Edit, Feature, Layout, Text
from geo.rules import RULES

ITEMS = "/ogc/collections/f.findings/items"


@pytest.fixture(scope="module", autouse=True)
def layout(store: Store, grid: Layout) -> None:
    """The grid with parcels that lie over others."""
    store.import_layout(Layout("f", grid.features, rulebook="zgc"), author="me", message="")
    over = tuple(
        Feature(f"O{n}", "parcel", shapely.box(116.002 + n / 100, 40, 116.006 + n / 100, 40.004), {}) for n in (2, 3, 4)
    )
    store.save("f", store.record("f").revision, Edit(put=over), author="me", message="")


def walk(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    page = client.get(ITEMS, params={k.replace("_", "-"): v for k, v in query.items()}).json()
    found = list(page["features"])
    while following := [link["href"] for link in page["links"] if link["rel"] == "next"]:
        page = client.get(following[0]).json()
        found += page["features"]
    assert page["numberMatched"] == len(found)
    return found


def test_they_are_those_of_the_report(client: httpx.Client) -> None:
    told = client.get("/api/layouts/f/report")
    expected = {f["id"]: f for f in told.json()["findings"]}
    assert len(expected) > 4
    for limit in (1, 3, 1000):
        got = walk(client, limit=limit)
        assert [f["id"] for f in got] == sorted(expected)
    for finding in got:
        said = expected[finding["id"]]
        assert finding["geometry"] == said["evidence"]
        assert finding["properties"]["message_en"] == said["message"]["en"]
        for name in ("rule", "severity", "status", "subjects", "measured", "required", "unit"):
            assert finding["properties"][name] == said[name]


def test_by_rule_severity_subject_and_box(client: httpx.Client) -> None:
    every = walk(client, limit=1000)
    errors = walk(client, severity="error")
    assert {f["id"] for f in errors} == {f["id"] for f in every if f["properties"]["severity"] == "error"} != set()
    over = walk(client, rule="GEO002", subject="O3")
    assert over and all("O3" in f["properties"]["subjects"] for f in over)
    box = shapely.box(116.02, 39.99, 116.0265, 40.01)
    expected = {f["id"] for f in every if f["geometry"] and box.intersects(shape(f["geometry"]))}
    assert {f["id"] for f in walk(client, bbox="116.02,39.99,116.0265,40.01")} == expected
    assert walk(client, rule="NOPE") == []


def test_one_finding_and_one_that_is_not(client: httpx.Client) -> None:
    first = walk(client, limit=1000)[0]
    got = client.get(f"{ITEMS}/{first['id']}")
    assert {k: got.json()[k] for k in first} == first and got.json()["links"]
    assert client.get(f"{ITEMS}/nope").status_code == 404
    assert client.get(f"{ITEMS}/%00").status_code == 404


def test_of_an_older_revision_and_never_stale(client: httpx.Client, store: Store) -> None:
    before = client.get(ITEMS, params={"rule": "GEO002", "limit": 1000})
    held = {"If-None-Match": before.headers["etag"]}
    assert client.get(before.url, headers=held).status_code == 304
    revision = store.record("f").revision
    store.save("f", revision, Edit(delete=("O4",)), author="me", message="")
    after = client.get(before.url, headers=held)
    assert after.status_code == 200 and after.json()["numberMatched"] < before.json()["numberMatched"]
    old = client.get(ITEMS, params={"rule": "GEO002", "limit": 1000, "revision": revision}).json()
    assert old["features"] == before.json()["features"]


MEETS: dict[str, Callable[[Any, Any], bool]] = {
    "severity = 'error' AND measured > 0": lambda f, p: p["severity"] == "error" and (p["measured"] or 0) > 0,
    "A_CONTAINS(subjects, ('O3')) OR rule = 'GEO002'": lambda f, p: "O3" in p["subjects"] or p["rule"] == "GEO002",
    "S_INTERSECTS(geometry, BBOX(116.02, 39.99, 116.0265, 40.01))": lambda f, p: (
        f["geometry"] is not None and shapely.box(116.02, 39.99, 116.0265, 40.01).intersects(shape(f["geometry"]))
    ),
    "message_en LIKE '%O2%' AND NOT (unit IS NULL)": lambda f, p: "O2" in p["message_en"] and p["unit"] is not None,
    '{"op":"<>","args":[{"property":"rule"},"GEO002"]}': lambda f, p: p["rule"] != "GEO002",
}


@pytest.mark.parametrize("filter", MEETS)
def test_a_filter_finds_what_plain_python_finds(client: httpx.Client, filter: str) -> None:
    expected = {f["id"] for f in walk(client, limit=1000) if MEETS[filter](f, f["properties"])}
    lang = "cql2-json" if filter.startswith("{") else "cql2-text"
    assert {f["id"] for f in walk(client, filter=filter, filter_lang=lang, limit=2)} == expected != set()


@pytest.mark.parametrize("sortby", ["-measured", "rule,-measured", "title_en,-id", "unit,measured"])
def test_any_order_page_by_page(client: httpx.Client, sortby: str) -> None:
    whole = walk(client, sortby=sortby, limit=1000)
    assert [f["id"] for f in walk(client, sortby=sortby, limit=3)] == [f["id"] for f in whole]
    first, down = sortby.split(",")[0].lstrip("-"), sortby.startswith("-")
    values = [f["properties"][first] for f in whole]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=down) and values[: len(known)] == known


def test_the_worst_come_first(client: httpx.Client) -> None:
    found = [f["properties"]["severity"] for f in walk(client, sortby="severity,rule", limit=3)]
    ranks = ["error", "warning", "advice"]
    assert [ranks.index(severity) for severity in found] == sorted(ranks.index(severity) for severity in found)
    assert len(set(found)) > 1
    assert [f["properties"]["severity"] for f in walk(client, sortby="-severity", limit=1000)] == found[::-1]


def test_chosen_properties_and_no_geometry(client: httpx.Client) -> None:
    for finding in walk(client, properties="rule,severity", skipGeometry="true"):
        assert list(finding["properties"]) == ["rule", "severity"] and finding["geometry"] is None


def test_the_rule_is_named_in_words(client: httpx.Client) -> None:
    for finding in walk(client, limit=1000):
        said = finding["properties"]
        assert RULES[said["rule"]].title == Text(said["title"], said["title_en"])


def test_queryables_and_schema_name_the_very_properties(client: httpx.Client) -> None:
    collection = client.get("/ogc/collections/f.findings").json()
    by_rel = {link["rel"].rsplit("/", 1)[-1]: link["href"] for link in collection["links"]}
    queryables = client.get(by_rel["queryables"]).json()["properties"]
    columns = client.get(by_rel["describedBy"]).json()["properties"]["properties"]["properties"]
    said = walk(client, limit=1000)[0]["properties"]
    assert list(columns) == list(said)
    assert list(queryables) == ["id", "geometry", *said]
    assert queryables["status"]["enum"] == ["open", "waived", "cannot-tell", "crashed"]
    assert queryables["severity"]["title"] == "级别 / Severity"
    kinds: dict[str, Any] = {"string": str, "number": (int, float), "array": list}
    for finding in walk(client, limit=1000):
        for name, value in finding["properties"].items():
            assert value is None or isinstance(value, kinds[columns[name]["type"]])


def test_as_a_sequence_and_as_json_fg(client: httpx.Client) -> None:
    every = walk(client, limit=1000)
    records = client.get(ITEMS, params={"f": "geojsonseq"}).text.split("\x1e")[1:]
    assert [json.loads(record) for record in records] == every
    fg = client.get(ITEMS, params={"f": "jsonfg", "limit": 1000}).json()
    assert [f["id"] for f in fg["features"]] == [f["id"] for f in every]
    assert {f["featureType"] for f in fg["features"]} == {"finding"}


@pytest.mark.parametrize(
    "query",
    [
        "severity=bad",
        "status=x",
        "sortby=park",
        "filter=park='a'",
        "properties=park",
        "limit=0",
        "cursor=x",
        "subject=%00",
    ],
)
def test_a_wrong_parameter_is_named(client: httpx.Client, query: str) -> None:
    got = client.get(f"{ITEMS}?{query}")
    assert got.status_code == 400 and got.json()["where"] in query


def test_a_property_named_as_a_link_names_its_parts_is_asked_for(client: httpx.Client) -> None:
    title = client.get(ITEMS).json()["features"][0]["properties"]["title"]
    page = client.get(ITEMS, params={"title": title})
    assert page.status_code == 200
    assert {f["properties"]["title"] for f in page.json()["features"]} == {title}
