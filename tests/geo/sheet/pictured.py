"""Small grey pictures of sheets, kept in tests/geo/sheet/pictures so that a change of their looks shows.

`python -m tests.geo.sheet.pictured [NAME…]` draws the pictures anew; look at them before you commit them.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from geo import exchange
from geo.check import check
from geo.model import Layout, Report
from geo.rulebook import load
from geo.settings import data_dir
from geo.sheet import Order, render
from tests.conftest import ON

Grey = npt.NDArray[np.int16]

FOLDER: Final = Path(__file__).parent / "pictures"
DPI: Final = 45
SHOWN: Final[dict[str, dict[str, Any]]] = {
    "zone_plan": {},
    "zone_plan_a4_portrait": {"sheet": "a4", "landscape": False},
    "zone_plan_both": {"lang": "both"},
    "park_map_en": {"template": "park_map", "about": "P01", "lang": "en"},
    "group_map": {"template": "group_map", "about": "G28"},
    "industry_map": {"template": "industry_map"},
    "comparison_map": {"template": "comparison_map"},
    "findings_map": {"template": "findings_map"},
    "finding_map": {"template": "finding_map"},
}
"""What each picture is a sheet of; a map of one finding shows the first error."""


@cache
def _checked(name: str) -> tuple[Layout, Report]:
    layout = exchange.read(data_dir() / "boundaries" / f"{name}.geojson")
    return layout, check(layout, load("zgc"), on=ON)


def sheet(name: str) -> bytes:
    """The PDF that a picture is taken of: of the practice draft where it is about findings or changes."""
    asked = dict(SHOWN[name])
    draft = "finding" in name or "comparison" in name
    layout, report = _checked("practice-draft" if draft else "zgc-2020")
    if asked.get("template") == "finding_map":
        asked["about"] = next(f.id for f in report.findings if f.rule == "ARE002" and f.status == "open")
    against = _checked("zgc-2020")[0] if draft else None
    return render(layout, report, load("zgc"), Order(on=ON, **asked), against=against)


def taken(pdf: bytes, *, colour: bool = False, dpi: int = DPI) -> Image.Image:
    """The first page as pdftoppm draws it."""
    tool = shutil.which("pdftoppm")
    assert tool is not None, "pdftoppm comes with poppler-utils"
    grey = [] if colour else ["-gray"]
    done = subprocess.run([tool, "-r", str(dpi), "-l", "1", *grey, "-"], input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout))


def pixels(picture: Image.Image) -> Grey:
    """Grey values from 0 to 255, row by row."""
    return np.asarray(picture.convert("L")).astype(np.int16)


def kept(name: str) -> Grey:
    """The picture as it is kept."""
    with Image.open(FOLDER / f"{name}.png") as picture:
        return pixels(picture)


def main(names: list[str]) -> None:
    """Draw the pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in names or SHOWN:
        taken(sheet(name)).quantize(16).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
