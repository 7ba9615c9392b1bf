"""A file that is secretly shifted is suspected where it is only looked at, and never moved there."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo.crs import Floats, bd09_from_gcj02, gcj02_from_wgs84
from geo.exchange.doctor.suspicion import suspicion
from geo.model import Layout
from geo.rulebook import Rulebook


@pytest.fixture
def plan(reference: Layout) -> Layout:
    """The parks, as a file that names no revision."""
    parks = reference.features[reference.features["kind"] == "park"].reset_index(drop=True)
    return replace(reference, features=parks, revision=None)


def moved(layout: Layout, by: Callable[[Floats], Floats]) -> Layout:
    shapes = shapely.transform(np.asarray(layout.features.geometry, dtype=object), by)
    return replace(layout, features=layout.features.set_geometry(shapes, crs=layout.features.crs))


def test_a_plan_in_its_place_is_not_suspected(plan: Layout, book: Rulebook) -> None:
    assert suspicion(plan, book) is None


def test_gcj02_is_suspected_by_name(plan: Layout, book: Rulebook) -> None:
    said = suspicion(moved(plan, gcj02_from_wgs84), book)
    assert said is not None
    assert "GCJ-02" in said.zh and "GCJ-02" in said.en


def test_bd09_is_suspected_by_name(plan: Layout, book: Rulebook) -> None:
    said = suspicion(moved(plan, lambda at: bd09_from_gcj02(gcj02_from_wgs84(at))), book)
    assert said is not None and "BD-09" in said.zh


def test_a_copy_of_a_stored_layout_is_beyond_suspicion(plan: Layout, book: Rulebook) -> None:
    assert suspicion(replace(moved(plan, gcj02_from_wgs84), revision=3), book) is None


def test_nothing_is_not_suspected(plan: Layout, book: Rulebook) -> None:
    assert suspicion(replace(plan, features=plan.features.iloc[:0]), book) is None
