"""The words of comparisons, in Chinese and English."""

from __future__ import annotations

from typing import Final

from geo.model import Text

TITLE: Final = Text("布局比较", "Layouts compared")
SAME: Final = Text("两者相同，没有差别", "the two are alike: nothing differs")
ALIKE: Final = Text("不变", "unchanged")
GAINED: Final = Text("增加", "gained")
LOST: Final = Text("减少", "lost")
OUTLINE: Final = Text("边界", "outline")
NOTHING: Final = Text("（无）", "(none)")
MOVED_AREAS: Final = Text("面积去向", "Where areas went")
NOWHERE: Final = Text("（不在同类要素内）", "(outside that kind)")
NO_PARK: Final = Text("（无分园）", "(no park)")
BEFORE: Final = Text("原", "before")
AFTER: Final = Text("现", "after")
FINDINGS: Final = Text("问题", "Findings")
ADDED: Final = Text("新增", "added")
RESOLVED: Final = Text("解决", "resolved")
CHANGED: Final = Text("变化", "changed")
KEPT: Final = Text("不变", "kept")
OTHER_RULES: Final = Text(
    "两者由不同的规则检查，问题可能因规则而异",
    "the two were judged by different rules, which alone can change findings",
)
FEATURES: Final = Text("要素变化", "Features that differ")
FEATURE: Final = Text("要素", "Feature")
CHANGE: Final = Text("变化", "Change")
PROPERTIES: Final = Text("属性", "Properties")
AREA: Final = Text("面积（平方公里）", "Area (km²)")
KIND: Final = Text("类别", "Kind")
FROM: Final = Text("原分园·空间类别", "From park · class")
TO: Final = Text("现分园·空间类别", "To park · class")
MAP: Final = Text("地图：右上角可开关图层", "Map: layers are switched at its upper right")
LAYERS: Final = {
    "before": Text("原边界", "Outlines before"),
    "after": Text("现边界", "Outlines after"),
    "lost": Text("减少的土地", "Ground lost"),
    "gained": Text("增加的土地", "Ground gained"),
}
