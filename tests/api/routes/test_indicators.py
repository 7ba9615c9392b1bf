"""Indicators over HTTP: listed with states, entered one by one or as a table, all of it or none."""

from typing import Any

import httpx
import pytest

from api.schemas.indicators import IndicatorsModel
from geo.rulebook import Rulebook

PATH = "/api/rulebooks/zgc/indicators"
VALUE = {"indicator": "I003-32", "year": 2024, "value": 2.95, "source": "统计年报", "author": "李工"}


def listed(client: httpx.Client, id: str, **query: str) -> dict[str, Any]:
    body = client.get(PATH, params=query).json()
    return next(item for item in body["indicators"] if item["id"] == id)


def test_all_are_listed_with_states(client: httpx.Client, book: Rulebook) -> None:
    answer = client.get(PATH, params={"layout": "zgc-2020"})
    body = IndicatorsModel.model_validate(answer.json())
    assert [item.id for item in body.indicators] == list(book.indicators)
    assert sum(body.counts.values()) == 90 and body.counts["met"] >= 5
    again = client.get(PATH, params={"layout": "zgc-2020"}, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert listed(client, "I002-01")["state"] == "unknown"
    assert listed(client, "I002-01", layout="zgc-2020")["latest"]["origin"] == "layout"
    assert client.get(PATH, params={"layout": "nope"}).status_code == 404


def test_a_value_is_entered_and_taken_back(client: httpx.Client) -> None:
    assert client.post(f"{PATH}/values", json=VALUE).json() == {"entered": 1}
    found = listed(client, "I003-32")
    assert found["latest"]["value"] == 2.95 and found["state"] == "met" and found["progress"] == 1.0
    assert found["base"]["value"] == 2.6 and found["base"]["origin"] == "document"
    back = VALUE | {"value": None}
    assert client.post(f"{PATH}/values", json=back).json()["where"] == "note"
    assert client.post(f"{PATH}/values", json=back | {"note": "mistyped"}).status_code == 200
    assert listed(client, "I003-32")["state"] == "unknown"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"indicator": "I9"}, "indicator"), ({"scope": "火星"}, "scope"), ({"year": "2024"}, "year"),
        ({"year": 3000}, "year"), ({"value": "many"}, "value"), ({"value": True}, "value"), ({"source": " "}, "source"),
        ({"author": ""}, "author"), ({"note": 5}, "note"), ({"colour": 1}, "colour"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_where(client: httpx.Client, change: dict[str, Any], where: str) -> None:
    answer = client.post(f"{PATH}/values", json=VALUE | change)
    assert (answer.status_code, answer.json()["where"]) == (422, where)


def test_a_table_is_taken_whole_or_not_at_all(client: httpx.Client) -> None:
    head = "指标编号,范围,年份,数值,来源\n"
    good = head + "I003-33,示范区,2023,0.8,年报\nI003-33,示范区,2024,0.9,年报\n"
    bad = good + "I003-33,示范区,2025,many,年报\n"
    answer = client.post(f"{PATH}/table", params={"author": "李工"}, content=bad.encode())
    assert answer.status_code == 422
    assert [(cell["row"], cell["column"]) for cell in answer.json()["cells"]] == [(4, "value")]
    assert listed(client, "I003-33")["values"] == []
    answer = client.post(f"{PATH}/table", params={"author": "李工"}, content=good.encode("gb18030"))
    assert answer.json() == {"entered": 2}
    assert [v["year"] for v in listed(client, "I003-33")["values"]] == [2023, 2024]
    assert client.post(f"{PATH}/table", content=good.encode()).status_code == 422


def test_templates(client: httpx.Client) -> None:
    assert client.get(f"{PATH}/template.csv").content.startswith(b"\xef\xbb\xbf")
    book = client.get(f"{PATH}/template.xlsx")
    assert book.content.startswith(b"PK") and "zgc-indicators.xlsx" in book.headers["content-disposition"]
    assert client.get("/api/rulebooks/nope/indicators/template.csv").status_code == 404
