"""What has changed between two layouts as tables: one row a difference, and what was compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from geo.compare import TITLES, Change, Difference
from geo.measure import M2_PER_KM2
from geo.model import SCHEMATIC_NOTICE, Kind, Layout, Text
from geo.report.checked import AREA_BASIS
from geo.report.tables import KM2, KM2_DIFFERENCE, Column, Table

_COLUMNS: Final = (
    Column(Text("变化", "Change"), 14),
    Column(Text("编号", "Id"), 16),
    Column(Text("类别", "Kind"), 18),
    Column(Text("名称", "Name"), 30),
    Column(Text("改变的属性", "Properties changed"), 30),
    Column(Text("原面积（平方公里）", "Area before (km²)"), 18, KM2),
    Column(Text("现面积（平方公里）", "Area after (km²)"), 18, KM2),
    Column(Text("相差（平方公里）", "Difference (km²)"), 18, KM2_DIFFERENCE),
)


def tables(before: Layout, after: Layout, found: Sequence[Difference], lang: str) -> list[Table]:
    """The sheets: differences, and a summary that says which layouts were compared."""
    rows = [tuple(_row(difference, lang)) for difference in found]
    return [Table(Text("变化", "Changes"), _COLUMNS, rows), _summary(before, after, found, lang)]


def _row(difference: Difference, lang: str) -> Iterator[object]:
    kinds = {kind.value: kind.label for kind in Kind}
    was, now = difference.before_m2 / M2_PER_KM2, difference.after_m2 / M2_PER_KM2
    yield TITLES[difference.change].say(lang)
    yield difference.id
    yield kinds[difference.kind].say(lang) if difference.kind in kinds else difference.kind
    yield difference.name
    yield "; ".join(difference.columns)
    yield None if difference.change is Change.ADDED else round(was, 6)
    yield None if difference.change is Change.REMOVED else round(now, 6)
    yield round(now - was, 6)


def _summary(before: Layout, after: Layout, found: Sequence[Difference], lang: str) -> Table:
    counts = [
        (title.say(lang), sum(difference.change is change for difference in found)) for change, title in TITLES.items()
    ]
    rows: list[tuple[object, ...]] = [
        (Text("原布局", "Before").say(lang), _named(before)),
        (Text("现布局", "After").say(lang), _named(after)),
        *counts,
        (Text("说明", "Note").say(lang), AREA_BASIS.say(lang)),
    ]
    if before.schematic or after.schematic:
        rows.append((Text("示意", "Schematic").say(lang), SCHEMATIC_NOTICE.say(lang)))
    return Table(Text("汇总", "Summary"), (Column(Text("", ""), 26), Column(Text("", ""), 70)), rows, headed=False)


def _named(layout: Layout) -> str:
    return layout.id if layout.revision is None else f"{layout.id} @ {layout.revision}"
