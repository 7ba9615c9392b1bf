"""Tables beside the map: few rows are set larger, as long as no text suffers from it."""

import pytest

from geo.sheet.paper import arrange
from geo.sheet.tables import Cell, Column, Row, Table
from geo.sheet.tables.flow import flow


def table(rows: int, text: str = "海淀园") -> Table:
    columns = (Column("编号", 0.2), Column("名称", 0.4), Column("面积", 0.4, "right"))
    return Table(
        "表", "表（续）", columns, tuple(Row("row", (Cell(str(n)), Cell(text), Cell("1.00"))) for n in range(rows))
    )


@pytest.mark.parametrize(("rows", "zoom"), [(1, 1.6), (5, 1.6), (22, 1.6), (32, 1.0), (60, 1.0)])
def test_few_rows_are_set_larger(rows: int, zoom: float) -> None:
    assert flow([table(rows)], arrange("a3"))["zoom"] == zoom


@pytest.mark.parametrize("sheet", ["a0", "a4"])
def test_every_sheet_size_is_set_alike(sheet: str) -> None:
    assert flow([table(5)], arrange(sheet))["zoom"] == 1.6


def test_a_text_is_never_cut_for_being_larger() -> None:
    name = "大兴-亦庄园小规模创新发展区 30"
    found = flow([table(3, name)], arrange("a3", landscape=False))
    cells = [row["cells"][1] for box in found["boxes"] for piece in box["pieces"] for row in piece["rows"]]
    assert [cell["text"] for cell in cells] == [name] * 3


def test_a_cell_leaves_room_for_its_swatch() -> None:
    columns = (Column("类型", 1.0, wraps=True),)
    text = "三城一区" * 10
    rows = [(Row("row", (Cell(text, swatch=swatch),))) for swatch in ("", "<svg/>")]
    plain, marked = (
        flow([Table("表", "续", columns, (row,))], arrange("a3"))["boxes"][0]["pieces"][0]["rows"][0] for row in rows
    )
    assert marked["lines"] >= plain["lines"]
