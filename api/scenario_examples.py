"""Examples for OpenAPI of comparisons, merges and reverts."""

from __future__ import annotations

from typing import Any, Final

from api.examples import EDIT_ANSWER, FEATURE, FINDING, NOTICE

_SQUARE: Final = FEATURE["geometry"]
_PLACE: Final = {"park": "海淀园", "class": "核心区和中心城区"}
COMPARISON: Final[dict[str, Any]] = {
    "from": {"layout": "zgc-2020", "revision": 1, "title": {"zh": "中关村示范区 2020", "en": "Zhongguancun 2020"}},
    "to": {"layout": "zgc-2020-2", "revision": 3, "title": {"zh": "备选方案", "en": "Alternative"}},
    "ancestor": {"layout": "zgc-2020", "revision": 1}, "rulebook": "zgc", "notice": NOTICE,
    "summary": {
        "added": 0, "removed": 0, "moved": 1, "retitled": 0, "same": 119, "gained_m2": 80000.0, "lost_m2": 0.0,
    },
    "features": [{
        "id": "G09", "kind": "group", "name": "某组团", "change": "moved",
        "attributes": [{"name": "modes", "before": ["双创社区"], "after": ["研发创新"]}],
        "before_m2": 2420000.0, "after_m2": 2500000.0, "gained_m2": 80000.0, "lost_m2": 0.0,
        "geometry": {"before": _SQUARE, "after": _SQUARE, "gained": _SQUARE, "lost": None},
    }],
    "areas": {
        "flows": [
            {"kind": "group", "from": _PLACE, "to": _PLACE, "area_m2": 2420000.0},
            {"kind": "group", "from": None, "to": _PLACE, "area_m2": 80000.0},
        ],
        "totals": [{"kind": "group"} | _PLACE | {"before_m2": 2420000.0, "after_m2": 2500000.0}],
    },
    "findings": {"added": [], "resolved": [FINDING], "changed": [], "kept": 3, "same_rules": True},
}  # fmt: skip
BRANCH: Final[dict[str, Any]] = {
    "id": "zgc-2020-2", "title": {"zh": "备选方案", "en": "Alternative"},
    "from": {"layout": "zgc-2020", "revision": 1}, "revision": 3, "created": "2026-01-06T08:00:00+00:00",
    "author": "李工", "changed": "2026-01-07T08:00:00+00:00", "features": 120, "merged": None,
}  # fmt: skip
CONFLICT: Final[dict[str, Any]] = {
    "feature": "G09", "part": "name", "kind": "group", "name": "甲组团", "why": "both-changed", "base": "某组团",
    "mine": "甲组团", "theirs": "乙组团",
}  # fmt: skip
MERGE_LOOK: Final[dict[str, Any]] = {
    "layout": "zgc-2020", "revision": 2, "from": {"layout": "zgc-2020-2", "revision": 3},
    "base": {"layout": "zgc-2020", "revision": 1}, "merged": False, "put": ["G09"], "delete": [],
    "features": [COMPARISON["features"][0] | {"geometry": None}], "conflicts": [CONFLICT],
}  # fmt: skip
_CHOICE: Final = {"feature": "G09", "part": "name", "take": "theirs"}
MERGE_REQUEST: Final = {"from": "zgc-2020-2@3", "choices": [_CHOICE], "message": "采纳备选方案", "author": "李工"}
REVERT_REQUEST: Final = {"revision": 2, "choices": [], "message": "边界有误", "author": "李工"}
MERGE_ANSWER: Final = EDIT_ANSWER | {"put": ["G09"], "delete": [], "conflicts": []}
UNRESOLVED: Final = {
    "type": "urn:yuantu:problem:conflict", "title": "conflict", "status": 409, "detail": "有 1 处冲突尚未选定",
    "message": {"zh": "有 1 处冲突尚未选定", "en": "there is 1 conflict to choose"}, "conflicts": [CONFLICT],
}  # fmt: skip
