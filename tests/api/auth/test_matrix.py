"""Every operation of the OpenAPI document × every role, and every write × the own and a foreign district, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
import shapely
import shapely.geometry
import yaml
from fastapi import FastAPI

from api.auth import tokens
from api.auth.needs import NEEDS
from api.auth.people import Ability, Person, Role
from api.main import create_app
from api.store import Store
from geo.model import Edit, Feature, Layout, features_of
from tests.api.people import hire

ROLES = ("nobody", *(role.value for role in Role))
EXPECTED: dict[str, set[str]] = {
    operation: set(who.split())
    for who, operations in yaml.safe_load((Path(__file__).parent / "rights.yml").read_text()).items()
    for operation in operations
}
OWN, FOREIGN = "海淀区", "延庆区"
NOWHERE = {"id": "nowhere", "job": str(UUID(int=1)), "code": "ARE001", "number": "1", "key": "99999"}
# A token may not change what its owner is known by: only a session does.
BY_SESSION = {
    "POST /api/password", "DELETE /api/sessions", "GET /api/tokens", "POST /api/tokens", "DELETE /api/tokens/{number}",
}  # fmt: skip
# They change what no district holds: what waits in an upload, indicators, what is said of a revision, one's own lock.
WITHOUT_A_PLACE = {
    "POST /api/imports",
    "DELETE /api/imports/{id}",
    "POST /api/imports/{id}/inspection",
    "POST /api/imports/{id}/preview",
    "POST /api/layouts/{id}/waivers",
    "POST /api/rulebooks/{id}/indicators/values",
    "POST /api/rulebooks/{id}/indicators/table",
    "POST /api/layouts/{id}/locks",
    "DELETE /api/layouts/{id}/locks",
}


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app()


@pytest.fixture(scope="module")
def bearers(claimed: httpx.Client, store: Store) -> dict[str, dict[str, str]]:
    """The head of a request by somebody of each role; `limited` is a planner who draws in one district."""
    found: dict[str, dict[str, str]] = {"nobody": {}}
    for number, role in enumerate(Role, start=9001):
        hire(store.engine, Person(str(number), f"矩阵{role}", role))
        found[role.value] = bearing(store, number)
    hire(store.engine, Person("9099", "矩阵分区", Role.PLANNER, frozenset({OWN})))
    return found | {"limited": bearing(store, 9099)}


def bearing(store: Store, person: int) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.make(store.engine, person, 'x', None, 1)[0]}"}


def sample(app: FastAPI, operation: str) -> tuple[str, str, dict[str, Any]]:
    """A request that is right but for what it is about, which is nowhere: only who asks decides how far it comes."""
    method, path = operation.split()
    said = app.openapi()["paths"].get(path, {}).get(method.lower(), {})
    for parameter in said.get("parameters", []):
        if parameter.get("in") == "path":
            name = parameter["name"]
            path = path.replace("{" + name + "}", NOWHERE.get(name, "0"))
    if path.startswith("/api/imports/nowhere"):
        path = path.replace("nowhere", str(UUID(int=1)))
    content = said.get("requestBody", {}).get("content", {})
    example = next((entry["example"] for entry in content.values() if "example" in entry), None)
    return method, path, {} if example is None else {"json": example}


def test_somebody_has_thought_about_every_operation(app: FastAPI) -> None:
    operations = {f"{method.upper()} {path}" for path, methods in app.openapi()["paths"].items() for method in methods}
    assert operations == set(EXPECTED) - {"GET /openapi.json"}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_comes_as_far_as_it_should(
    role: str, app: FastAPI, claimed: httpx.Client, bearers: dict[str, dict[str, str]]
) -> None:
    wrong = []
    for operation, who in EXPECTED.items():
        method, path, body = sample(app, operation)
        with claimed.stream(method, path, headers=bearers[role] | {"If-Match": '"1"'}, **body) as answer:
            status = answer.status_code
        if operation in BY_SESSION and role != "nobody":
            assert status == 403
            continue
        turned_away = {401} if role == "nobody" else {403}
        # Signing in and claiming with what the example says is refused in its own words.
        allowed = role in who and (status not in (401, 403) or operation in ("POST /api/session", "POST /api/claim"))
        if not allowed and not (role not in who and status in turned_away):
            wrong.append((operation, status))
    assert wrong == []


def test_every_write_to_a_plan_is_tried_in_the_own_and_a_foreign_district() -> None:
    writes = {o for o, need in NEEDS.items() if need is Ability.EDIT and not o.startswith("GET ")}
    assert writes == {write.operation for write in WRITES} | WITHOUT_A_PLACE


@dataclass(frozen=True)
class Ground:
    """A layout with a group in each of two districts, and who asks to change it."""

    client: httpx.Client
    store: Store
    layout: str
    planner: dict[str, str]
    chief: dict[str, str]

    def group(self, district: str) -> dict[str, Any]:
        """The group in that district, with another note, as GeoJSON."""
        found = self.client.get(f"/api/layouts/{self.layout}/features", headers=self.chief).json()["features"]
        feature = next(f for f in found if f["properties"]["district"] == district)
        feature["properties"] = {k: v for k, v in feature["properties"].items() if k != "area_km2"} | {"note": "改"}
        return dict(feature)

    def revision(self, layout: str = "") -> int:
        return self.store.record(layout or self.layout).revision

    def ask(self, method: str, path: str, *, who: str = "planner", **more: Any) -> httpx.Response:
        """Ask as the planner; If-Match names the newest revision, or what is there."""
        path, headers = path.replace("{id}", self.layout), dict(getattr(self, who))
        there = self.client.get(path, headers=self.chief) if method != "POST" else None
        headers["If-Match"] = f'"{self.revision()}"' if there is None else there.headers.get("etag", "*")
        return self.client.request(method, path, headers=headers, **more)

    def items(self, feature: str) -> str:
        return f"/ogc/collections/{self.layout}.group/items/{feature}"


@pytest.fixture
def ground(
    claimed: httpx.Client, store: Store, reference: Layout, bearers: dict[str, dict[str, str]], fresh_id: Any
) -> Iterator[Ground]:
    groups = reference.features[reference.features["kind"] == "group"].drop_duplicates("district")
    two = groups[groups["district"].isin([OWN, FOREIGN])]
    assert len(two) == 2
    name = fresh_id()
    store.import_layout(Layout(name, two, rulebook="zgc"), author="张工", message="一")
    yield Ground(claimed, store, name, bearers["limited"], bearers["administrator"])


def edit(on: Ground, district: str) -> httpx.Response:
    return on.ask("POST", "/api/layouts/{id}/edits", json={"put": [on.group(district)], "message": "x"})


def copy(on: Ground, district: str) -> httpx.Response:
    origin, title = {"layout": on.layout, "revision": 1}, {"zh": "方案", "en": "Scenario"}
    body = {"from": origin, "title": title, "id": f"{on.layout}-s", "put": [on.group(district)], "message": "x"}
    return on.ask("POST", "/api/layouts", json=body)


def post_item(on: Ground, district: str) -> httpx.Response:
    place = shapely.geometry.shape(on.group(district)["geometry"]).representative_point()
    said = {"kind": "site", "name": "站", "district": district, "basis": "schematic"}
    site = {"type": "Feature", "id": "S1", "geometry": shapely.geometry.mapping(place), "properties": said}
    return on.ask("POST", f"/ogc/collections/{on.layout}.site/items", json=site)


def put_item(on: Ground, district: str) -> httpx.Response:
    feature = on.group(district)
    return on.ask("PUT", on.items(feature["id"]), json=feature)


def patch_item(on: Ground, district: str) -> httpx.Response:
    return on.ask("PATCH", on.items(on.group(district)["id"]), json={"properties": {"note": "改"}})


def delete_item(on: Ground, district: str) -> httpx.Response:
    group = on.group(district)
    place = shapely.geometry.shape(group["geometry"]).representative_point()
    site = Feature("S9", "site", place, {"name": "站", "district": district, "basis": "schematic"})
    on.store.save(on.layout, on.revision(), Edit(put=(site,)), author="张工", message="站")
    return on.ask("DELETE", f"/ogc/collections/{on.layout}.site/items/S9")


def merge(on: Ground, district: str) -> httpx.Response:
    """A scenario that changes the group, merged back."""
    scenario = f"{on.layout}-m"
    origin, title = {"layout": on.layout, "revision": 1}, {"zh": "方案", "en": "Scenario"}
    body = {"from": origin, "title": title, "id": scenario, "put": [on.group(district)], "message": "x"}
    made = on.ask("POST", "/api/layouts", who="chief", json=body)
    assert made.status_code < 300, made.text
    return on.ask("POST", "/api/layouts/{id}/merge", json={"from": scenario, "choices": [], "message": "x"})


def revert(on: Ground, district: str) -> httpx.Response:
    """A revision that changed the group, taken back."""
    made = on.ask("POST", "/api/layouts/{id}/edits", who="chief", json={"put": [on.group(district)], "message": "x"})
    assert made.status_code == 200, made.text
    return on.ask("POST", "/api/layouts/{id}/revert", json={"revision": 2, "choices": [], "message": "x"})


def land(on: Ground, district: str) -> httpx.Response:
    """A file with the group, imported."""
    feature = on.group(district)
    collection = {"type": "FeatureCollection", "features": [feature]}
    told = on.ask("POST", "/api/imports", params={"name": "plan.geojson", "layout": on.layout}, json=collection)
    assert told.status_code == 201, told.text
    seen = told.json()
    body = {"layout": on.layout, "decisions": seen["inspection"]["decisions"], "mode": "update"}
    body |= {"revision": on.revision(), "author": "x", "message": "x"}
    return on.ask("POST", f"/api/imports/{seen['id']}/land", json=body)


def mend(on: Ground, district: str) -> httpx.Response:
    """A feature that an import kept out, put as a group of that district."""
    feature = on.group(district)
    kept_out = {**feature, "id": "Q1", "geometry": None, "properties": {**feature["properties"], "id": "Q1"}}
    collection = {"type": "FeatureCollection", "features": [on.group(OWN), kept_out]}
    told = on.ask("POST", "/api/imports", who="chief", params={"name": "plan.geojson", "layout": on.layout},
                  json=collection)  # fmt: skip
    seen = told.json()
    body = {"layout": on.layout, "decisions": seen["inspection"]["decisions"], "mode": "update"}
    body |= {"revision": on.revision(), "author": "x", "message": "x"}
    landed = on.ask("POST", f"/api/imports/{seen['id']}/land", who="chief", json=body)
    assert landed.status_code == 201 and landed.json()["quarantined"] == 1, landed.text
    number = on.ask("GET", "/api/layouts/{id}/quarantine").json()["features"][0]["properties"]["number"]
    put = {**feature, "id": "Q1", "properties": {**feature["properties"], "id": "Q1"}}
    answer = {"put": put, "revision": on.revision(), "author": "x", "message": "x"}
    return on.ask("POST", f"/api/layouts/{on.layout}/quarantine/{number}", json=answer)


def fix(on: Ground, district: str) -> httpx.Response:
    """A group that lies over a fifth of another one, cut back as the finding offers."""
    group = next(f for f in features_of(on.store.layout(on.layout).features) if f.properties["district"] == district)
    assert group.geometry is not None
    west, south, east, north = group.geometry.bounds
    over = Feature("OVER", "group", shapely.box(west + (east - west) * 0.8, south, east * 2 - west, north),
                   group.properties)  # fmt: skip
    on.store.save(on.layout, on.revision(), Edit(put=(over,)), author="张工", message="重叠")
    report = on.ask("GET", "/api/layouts/{id}/report", params={"stage": "all"}).json()
    found = next(f for f in report["findings"] if f["fixes"] and "OVER" in f["subjects"])
    path = f"/api/layouts/{on.layout}/findings/{found['id']}/fixes/{found['fixes'][0]}"
    return on.ask("POST", path, json={"author": "x", "message": "x"})


@dataclass(frozen=True)
class Write:
    """An operation that changes features, and how to try it."""

    operation: str
    attempt: Callable[[Ground, str], httpx.Response]


WRITES = (
    Write("POST /api/layouts/{id}/edits", edit),
    Write("POST /api/layouts", copy),
    Write("POST /ogc/collections/{id}/items", post_item),
    Write("PUT /ogc/collections/{id}/items/{feature}", put_item),
    Write("PATCH /ogc/collections/{id}/items/{feature}", patch_item),
    Write("DELETE /ogc/collections/{id}/items/{feature}", delete_item),
    Write("POST /api/layouts/{id}/merge", merge),
    Write("POST /api/layouts/{id}/revert", revert),
    Write("POST /api/imports/{id}/land", land),
    Write("POST /api/layouts/{id}/quarantine/{number}", mend),
    Write("POST /api/layouts/{id}/findings/{finding}/fixes/{fix}", fix),
)


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.operation)
def test_a_planner_changes_the_own_district(write: Write, ground: Ground) -> None:
    answer = write.attempt(ground, OWN)
    assert answer.status_code < 300, answer.text


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.operation)
def test_and_no_foreign_one_which_is_named(write: Write, ground: Ground) -> None:
    answer = write.attempt(ground, FOREIGN)
    assert answer.status_code == 403, answer.text
    assert FOREIGN in answer.json()["message"]["zh"] and FOREIGN in answer.json()["message"]["en"]
