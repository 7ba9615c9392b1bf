"""Texts of a drawing, and which outlines they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from ezdxf.lldxf.encoding import decode_dxf_unicode, decode_mif_to_unicode
from shapely.geometry.base import BaseGeometry

TEXTS: Final = frozenset({"TEXT", "MTEXT"})


class Label(NamedTuple):
    """A text at a place, without its formatting; `height` is that of its letters."""

    text: str
    x: float
    y: float
    height: float


def plain(text: Any) -> str:
    """A text with the letters for which old drawings write codes: `\\U+5730` and `\\M+5b5d8`."""
    return decode_mif_to_unicode(decode_dxf_unicode(str(text)))


def label_of(entity: Any) -> Label:
    """The text of an entity, at the point that aligns it."""
    if entity.dxftype() == "MTEXT":
        place, height = entity.dxf.insert, entity.dxf.char_height
        text = entity.plain_text()
    else:
        _, place, _ = entity.get_placement()
        text, height = entity.plain_text(), entity.dxf.height
    return Label(" ".join(plain(text).split()), float(place.x), float(place.y), float(height))


def named(areas: Sequence[BaseGeometry], labels: Sequence[Label]) -> dict[int, tuple[str, list[str]]]:
    """Of each area its name, the largest of the texts that stand in no smaller area, and all of these from the top."""
    labels = [label for label in labels if label.text]
    if not areas or not labels:
        return {}
    shapes = np.array(areas, dtype=object)
    sizes = shapely.area(shapes)
    points = shapely.points([(label.x, label.y) for label in labels])
    label, area = shapely.STRtree(shapes).query(points, predicate="intersects")
    order = np.lexsort((sizes[area], label))
    label, area = label[order], area[order]
    first = np.r_[True, label[1:] != label[:-1]] if len(label) else np.array([], dtype=bool)
    found: dict[int, list[Label]] = defaultdict(list)
    for i, j in zip(label[first].tolist(), area[first].tolist(), strict=True):
        found[j].append(labels[i])
    return {j: _read(texts) for j, texts in found.items()}


def _read(texts: list[Label]) -> tuple[str, list[str]]:
    down = sorted(texts, key=lambda label: (-label.y, label.x))
    return max(down, key=lambda label: label.height).text, [label.text for label in down]
