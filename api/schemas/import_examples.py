"""Examples of uploads, imports and the quarantine."""

from __future__ import annotations

from typing import Any, Final

from api.examples import EDIT_ANSWER, FEATURE, FINDING

UPLOADED_ID: Final = "6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b"
_GK: Final = {"crs": "EPSG:4548", "axes": "yx", "shift": "none"}
DECISIONS: Final[dict[str, Any]] = {
    "layers": {
        "地块": {
            "placement": _GK, "columns": {"园区名称": "name", "面积": "stated_area_km2"}, "units": {"面积": "ha"},
            "kind": "parcel", "kinds": {}, "words": {},
        }
    },
    "encoding": "GBK", "repeated_ids": "quarantine", "repair": True,
}  # fmt: skip
_REASON: Final = {"zh": "边界自相交", "en": "The outline crosses itself."}
INSPECTION: Final[dict[str, Any]] = {
    "file": "方案.zip", "format": "shapefile",
    "layers": [{
        "name": "地块", "features": 120, "types": {"Polygon": 120},
        "columns": [{"name": "园区名称", "holds": "text", "filled": 120, "samples": ["永丰"]}],
        "extent": [4418000.0, 440000.0, 4460000.0, 470000.0], "crs": None,
    }],
    "proposals": [{
        "about": "placement", "title": {"zh": "坐标系", "en": "Coordinate system"}, "layer": "地块", "column": None,
        "word": None, "asks": True, "converts": True, "declared": False,
        "candidates": [{
            "value": _GK, "title": {"zh": "CGCS2000 3度带，中央经线 117°", "en": "CGCS2000, 3°, meridian 117°"},
            "confidence": 0.97, "evidence": [{"zh": "落在海淀区内。", "en": "It lies within Haidian."}],
        }],
    }],
    "faults": [{
        "layer": "地块", "row": 7, "id": "P08", "code": "invalid-ring", "reason": _REASON, "at": [4420000.0, 450000.0],
        "mends": False,
    }],
    "remarks": [], "decisions": DECISIONS,
}  # fmt: skip
UPLOAD: Final[dict[str, Any]] = {
    "id": UPLOADED_ID, "name": "方案.zip", "bytes": 48213, "expires": "2026-01-06T08:00:00+00:00", "rulebook": "zgc",
    "layout": "zgc-2020", "encoding": None, "landed": None, "inspection": INSPECTION,
}  # fmt: skip
IMPORT: Final[dict[str, Any]] = {
    "number": 4, "layout": "zgc-2020", "revision": 2, "changed": True, "created": "2026-01-05T08:00:00+00:00",
    "author": "李工", "message": "规划院二稿",
    "file": {"name": "方案.zip", "bytes": 48213, "sha256": "0" * 64, "format": "shapefile"}, "mode": "update",
    "decisions": DECISIONS, "pairs": {"P08": "G09"}, "inspection": None,
    "counts": {"features": 119, "put": 14, "deleted": 0, "mended": 2, "quarantined": 1, "waiting": 1},
}  # fmt: skip
_RAW: Final = {"name": "某地块", "面积": 12.5}
WAITING: Final[dict[str, Any]] = {
    "type": "Feature", "id": 7, "geometry": None,
    "properties": {
        **_RAW, "number": 7, "import": 4, "file": "方案.zip", "created": "2026-01-05T08:00:00+00:00", "release": None,
        "id": "P08", "layer": "地块", "row": 7, "code": "no-geometry",
        "reason": {"zh": "没有几何", "en": "There is no geometry."}, "at": None, "raw": _RAW,
    },
}  # fmt: skip
QUARANTINE: Final[dict[str, Any]] = {"type": "FeatureCollection", "features": [WAITING]}
PUT: Final[dict[str, Any]] = {"put": FEATURE, "author": "李工", "message": "按权属补绘", "revision": 2}
MENDED: Final[dict[str, Any]] = EDIT_ANSWER | {"released": "mended"}
PREVIEW_WISH: Final[dict[str, Any]] = {
    "layout": "zgc-2020", "decisions": DECISIONS, "mode": "update", "pairs": {"P08": "G09"},
}  # fmt: skip
PREVIEW: Final[dict[str, Any]] = {
    "layout": "zgc-2020", "revision": 1,
    "features": {"type": "FeatureCollection", "features": [FEATURE | {"change": "changed"}]},
    "removed": {"type": "FeatureCollection", "features": []},
    "matches": [{"id": "P08", "was": "G09", "by": "name", "share": 0.93}],
    "changes": {"added": 0, "changed": 1, "removed": 0, "same": 0},
    "areas": [{
        "id": "G09", "name": "某组团", "stated_km2": 5.5, "measured_km2": 5.69, "difference_share": 0.034, "hint": None,
    }],
    "quarantine": {"type": "FeatureCollection", "features": []}, "mended": ["G09"], "remarks": [],
    "findings": {"added": [FINDING], "resolved": []},
}  # fmt: skip
LANDING: Final[dict[str, Any]] = PREVIEW_WISH | {"revision": 1, "author": "李工", "message": "规划院二稿"}
LANDED: Final = {"layout": "zgc-2020", "revision": 2, "changed": True, "import": 4, "quarantined": 1}
PROGRESS: Final = {"step": "storing", "done": 120_000, "total": 200_000}
