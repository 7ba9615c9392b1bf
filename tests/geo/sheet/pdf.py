"""Reads a sheet back from its PDF: paths and texts in millimetres from the page's top left.

Measures what a printer is told to draw, not what the program meant to draw: every transformation and form
on the way is applied.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

import numpy as np
import pikepdf

Box = tuple[float, float, float, float]

MM_PER_PT = 25.4 / 72


@dataclass
class Path:
    """One painted path: its subpaths as (n, 2) arrays, how it is painted, colours as 0..255, width in mm."""

    runs: list[Any]
    stroke: tuple[int, ...] | None
    fill: tuple[int, ...] | None
    width_mm: float
    clip: Box = (-inf, -inf, inf, inf)

    @property
    def bounds(self) -> Box:
        return _bounds(self.runs)

    @property
    def shown(self) -> Box:
        """The bounds as far as clip paths let them show."""
        return _common(self.bounds, self.clip)


@dataclass
class Words:
    """One run of text: what it says, its box in mm (baseline box: from the baseline up by the font size)."""

    text: str
    bounds: tuple[float, float, float, float]
    size_mm: float


@dataclass
class _State:
    matrix: Any
    stroke: tuple[int, ...] = (0,)
    fill: tuple[int, ...] = (0,)
    width: float = 1.0
    font: _Font | None = None
    size: float = 0.0
    line: Any = None
    clip: Box = (-inf, -inf, inf, inf)


class _Font:
    """Reads one font's codes: two bytes each, text by its ToUnicode map, advances by its widths in 1/1000 em."""

    def __init__(self, font: Any) -> None:
        self.text: dict[int, str] = {}
        body = bytes(font.ToUnicode.read_bytes()).decode("ascii")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", body, re.S):
            for code, value in re.findall(r"<(\w+)>\s*<(\w*)>", block):
                self.text[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
        for block in re.findall(r"beginbfrange(.*?)endbfrange", body, re.S):
            for low, high, value in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                for i in range(int(high, 16) - int(low, 16) + 1):
                    self.text[int(low, 16) + i] = chr(int(value, 16) + i)
        self.widths: dict[int, float] = {}
        entries = list(font.DescendantFonts[0].get("/W", []))
        while entries:
            first = int(entries.pop(0))
            after = entries.pop(0)
            if isinstance(after, pikepdf.Array):
                self.widths.update({first + i: float(w) for i, w in enumerate(after)})
            else:
                width = float(entries.pop(0))
                self.widths.update(dict.fromkeys(range(first, int(after) + 1), width))

    def read(self, code: bytes) -> tuple[str, float]:
        codes = [int.from_bytes(code[i : i + 2], "big") for i in range(0, len(code), 2)]
        return "".join(self.text.get(c, "") for c in codes), sum(self.widths.get(c, 0.0) for c in codes)


@dataclass
class Page:
    """A page's size in mm and its paths in the order of painting."""

    width_mm: float
    height_mm: float
    paths: list[Path] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text of the page, one line for each run."""
        return "\n".join(w.text for w in self.words)

    def stroked(self, colour: str) -> list[Path]:
        """Paths stroked in a colour such as "#4f8fb3"."""
        wanted = _rgb(colour)
        return [p for p in self.paths if p.stroke is not None and _close(p.stroke, wanted)]

    def filled(self, colour: str) -> list[Path]:
        """Paths filled with a colour."""
        wanted = _rgb(colour)
        return [p for p in self.paths if p.fill is not None and _close(p.fill, wanted)]


def read(pdf: bytes) -> list[Page]:
    """All pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [_page(page) for page in document.pages]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font's base name, and whether its file is embedded."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = {}
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptor = (
                    font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
                )
                found[str(font.BaseFont)] = any(k in descriptor for k in ("/FontFile", "/FontFile2", "/FontFile3"))
        return found


def _page(page: Any) -> Page:
    x, y, right, top = (float(v) for v in page.MediaBox)
    flip = np.array([[MM_PER_PT, 0, 0], [0, -MM_PER_PT, 0], [-x * MM_PER_PT, top * MM_PER_PT, 1]])
    out = Page((right - x) * MM_PER_PT, (top - y) * MM_PER_PT)
    _run(page, page.Resources, _State(flip), out)
    return out


def _run(stream: Any, resources: Any, state: _State, out: Page) -> None:
    stack: list[_State] = []
    runs: list[list[Any]] = []
    for instruction in pikepdf.parse_content_stream(stream):
        operands: Any = instruction.operands
        op = str(instruction.operator)
        if op in ("q", "Q"):
            if op == "q":
                stack.append(replace(state))
            else:
                state = stack.pop()
        elif op == "cm":
            a, b, c, d, e, f = map(float, operands)
            state.matrix = np.array([[a, b, 0], [c, d, 0], [e, f, 1]]) @ state.matrix
        elif op in ("SC", "SCN", "RG", "G", "sc", "scn", "rg", "g"):
            colour = tuple(round(float(v) * 255) for v in operands if not isinstance(v, pikepdf.Name))
            if op.isupper():
                state.stroke = colour
            else:
                state.fill = colour
        elif op == "w":
            state.width = float(operands[0])
        elif op == "m":
            runs.append([_at(state, *operands)])
        elif op == "l":
            runs[-1].append(_at(state, *operands))
        elif op in ("c", "v", "y"):
            runs[-1].append(_at(state, *operands[-2:]))
        elif op == "h":
            runs[-1].append(runs[-1][0])
        elif op == "re":
            x, y, w, h = map(float, operands)
            corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
            runs.append([_at(state, *corner) for corner in corners])
        elif op in ("W", "W*"):
            state.clip = _common(state.clip, _bounds([np.array(run) for run in runs]))
        elif op in ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"):
            if op != "n" and runs:
                out.paths.append(_painted(op, runs, state))
            runs = []
        elif op == "Tf":
            state.font, state.size = _font(resources.Font[operands[0]]), float(operands[1])
        elif op == "Tm":
            a, b, c, d, e, f = map(float, operands)
            state.line = np.array([[a, b, 0], [c, d, 0], [e, f, 1]])
        elif op in ("TJ", "Tj"):
            out.words.append(_said(state, operands[0] if op == "TJ" else [operands[0]]))
        elif op == "Do":
            _form(resources.XObject[operands[0]], state, out)


def _form(form: Any, state: _State, out: Page) -> None:
    if form.get("/Subtype") != "/Form":
        raise AssertionError("a sheet holds no raster images")
    matrix = state.matrix
    if "/Matrix" in form:
        a, b, c, d, e, f = map(float, form.Matrix)
        matrix = np.array([[a, b, 0], [c, d, 0], [e, f, 1]]) @ matrix
    _run(form, form.get("/Resources"), replace(state, matrix=matrix), out)


_FONTS: dict[bytes, _Font] = {}


def _font(font: Any) -> _Font:
    key = bytes(font.ToUnicode.read_bytes()) + str(font.BaseFont).encode()
    if key not in _FONTS:
        _FONTS[key] = _Font(font)
    return _FONTS[key]


def _said(state: _State, parts: Any) -> Words:
    assert state.font is not None
    text, advance = "", 0.0
    for part in parts:
        if isinstance(part, pikepdf.String):
            said, width = state.font.read(bytes(part))
            text, advance = text + said, advance + width
        else:
            advance -= float(part)
    length = advance / 1000 * state.size
    matrix = state.line @ state.matrix
    corners = np.array([[0, 0, 1], [length, 0, 1], [0, state.size, 1], [length, state.size, 1]]) @ matrix
    low, high = corners[:, :2].min(axis=0), corners[:, :2].max(axis=0)
    size = float(np.hypot(*(corners[2] - corners[0])[:2]))
    return Words(text, (*low.tolist(), *high.tolist()), size)


def _painted(op: str, runs: list[list[Any]], state: _State) -> Path:
    scale = float(np.sqrt(abs(np.linalg.det(state.matrix[:2, :2]))))
    return Path(
        [np.array(run) for run in runs],
        state.stroke if op in "SsBbB*b*" else None,
        state.fill if op in ("f", "F", "f*", "B", "B*", "b", "b*") else None,
        state.width * scale,
        state.clip,
    )


def _bounds(runs: list[Any]) -> Box:
    xy = np.vstack(runs)
    west, north = xy.min(axis=0).tolist()
    east, south = xy.max(axis=0).tolist()
    return west, north, east, south


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _at(state: _State, x: Any, y: Any) -> tuple[float, float]:
    out = np.array([float(x), float(y), 1.0]) @ state.matrix
    return float(out[0]), float(out[1])


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _close(colour: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    full = colour * 3 if len(colour) == 1 else colour
    return len(full) == 3 and all(abs(a - b) <= 1 for a, b in zip(full, wanted, strict=True))
