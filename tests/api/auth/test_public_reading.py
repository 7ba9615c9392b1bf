"""What nobody reads of an office's plans: everything but what is published, whoever asked for it before."""

from collections.abc import Iterator

import httpx
import pytest

from api.auth.needs import NEEDS
from api.auth.people import Ability
from api.settings import Settings
from api.store import Store
from geo.model import Layout
from tests.api.conftest import serving
from tests.api.signing import signed_in

ITEMS = "collections/quietplan.group/items"
TILE = "collections/quietplan.group/tiles/WebMercatorQuad/8/96/210"


@pytest.fixture(scope="module")
def office(claimed: httpx.Client, store: Store, reference: Layout) -> Iterator[httpx.Client]:
    """A service with a layout whose first revision is published and whose second is a draft; asked by nobody."""
    groups = reference.features[reference.features["kind"] == "group"]
    store.import_layout(Layout("quietplan", groups, rulebook="zgc"), author="张工", message="一")
    store.publish("quietplan", 1, ("zgc@1", "0" * 16), author="周处", message="发布")
    store.import_layout(Layout("quietplan", groups.iloc[:5], rulebook="zgc"), author="张工", message="草稿")
    yield claimed


@pytest.mark.parametrize("operation", sorted(o for o, need in NEEDS.items() if need is Ability.READ_PUBLIC))
def test_nobody_reads_any_draft(operation: str, office: httpx.Client) -> None:
    path = operation.removeprefix("GET ").replace("{id}", "quietplan.group" if "/ogc/" in operation else "quietplan")
    asked = office.get(path, params={"revision": 2})
    assert asked.status_code == 401
    assert asked.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["", "api", "conformance", "functions", "tileMatrixSets"])
def test_what_the_interface_says_of_itself_names_no_layout(path: str, office: httpx.Client) -> None:
    told = office.get(f"/ogc/{path}".rstrip("/"))
    assert told.status_code == 200
    assert "quietplan" not in told.text


def test_nobody_reads_what_is_published_and_nothing_that_came_after(office: httpx.Client) -> None:
    newest = office.get(f"/ogc/published/{ITEMS}", params={"limit": 100})
    assert newest.status_code == 200 and newest.json()["numberMatched"] > 5
    assert office.get(f"/ogc/publications/quietplan/1/{ITEMS}").status_code == 200
    assert office.get(f"/ogc/published/{ITEMS}", params={"revision": 2}).status_code == 400


def test_a_kept_tile_of_a_draft_is_not_given_to_nobody(office: httpx.Client) -> None:
    with signed_in(office) as person:
        tiles = [person.get(f"/ogc/{TILE}") for _ in range(3)]
        assert {tile.status_code for tile in tiles} == {200}
        assert len({tile.content for tile in tiles}) == 1 and tiles[0].content
    assert office.get(f"/ogc/{TILE}").status_code == 401
    assert office.get(f"/ogc/{TILE}", headers={"If-None-Match": tiles[0].headers["etag"]}).status_code == 401
    assert office.get(f"/ogc/published/{TILE}").status_code == 200


def test_no_cache_but_the_readers_own_keeps_what_somebody_signed_in_reads(office: httpx.Client) -> None:
    with signed_in(office) as person:
        pinned = person.get(f"/ogc/{ITEMS}", params={"revision": 2})
        assert pinned.headers["cache-control"] == "private, no-cache"
        assert person.get("/api/layouts/quietplan/report").headers["cache-control"].startswith(("private", "no-store"))
    assert office.get(f"/ogc/publications/quietplan/1/{ITEMS}").headers["cache-control"].startswith("public")


def test_by_a_setting_nobody_reads_anything(office: httpx.Client, store: Store, settings: Settings) -> None:
    with serving(store, settings.model_copy(update={"public_reading": "nothing"})) as closed:
        assert closed.get(f"/ogc/published/{ITEMS}").status_code == 401
        assert closed.get(f"/ogc/published/{TILE}").status_code == 401
        with signed_in(closed) as person:
            assert person.get(f"/ogc/published/{ITEMS}").status_code == 200
    assert office.get(f"/ogc/published/{ITEMS}").status_code == 200
