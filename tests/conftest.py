"""What all tests share: the rulebook, the shipped layouts, a fixed day, a database to copy, a look at what is left."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from geo import exchange
from geo.model import Layout
from geo.rulebook import Rulebook, load
from geo.settings import data_dir
from tests.homes import hurry, left_behind, open_home

PROFILE = os.environ.get("YUANTU_TEST_PROFILE", "test")
settings.register_profile("test", max_examples=60, deadline=None, derandomize=True,
                          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
settings.register_profile("soak", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(PROFILE)

ON = date(2026, 11, 21)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that no worker is left with one when the others are done."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, "web" not in item.path.parts, "api" not in item.path.parts))


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load("zgc")


@pytest.fixture(scope="session")
def reference() -> Layout:
    return exchange.read(data_dir() / "boundaries" / "zgc-2020.geojson")


@pytest.fixture(scope="session")
def practice() -> Layout:
    return exchange.read(data_dir() / "boundaries" / "practice-draft.geojson")


@pytest.fixture(scope="session")
def made_home() -> Iterator[Path]:
    """A home with a migrated database, stopped: making one takes seconds, copying it does not."""
    # The domain's tests do without a database and what it needs.
    from api import embedded
    from api.database import upgrade

    with open_home() as folder:
        with embedded.start(folder) as running:
            upgrade(running.url(embedded.OWNER))
            with running.connect(embedded.ADMIN) as admin:
                hurry(admin)
        yield folder


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every database that a test makes is gone at the end: one takes 70 MB."""
    yield
    assert left_behind(tmp_path_factory.getbasetemp()) == []
