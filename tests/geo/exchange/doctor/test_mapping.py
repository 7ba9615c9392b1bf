"""Columns of files as people make them are proposed as the right properties: `cases/columns.yml`."""

from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from geo.exchange.doctor.inspection import Proposal
from geo.exchange.doctor.looking import columns_of
from geo.exchange.doctor.mapping import column_proposals
from geo.exchange.source import Layer
from geo.exchange.vocabulary import Vocabulary
from geo.model import COLUMNS, NUMBER_COLUMNS
from geo.rulebook import Rulebook

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cases").joinpath("columns.yml").read_text("utf-8"))
ROWS = 8


def proposed(columns: dict[str, list[Any]], book: Rulebook, *, ours: bool = False) -> dict[str, Proposal]:
    filled = {name: [*islice(cycle(values), ROWS)] for name, values in columns.items()}
    layer = Layer("t", pd.DataFrame(filled, dtype=object), np.full(ROWS, None, dtype=object))
    found = column_proposals(columns_of(layer), "t", Vocabulary.of(book), book, ours=ours)
    return {str(proposal.column): proposal for proposal in found}


@pytest.mark.parametrize("name", CASES)
def test_columns_are_read_as_what_they_are(name: str, book: Rulebook) -> None:
    case = CASES[name]
    found = proposed(case["columns"], book)
    read = {
        column: f"{proposal.best.value}{'?' if proposal.asks else ''}"
        for column, proposal in found.items()
        if proposal.best.value is not None
    }
    assert read == case["read"], {c: [(x.value, x.confidence) for x in p.candidates] for c, p in found.items()}


def test_every_proposal_has_an_answer_that_leaves_the_column_out(book: Rulebook) -> None:
    for case in CASES.values():
        for column, proposal in proposed(case["columns"], book).items():
            assert None in [candidate.value for candidate in proposal.candidates], column
            assert all(0 <= candidate.confidence <= 1 for candidate in proposal.candidates)


def test_columns_of_files_that_this_program_wrote_are_what_they_say(book: Rulebook) -> None:
    columns: dict[str, list[Any]] = {name: [1.5] if name in NUMBER_COLUMNS else ["甲"] for name in COLUMNS}
    found = proposed({**columns, "面积": [3]}, book, ours=True)
    assert {column: proposal.best.value for column, proposal in found.items()} == {
        **{name: name for name in COLUMNS},
        "面积": None,
    }
    assert all(found[name].declared for name in COLUMNS)


def test_each_property_is_given_once(book: Rulebook) -> None:
    found = proposed({"名称": ["甲"], "地块名称": ["乙"], "name": ["丙"], "面积": [1], "MJ": [2], "area": [3]}, book)
    given = [proposal.best.value for proposal in found.values() if proposal.best.value is not None]
    assert sorted(given) == ["name", "stated_area_km2"]


def test_numbers_of_any_library_are_numbers() -> None:
    values = [np.float64(1.5), np.int64(2), 3, 4.5, "5", "1,234", np.float64(1.5), "甲"]
    layer = Layer("t", pd.DataFrame({"面积": pd.Series(values, dtype=object)}), np.full(ROWS, None, dtype=object))
    (column,) = columns_of(layer)
    assert column.number_share == 7 / 8
    assert column.holds == "mixed"
