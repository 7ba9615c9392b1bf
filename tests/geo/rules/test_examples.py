"""What a rule's page shows as failing is the first of the rule's cases that fails, as the rule sees it today."""

import json
from copy import copy

import numpy as np
import pytest

from geo.rulebook import Rulebook
from geo.rules import RULES, Rule
from geo.rules.examples import FOLDER, read_example
from tests.geo.rules import examples


def box(rings: list[list[list[float]]]) -> list[float]:
    """The box around what is found: its vertices depend on the version of GEOS, its place does not."""
    at = np.array([position for ring in rings for position in ring]).reshape(-1, 2)
    return [*at.min(axis=0), *at.max(axis=0)] if len(at) else []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_the_example_is_the_first_failing_case(rule: Rule, book: Rulebook) -> None:
    kept, seen = copy(read_example(rule.name)), examples.example(rule, book)
    assert kept is not None, "run `make told`"
    assert box(kept.pop("evidence")) == pytest.approx(box(seen.pop("evidence")), abs=1.0), "run `make told`"
    assert kept == json.loads(examples.text(seen)), "run `make told`"


def test_no_example_without_a_rule() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {rule.name for rule in RULES.values()}


def test_an_example_has_shapes_in_metres_and_what_was_found() -> None:
    told = read_example("overlap")
    assert told is not None and told["message"]["zh"] and told["evidence"]
    assert min(x for f in told["features"] for ring in f["rings"] for x, _ in ring) == 0
    assert read_example("no-such-rule") is None
