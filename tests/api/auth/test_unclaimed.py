"""A service that nobody has claimed: whoever sits at its machine does everything, and no page of another site does."""

import httpx


def test_a_service_that_nobody_claimed_is_whose_machine_it_runs_on(client: httpx.Client) -> None:
    told = client.get("/api/session").json()
    assert told["person"] is None and told["claimed"] is False and told["csrf"] is None
    assert "administer" in told["abilities"]


def test_where_nobody_has_claimed_the_machine_other_sites_cannot_write_either(client: httpx.Client) -> None:
    evil = {"Origin": "https://evil.example", "Content-Type": "text/plain"}
    assert client.post("/api/check", content=b"{}", headers=evil).status_code == 403
    assert client.post("/api/check", json={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    # A name made to lead here: the browser takes the page for our own.
    rebound = {"Host": "evil.example:8000", "Origin": "http://evil.example:8000", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/check", json={}, headers=rebound).status_code == 401
    own = {"Host": "localhost:8000", "Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/check", json={}, headers=own).status_code == 422
    assert client.post("/api/check", json={}).status_code == 422


def test_strangers_elsewhere_are_nobody_even_where_nobody_has_claimed(client: httpx.Client) -> None:
    # What a proxy at this machine says of its client.
    far = client.get("/api/session", headers={"X-Forwarded-For": "192.0.2.7"}).json()
    assert far["claimed"] is False and far["abilities"] == ["open", "read-public"]


def test_nobody_adds_people_before_there_is_an_administrator(client: httpx.Client) -> None:
    refused = client.post("/api/people", json={"name": "x", "role": "administrator"})
    assert refused.status_code == 409 and "yuantu db claim" in refused.json()["detail"]
    assert client.get("/api/people").json() == []
    assert client.post("/api/tokens", json={"label": "x"}).status_code == 403
