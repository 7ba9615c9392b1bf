"""What is asked of the printer: which template, on what paper, at which scale, in which language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from geo.errors import InputError
from geo.sheet.paper import SHORT_LONG_MM
from geo.sheet.template import TEMPLATES
from geo.sheet.words import clean

LANGUAGES: Final = ("zh", "en", "both")
GRIDS: Final = ("auto", "graticule", "kilometre")
_LONGEST_MARK: Final = 40


@dataclass(frozen=True, kw_only=True)
class Order:
    """One sheet to print; an atlas repeats it for many things.

    `on` is the date that the sheet carries. `scale` is the denominator, None for the largest round one that
    fits. `about` is the id of the park, group or finding that the template asks for. `lang` "both" prints
    Chinese with English beside it. `grid` is the net of lines over the map: 经纬网 "graticule", 公里网
    "kilometre", or what the scale calls for. `maker` 制图单位, `approval` 审图号 and `secrecy` 密级 fill slots that
    are otherwise left empty. `crs` may name the projection of the frame ("laea") and no other.

    Raises:
        InputError: an unknown template, sheet, language or grid, or a template that lacks what it is about.
    """

    on: date
    template: str = "zone_plan"
    sheet: str = "a3"
    landscape: bool = True
    scale: int | None = None
    lang: str = "zh"
    about: str | None = None
    grid: str = "auto"
    maker: str = ""
    approval: str = ""
    secrecy: str = ""
    crs: str | None = None

    def __post_init__(self) -> None:
        _known(self.lang, LANGUAGES, "语言", "language")
        _known(self.template, TEMPLATES, "图幅模板", "template")
        _known(self.sheet, sorted(SHORT_LONG_MM), "纸张", "sheet")
        _known(self.grid, GRIDS, "网格", "grid")
        for mark in (self.maker, self.approval, self.secrecy):
            if len(mark) > _LONGEST_MARK:
                raise InputError(
                    f"制图单位、审图号和密级各不超过 {_LONGEST_MARK} 个字：“{mark[:12]}…”有 {len(mark)} 个",
                    f"maker, approval number and secrecy hold {_LONGEST_MARK} characters each; "
                    f"“{mark[:12]}…” has {len(mark)}",
                )


def _known(value: str, choices: Collection[str], zh: str, en: str) -> None:
    if value not in choices:
        shown, listed = clean(value)[:40], ", ".join(choices)
        raise InputError(f"没有{zh} {shown}，可选：{listed}", f"there is no {en} {shown!r}; choose one of {listed}")
