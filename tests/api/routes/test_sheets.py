"""Sheets over HTTP: every part of an order reaches the printer, refusals are sentences, and nothing is made twice."""

from typing import Any
from urllib.parse import quote

import httpx
import pytest

from api.printing import press
from api.schemas.prints import TemplateModel
from geo.sheet import TEMPLATES, Order
from tests.conftest import ON

SHEET = "/api/layouts/zgc-2020/sheet"


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Order, Any, str]]:
    """What the printer is asked for, in place of printing it."""
    asked: list[tuple[Order, Any, str]] = []

    def render(layout: Any, _report: Any, _book: Any, order: Order, *, against: Any, format: str, press: Any) -> bytes:
        asked.append((order, against and against.revision, format))
        return f"{layout.id} {layout.revision}".encode()

    monkeypatch.setattr(press, "render", render)
    return asked


def test_templates_say_what_they_ask_for(client: httpx.Client) -> None:
    found = client.get("/api/sheets/templates").json()
    assert [entry["id"] for entry in found] == list(TEMPLATES)
    for entry in found:
        TemplateModel.model_validate(entry)
    by_id = {entry["id"]: entry for entry in found}
    assert by_id["park_map"]["about"] == "park" and by_id["park_map"]["title"]["zh"] == "分园图"
    assert by_id["comparison_map"]["needs_against"] and not by_id["zone_plan"]["needs_against"]


def test_every_part_of_the_order_arrives(client: httpx.Client, orders: list[tuple[Order, Any, str]]) -> None:
    query = {
        "template": "park_map", "sheet": "a4", "landscape": "false", "scale": "100000", "lang": "both", "about": "P01",
        "grid": "kilometre", "crs": "laea", "maker": "规划院",
        "approval": "京S(2026)001号", "secrecy": "内部", "on": "2026-03-01",
    }  # fmt: skip
    assert client.get(f"{SHEET}.svg", params=query).text == "zgc-2020 1"
    order, against, format = orders.pop()
    assert (against, format, order.scale, order.landscape) == (None, "svg", 100_000, False)
    told = {name: str(getattr(order, name)).lower() for name in query}
    assert told == {name: value.lower() for name, value in query.items()}


def test_without_a_query_it_is_the_layout_map_of_today_as_large_as_fits(
    client: httpx.Client, orders: list[tuple[Order, Any, str]]
) -> None:
    answer = client.get(f"{SHEET}.png")
    assert orders == [(Order(on=ON), None, "png")]
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == 'inline; filename="zgc-2020-r1-zone_plan.png"'


def test_it_is_compared_with_the_revision_that_is_named(
    client: httpx.Client, orders: list[tuple[Order, Any, str]]
) -> None:
    missing = client.get(f"{SHEET}.pdf", params={"template": "comparison_map"})
    assert missing.status_code == 422 and missing.json()["where"] == "against"
    assert client.get(f"{SHEET}.pdf", params={"template": "comparison_map", "against": 1}).status_code == 200
    assert client.get(f"{SHEET}.pdf", params={"template": "comparison_map", "against": 99}).status_code == 404
    assert [against for _, against, _ in orders] == [1]


def test_who_holds_the_sheet_is_not_sent_it_again(client: httpx.Client, orders: list[tuple[Order, Any, str]]) -> None:
    first = client.get(f"{SHEET}.pdf", params={"sheet": "a3"})
    held = {"If-None-Match": first.headers["etag"]}
    assert client.get(f"{SHEET}.pdf", params={"sheet": "a3"}, headers=held).status_code == 304
    assert client.get(f"{SHEET}.pdf", headers=held).status_code == 304
    assert len(orders) == 1
    for other in ({"sheet": "a4"}, {"maker": "某院"}, {"landscape": "false"}, {"on": "2026-01-01"}, {"against": 1}):
        assert client.get(f"{SHEET}.pdf", params=other, headers=held).status_code == 200
    assert client.get(f"{SHEET}.svg", headers=held).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["template=nope", "sheet=a9", "lang=fr", "grid=x", "crs=EPSG:3857", "landscape=perhaps", "scale=0", "scale=1e9",
     "scale=1000", "on=yesterday", "template=park_map", "template=park_map&about=P99", "template=group_map&about=P01",
     f"maker={quote('很长' * 60)}", "against=0", "revision=0"],
)  # fmt: skip
def test_what_cannot_be_printed_is_a_sentence(client: httpx.Client, query: str) -> None:
    refused = client.get(f"{SHEET}.pdf?{query}")
    assert refused.status_code in (404, 422)
    assert refused.headers["content-type"] == "application/problem+json"
    message = refused.json()["message"]
    assert len(message["zh"]) > 4 and len(message["en"]) > 8
