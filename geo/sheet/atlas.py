"""Atlases 图集: one page for each park, group or finding, behind a page of contents with all frames on one map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Literal, NamedTuple

import numpy as np

from geo.errors import InputError
from geo.model import Kind
from geo.sheet import symbols
from geo.sheet.compose import Page, compose, layout_title, marked, set_out
from geo.sheet.found import numbered_findings
from geo.sheet.scene import Layer, Numbered, Scene
from geo.sheet.scenes.pale import pale_layers
from geo.sheet.subject import Subject
from geo.sheet.tables import Align, Cell, Column, Row, Table
from geo.sheet.words import LONGEST_TITLE_EM, clean, grouped, say, shorten

By = Literal["parks", "groups", "findings"]
Progress = Callable[[int, int], None]

MOST_PAGES: Final = 500
_COLUMNS: Final[tuple[tuple[str, float, Align], ...]] = (
    ("page", 0.1, "center"), ("name", 0.68, "left"), ("scale_of", 0.22, "right"),
)  # fmt: skip


class _Series(NamedTuple):
    template: str
    title: str
    nothing_zh: str
    nothing_en: str


SERIES: Final[dict[By, _Series]] = {
    "parks": _Series("park_map", "atlas_parks", "布局中没有可绘制的分园", "the layout has no park to draw"),
    "groups": _Series("group_map", "atlas_groups", "布局中没有可绘制的组团", "the layout has no group to draw"),
    "findings": _Series("finding_map", "atlas_findings", "检查没有发现问题", "the check found nothing"),
}
"""What an atlas can be by."""


def atlas_pages(subject: Subject, by: By, progress: Progress | None = None) -> list[Page]:
    """All pages of an atlas, the contents first; `progress` hears of each page that is drawn, and may raise to stop.

    Raises:
        InputError: there is nothing to make pages of, or too much.
    """
    ids = _ids(subject, by)
    if not ids:
        raise InputError(SERIES[by].nothing_zh, SERIES[by].nothing_en, where=subject.layout.id)
    if len(ids) > MOST_PAGES:
        raise InputError(
            f"图集最多 {MOST_PAGES} 页，这里要 {len(ids)} 页",
            f"an atlas holds {MOST_PAGES} pages at the most; this one would have {len(ids)}",
        )
    pages = [compose(_about(subject, by, id)) for id in ids]
    contents = _contents(subject, by, pages, [0] * len(pages))
    starts = (1 + contents.length + np.cumsum([0, *(p.length for p in pages)])).tolist()
    contents = _contents(subject, by, pages, starts[:-1])
    total = starts[-1] - 1
    out = []
    for done, (page, start) in enumerate(zip([contents, *pages], [1, *starts[:-1]], strict=True), 1):
        drawn = marked(page, subject.say("page_of", page=start, pages=total))
        if progress is not None:
            progress(done - 1, len(pages) + 1)
        _ = drawn.data
        out.append(drawn)
    if progress is not None:
        progress(len(pages) + 1, len(pages) + 1)
    return out


def _ids(subject: Subject, by: By) -> Sequence[str]:
    plan = subject.plan
    if by == "findings":
        return [f.id for _, f in numbered_findings(_plain(subject))]
    kind = Kind.PARK if by == "parks" else Kind.GROUP
    rows = zip(plan.ids, plan.kinds, plan.shapes, strict=True)
    ids = [id for id, k, shape in rows if k == kind and shape is not None]
    if by == "parks":
        return ids
    keys = dict(zip((plan.ids[r] for r in plan.group_rows), (g.key for g in plan.groups), strict=True))
    return sorted(ids, key=lambda id: (len(keys[id]), keys[id]))


def _plain(subject: Subject) -> Subject:
    """The subject without anything that one sheet would be about."""
    return replace(subject, order=replace(subject.order, template="findings_map", about=None))


def _about(subject: Subject, by: By, id: str) -> Subject:
    return replace(subject, order=replace(subject.order, template=SERIES[by].template, about=id))


def _contents(subject: Subject, by: By, pages: Sequence[Page], starts: Sequence[int]) -> Page:
    """The page of contents: every page's frame on a map of the layout, and a table of pages."""
    whole = replace(subject, order=replace(subject.order, template="zone_plan", about=None, scale=None))
    frames = np.array([p.window.ground for p in pages], dtype=object)
    frame = Layer(symbols.SHEET_FRAME, frames, subject.say("sheet_frame"), subject.second("sheet_frame"))
    shown = subject.plan.bounds_m
    numbered = tuple(Numbered(str(start), "", f) for start, f in zip(starts, frames, strict=True))
    scene = Scene(shown, (*pale_layers(subject), frame), numbered, number_title=subject.say("page"))
    headings = [
        shorten(clean(say(SERIES[by].title, lang, title=layout_title(subject, lang))), LONGEST_TITLE_EM)
        for lang in (subject.lang, "zh" if subject.lang == "en" else "en")
    ]
    return set_out(whole, scene, (_table(subject, pages, starts),), headings[0], headings[1])


def _table(subject: Subject, pages: Sequence[Page], starts: Sequence[int]) -> Table:
    columns = tuple(
        Column(subject.say(word), share, align, second=subject.second(word)) for word, share, align in _COLUMNS
    )
    rows = tuple(
        Row("row", (Cell(str(start)), Cell(_listed(page)), Cell(f"1:{grouped(page.window.scale)}")))
        for page, start in zip(pages, starts, strict=True)
    )
    return Table(subject.say("contents"), subject.say("contents_more"), columns, rows)


def _listed(page: Page) -> str:
    """A page in the contents: what it is about, for a finding with its subject."""
    finding, subject = page.subject.finding, page.subject
    if finding is None:
        return subject.shown(subject.order.about or "")
    about = subject.shown(finding.subjects[0]) if finding.subjects else ""
    return f"{page.heading}  {about}"
