"""Sheets look as their kept pictures do, and say where they do not; classes stay apart without colour."""

import dataclasses
import itertools

import numpy as np
import pytest

from geo.rulebook import Rulebook
from geo.sheet import symbols
from geo.sheet.symbols import Symbol
from tests.geo.sheet import pictured

TOLD_APART = 48
DIFFERING_SHARE = 0.004
CELL_PX = 24
CELL_SHARE = 0.12


def difference(shown: pictured.Grey, kept: pictured.Grey) -> str:
    """Where two pictures differ, in words; empty where they are alike."""
    if shown.shape != kept.shape:
        return f"{shown.shape[1]} × {shown.shape[0]} pixels instead of {kept.shape[1]} × {kept.shape[0]}"
    off = np.abs(shown - kept) > TOLD_APART
    high, wide = (-(-n // CELL_PX) for n in off.shape)
    padded = np.zeros((high * CELL_PX, wide * CELL_PX))
    padded[: off.shape[0], : off.shape[1]] = off
    cells = padded.reshape(high, CELL_PX, wide, CELL_PX).mean(axis=(1, 3))
    if off.mean() <= DIFFERING_SHARE and cells.max() <= CELL_SHARE:
        return ""
    row, column = np.unravel_index(int(cells.argmax()), cells.shape)
    mm = CELL_PX / pictured.DPI * 25.4
    return (
        f"{off.mean():.2%} of the pixels differ, most of them near {column * mm:.0f} mm from the left and "
        f"{row * mm:.0f} mm from the top ({cells.max():.0%} there)"
    )


@pytest.mark.parametrize("name", pictured.SHOWN)
def test_a_sheet_looks_as_its_kept_picture(name: str) -> None:
    told = difference(pictured.pixels(pictured.taken(pictured.sheet(name))), pictured.kept(name))
    assert not told, f"{name}: {told}. If it is meant so: python -m tests.geo.sheet.pictured {name}, and look at it"


def test_every_template_has_a_picture() -> None:
    from geo.sheet import TEMPLATES

    assert {asked.get("template", "zone_plan") for asked in pictured.SHOWN.values()} == set(TEMPLATES)
    assert {path.stem for path in pictured.FOLDER.glob("*.png")} == set(pictured.SHOWN)


def test_a_difference_is_told_with_its_place() -> None:
    kept = np.full((200, 300), 255, dtype=np.int16)
    assert difference(kept - 10, kept) == ""
    shown = kept.copy()
    shown[100:120, 200:220] = 0
    assert "108 mm from the left and 54 mm from the top" in difference(shown, kept)
    assert difference(kept[:, 1:], kept) == "299 × 200 pixels instead of 300 × 200"


def legends(book: Rulebook) -> dict[str, list[Symbol]]:
    """The areas that can stand beside each other in one legend."""
    plain = [symbols.NO_CLASS, symbols.RESERVE]
    return {
        "classes": [*symbols.class_symbols(book.file.classes.names).values(), *plain, symbols.SMALL],
        "sectors": [*symbols.sector_symbols(book.taxonomy).values(), symbols.NO_CLASS],
        "severities": [*symbols.SEVERITY_SYMBOLS.values(), symbols.PALE],
        "changes": [symbols.ADDED, symbols.REMOVED, symbols.RETITLED, symbols.PALE],
    }


@pytest.mark.parametrize("legend", ["classes", "sectors", "severities", "changes"])
def test_symbols_of_one_legend_differ_in_black_and_white(legend: str, book: Rulebook) -> None:
    """By the hatch itself (direction, dots, crossing, spacing), or by a clear step of grey where there is none."""
    for one, other in itertools.combinations(legends(book)[legend], 2):
        patterns = [_pattern(s) for s in (one, other)]
        greys = [_grey(s.fill) for s in (one, other)]
        assert patterns[0] != patterns[1] or abs(greys[0] - greys[1]) > 24, (one, other)


def _pattern(symbol: Symbol) -> tuple[object, ...] | None:
    if symbol.hatch is None:
        return None
    hatch = dataclasses.asdict(symbol.hatch)
    turn = hatch["angle_deg"] % (90 if hatch["crossed"] or hatch["dots"] else 180)
    return (turn, hatch["dots"] and round(hatch["spacing_mm"] * 2), hatch["crossed"])


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
