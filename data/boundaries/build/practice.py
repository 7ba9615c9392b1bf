"""The layout practice-draft: zgc-2020 with planted faults, and the list of what a check must find."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely import affinity

from data.boundaries.build.cuts import bisect, cut
from data.boundaries.build.draft import Draft
from data.boundaries.build.files import write_collection, write_provenance
from data.boundaries.build.reference import LAYOUT as REFERENCE
from data.boundaries.build.reference import as_feature, members
from data.boundaries.build.streets import Grid
from geo.model import SCHEMATIC_NOTICE

LAYOUT: Final = "practice-draft"
TITLE: Final = {
    "zh": "练习稿：示意布局中埋有十二处错误",
    "en": "Practice draft: the schematic layout with twelve planted faults",
}
Found = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Fault:
    """A planted fault: what it is, how it is drawn, and every finding (rule, subjects) that it must cause."""

    zh: str
    en: str
    plant: Callable[[Draft], None]
    findings: tuple[Found, ...]


def _groups_overlap(draft: Draft) -> None:
    strip = shapely.intersection(draft.outline("G03"), _widened(draft.outline("G04"), 320.0))
    draft.redraw("G04", shapely.union(draft.outline("G04"), strip))


def _group_inside_group(draft: Draft) -> None:
    old, host = draft.outline("G13"), shapely.centroid(draft.outline("G12"))
    draft.add("R-P09-3", "R-P09-2", draft.outlines["G13"], name="朝阳园预留发展区3")
    scale = math.sqrt(2.6e6 / shapely.area(old))
    small = affinity.rotate(affinity.scale(old, scale, scale), 28)
    centre = shapely.centroid(small)
    draft.redraw("G13", affinity.translate(small, host.x - centre.x, host.y - centre.y))


def _identical_duplicate(draft: Draft) -> None:
    draft.add("S-P04-3", "S-P04-2", draft.outlines["S-P04-2"], name="大兴-亦庄园小规模创新发展区3")


def _sliver(draft: Draft) -> None:
    draft.redraw("R-P02-2", shapely.difference(draft.outline("R-P02-2"), _widened(draft.outline("G08"), 25.0)))


def _group_too_small(draft: Draft) -> None:
    group, reserve = draft.part("G27", 0), draft.part("R-P05-1", 0)
    centre = shapely.centroid(group)
    grid = Grid(centre.x, centre.y, 21.0)
    kept, given = cut(group, grid, "W", 1.7e6, np.random.default_rng(27))
    for id, outline in draft.redraw_neighbours(**{"G27": kept, "R-P05-1": shapely.union(reserve, given)}).items():
        draft.outlines[id] = outline


def _total_too_large(draft: Draft) -> None:
    group, reserve = draft.part("G30", 0), draft.part("R-P15-1", 0)

    def swept(reach_m: float) -> Any:
        moved = affinity.translate(reserve, -0.97 * reach_m, -0.24 * reach_m)
        return shapely.difference(shapely.convex_hull(shapely.union(reserve, moved)), group)

    goal = float(shapely.area(reserve)) + 1.2e6
    larger = swept(bisect(lambda reach_m: float(shapely.area(swept(reach_m))), 0.0, 4000.0, goal))
    drawn = draft.redraw_neighbours(**{"G30": group, "R-P15-1": larger})
    draft.redraw_part("G30", 0, drawn["G30"])
    draft.outlines["R-P15-1"] = drawn["R-P15-1"]
    pieces = [shapely.get_parts(draft.outlines[id]) for id in ("G30", "R-P15-1", "S-P15-1")]
    draft.outlines["P15"] = shapely.coverage_union_all(np.concatenate(pieces))


def _outside_district(draft: Draft) -> None:
    here = draft.part("G05", 0)
    _, south, east, north = shapely.bounds(here)
    wing = shapely.intersection(here, shapely.box(east - 500, south, east, north))
    wider = shapely.convex_hull(shapely.union(wing, affinity.translate(wing, 900.0, -80.0)))
    larger = shapely.difference(shapely.union(here, wider), draft.outline("R-P14-1"))
    rest = shapely.get_parts(draft.outline("G05"))[1:]
    draft.redraw("G05", shapely.MultiPolygon([*shapely.get_parts(larger), *rest]))


def _unknown_industry(draft: Draft) -> None:
    tags = draft.properties["G01"]["industries"]
    tags[tags.index("区块链")] = "区块连"


def _missing_group(draft: Draft) -> None:
    draft.add("R-P06-3", "R-P06-1", draft.outlines["G19"], name="通州园预留发展区3")
    draft.remove("G19")


def _misspelt_name(draft: Draft) -> None:
    draft.properties["G17"]["name"] = "张家弯组团"


def _unsuitable_carrier(draft: Draft) -> None:
    draft.properties["G22"]["carriers"].append("产业化基地")


def _bow_tie(draft: Draft) -> None:
    _, south, east, north = shapely.bounds(draft.part("G20", 1))
    x, y, half_m = east + 700, (south + north) / 2, 260
    ring = [(x - half_m, y - half_m), (x + half_m, y + half_m), (x + half_m, y - half_m), (x - half_m, y + half_m)]
    draft.add("S-P03-2", "S-P03-1", None, name="顺义园小规模创新发展区2")
    draft.redraw("S-P03-2", shapely.Polygon(ring))


def _widened(outline: Any, by_m: float) -> Any:
    return shapely.buffer(outline, by_m, join_style="mitre")


FAULTS: Final = (
    Fault(
        "翠湖组团向东越过街道，与永丰组团重叠",
        "翠湖组团 runs across the street into 永丰组团",
        _groups_overlap,
        (("GEO002", ("G03", "G04")),),
    ),
    Fault(
        "健翔园组团被画在电子城组团之内",
        "健翔园组团 is drawn inside 电子城组团",
        _group_inside_group,
        (("GEO002", ("G12", "G13")),),
    ),
    Fault(
        "同一块小规模创新发展区以两个编号出现两次",
        "the same small area occurs twice under two ids",
        _identical_duplicate,
        (("GEO002", ("S-P04-2", "S-P04-3")),),
    ),
    Fault(
        "昌平新城组团与预留发展区之间留有 25 米宽的狭缝，这条地不属于任何一类空间",
        "a sliver 25 m wide between 昌平新城组团 and a reserve area, land that is in no space class",
        _sliver,
        (("GEO003", ("G08", "R-P02-2")), ("CLS001", ("P02",))),
    ),
    Fault(
        "窦店组团只有 1.7 平方公里",
        "窦店组团 is only 1.7 km²",
        _group_too_small,
        (("ARE002", ("G27",)),),
    ),
    Fault(
        "密云园多画了 1.2 平方公里，总规模成为 489.2 平方公里",
        "密云园 is drawn 1.2 km² too large, which makes the total 489.2 km²",
        _total_too_large,
        (("ARE001", ()), ("ARE003", ("P15",))),
    ),
    Fault(
        "怀柔科学城组团越过区界进入密云区，也越出了怀柔园",
        "怀柔科学城组团 crosses the border into 密云区 and leaves 怀柔园",
        _outside_district,
        (("GEO004", ("G05",)), ("GEO005", ("G05",))),
    ),
    Fault(
        "产业标签“区块链”误作“区块连”",
        "the industry tag 区块链 is written 区块连",
        _unknown_industry,
        (("IND001", ("G01",)),),
    ),
    Fault(
        "运河组团被改作预留发展区，发展组团只剩 30 个",
        "运河组团 has become a reserve area, which leaves 30 groups",
        _missing_group,
        (("LOC001", ("副中心和多点地区",)), ("ROS004", ()), ("ROS005", ("运河组团",))),
    ),
    Fault(
        "张家湾组团误作张家弯组团",
        "张家湾组团 is written 张家弯组团",
        _misspelt_name,
        (("ROS006", ("G17",)),),
    ),
    Fault(
        "新媒体组团（双创社区）配了产业化基地",
        "新媒体组团 (双创社区) has the carrier 产业化基地",
        _unsuitable_carrier,
        (("CAR001", ("G22",)),),
    ),
    Fault(
        "顺义园一块小规模创新发展区画成了蝴蝶结：边界自交",
        "a small area in 顺义园 is a bow-tie: its outline crosses itself",
        _bow_tie,
        (("GEO001", ("S-P03-2",)),),
    ),
)


def features(reference: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reference layout's features with every fault planted, sorted by id."""
    draft = Draft(reference)
    for fault in FAULTS:
        fault.plant(draft)
    return [as_feature(draft.properties[id], draft.outlines[id]) for id in sorted(draft.outlines)]


