"""Guessing passwords: a few tries for a name, some more for an address, and room again for who was right."""

import httpx
import pytest

from api.auth import limits
from api.auth.errors import TooMany
from api.auth.limits import Pace
from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving
from tests.api.signing import ADMIN, PASSWORD


def tried(client: httpx.Client, name: str, password: str, address: str = "192.0.2.1") -> httpx.Response:
    return client.post("/api/session", json={"name": name, "password": password}, headers={"X-Forwarded-For": address})


def test_a_name_is_not_guessed_for_long(claimed: httpx.Client, store: Store, settings: Settings) -> None:
    # Another process of the same service counts on.
    with serving(store, settings.model_copy(update={"sign_in_tries": 3})) as client:
        assert [tried(client, ADMIN, f"wrong {n}", f"192.0.2.{n}").status_code for n in range(3)] == [401] * 3
        refused = tried(client, ADMIN, PASSWORD, "192.0.2.9")
        assert refused.status_code == 429 and 0 < int(refused.headers["retry-after"]) <= 100
        assert refused.headers["retry-after"] in refused.json()["detail"]
        assert tried(client, "somebody else", "wrong").status_code == 401
    del claimed


def test_who_was_right_begins_anew(store: Store) -> None:
    pace = Pace("test", 2, 60.0)
    limits.take(store.engine, pace, "a")
    limits.take(store.engine, pace, "a")
    limits.take(store.engine, pace, "b")
    with pytest.raises(TooMany) as caught:
        limits.take(store.engine, pace, "a")
    assert 55 <= caught.value.after_s <= 60
    limits.give_back(store.engine, pace, "a")
    limits.take(store.engine, pace, "a")
    with pytest.raises(TooMany):
        limits.take(store.engine, pace, "a")
    limits.forget(store.engine, pace, "a")
    limits.take(store.engine, pace, "a")


def test_an_address_is_counted_by_its_household() -> None:
    assert limits.neighbourhood("2001:db8:1:2:3:4:5:6") == limits.neighbourhood("2001:db8:1:2::9")
    assert limits.neighbourhood("::ffff:192.0.2.7") == limits.neighbourhood("192.0.2.7") == "192.0.2.7"
    assert limits.neighbourhood("") == ""
