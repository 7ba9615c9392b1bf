"""Examples for OpenAPI of comparisons, merges and reverts."""

from __future__ import annotations

from typing import Any, Final

from api.examples import FEATURE, FINDING, NOTICE

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
