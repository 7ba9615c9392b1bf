"""The text format in which surveyors report parcels: rings, holes, the zone that it names, and faults line by line."""

from pathlib import Path

import pytest
import shapely

from geo.errors import InputError
from geo.exchange.formats import opened

HEAD = """[属性描述]
格式版本号=1.01版本
数据产生单位=某测绘院
数据产生日期=2026-01-02
坐标系={system}
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=39
精度=0.001
转换参数=0,0,0,0,0,0,0
[地块坐标]
"""
PARCEL = """9,0.39,1,创新园一期,面,J50G001,工业用地,0601,@
J1,1,4423000.5,39500100.25
J2,1,4423000.5,39500300.25
J3,1,4422800.5,39500300.25
J4,1,4422800.5,39500100.25
J1,1,4423000.5,39500100.25
J5,2,4422950,39500150
J6,2,4422950,39500200
J7,2,4422900,39500200
J5,2,4422950,39500150
"""


def written(text: str, folder: Path, encoding: str = "gbk", name: str = "报备.txt") -> Path:
    (folder / name).write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return folder / name


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
def test_a_parcel_with_a_hole(encoding: str, tmp_path: Path) -> None:
    source = opened(written(HEAD.format(system="2000国家大地坐标系") + PARCEL, tmp_path, encoding))
    (layer,) = source.layers
    assert (source.format, layer.crs, layer.axes, layer.broken, source.remarks) == (
        "survey", "EPSG:4527", "yx", {}, (),
    )  # fmt: skip
    outer = [(4423000.5, 39500100.25), (4423000.5, 39500300.25), (4422800.5, 39500300.25), (4422800.5, 39500100.25)]
    hole = [(4422950, 39500150), (4422950, 39500200), (4422900, 39500200)]
    assert layer.geometry[0].equals(shapely.Polygon(outer, [hole]))
    assert layer.table.to_dict("records") == [{
        "界址点数": "9", "地块面积（公顷）": 0.39, "地块编号": "1", "地块名称": "创新园一期", "图形属性": "面",
        "图幅号": "J50G001", "地块用途": "工业用地", "地类编码": "0601",
    }]  # fmt: skip


def test_another_datum_and_eastings_without_the_zone(tmp_path: Path) -> None:
    text = HEAD.format(system="80国家大地坐标系") + PARCEL.replace(",395", ",5")
    assert opened(written(text, tmp_path)).layers[0].crs == "EPSG:2384"


def test_faults_stay_with_their_parcel(tmp_path: Path) -> None:
    more = "3,0.1,2,二期,面,,,@\nJ1,1,4423000,39500100\nJ2,1,44x,39500300\nJ3,1,4423000,39500400\n"
    more += "2,,3,站,点,,,@\nJ1,1,4423000,39500100\n"
    source = opened(written(HEAD.format(system="2000国家大地坐标系") + PARCEL + more, tmp_path))
    layer = source.layers[0]
    assert [*layer.broken] == [1]
    assert "line 25 is no “point,ring,X,Y”: J2,1,44x" in layer.broken[1].en
    assert layer.geometry[2] == shapely.Point(4423000, 39500100)
    assert "2 parcel(s) have another number of points" in source.remarks[0].en


def test_a_text_of_another_sort_is_a_table(tmp_path: Path) -> None:
    source = opened(written("点号\tX\tY\nJ1\t1\t2\nJ2\t3\t4\nJ3\t5\t9\n", tmp_path))
    assert (source.format, shapely.count_coordinates(source.layers[0].geometry[0])) == ("survey", 4)


def test_a_text_without_parcels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no parcels"):
        opened(written(HEAD, tmp_path))
