"""Tables of boundary points as surveyors deliver them: what stands in them becomes outlines, the rest is told."""

from pathlib import Path

import pytest
import shapely

from geo.exchange import csv
from geo.exchange.source import Layer, Source

A, B, C, D = (4423000.5, 500100.25), (4423000.5, 500300.25), (4422800.5, 500300.25), (4422800.5, 500100.25)
SQUARE = shapely.Polygon([A, B, C, D])
HOLE = [(4422950.0, 500150.0), (4422950.0, 500200.0), (4422900.0, 500200.0)]
FAR = [(4425000.0, 510000.0), (4425000.0, 510100.0), (4424900.0, 510100.0)]


def opened(text: str, folder: Path, encoding: str = "utf-8") -> Source:
    (folder / "界址点.csv").write_bytes(text.encode(encoding))
    return csv.source(folder / "界址点.csv")


def only(text: str, folder: Path) -> Layer:
    (layer,) = opened(text, folder).layers
    return layer


def points(*places: tuple[float, float], first: int = 1, before: str = "") -> str:
    return "".join(f"{before}J{first + i},{x!r},{y!r}\n" for i, (x, y) in enumerate(places))


def test_a_table_with_title_units_footer_and_empty_rows(tmp_path: Path) -> None:
    head = "某园区界址点成果表,,\n,,\n点号,X坐标,Y坐标\n,(m),(m)\n"
    source = opened(f"{head}{points(A, B, C, D, A)}\n合计,,\n制表：张三,,\n", tmp_path)
    (layer,) = source.layers
    assert [shape.equals(SQUARE) for shape in layer.geometry] == [True]
    assert layer.geometry[0].exterior.coords[0] == A
    said = " ".join(remark.en for remark in source.remarks)
    assert "The header of “界址点” is row 3" in said
    assert "某园区界址点成果表" in said
    assert "1 row(s) of “界址点” are units" in said
    assert "2 row(s) without coordinates" in said
    assert "制表：张三" in said


@pytest.mark.parametrize(
    ("head", "axes"),
    [
        ("点号,X,Y", None),
        ("界址点号,X坐标（米）,Y坐标（米）", None),
        ("点号,纵坐标X,横坐标Y", "yx"),
        ("点号,横坐标,纵坐标", "xy"),
        ("点名,北坐标,东坐标", "yx"),
        ("拐点编号,N(m),E(m)", "yx"),
        ("点号,东,北", "xy"),
        ("点号,经度,纬度", "xy"),
        ("点号,B(纬度),L(经度)", "yx"),
        ("point,northing,easting", "yx"),
        ("点号,2000坐标X,2000坐标Y", None),
    ],
)
def test_what_a_header_says_of_its_axes(head: str, axes: str | None, tmp_path: Path) -> None:
    layer = only(f"{head}\n{points(A, B, C, D)}", tmp_path)
    assert (layer.axes, layer.geometry[0].exterior.coords[0]) == (axes, A)


def test_rings_by_parcel_and_ring_with_a_hole_and_a_second_part(tmp_path: Path) -> None:
    text = "地块号,用途,圈号,点号,X,Y\n"
    text += points(A, B, C, D, before="甲,工业,1,") + points(*HOLE, before="甲,工业,2,")
    text += points(*FAR, before="甲,工业,3,") + points(*FAR, before="乙,居住,1,")
    layer = only(text, tmp_path)
    outer = shapely.Polygon(SQUARE.exterior, [HOLE])
    assert layer.geometry[0].equals(shapely.MultiPolygon([outer, shapely.Polygon(FAR)]))
    assert layer.table.to_dict("list") == {"地块号": ["甲", "乙"], "用途": ["工业", "居住"]}


def test_merged_cells_name_a_parcel_once_and_a_header_may_have_two_rows(tmp_path: Path) -> None:
    text = "宗地号,点号,坐标,\n,,X（m）,Y（m）\n"
    text += f"Z-1,J1,{A[0]},{A[1]}\n" + points(B, C, D, first=2, before=",")
    layer = only(text + f"Z-2,J1,{A[0]},{A[1]}\n" + points(B, C, first=2, before=","), tmp_path)
    assert layer.table["宗地号"].tolist() == ["Z-1", "Z-2"]
    assert [shapely.count_coordinates(shape) for shape in layer.geometry] == [5, 4]


def test_without_parcels_numbering_anew_or_a_title_begins_another(tmp_path: Path) -> None:
    text = "点号,X,Y\n地块一,,\n" + points(A, B, C, D) + f"J1,{A[0]},{A[1]}\n" + "地块二,,\n" + points(A, B, C)
    layer = only(text + points(B, C, D), tmp_path)
    assert [shapely.count_coordinates(shape) for shape in layer.geometry] == [5, 4, 4]
    assert layer.table["地块名称"].tolist() == ["地块一", "地块二", "地块二"]


def test_a_closed_ring_that_numbers_on_is_followed_by_its_hole(tmp_path: Path) -> None:
    text = "点号,X,Y\n" + points(A, B, C, D) + f"J1,{A[0]},{A[1]}\n" + points(*HOLE, first=5)
    (shape,) = only(f"{text}J5,{HOLE[0][0]},{HOLE[0][1]}\n", tmp_path).geometry
    assert shape.equals(shapely.Polygon(SQUARE.exterior, [HOLE]))


