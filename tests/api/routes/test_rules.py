"""The catalogue of the rules, one rule, and the pages that show them."""

import httpx

from geo.rulebook import Rulebook
from geo.rules import RULES


def test_the_catalogue_has_every_rule_by_subject_and_accounts_for_every_sentence(
    client: httpx.Client, book: Rulebook
) -> None:
    answer = client.get("/api/rules")
    body = answer.json()
    assert {rule["code"] for rule in body["rules"]} == set(book.rules)
    assert [s["key"] for s in body["subjects"]] == list(book.subjects)
    order = [rule["subject"] for rule in body["rules"]]
    assert order == sorted(order, key=list(book.subjects).index)
    assert body["coverage"]["total"] == sum(body["coverage"]["totals"].values()) == 184
    assert client.get("/api/rules", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_every_rule_has_a_page_of_data(client: httpx.Client, book: Rulebook) -> None:
    for code, rule in RULES.items():
        body = client.get(f"/api/rules/{code}").json()
        assert (body["code"], body["name"]) == (code, rule.name)
        assert set(body["params"]) == set(rule.params.model_fields)
        assert body["clause"]["paraphrase"]["en"] and len(body["stages"]) == len(body["stage_titles"]) > 0
        assert body["example"]["message"]["zh"] and body["docs"]["why"]["zh"]
        assert {fix["kind"] for fix in body["fixes"]} == {fix.partition(":")[0] for fix in rule.fixes}


def test_a_rule_comes_with_units_sentences_fixes_and_contradictions(client: httpx.Client) -> None:
    area = client.get("/api/rules/ARE002").json()
    assert area["params"]["min_area_m2"] == 2_000_000 and area["units"]["min_area_m2"] == "m2"
    assert any(sentence["row"].startswith("R002-") for sentence in area["sentences"])
    assert client.get("/api/rules/SVC002").json()["units"]["within_m"] == "m"
    assert {fix["kind"] for fix in client.get("/api/rules/GEO003").json()["fixes"]} == {"close-gap", "weld-borders"}
    assert [note["number"] for note in client.get("/api/rules/MOD003").json()["notes"]] == [2]
    assert [note["number"] for note in client.get("/api/rules/MOD002").json()["notes"]] == [1, 3]


def test_a_name_does_as_well_and_a_slip_gets_a_hint(client: httpx.Client) -> None:
    assert client.get("/api/rules/group-too-small").json() == client.get("/api/rules/are002").json()
    missing = client.get("/api/rules/ARE02", headers={"Accept-Language": "en"})
    assert missing.status_code == 404 and "ARE002 group-too-small" in missing.json()["detail"]


def test_the_pages_say_where_the_root_is(client: httpx.Client) -> None:
    for path, status, root in (("rules", 200, "./"), ("rules/ARE002", 200, "../"), ("rules/XYZ999", 404, "../")):
        answer = client.get(f"/{path}")
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert f'<head><base href="{root}">' in answer.text
        assert "base-uri 'self'" in answer.headers["content-security-policy"]


def test_a_name_leads_to_the_page_of_the_code(client: httpx.Client) -> None:
    for word in ("group-too-small", "are002"):
        answer = client.get(f"/rules/{word}", follow_redirects=False)
        assert answer.status_code == 308 and answer.headers["location"] == "ARE002"
