"""What all tests share: the rulebook, the shipped layouts, a fixed day."""

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from geo import exchange
from geo.model import Layout
from geo.rulebook import Rulebook, load
from geo.settings import data_dir

settings.register_profile("test", max_examples=60, deadline=None, derandomize=True,
                          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
settings.register_profile("soak", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("YUANTU_TEST_PROFILE", "test"))

ON = date(2026, 11, 21)


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load("zgc")


@pytest.fixture(scope="session")
def reference() -> Layout:
    return exchange.read(data_dir() / "boundaries" / "zgc-2020.geojson")


@pytest.fixture(scope="session")
def practice() -> Layout:
    return exchange.read(data_dir() / "boundaries" / "practice-draft.geojson")
