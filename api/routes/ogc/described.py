"""What the OpenAPI document says of the OGC addresses: their query parameters and examples of their answers."""

from __future__ import annotations

from typing import Any, Final

from api.examples import EDIT_ANSWER, FEATURE
from api.routes.ogc.collection import ALL, FINDINGS
from api.routes.ogc.crs import DEFAULT, STORED, SYSTEMS
from api.routes.ogc.filtering import LANGUAGES
from api.routes.ogc.query import MOST_PER_PAGE, USUAL_PER_PAGE
from api.routes.ogc.vocabulary import vocabulary_of
from geo.model import Severity, Status

_HERE: Final = "http://127.0.0.1:8000/ogc"
LINK: Final = {"href": _HERE, "rel": "self", "type": "application/json"}
LANDING: Final = {"title": "园图 Yuantu", "description": "产业园区布局 Industrial-park layouts", "links": [LINK]}
CONFORMANCE: Final = {"conformsTo": ["http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"]}
COLLECTION: Final = {
    "id": "zgc-2020.group", "title": "中关村示范区 2020 · 发展组团 / Zhongguancun 2020 · Development group",
    "description": "示意图：边界为示意性绘制。 Schematic.", "itemType": "feature", "crs": list(SYSTEMS),
    "storageCrs": STORED.uri, "itemCount": 31,
    "extent": {"spatial": {"bbox": [[115.6, 39.6, 117.2, 40.6]], "crs": DEFAULT.uri}}, "links": [LINK],
    "yuantu": {"layout": "zgc-2020", "revision": 1, "rulebook": "zgc"},
}  # fmt: skip
COLLECTIONS: Final = {"links": [LINK], "crs": list(SYSTEMS), "collections": [COLLECTION]}
QUERYABLES: Final = {
    "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{_HERE}/collections/zgc-2020.group/queryables",
    "type": "object", "title": "中关村示范区 2020 / Zhongguancun 2020",
    "properties": {"park": {"title": "所属分园 / Park", "type": "string"}}, "additionalProperties": False,
}  # fmt: skip
FUNCTIONS: Final = {
    "functions": [{
        "name": "length", "description": "文字的字数 / how many characters a text has",
        "arguments": [{"type": ["string"]}], "returns": ["number"],
    }],
    "links": [LINK],
}  # fmt: skip
ITEM: Final[dict[str, Any]] = FEATURE | {"links": [LINK]}
ITEMS: Final = {
    "type": "FeatureCollection", "features": [FEATURE], "numberReturned": 1, "numberMatched": 31, "links": [LINK],
}  # fmt: skip

FEATURE_SCHEMA: Final = {
    "title": "zgc-2020.group", "type": "object",
    "properties": {"properties": {"type": "object", "properties": {"name": {"type": "string"}}}},
}  # fmt: skip
_EDIT_ANSWER: Final = {"$ref": "#/components/schemas/EditAnswerModel"}
_TEXT: Final = {"type": "string"}
_SYSTEM: Final = {"type": "string", "format": "uri", "enum": list(SYSTEMS), "default": DEFAULT.uri}
EQUAL: Final = tuple(dict.fromkeys((*vocabulary_of(ALL).equal, *vocabulary_of(FINDINGS).equal, "subject")))
"""Properties of features or findings that are parameters of their own."""
_KNOWN: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "f": ("格式，优先于 Accept the encoding; goes before the header Accept", _TEXT),
    "limit": (
        "每页多少个 how many on a page",
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": USUAL_PER_PAGE},
    ),
    "cursor": ("翻页标记，见 next 链接 the place of the page, from a link `next`", _TEXT),
    "bbox": (
        "范围，坐标轴按 bbox-crs 的顺序 a box, axes in the order of bbox-crs",
        {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
    ),
    "bbox-crs": ("bbox 的坐标系 the system of bbox", _SYSTEM),
    "crs": ("返回的坐标系 the system of the answer", _SYSTEM),
    "datetime": ("时刻或时段；要素没有时间，因此不作筛选 features have no time, so none is left out", _TEXT),
    "properties": (
        "只要这些属性 only these properties",
        {"type": "array", "items": _TEXT},
    ),
    "skipGeometry": ("不要几何 leave geometries out", {"type": "boolean", "default": False}),
    "sortby": ("排序，如 -stated_area_km2,name the order", {"type": "array", "items": _TEXT, "maxItems": 4}),
    **dict.fromkeys(EQUAL, ("等于这个值；列表则含有它 equals this value, or, of a list, has it", _TEXT)),
    "rule": ("检查结果：哪条规则 of findings: the rule's code", _TEXT),
    "severity": ("检查结果：级别 of findings", {"type": "string", "enum": [severity.value for severity in Severity]}),
    "status": ("检查结果：状态 of findings", {"type": "string", "enum": [status.value for status in Status]}),
    "subject": ("检查结果：涉及的要素 of findings: a feature's id", _TEXT),
    "dry_run": ("只看结果，不保存 look, store nothing", {"type": "boolean", "default": False}),
    "refuse": (
        "带来这一级别或更重的问题时拒绝 refuse what brings a finding of this severity or worse",
        {"type": "string", "enum": ["none", "advice", "warning", "error"], "default": "error"},
    ),
    "author": ("谁改的 who writes", _TEXT),
    "message": ("为何改 why", _TEXT),
    "filter": ("CQL2 过滤条件 a filter in CQL2, such as park = '海淀园' AND stated_area_km2 > 2", _TEXT),
    "filter-lang": (
        "过滤条件的写法 how the filter is written",
        {"type": "string", "enum": list(LANGUAGES), "default": "cql2-text"},
    ),
    "filter-crs": ("过滤条件中坐标的坐标系 the system of the filter's coordinates", _SYSTEM),
    "revision": (
        "第几版，或 published 即最新发布，默认最新 a number, or published: the newest publication; default: the newest",
        {"oneOf": [{"type": "integer", "minimum": 1}, {"type": "string", "enum": ["published"]}]},
    ),
}

CREATED: Final[dict[int | str, dict[str, Any]]] = {
    201: {
        "description": "Stored; Location is the feature's address.",
        "headers": {"Location": {"schema": {"type": "string", "format": "uri"}}},
        "content": {"application/json": {"schema": _EDIT_ANSWER, "example": EDIT_ANSWER}},
    }
}
MINIMAL: Final[dict[int | str, dict[str, Any]]] = {204: {"description": "Done; the client prefers no more words."}}


def body(example: Any, media: str) -> dict[str, Any]:
    """The body of a write, for a route's `openapi_extra`."""
    return {"requestBody": {"required": True, "content": {media: {"schema": {"type": "object"}, "example": example}}}}


def parameters(*names: str) -> dict[str, Any]:
    """The query parameters of a route, for its `openapi_extra`."""
    said = []
    for name in names:
        description, schema = _KNOWN[name]
        entry = {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
        listed = {"style": "form", "explode": False} if schema.get("type") == "array" else {}
        said.append(entry | listed)
    return {"parameters": said}
