"""The table of sentences: every one with what holds a layout to it, and totals that add up."""

import json
from io import StringIO

import pytest
from rich.console import Console

from geo.report.coverage import coverage_data, print_coverage
from geo.rulebook.clauses import read_clauses


@pytest.mark.parametrize(("lang", "says"), [("zh", "仅文字"), ("en", "text only")])
def test_the_table_ends_with_184_of_184(lang: str, says: str) -> None:
    out = StringIO()
    print_coverage(read_clauses("zgc"), Console(file=out, width=160), lang)
    lines = out.getvalue().splitlines()
    assert "184 of 184" in lines[-1] and says in lines[-2]
    row = next(line for line in lines if line.startswith("R002-35"))
    assert "ARE002" in row
    reason = next(line for line in lines if line.startswith("R002-95"))
    assert ("firms" if lang == "en" else "企业") in reason


def test_as_json_the_totals_add_up() -> None:
    body = json.loads(coverage_data(read_clauses("zgc")))
    assert body["total"] == 184 == sum(body["totals"].values()) == len(body["clauses"])
    assert body["totals"] == {
        kind: sum(clause["treatment"] == kind for clause in body["clauses"])
        for kind in ("rule", "attribute", "indicator", "text-only")
    }
    assert body["clauses"][0]["row"] == "R000-01" and body["clauses"][0]["target"] == ["SIT003"]
