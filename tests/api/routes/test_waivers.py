"""The waiver register over HTTP: approve, see, lapse, revoke; and a report is never served from before that."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.schemas.waivers import WaiverEntryModel
from api.store import Heading, Store
from geo.model import Feature, Layout, Text
from geo.rulebook import Rulebook
from tests.api.people import CHIEF, NAMESAKE, PLANNER, REVIEWER, Office, office
from tests.geo.rules.shapes import shape

__all__ = ["office"]

REASON = {"zh": "批准面积小于下限", "en": "The approved area is below the limit"}


def group(size_km2: float, id: str, book: Rulebook) -> Layout:
    return Layout.of([Feature("a", "group", shape(f"square {size_km2} km2", book.frame), {"name": "甲"})], id=id)


@pytest.fixture
def small(store: Store, fresh_id: Callable[[], str], book: Rulebook) -> str:
    """A layout with one group that is too small."""
    id = fresh_id()
    store.import_layout(group(1.8, id, book), author="me", message="first")
    return id


def finding(client: httpx.Client, id: str, rule: str = "ARE002") -> dict[str, Any]:
    report = client.get(f"/api/layouts/{id}/report").json()
    return next((f for f in report["findings"] if f["rule"] == rule), {})


def ask(client: httpx.Client, id: str, **changes: Any) -> httpx.Response:
    body = {"finding": finding(client, id)["id"], "reason": REASON, "approver": "王工", "author": "李工"}
    body |= {"expires": "2027-12-31"} | changes
    return client.post(f"/api/layouts/{id}/waivers", json={k: v for k, v in body.items() if v is not ...})


def states(client: httpx.Client, id: str) -> list[str]:
    return [entry["state"] for entry in client.get(f"/api/layouts/{id}/waivers").json()]


def test_a_finding_is_waived_and_every_report_says_so(client: httpx.Client, small: str) -> None:
    before = client.get(f"/api/layouts/{small}/report")
    entry = ask(client, small).json()
    assert (entry["state"], entry["rule"], entry["subjects"]) == ("holds", "ARE002", ["a"])
    assert entry["measured"] == pytest.approx(1.8, rel=1e-4) and entry["grows"] == "down"
    assert len(entry["evidence"]) == 32 and "第三章" in entry["clause"]
    after = client.get(f"/api/layouts/{small}/report", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    waived = finding(client, small)
    assert waived["status"] == "waived" and waived["waiver"]["number"] == entry["number"]
    assert waived["waiver"]["approver"] == "王工" and waived["waiver"]["reason"] == REASON
    summary = client.get(f"/api/layouts/{small}").json()["summary"]
    assert summary["waived"] == 1


def test_it_lapses_when_the_breach_grows_and_is_told_when_it_is_idle(
    client: httpx.Client, store: Store, small: str, book: Rulebook
) -> None:
    ask(client, small)
    for size_km2, state, status in ((1.9, "holds", "waived"), (1.7, "lapsed", "open"), (2.5, "unused", None)):
        store.import_layout(group(size_km2, small, book), author="me", message="redrawn")
        assert states(client, small) == [state]
        assert finding(client, small).get("status") == status
    assert finding(client, small, "WAI001")["severity"] == "advice"
    store.import_layout(group(1.7, small, book), author="me", message="small again")
    assert "失效" in finding(client, small)["lapsed"]["zh"]
    assert ask(client, small).status_code == 200
    assert states(client, small) == ["lapsed", "holds"]


def test_the_register_says_why_a_waiver_lapsed(client: httpx.Client, store: Store, small: str, book: Rulebook) -> None:
    ask(client, small)
    store.import_layout(group(1.7, small, book), author="me", message="smaller")
    (entry,) = client.get(f"/api/layouts/{small}/waivers").json()
    assert entry["cause"] == "grown" and "失效" in entry["lapsed"]["zh"]


def test_the_rulebooks_own_waivers_are_listed_on_request(client: httpx.Client) -> None:
    assert client.get("/api/layouts/zgc-2020/waivers").json() == []
    own = client.get("/api/layouts/zgc-2020/waivers", params={"rulebook": "true"}).json()
    assert [(w["rule"], w["subjects"], w["state"]) for w in own] == [
        ("ARE002", ["G28"], "holds"),
        ("MOD002", ["G24"], "holds"),
    ]
    assert {w["origin"] for w in own} == {"rulebook"} and {w["number"] for w in own} == {None}
    for entry in own:
        WaiverEntryModel.model_validate(entry)


def test_a_finding_of_a_late_stage_can_be_waived(
    client: httpx.Client, store: Store, small: str, practice: Layout
) -> None:
    store.import_layout(Layout(small, practice.features), author="me", message="more to find")
    late = client.get(f"/api/layouts/{small}/report", params={"stage": "publication"}).json()["findings"]
    now = {f["id"] for f in client.get(f"/api/layouts/{small}/report").json()["findings"]}
    advice = next(f for f in late if f["status"] == "open" and f["id"] not in now)
    assert ask(client, small, finding=advice["id"]).json()["state"] == "holds"


def test_openapi_describes_the_conflict_of_a_second_revocation(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    told = paths["/api/layouts/{id}/waivers/{number}/revoke"]["post"]["responses"]["409"]
    content = told["content"]["application/problem+json"]
    assert content["schema"]["$ref"].endswith("/ProblemModel") and "revision" not in content["example"]
    edit = paths["/api/layouts/{id}/edits"]["post"]["responses"]["409"]["content"]["application/problem+json"]
    assert edit["schema"]["$ref"].endswith("/ConflictModel")


def test_a_revoked_waiver_stays_in_the_register(client: httpx.Client, small: str) -> None:
    number = ask(client, small).json()["number"]
    path, body = f"/api/layouts/{small}/waivers/{number}/revoke", {"author": "李工", "reason": "重新划定"}
    entry = client.post(path, json=body).json()
    assert entry["state"] == "revoked" and entry["revoked"]["reason"] == "重新划定"
    assert finding(client, small)["status"] == "open"
    assert client.post(path, json=body).status_code == 409
    assert states(client, small) == ["revoked"]
    assert client.post("/api/layouts/zgc-2020/waivers/1/revoke", json=body).status_code == 404
    assert client.post(path, json={"author": "李工"}).json()["where"] == "reason"


@pytest.mark.parametrize(
    ("changes", "status", "where"),
    [
        ({"approver": "李工"}, 422, "approver"),
        ({"approver": " 李 工 "}, 422, "approver"),
        ({"approver": ""}, 422, "approver"),
        ({"approver": ...}, 422, "approver"),
        ({"author": None}, 422, "author"),
        ({"expires": "2026-11-20"}, 422, "expires"),
        ({"expires": "soon"}, 422, "expires"),
        ({"reason": "because"}, 422, "reason"),
        ({"reason": {"zh": "有"}}, 422, "reason.en"),
        ({"reason": {"zh": "a\0", "en": "b"}}, 422, "reason.zh"),
        ({"clause": 5}, 422, "clause"),
        ({"colour": "red"}, 422, "colour"),
        ({"finding": "0" * 16}, 404, None),
    ],
)
def test_a_wrong_waiver_is_told_where(
    client: httpx.Client, small: str, changes: dict[str, Any], status: int, where: str | None
) -> None:
    answer = ask(client, small, **changes)
    assert (answer.status_code, answer.json().get("where")) == (status, where)
    assert states(client, small) == []


def test_what_is_not_open_cannot_be_waived(client: httpx.Client, small: str) -> None:
    untold = finding(client, small, "ROS001")["id"]
    assert ask(client, small, finding=untold).status_code == 422
    ask(client, small)
    assert ask(client, small).json()["where"] == "finding"
    assert client.get("/api/layouts/nope/waivers").status_code == 404


def test_a_day_like_the_approval_is_enough(client: httpx.Client, small: str) -> None:
    assert ask(client, small, expires="2026-11-21").json()["state"] == "holds"


def test_a_report_against_an_earlier_revision(client: httpx.Client, store: Store, small: str, book: Rulebook) -> None:
    store.import_layout(group(2.5, small, book), author="me", message="redrawn")
    path = f"/api/layouts/{small}/report"
    told = client.get(path, params={"against": 1}).json()
    assert [f["rule"] for f in told["against"]["resolved"]] == ["ARE002"]
    assert told["against"]["revision"] == 1 and told["against"]["sentence"]["zh"].startswith("修复 1，新增 0，")
    assert {f["since"] for f in told["findings"] if f["status"] == "open"} <= {"old"}
    back = client.get(path, params={"revision": 1, "against": 2}).json()
    assert len(back["against"]["added"]) == 1 and "新增 1" in back["against"]["sentence"]["zh"]
    assert client.get(path, params={"against": 9}).status_code == 404
    assert client.get(path, params={"against": 0}).status_code == 422


def test_a_report_of_a_stage(client: httpx.Client, small: str) -> None:
    path = f"/api/layouts/{small}/report"
    draft, all_rules = (client.get(path, params={"stage": stage}) for stage in ("draft", "all"))
    assert client.get(path).json()["stage"] == "submission"
    assert draft.json()["stage"] == "draft" and all_rules.json()["stage"] is None
    assert len(draft.json()["rules"]) < len(all_rules.json()["rules"])
    assert draft.headers["etag"] != all_rules.headers["etag"]
    assert client.get(path, params={"stage": "dream"}).status_code == 404


def decide(client: httpx.Client, id: str, what: str, entry: dict[str, Any], **body: Any) -> httpx.Response:
    return client.post(f"/api/layouts/{id}/waivers/{entry['number']}/{what}", json=body)


def test_in_an_office_another_decides_on_what_was_asked_for(
    client: httpx.Client, store: Store, small: str, fresh_id: Callable[[], str], office: Office
) -> None:
    with office.sits(CHIEF):
        assert ask(client, small).json()["where"] == "approver"
        asked = ask(client, small, approver=..., author=...).json()
        assert (asked["state"], asked["author"], asked["approver"]) == ("asked", "陈总", "")
        assert asked["mine"] and not asked["may_decide"]
        assert decide(client, small, "approve", asked).status_code == 409
    assert finding(client, small)["status"] == "open"
    with office.sits(PLANNER):
        assert decide(client, small, "approve", asked).status_code == 403
    with office.sits(REVIEWER):
        assert client.get(f"/api/layouts/{small}/waivers").json()[0]["may_decide"]
        held = decide(client, small, "approve", asked, reason="经专题会同意").json()
        assert (held["state"], held["approver"], held["decision"]["approved"]) == ("holds", "王工", True)
        assert decide(client, small, "decline", asked, reason="x").status_code == 409
    assert finding(client, small)["waiver"]["approver"] == "王工"
    copy = fresh_id()
    store.branch(copy, (small, 1), heading=Heading(Text("副本", "copy")), author="me", message="copy")
    assert [(e["state"], e["approver"]) for e in client.get(f"/api/layouts/{copy}/waivers").json()] == [
        ("holds", "王工")
    ]


def test_what_was_declined_has_no_effect_and_is_asked_for_again(
    client: httpx.Client, small: str, office: Office
) -> None:
    with office.sits(PLANNER):
        asked = ask(client, small, approver=..., author=...).json()
    with office.sits(NAMESAKE):
        assert decide(client, small, "decline", asked).json()["where"] == "reason"
        assert decide(client, small, "decline", asked, reason="须先扩区").json()["state"] == "declined"
    assert finding(client, small)["status"] == "open"
    with office.sits(PLANNER):
        again = ask(client, small, approver=..., author=...).json()
    with office.sits(NAMESAKE):
        assert decide(client, small, "approve", again).json()["approver"] == "李工"
    assert states(client, small) == ["declined", "holds"]
    assert decide(client, small, "approve", {"number": 10**9}, author="王工").status_code == 404
