"""Where the plan places its industries: read with the roster's names, refused when a name is wrong."""

from pathlib import Path

import pytest

from geo.errors import RulebookError
from geo.rulebook import Rulebook
from geo.rulebook.placements import read_placements

HEAD = "row,tag,stage,role,parks,open\n"


def test_two_names_of_one_park_are_one(book: Rulebook) -> None:
    south = [row for row in book.placements.rows if row.row == "R002-10"]
    assert [row.parks for row in south] == [("大兴-亦庄园",)]
    assert {row.row for row in book.placements.rows if row.open} == {"R002-19"}


def test_a_field_with_rows_of_its_own_goes_before_its_sector(book: Rulebook) -> None:
    assert [row.row for row in book.placements.about("新能源汽车")] == ["R002-13"]
    assert {row.row for row in book.placements.about("智能装备")} == {"R002-12"}
    assert list(book.placements.about("区块连")) == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("R1,新材料,,core,海定园,", "unknown park 海定园"),
        ("R1,新村料,,core,海淀园,", "unknown industry"),
        ("R1,新材料,销售,core,海淀园,", "unknown industry"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(book: Rulebook, tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "placements.csv"
    path.write_text(f"{HEAD}{row}\n", "utf-8")
    with pytest.raises(RulebookError, match=says):
        read_placements(path, book.parks, book.taxonomy)


def test_a_missing_file_is_named(book: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"placements\.csv"):
        read_placements(tmp_path / "placements.csv", book.parks, book.taxonomy)
