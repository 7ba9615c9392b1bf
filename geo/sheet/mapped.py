"""The drawn map of a sheet: ground, scene and labels. A map that was drawn a moment ago is not drawn again.

People look at a preview, change a word beside the map, and download the sheet: the map stays the same all along.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import numpy as np
import shapely

from geo.model import Kind
from geo.sheet.drawing import Drawing
from geo.sheet.labelling import district_names, place_labels
from geo.sheet.labels import Label
from geo.sheet.layers import Ground, draw_ground, draw_leaders
from geo.sheet.scene import Scene
from geo.sheet.subject import Subject
from geo.sheet.window import Window

_KEPT: Final = 24


@dataclass(frozen=True)
class Mapped:
    """The ground, what lies over the net of lines, and the labels."""

    ground: str
    scene: str
    labels: tuple[Label, ...]


def mapped(scene: Scene, subject: Subject, window: Window, factor: float) -> Mapped:
    """The map of a scene in its window."""
    return _mapped(_Key(_digest(scene, subject, window, factor), scene, subject, window, factor))


def forget() -> None:
    """Draw every map anew from now on, as the first time."""
    _mapped.cache_clear()


@dataclass(frozen=True)
class _Key:
    digest: bytes
    scene: Scene = field(compare=False)
    subject: Subject = field(compare=False)
    window: Window = field(compare=False)
    factor: float = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _mapped(key: _Key) -> Mapped:
    scene, subject, window, factor = key.scene, key.subject, key.window, key.factor
    ground = Ground.of(subject.book, window.scale)
    placer = place_labels(scene, subject, window, ground, district_names(subject), factor)
    under = Drawing(window.box.width, window.box.height, factor)
    draw_ground(under, window, ground)
    over = Drawing(window.box.width, window.box.height, factor)
    scene.draw(over, window)
    draw_leaders(over, placer.leaders)
    return Mapped(under.svg(), over.svg(), tuple(placer.labels))


def _digest(scene: Scene, subject: Subject, window: Window, factor: float) -> bytes:
    """What the map depends on, in 32 bytes."""
    book, lang = subject.book, subject.lang
    zones = subject.plan.features_of(Kind.ZONE)
    said: list[object] = [book.id, book.digest, lang, window, factor, scene.focus is None]
    said += [(layer.symbol, len(layer.shapes)) for layer in scene.layers]
    said += [(one.key, subject.names(one.name)) for one in scene.numbered]
    said += [subject.names(name) for name, _ in zones]
    shapes: list[Any] = [shape for layer in scene.layers for shape in layer.shapes]
    shapes += [*(one.shape for one in scene.numbered), *(shape for _, shape in zones), scene.focus]
    return hashlib.sha256(b"\0".join([repr(said).encode("utf-8", "backslashreplace"), *_bytes(shapes)])).digest()


def _bytes(shapes: Iterable[Any]) -> list[bytes]:
    found = shapely.to_wkb(np.array([*shapes, None], dtype=object))
    return [b"" if body is None else body for body in found]
