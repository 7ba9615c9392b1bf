"""What is written into an HTML report: the layout, the findings and the words, once, as JSON.

Outlines are for display and rounded to 1e-6 degrees (0.1 m), very detailed layouts to 1e-5 (1 m); areas and findings
come from the original coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import numpy as np
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from geo.crs import Floats, Geometries
from geo.model import Finding, Text
from geo.report.checked import AREA_BASIS, Checked

_FINE: Final = 6
_COARSE: Final = 5
_FINE_UP_TO_VERTICES: Final = 300_000
_DISTRICT_DETAIL_M: Final = 25.0
_WIDE_SHARE: Final = 0.3
"""A plain box that spans this much of the districts, both ways, says that a finding has no place of its own."""
_BOX_COORDINATES: Final = 5
_SHOWN: Final = ("kind", "name", "park", "class", "stated_area_km2", "basis")


def embedded(checked: Checked, program: str) -> bytes:
    """The JSON of an HTML report, safe inside a script element: it holds no `<`."""
    data = _head(checked, program) | {
        "districts": _collection(_districts(checked)),
        "layoutFeatures": _collection(_features(checked)),
        "findings": [_finding(finding, checked) for finding in checked.report.findings],
        "rules": [rule.data() for rule in checked.report.rules],
        "glossary": _glossary(checked),
    }
    return orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY).replace(b"<", b"\\u003c")


def _head(checked: Checked, program: str) -> dict[str, Any]:
    book, report = checked.book, checked.report
    sentence = None
    if checked.against is not None:
        earlier = checked.against.earlier
        name = earlier.layout if earlier.revision is None else f"{earlier.layout} {earlier.revision}"
        sentence = Text(*(f"{name}: {told}" for told in checked.against.delta.sentence)).data()
    return {
        "lang": checked.lang,
        "program": program,
        "title": checked.title.data(),
        "layout": report.layout,
        "revision": report.revision,
        "rulebook": {"id": book.id, "version": book.version, "title": book.title.data()},
        "classes": list(book.file.classes.names),
        "stage": _stage(checked),
        "on": checked.on.isoformat(),
        "notice": None if report.notice is None else report.notice.data(),
        "basis": AREA_BASIS.data(),
        "against": sentence,
        "ok": report.ok,
        "summary": dict(report.summary),
    }


def _stage(checked: Checked) -> dict[str, str] | None:
    stage = checked.report.stage
    if stage is None:
        return None
    words = checked.book.file.stage_words.get(stage)
    return {"zh": words.zh, "en": words.en} if words else {"zh": stage, "en": stage}


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _features(checked: Checked) -> Iterator[dict[str, Any]]:
    table = checked.layout.features
    shapes = _fragments(np.asarray(table.geometry.values, dtype=object))
    columns = [table[name] for name in _SHOWN]
    for id, area_km2, shape, *values in zip(table["id"], checked.areas_km2.tolist(), shapes, *columns, strict=True):
        told = {name: value for name, value in zip(_SHOWN, values, strict=True) if value is not None and value == value}
        properties = {"park": None, "area_km2": area_km2 if area_km2 == area_km2 else None} | told
        yield {"type": "Feature", "id": id, "properties": properties, "geometry": shape}


def _districts(checked: Checked) -> Iterator[dict[str, Any]]:
    book = checked.book
    shapes = book.frame.project(np.asarray(book.districts.geometry.values, dtype=object))
    thin = shapely.coverage_simplify(shapes, _DISTRICT_DETAIL_M)
    fragments = _fragments(book.frame.unproject(np.asarray(thin, dtype=object)), _COARSE)
    names = ["id", "name", "name_en", "area_km2"]
    rows = zip(*(book.districts[name] for name in names), fragments, strict=True)
    for *values, shape in rows:
        yield {"type": "Feature", "properties": dict(zip(names, values, strict=True)), "geometry": shape}


def _fragments(shapes: Geometries, digits: int | None = None) -> list[orjson.Fragment | None]:
    """GeoJSON of geometries, rounded; null where there is none or a coordinate is no number."""
    if digits is None:
        digits = _FINE if shapely.get_num_coordinates(shapes).sum() <= _FINE_UP_TO_VERTICES else _COARSE
    known = shapely.is_geometry(shapes) & ~shapely.is_empty(shapes)
    bounds = shapely.bounds(shapes)
    known &= np.isfinite(bounds).all(axis=1)
    kept = shapes.copy()
    kept[~known] = None
    rounded = shapely.transform(kept, lambda xy: _round(xy, digits))
    return [None if text is None else orjson.Fragment(text) for text in shapely.to_geojson(rounded)]


def _round(xy: Floats, digits: int) -> Floats:
    # A negative zero would be written as such.
    return np.asarray(np.round(xy, digits) + 0.0, dtype=np.float64)


def _finding(finding: Finding, checked: Checked) -> dict[str, Any]:
    told = finding.data() | {"evidence": None, "park": checked.park_of(finding)}
    told["since"] = None if checked.against is None else checked.against.since(finding)
    if finding.evidence is not None and not _everywhere(finding.evidence, checked):
        (told["evidence"],) = _fragments(np.array([finding.evidence], dtype=object))
    return told


def _everywhere(evidence: BaseGeometry, checked: Checked) -> bool:
    if evidence.is_empty or shapely.get_num_coordinates(evidence) > _BOX_COORDINATES:
        return False
    west, south, east, north = checked.book.districts.total_bounds
    low_x, low_y, high_x, high_y = evidence.bounds
    return bool(high_x - low_x >= _WIDE_SHARE * (east - west) and high_y - low_y >= _WIDE_SHARE * (north - south))


def _glossary(checked: Checked) -> dict[str, str]:
    """The English of those words of the rulebook that the report shows, by the Chinese."""
    table = checked.layout.features
    words = {*table["name"], *table["park"], *table["class"]}
    words |= {id for finding in checked.report.findings for id in finding.subjects}
    return {word: en for word in sorted(filter(None, words)) if (en := checked.book.glossary.get(word))}
