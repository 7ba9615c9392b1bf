"""What all tests share: the rulebook, the shipped layouts, a fixed day."""

from datetime import date

import pytest

from geo import exchange
from geo.model import Layout
from geo.rulebook import Rulebook, load
from geo.settings import data_dir

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
