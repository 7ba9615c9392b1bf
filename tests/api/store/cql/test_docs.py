"""What api/clients/filters.md shows is true: operators are named, examples are filters, limits are those."""

import re
from pathlib import Path

import pytest

from api.store import cql
from api.store.cql.filters import OPERATORS

PAGE = (Path(__file__).parents[4] / "api" / "clients" / "filters.md").read_text(encoding="utf-8")
ROWS = [re.split(r"(?<!\\) \| ", line.strip("| ")) for line in PAGE.splitlines() if line.startswith("| ")][2:]
EXAMPLES = [code for row in ROWS for code in re.findall(r"`([^`]+)`", row[1])]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_filter(example: str) -> None:
    assert cql.compile(example).sql


def test_every_operator_is_named() -> None:
    named = {name.lower() for row in ROWS for name in re.findall(r"`([^`]+)`", row[0])}
    assert set(OPERATORS) <= named


def test_the_limits_are_those() -> None:
    limits = cql.Limits()
    for most in (limits.characters, limits.depth, limits.nodes, limits.vertices):
        assert f"{most:,}" in PAGE
