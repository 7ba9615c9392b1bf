"""Random layouts and edits that are rich in trouble: touching, overlapping, nested, equal, invalid, misnamed."""

import hypothesis.strategies as st
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import Frame
from geo.model import Edit, Feature, Kind
from tests.geo.rules.shapes import shape

FRAME = Frame(116.4, 40.2)
_GRID = st.integers(-4, 4).map(lambda n: n * 500)
_NUDGE = st.sampled_from([0, 0, 0, 0, 20, -15, 0.5])
_SIZE = st.sampled_from([300, 500, 1000, 1500])


@st.composite
def rectangle(draw: st.DrawFn) -> str:
    x, y = draw(_GRID) + draw(_NUDGE), draw(_GRID)
    return f"rect {draw(_SIZE)} {draw(_SIZE)} at {x} {y}"


@st.composite
def outline(draw: st.DrawFn) -> BaseGeometry | None:
    odd = draw(st.integers(0, 19))
    if odd == 0:
        return None
    if odd == 1:
        return shape("POLYGON((0 0,400 400,400 0,0 400,0 0))", FRAME)
    if odd == 2:
        return shape("POLYGON((0 0,1500 0,1500 1500,0 1500,0 0),(500 500,1000 500,1000 1000,500 1000,500 500))", FRAME)
    if odd == 3:
        parts = shape([draw(rectangle()), "rect 300 300 at 5000 5000"], FRAME)
        return parts if parts is not None and shapely.is_valid(parts) else shape(draw(rectangle()), FRAME)
    if odd == 4:
        return draw(point())
    return shape(draw(rectangle()), FRAME)


@st.composite
def point(draw: st.DrawFn) -> BaseGeometry | None:
    return shape(f"POINT({draw(_GRID)} {draw(_GRID)})", FRAME)


_IDS = st.sampled_from([f"f{n}" for n in range(12)])
_KINDS = st.sampled_from([*Kind, "plot"])
_PARKS = st.sampled_from(["海淀园", "昌平园", "亦庄园", "大兴-亦庄园", "海定园", "通州园", None])
_MANY = ("创新药物(制造)", "金融科技", "轨道交通", "大数据")
_CLASSES = ("三城一区", "生态涵养区", "生态保护红线", "产业用地", "高校院所", "重点功能区")
_SITE_CLASSES = ("镇域产业园", "重大项目", "人才社区", "高等院校", "火车站", "孵化器")
_NOTES = ("管理机构：某管委会；实施方式：自主更新", "职住比：3", "示意")
_GROUPS = st.sampled_from(["永丰组团", "永风组团", "翠湖组团", "门头沟组团", None])
_ZONES = st.sampled_from(["于家务乡", "张家湾镇", "西部滨水多产融合", "中部平原规模生产", "“科研会展”核心区", None])
_SITES = st.sampled_from(["中关村软件园", "未来设计园", "信创园", None])
_NAMES = {"park": _PARKS, "zone": _ZONES, "site": _SITES}


@st.composite
def feature(draw: st.DrawFn) -> Feature:
    kind = draw(_KINDS)
    properties = {
        "name": draw(_NAMES.get(kind, _GROUPS)),
        "park": draw(_PARKS),
        "district": draw(st.sampled_from(["海淀区", "昌平区;海淀区", "某区", "延庆区", "昌平区", None])),
        "modes": draw(st.sampled_from([(), ("双创社区",), ("研发中心",)])),
        "carriers": draw(st.sampled_from([(), ("产业化基地",), ("微集群空间",)])),
        "industries": draw(
            st.sampled_from(
                [(), ("人工智能",), ("区块连", "新材料"), ("生物农业",), ("智能网联汽车与智能出行",), _MANY]
            )
        ),
        "leading": draw(st.sampled_from([(), ("人工智能",)])),
        "class": draw(st.sampled_from([None, *(_SITE_CLASSES if kind == "site" else _CLASSES)])),
        "lot": draw(st.sampled_from([None, "新增建设", "转型升级", "待定"])),
        "phase": draw(st.sampled_from([None, None, "2025", "2028", "2035"])),
        "note": draw(st.sampled_from([None, *_NOTES])),
    }
    return Feature(draw(_IDS), kind, draw(st.one_of(point(), outline()) if kind == "site" else outline()), properties)


def features() -> st.SearchStrategy[list[Feature]]:
    return st.lists(feature(), max_size=10, unique_by=lambda f: f.id)


def edits() -> st.SearchStrategy[list[Edit]]:
    put = st.lists(feature(), max_size=3, unique_by=lambda f: f.id).map(tuple)
    delete = st.lists(_IDS, max_size=2, unique=True).map(tuple)
    return st.lists(st.builds(Edit, put=put, delete=delete), min_size=1, max_size=4)