def provenance() -> dict[str, Any]:
    """What is wrong in the file, and how a check must say it."""
    return {
        "file": f"{LAYOUT}.geojson",
        "notice": SCHEMATIC_NOTICE.data(),
        "purpose": {
            "zh": "供练习和测试：由参考布局改画而成，错误均为故意埋设。",
            "en": "For practice and tests: redrawn from the reference layout, every fault on purpose.",
        },
        "sources": {"layout": f"data/boundaries/{REFERENCE}.geojson", "see": f"{REFERENCE}.provenance.json"},
        "faults": [
            {
                "fault": {"zh": fault.zh, "en": fault.en},
                "findings": [{"rule": rule, "subjects": list(subjects)} for rule, subjects in fault.findings],
            }
            for fault in FAULTS
        ],
        "kept out of the store": ["S-P03-2"],
        "waived, as in the reference layout": [
            {"rule": "ARE002", "subjects": ["G28"]},
            {"rule": "MOD002", "subjects": ["G24"]},
        ],
    }


def build(folder: Path) -> None:
    """Write practice-draft.geojson and its provenance."""
    reference = json.loads((folder / f"{REFERENCE}.geojson").read_text("utf-8"))["features"]
    write_collection(folder / f"{LAYOUT}.geojson", features(reference), yuantu=members(LAYOUT, TITLE))
    write_provenance(folder / f"{LAYOUT}.provenance.json", provenance())
