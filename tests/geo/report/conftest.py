"""A checked practice draft, and one whose names are out to do harm."""

from dataclasses import replace

import pytest

from geo.check import check
from geo.model import Layout, Report
from geo.report.checked import Checked
from geo.rulebook import Rulebook
from tests.conftest import ON

HOSTILE = {
    "G05": "</script><script>document.title='owned'</script>",
    "G06": "=HYPERLINK(\"http://127.0.0.1\",\"x\")",
    "G07": "+1+1",
    "G08": "-2",
    "G09": "@SUM(A1)",
    "G10": "中关村" * 66 + "园区",
    "G11": "<img src=x onerror=alert(1)>\"'&amp;\x07",
    "G12": "#N/A",
}  # fmt: skip


@pytest.fixture(scope="session")
def report(practice: Layout, book: Rulebook) -> Report:
    return check(practice, book, on=ON)


@pytest.fixture(scope="session")
def checked(practice: Layout, report: Report, book: Rulebook) -> Checked:
    return Checked(practice, report, book, ON)


@pytest.fixture(scope="session")
def hostile(practice: Layout, book: Rulebook) -> Checked:
    table = practice.features.copy()
    names = table["id"].map(HOSTILE)
    table["name"] = names.where(names.notna(), table["name"])
    layout = Layout.from_table(table, id="hostile")
    return Checked(layout, check(layout, book, on=ON), book, ON)


@pytest.fixture(scope="session")
def english(checked: Checked) -> Checked:
    return replace(checked, lang="en")