def test_rows_sorted_as_text_are_joined_by_number(tmp_path: Path) -> None:
    circle = [(x, y) for x, y in shapely.Point(4423000, 500000).buffer(100, quad_segs=4).exterior.coords[:-1]]
    rows = sorted(points(*circle).splitlines())
    source = opened("点号,X,Y\n" + "\n".join(rows), tmp_path)
    assert source.layers[0].geometry[0].equals(shapely.Polygon(circle))
    assert "joined in that of numbers" in source.remarks[0].en


@pytest.mark.parametrize(
    "written",
    [
        "116°23′45.678″",
        "116°23'45.678\"",
        "116°23’45.678”E",
        "东经116°23′45.678″",
        "116度23分45.678秒",
        "116:23:45.678",
    ],
)
def test_degrees_minutes_and_seconds(written: str, tmp_path: Path) -> None:
    cell = written.replace('"', '""')
    source = opened(f'点号\t经度\t纬度\nJ1\t"{cell}"\t39°54′00″\nJ2\t116.5\t39.9\nJ3\t116.5\t39.8\n', tmp_path)
    lon, lat = source.layers[0].geometry[0].exterior.coords[0]
    assert (round(lon, 9), lat) == (round(116 + 23 / 60 + 45.678 / 3600, 9), 39.9)
    assert "decimal degrees" in source.remarks[0].en


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，", "、", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_any_delimiter_and_any_encoding(delimiter: str, encoding: str, tmp_path: Path) -> None:
    text = "地块编号,点号,X,Y\n" + points(A, B, C, D, before="创新园东区,")
    source = opened(text.replace(",", delimiter), tmp_path, encoding)
    assert source.layers[0].table["地块编号"].tolist() == ["创新园东区"]
    assert source.layers[0].geometry[0].equals(SQUARE)
    assert source.text is not None
    assert source.declared == (None if encoding in ("utf-8", "gbk") else encoding)


def test_numbers_as_people_type_them(tmp_path: Path) -> None:
    text = f'点号,X,Y\nJ1,"4,423,000.5",５００１００．２５\nJ2, {B[0]} ,{B[1]}m\n' + points(C, D, first=3)
    assert only(text, tmp_path).geometry[0].equals(SQUARE)


def test_decimal_commas(tmp_path: Path) -> None:
    text = ("点号,X,Y\n" + points(A, B, C, D)).replace(",", ";").replace(".", ",")
    assert only(text, tmp_path).geometry[0].equals(SQUARE)


def test_a_wrong_coordinate_breaks_its_parcel_alone(tmp_path: Path) -> None:
    text = "地块号,点号,X,Y\n" + points(A, B, C, D, before="甲,") + "乙,J1,abc,500100\n" + points(B, C, before="乙,")
    layer = only(text + points(A, B, before="丙,"), tmp_path)
    assert [shape is None for shape in layer.geometry] == [False, True, True]
    assert "row 6 (point J1) has a coordinate that is no number: abc" in layer.broken[1].en
    assert "ring 1 has 2 points" in layer.broken[2].en


def test_columns_that_differ_from_point_to_point_are_left_out_and_told(tmp_path: Path) -> None:
    rows = [f"甲,J{i},{x},{y},{200 + i}" for i, (x, y) in enumerate((A, B, C, D))]
    source = opened("\n".join(["地块号,点号,X,Y,边长", *rows]), tmp_path)
    assert [*source.layers[0].table] == ["地块号"]
    assert "边长" in source.remarks[-1].zh


def test_two_blocks_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = [f"J1,{A[0]},{A[1]},J3,{C[0]},{C[1]}", f"J2,{B[0]},{B[1]},J4,{D[0]},{D[1]}"]
    assert only("\n".join(["点号,X,Y,点号,X,Y", *rows]), tmp_path).geometry[0].equals(SQUARE)


def test_places_without_point_numbers_are_single_points(tmp_path: Path) -> None:
    layer = only("名称,经度,纬度\n站一,116.5,39.9\n站二,,\n站三,116.6,x\n", tmp_path)
    assert layer.geometry[0] == shapely.Point(116.5, 39.9)
    assert layer.table.to_dict("list") == {"名称": ["站一", "站二", "站三"]}
    assert [*layer.broken] == [2]


@pytest.mark.parametrize(
    ("title", "first", "crs"),
    [
        ("CGCS2000坐标系 3度带 中央子午线117°", A, "EPSG:4548"),
        ("2000国家大地坐标系 3度分带 带号39", (A[0], 39500100.25), "EPSG:4527"),
        ("1980西安坐标系 三度带 39带", A, "EPSG:2384"),
        ("北京54坐标系 6度带 20带", (A[0], 20500100.25), "EPSG:21420"),
        ("2000国家大地坐标系", A, None),
        ("界址点成果表", A, None),
    ],
)
def test_what_a_title_says_of_the_system(title: str, first: tuple[float, float], crs: str, tmp_path: Path) -> None:
    text = f"{title}\n点号,X,Y\n" + points(first, (first[0] + 9, first[1]), (first[0], first[1] + 9))
    assert only(text, tmp_path).crs == crs
