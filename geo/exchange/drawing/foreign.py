"""A drawing of any CAD program as layers of a source: one for each CAD layer on which something is enclosed.

A closed polyline is an outline, and so is a hatch, with its holes. Polylines within another are holes of it only where
a hatch of their layer says so; a polyline that a hatch of its layer repeats is that hatch. Lines and arcs are outlines
where they meet end to end. What was no outline is told, or is a row that says why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from ezdxf.document import Drawing
from ezdxf.lldxf.const import DXFError
from shapely.geometry.base import BaseGeometry

from geo.exchange.drawing.entities import Placed, placed
from geo.exchange.drawing.own import is_marked, rows_in, system_in
from geo.exchange.drawing.shapes import DEVIATION, HATCHES, LINES, OUTLINES, chained, filled, has_arcs, ring_of
from geo.exchange.drawing.texts import TEXTS, Label, label_of, named, plain
from geo.exchange.source import Layer
from geo.model import Text

_ACAD: Final = "ACAD"
_STRING: Final = 1000
_ROUGHLY: Final = 3
"""Decimals to which rings are compared: hatches are often drawn over a copy of their outline."""
_MOST_TOLD: Final = 6
_SILENT: Final = frozenset({"INSERT", "ATTDEF", "VIEWPORT", "SEQEND"})


@dataclass
class _Row:
    shape: BaseGeometry | None
    columns: dict[str, Any]
    wrong: Text | None = None
    rings: list[Any] = field(default_factory=list)


@dataclass
class _Seen:
    """What was found in a drawing: rows and loose lines by layer, texts, and what was left out by type."""

    rows: dict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    lines: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    labels: list[Label] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    arcs: int = 0


def layers_of(drawing: Drawing) -> tuple[tuple[Layer, ...], list[Text]]:
    """The layers of a drawing by their names, and what is to be told; without what this program drew (`own`)."""
    seen = _Seen()
    ours = rows_in(drawing) is not None
    for item in placed(drawing):
        if not (ours and is_marked(item.entity)):
            _look(item, seen)
    open_chains = _chain(seen)
    for name, rows in seen.rows.items():
        seen.rows[name] = _hatched_once(rows)
    _name(seen)
    system = system_in(drawing) or _system(drawing)
    layers = tuple(_layer(name, rows, system) for name, rows in sorted(seen.rows.items()))
    return layers, [*_remarks(seen, open_chains)]


def _look(item: Placed, seen: _Seen) -> None:
    kind = item.entity.dxftype()
    columns = {"layer": item.layer, "handle": item.handle, "entity": kind, **item.tags, **_extended(item.entity)}
    try:
        if kind in OUTLINES:
            ring, wrong = ring_of(item.entity)
            seen.arcs += has_arcs(item.entity)
            shape = None if ring is None else shapely.Polygon(ring)
            seen.rows[item.layer].append(_Row(shape, columns, wrong, [] if ring is None else [ring]))
        elif kind in HATCHES:
            area, rings, wrong = filled(item.entity)
            seen.rows[item.layer].append(_Row(area, columns, wrong, rings))
        elif kind in LINES:
            seen.lines[item.layer].append(item.entity)
        elif kind == "POINT":
            place = item.entity.dxf.location
            seen.rows[item.layer].append(_Row(shapely.Point(place.x, place.y), columns))
        elif kind == "INSERT" and item.entity.attribs:
            place = item.entity.dxf.insert
            columns["block"] = str(item.entity.dxf.name)
            seen.rows[item.layer].append(_Row(shapely.Point(place.x, place.y), columns))
        elif kind in TEXTS:
            seen.labels.append(label_of(item.entity))
        elif kind not in _SILENT:
            seen.others[kind] += 1
    except (DXFError, ValueError, ZeroDivisionError, shapely.errors.GEOSException) as error:
        wrong = Text(f"图元无法读取：{error}", f"the entity cannot be read: {error}")
        seen.rows[item.layer].append(_Row(None, columns, wrong))


def _extended(entity: Any) -> dict[str, str]:
    """The words that other programs attached to an entity, by the program's name."""
    data: Mapping[str, Any] = entity.xdata.data if entity.xdata else {}
    words = {app: ";".join(plain(tag.value) for tag in tags if tag.code == _STRING) for app, tags in data.items()}
    return {app: text for app, text in words.items() if text and app != _ACAD}


def _chain(seen: _Seen) -> int:
    """Take lines and arcs that meet end to end as outlines; how many chains stay open."""
    left = 0
    for name, entities in seen.lines.items():
        seen.arcs += sum(map(has_arcs, entities))
        areas, still_open = chained(entities)
        columns = {"layer": name, "handle": None, "entity": "LINE"}
        seen.rows[name] += [_Row(area, dict(columns)) for area in areas]
        left += still_open
    return left


def _hatched_once(rows: list[_Row]) -> list[_Row]:
    """Without the polylines that a hatch on their layer repeats."""
    hatched = {_key(ring) for row in rows if row.columns["entity"] in HATCHES for ring in row.rings}
    return [
        row for row in rows if row.columns["entity"] in HATCHES or not row.rings or _key(row.rings[0]) not in hatched
    ]


def _key(ring: Any) -> tuple[float, ...]:
    low, high = ring.min(axis=0), ring.max(axis=0)
    return tuple(round(float(value), _ROUGHLY) + 0.0 for value in (*low, *high))


def _name(seen: _Seen) -> None:
    """Give each area the texts that stand in it, those of all layers alike."""
    areas = [row for rows in seen.rows.values() for row in rows if row.shape is not None and row.shape.area > 0]
    for i, (text, texts) in named([row.shape for row in areas if row.shape is not None], seen.labels).items():
        areas[i].columns["text"] = text
        if len(texts) > 1:
            areas[i].columns["texts"] = texts


def _layer(name: str, rows: list[_Row], system: str | None) -> Layer:
    columns = dict.fromkeys(column for row in rows for column in row.columns)
    table = pd.DataFrame(
        {column: pd.Series([row.columns.get(column) for row in rows], dtype=object) for column in columns}
    )
    geometry = np.full(len(rows), None, dtype=object)
    geometry[:] = [row.shape for row in rows]
    return Layer(name, table, geometry, system, {i: row.wrong for i, row in enumerate(rows) if row.wrong is not None})


def _system(drawing: Drawing) -> str | None:
    """The coordinate system by which the drawing places itself on the earth."""
    data = drawing.modelspace().get_geodata()
    try:
        return None if data is None else f"EPSG:{data.get_crs()[0]}"
    except DXFError:
        return None


def _remarks(seen: _Seen, open_chains: int) -> Iterator[Text]:
    if seen.arcs:
        yield Text(
            f"{seen.arcs} 个图元带有弧段，已化为折线，偏差不超过 {DEVIATION} 图形单位，或弧段范围的一亿分之一。",
            f"{seen.arcs} entities with arcs became lines that lie no more than {DEVIATION} units from them, "
            "or a hundred-millionth of their extent.",
        )
    if open_chains:
        yield Text(
            f"{open_chains} 段直线或圆弧没有首尾相接成面，未读取。",
            f"{open_chains} chain(s) of lines or arcs enclose nothing and were left out.",
        )
    if seen.others:
        listed = [f"{kind} × {count}" for kind, count in seen.others.most_common(_MOST_TOLD)]
        yield Text(f"未读取的图元：{'、'.join(listed)}", f"Entities that were left out: {', '.join(listed)}")
