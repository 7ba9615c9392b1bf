"""The entities of a drawing with blocks taken apart: each on the layer where it shows, with its attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ezdxf.document import Drawing
from ezdxf.entities.dxfentity import DXFEntity
from ezdxf.entities.insert import Insert

from geo.errors import InputError
from geo.exchange.drawing.texts import plain

MOST_ENTITIES: Final = 500_000
"""Blocks within blocks multiply: a small file can hold more than any machine."""
_DEEPEST: Final = 16
_BY_BLOCK: Final = "0"


@dataclass(frozen=True)
class Placed:
    """An entity of the model space, also from within a block; `handle` is that of what stands in the drawing itself."""

    entity: Any
    layer: str
    handle: str
    tags: Mapping[str, str] = field(default_factory=dict)


def placed(drawing: Drawing) -> Iterator[Placed]:
    """All entities of the model space.

    Raises:
        InputError: blocks within blocks make more than `MOST_ENTITIES`.
    """
    if _size(drawing.modelspace(), drawing, {}, 0) > MOST_ENTITIES:
        raise _too_many()
    for entity in drawing.modelspace():
        yield from _taken_apart(entity, plain(entity.dxf.get("layer", _BY_BLOCK)), str(entity.dxf.handle), {}, 0)


def _size(entities: Iterable[DXFEntity], drawing: Drawing, known: dict[tuple[str, int], int], depth: int) -> int:
    """How many entities they make, counted without taking a single block apart."""
    return sum(1 + _inner(entity, drawing, known, depth) for entity in entities)


def _inner(entity: DXFEntity, drawing: Drawing, known: dict[tuple[str, int], int], depth: int) -> int:
    if not isinstance(entity, Insert) or depth >= _DEEPEST:
        return 0
    place = (entity.dxf.name, depth)
    if place not in known:
        block = drawing.blocks.get(entity.dxf.name)
        known[place] = 0 if block is None else _size(block, drawing, known, depth + 1)
    return max(int(entity.mcount), 1) * known[place]


def _taken_apart(entity: DXFEntity, layer: str, handle: str, tags: Mapping[str, str], depth: int) -> Iterator[Placed]:
    if not isinstance(entity, Insert):
        yield Placed(entity, layer, handle, tags)
        return
    if depth >= _DEEPEST:
        return
    own = {**tags, **{plain(attrib.dxf.tag): plain(attrib.dxf.text) for attrib in entity.attribs}}
    yield Placed(entity, layer, handle, own)
    for insert in entity.multi_insert() if entity.mcount > 1 else (entity,):
        for inner in insert.virtual_entities():
            within = plain(inner.dxf.get("layer", _BY_BLOCK))
            yield from _taken_apart(inner, layer if within == _BY_BLOCK else within, handle, own, depth + 1)


def _too_many() -> InputError:
    return InputError(
        f"图块展开后超过 {MOST_ENTITIES:,} 个图元", f"its blocks make more than {MOST_ENTITIES:,} entities"
    )
