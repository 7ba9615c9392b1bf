"""Tables of values: taken whole, or refused with every wrong cell."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import InputError, YuantuError
from geo.indicators import WrongCells, read_values, template_csv, template_xlsx
from geo.rulebook import Rulebook, load

BOOK = load("zgc")
HEAD = "指标编号,范围,年份,数值,单位,来源\n"
GOOD = "I003-32,示范区,2024,2.8,万家,年报\n"


def workbook(*rows: list[object], percent: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if percent:
        sheet["D2"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_table_is_read(book: Rulebook) -> None:
    text = HEAD + GOOD + 'I003-11,海淀区,2024,"1,200",家,公报\n,,,,,\nI003-33,示范区,2024,,万件,\n'
    for body in (text.encode(), text.encode("utf-8-sig"), text.encode("gb18030"), text.replace("\n", "\r\n").encode()):
        values = read_values(body, book, author="李工")
        assert [(v.indicator, v.scope, v.year, v.value) for v in values] == [
            ("I003-32", "示范区", 2024, 2.8), ("I003-11", "海淀区", 2024, 1200.0),
        ]  # fmt: skip
        assert values[0].author == "李工" and values[0].source == "年报"


def test_english_headings_and_workbooks(book: Rulebook) -> None:
    head: list[object] = ["indicator", "scope", "year", "value", "source"]
    (value,) = read_values(workbook(head, ["I003-32", "示范区", 2024.0, 2.8, "book"]), book)
    assert (value.year, value.value) == (2024, 2.8)


def test_a_share_that_a_spreadsheet_shows_in_percent(book: Rulebook) -> None:
    head: list[object] = ["indicator", "scope", "year", "value", "source"]
    (value,) = read_values(workbook(head, ["I003-28", "示范区", 2024, 0.115, "book"], percent=True), book)
    assert value.value == 11.5
    (value,) = read_values((HEAD + "I003-28,示范区,2024,11.5%,%,年报\n").encode(), book)
    assert value.value == 11.5
    with pytest.raises(WrongCells, match="not counted in %"):
        read_values(workbook(head, ["I003-32", "示范区", 2024, 0.1, "book"], percent=True), book)


def test_every_wrong_cell_is_told_and_nothing_is_taken(book: Rulebook) -> None:
    wrong = [
        "I999-99,示范区,2024,1,,年报", "I003-32,火星,2024,1,,年报", "I003-32,示范区,24,1,,年报",
        "I003-32,示范区,2024,many,,年报", "I003-32,示范区,2023,1,家,年报", "I003-32,示范区,2022,1,,",
        "I002-03,每个发展组团,2024,2.1,,年报", "I003-32,海淀,2024,=A1,,年报", GOOD.strip(),
    ]  # fmt: skip
    with pytest.raises(WrongCells) as caught:
        read_values((HEAD + GOOD + "\n".join(wrong)).encode(), book, name="t.csv")
    cells = [(c.row, c.column) for c in caught.value.cells]
    assert cells == [
        (3, "indicator"), (4, "scope"), (5, "year"), (6, "value"), (7, "unit"), (8, "source"), (9, "scope"),
        (10, "value"), (10, "scope"), (11, "indicator"),
    ]  # fmt: skip
    sentence = caught.value.sentence("zh")
    assert "t.csv" in sentence and "第 4 行 范围 列" in sentence and "10 处有误，未导入任何数值" in sentence
    assert "row 7, column unit: the unit is 万家, not 家" in caught.value.en
    assert "是否为“海淀" in sentence


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "lacks the columns"),
        ("指标编号,年份\n".encode(), "lacks the columns scope, value, source"),
        ("指标编号,颜色\n".encode(), "unknown column 颜色"),
        ("年份,year\n".encode(), "occurs twice"),
        (HEAD.encode(), "has no values"),
        (b"\xff\xfe\xff", "neither UTF-8 nor GB 18030"),
        (b"PK\x03\x04 not really", "not a readable XLSX"),
        ((HEAD + 'I003-32,"示范').encode(), "not valid CSV"),
    ],
)
def test_what_is_no_table_is_refused(book: Rulebook, body: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_values(body, book)


def test_a_template_filled_in_is_a_table(book: Rulebook) -> None:
    lines = template_csv(book).decode("utf-8-sig").splitlines()
    assert lines[0] == "指标编号,指标名称,范围,年份,数值,单位,来源,备注"
    row = next(line for line in lines if line.startswith("I003-32")).split(",")
    row[4], row[6] = "2.9", "年报"
    (value,) = read_values("\n".join([lines[0], ",".join(row)]).encode(), book)
    assert (value.indicator, value.year, value.value) == ("I003-32", 2025, 2.9)
    rows = list(openpyxl.load_workbook(io.BytesIO(template_xlsx(book))).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == len(lines)
    with pytest.raises(InputError, match="has no values"):
        read_values(template_xlsx(book), book)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: (HEAD + t).encode("utf-8", "replace")))
def test_no_bytes_crash_it(body: bytes) -> None:
    try:
        assert read_values(body, BOOK)
    except YuantuError as error:
        assert error.zh and error.en
