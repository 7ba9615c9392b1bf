"""Examples for OpenAPI, one object of each kind, and the descriptions of answers that routes share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pydantic import BaseModel

from api import schemas

Answers = dict[int | str, dict[str, Any]]
Conflict = tuple[str, str, str]
"""Another 409 than a stale revision: its description, and an example in Chinese and English."""

SUMMARY: Final = {
    "error": 0, "warning": 0, "advice": 0, "waived": 2, "cannot_tell": 0, "crashed": 0, "passed": 19,
}  # fmt: skip
NOTICE: Final = {"zh": "示意图：边界为示意性绘制。", "en": "Schematic: outlines are drawn for illustration."}
PUBLISH: Final = {"author": "王工", "message": "经专题会审议通过"}
PUBLICATION: Final = PUBLISH | {
    "number": 1, "revision": 1, "created": "2026-01-06T08:00:00+00:00", "rulebook": "zgc@2026.1",
    "rulebook_digest": "0123456789abcdef", "superseded_by": None, "superseded": None,
}  # fmt: skip
LAYOUT: Final = {
    "id": "zgc-2020", "title": {"zh": "中关村示范区 2020", "en": "Zhongguancun 2020"}, "rulebook": "zgc", "revision": 1,
    "created": "2026-01-05T08:00:00+00:00", "author": "yuantu", "message": "随园图附带", "features": 120,
    "schematic": True, "notice": NOTICE, "summary": SUMMARY, "from": None, "published": PUBLICATION,
}  # fmt: skip
REVISION: Final = {
    "revision": 1, "created": "2026-01-05T08:00:00+00:00", "author": "yuantu", "message": "随园图附带", "put": 120,
    "deleted": 0, "kind": "first", "of": None,
}  # fmt: skip
FEATURE: Final = {
    "type": "Feature",
    "id": "G09",
    "geometry": {
        "type": "MultiPolygon",
        "coordinates": [[[[116.27, 40.03], [116.3, 40.03], [116.3, 40.05], [116.27, 40.05], [116.27, 40.03]]]],
    },
    "properties": {"id": "G09", "kind": "group", "name": "某组团", "modes": ["研发创新"], "area_km2": 5.69},
}
COLLECTION: Final = {
    "type": "FeatureCollection",
    "yuantu": {"layout": "zgc-2020", "revision": 1, "rulebook": "zgc", "title": None, "notice": NOTICE},
    "features": [FEATURE],
}
CLAUSE: Final = {
    "document": "统筹发展规划（2020年-2035年）", "locator": "第三章第二节第一段",
    "paraphrase": {"zh": "发展组团面积在2平方公里以上。", "en": "A group has at least 2 km²."},
}  # fmt: skip
FINDING: Final = {
    "id": "0123456789abcdef", "rule": "ARE002", "name": "group-too-small", "severity": "error", "status": "open",
    "subjects": ["G09"], "measured": 1.7, "required": 2.0, "unit": "km2", "tolerance": 0.000001,
    "basis": "ellipsoidal, CGCS2000", "clause": CLAUSE,
    "message": {"zh": "组团面积 1.70 平方公里，须达到 2 平方公里", "en": "The group has 1.70 km²; it must have 2 km²"},
    "evidence": {"type": "Point", "coordinates": [116.28, 40.04]}, "fixes": [], "waiver": None,
    "lapsed": None,
}  # fmt: skip
REPORT: Final = {
    "layout": "zgc-2020", "revision": 1, "rulebook": "zgc", "stage": None, "notice": NOTICE, "summary": SUMMARY,
    "findings": [FINDING],
    "rules": [{
        "code": "ARE002", "name": "group-too-small", "title": {"zh": "组团过小", "en": "Group too small"},
        "severity": "error", "status": "failed", "findings": 1, "clause": CLAUSE,
    }],
}  # fmt: skip
LOOK: Final = {
    "suspicion": None,
    "remarks": [{"zh": "文件没有注明坐标系。", "en": "The file names no coordinate system."}],
    "layout": COLLECTION, "report": REPORT,
}  # fmt: skip
CHANGES: Final = {"put": [FEATURE], "delete": ["S-P01-1"]}
EDIT: Final = CHANGES | {"message": "调整组团边界", "author": "李工"}
COPY: Final = {
    "from": {"layout": "zgc-2020", "revision": 1}, "title": {"zh": "备选方案", "en": "Alternative"}, "author": "李工",
    "message": "两份都保留", "put": [FEATURE], "delete": [],
}  # fmt: skip
EDIT_ANSWER: Final = {
    "revision": 2, "findings": {"added": [FINDING], "resolved": [], "changed": [], "gone": []}, "refused": [],
}  # fmt: skip
_SQUARE: Final = FEATURE["geometry"]
FIX: Final = {
    "id": "remove-overlap:G03", "kind": "remove-overlap", "owner": "G03", "finding": "0123456789abcdef",
    "rule": "GEO002", "title": {"zh": "重叠部分归“甲组团”", "en": "Give the overlap to 甲组团"}, "clear": False,
    "disabled_reason": None, "area_moved_m2": 80000.0, "gainers": [],
    "losers": [{"feature": "G04", "name": "乙组团", "area_m2": 80000.0}], "moved": _SQUARE,
    "changes": [{
        "feature": "G04", "name": "乙组团", "before": _SQUARE, "after": _SQUARE, "before_m2": 2500000.0,
        "after_m2": 2420000.0, "gained_m2": 0.0, "lost_m2": 80000.0,
    }],
    "effects": {"added": [], "resolved": [FINDING], "remaining": 3},
}  # fmt: skip
FIXES: Final = {"layout": "zgc-2020", "revision": 1, "finding": FINDING, "ambiguous": None, "fixes": [FIX]}
FIX_REQUEST: Final = {"message": "按权属裁切", "author": "李工"}
FIX_ANSWER: Final = EDIT_ANSWER | {"remaining": 3, "fix": FIX}
HEALTH: Final = {"status": "ok", "postgis": "3.3.2", "layouts": 2, "version": "0.1.0"}
RULEBOOK: Final = {
    "id": "zgc", "version": "2026.1", "title": {"zh": "中关村国家自主创新示范区", "en": "Zhongguancun"},
    "frame": {"lon_0": 116.4, "lat_0": 40.2},
    "limits": {"total_area_km2": 488, "group_min_area_km2": 2, "park_count": 16, "group_count": 31},
    "documents": [{"id": "002", "title": {"zh": "统筹发展规划（2020年-2035年）", "en": "Coordinated Plan"}}],
    "stages": [{
        "id": "draft", "title": {"zh": "草案", "en": "Draft"},
        "checks": {"zh": "图形、面积与名录", "en": "Outlines, areas and roster"}, "rules": 32,
    }],
    "default_stage": "submission", "classes": [{"name": "三城一区", "name_en": "Three Science Cities and One Area"}],
    "modes": [{"name": "研发创新", "name_en": "R&D"}],
    "carriers": [{"name": "微集群空间", "name_en": "Micro-cluster space"}], "glossary": {"研发创新": "R&D"},
    "industries": [{"sector": "新一代信息技术", "sector_en": "New-generation IT", "fields": ["人工智能"]}],
    "industry_stages": ["研发", "制造"],
    "kinds": [{"kind": "group", "title": {"zh": "发展组团", "en": "development group"}, "point": False, "fields": [{
        "name": "modes", "title": {"zh": "发展模式", "en": "Development modes"}, "input": "terms",
        "required_by": ["MOD002"], "closed_by": "MOD001", "open": False, "limit": None,
        "terms": [{"name": "研发创新", "zh": None, "en": "R&D"}],
    }]}],
    "parks": [], "groups": [], "rules": [], "notes": [],
}  # fmt: skip
_TEXT: Final = {"zh": "组团面积", "en": "The area of a group"}
_BOOK: Final = {
    "id": RULEBOOK["id"],
    "version": RULEBOOK["version"],
    "title": RULEBOOK["title"],
    "default_stage": "submission",
}
_RULE_HEAD: Final = {
    "code": "ARE002", "name": "group-too-small", "title": {"zh": "组团过小", "en": "Group too small"}, "subject": "ARE",
    "severity": "error", "stages": ["draft", "submission", "publication"], "kinds": ["group"], "clause": CLAUSE,
}  # fmt: skip
RULES: Final = {
    "rulebook": _BOOK, "subjects": [{"key": "ARE", "title": {"zh": "面积", "en": "Areas"}}],
    "rules": [_RULE_HEAD | {"sentences": 2}],
    "coverage": {"total": 184, "totals": {"rule": 126, "attribute": 10, "indicator": 20, "text-only": 28}},
}  # fmt: skip
RULE: Final[dict[str, Any]] = _RULE_HEAD | {
    "rulebook": _BOOK,
    "stage_titles": [_TEXT],
    "scope": "each",
    "needs": [],
    "unit": "km2",
    "message": {"zh": "“{name}”面积 {measured:.2f} 平方公里", "en": "{name} measures {measured:.2f} km²"},
    "docs": dict.fromkeys(("summary", "what", "why", "example", "fix", "params"), _TEXT),
    "params": {"min_area_m2": 2000000.0},
    "units": {"min_area_m2": "m2"},
    "document": _TEXT,
    "example": None,
    "sentences": [],
    "fixes": [],
    "notes": [],
}
CONFLICT_MORE: Final = {
    "revision": 3,
    "changed": ["G09"],
    "changes": [
        {
            "revision": 3, "created": "2026-01-05T08:00:00+00:00", "author": "王工", "message": "调整",
            "put": ["G09"], "deleted": [],
        }
    ],
}  # fmt: skip

_PROBLEMS: Final[dict[int, tuple[str, str, str, str]]] = {
    400: ("bad-request", "The body is not JSON.", "不是有效的 JSON：第 1 行第 2 列", "not valid JSON"),
    405: ("method-not-allowed", "This address does not take the method.", "此地址不支持 PUT 方法",
          "this address does not take PUT"),
    406: ("not-acceptable", "None of the encodings that there are is acceptable.", "没有可接受的格式",
          "none of the encodings is acceptable"),
    412: ("precondition-failed", "The feature is no longer as If-Match says.", "要素已更新",
          "the feature has changed"),
    401: ("unauthorized", "Nobody has signed in, or no longer.", "请先登录", "sign in first"),
    403: ("forbidden", "Whoever signed in may not do this.", "您的角色不能这样做", "your role may not do this"),
    404: ("not-found", "There is none of that name.", "没有名为 x 的布局", "there is no layout x"),
    409: ("conflict", "The layout has moved on; the answer says what changed since.",
          "布局已更新到第 3 版，而编辑基于第 2 版", "the layout is at revision 3, but the edit names revision 2"),
    413: ("content-too-large", "The body is larger than this server takes.",
          "请求内容超过 100 MB 的上限", "the body is larger than the limit of 100 MB"),
    422: ("unprocessable-content", "A value does not fit; `where` names the place.",
          "坐标应为两个数", "a position must be two numbers"),
    428: ("precondition-required", "If-Match must name the revision that was edited.",
          "请用 If-Match 注明编辑所基于的版本", "name the edited revision in If-Match"),
    429: ("too-many-requests", "Too much at once; `Retry-After` says when to try again.",
          "请求过于频繁，请稍后再试", "too many requests; try again later"),
    503: ("service-unavailable", "The database does not answer.", "数据库没有应答", "the database does not answer"),
}  # fmt: skip


def answers(
    model: type[BaseModel] | None,
    example: Any,
    *problems: int,
    media: str | Sequence[str] = "application/json",
    description: str = "As asked.",
    conflict: Conflict | None = None,
    good: int = 200,
) -> Answers:
    """OpenAPI's `responses` of a route: the good answer with an example, and the problems it can have.

    A 409 tells of a stale revision, unless `conflict` says what else can be in the way. `good` is the status of the
    good answer; one of 204 has no content. `media` are all types that the good answer can have.
    """
    content: dict[str, Any] = {"example": example}
    if model is not None:
        content["schema"] = _reference(model)
        if isinstance(example, list):
            content["schema"] = {"type": "array", "items": _reference(model)}
    types = [media] if isinstance(media, str) else media
    found: Answers = {
        good: {"description": description} | ({} if good == 204 else {"content": dict.fromkeys(types, content)})
    }
    found.update({status: problem_answer(status, conflict) for status in (*problems, 503)})
    return found


def problem_answer(status: int, conflict: Conflict | None = None) -> dict[str, Any]:
    """OpenAPI's description of a problem of that status, with an example; see `answers`."""
    name, description, zh, en = _PROBLEMS[status]
    if status == 409 and conflict is not None:
        description, zh, en = conflict
    example: dict[str, Any] = {"type": f"urn:yuantu:problem:{name}", "title": name, "status": status, "detail": zh}
    example |= {"message": {"zh": zh, "en": en}}
    special: dict[int, type[BaseModel]] = {422: schemas.RefusedModel}
    if status == 409 and conflict is None:
        example |= CONFLICT_MORE
        special[409] = schemas.ConflictModel
    model = special.get(status, schemas.ProblemModel)
    content = {"application/problem+json": {"schema": _reference(model), "example": example}}
    return {"description": description, "content": content}


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
