"""What an import would change, and what it did, in sentences for the command line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from geo.model import Text

if TYPE_CHECKING:
    from api.store import ImportRecord
    from geo.exchange.intake.areas import Stated
    from geo.exchange.intake.changes import Preview
    from geo.exchange.intake.draft import Quarantined

_MOST: Final = 8
_BY: Final = {"name": Text("按名称", "by name"), "overlap": Text("按重叠", "by overlap")}


def preview(seen: Preview, layout: str) -> list[Text]:
    """What was converted, which features were found again, what would change, and what is kept out."""
    counts = seen.counts
    told = [
        *seen.remarks,
        Text(
            f"布局 {layout}：新增 {{added}}，修改 {{changed}}，移除 {{removed}}，不变 {{same}}",
            f"layout {layout}: {{added}} added, {{changed}} changed, {{removed}} removed, {{same}} the same",
        ).format(**counts),
    ]
    by = Counter(match.by for match in seen.matches if match.by in _BY)
    for how, count in sorted(by.items()):
        told.append(Text(f"  {_BY[how].zh}对应 {count} 个", f"  {count} found again {_BY[how].en}"))
    told += [_area(stated) for stated in seen.areas[:_MOST] if stated.hint is not None]
    kept = seen.matching.quarantine
    told += [_kept_out(item) for item in kept[:_MOST]]
    if more := len(kept) - _MOST if len(kept) > _MOST else 0:
        told.append(Text(f"  另有 {more} 个未存入", f"  and {more} more kept out"))
    return told


def landed(record: ImportRecord) -> list[Text]:
    """Which revision it became."""
    if not record.changed:
        same = Text(f"与第 {record.revision} 版相同，未新建", f"same as revision {record.revision}, none made")
    else:
        same = Text(f"第 {record.revision} 版", f"revision {record.revision}")
    kept = record.features + record.quarantined
    return [
        Text(
            f"布局 {record.layout}：{record.features}/{kept} {same.zh}",
            f"layout {record.layout}: {record.features}/{kept} {same.en}",
        )
    ]


def _area(stated: Stated) -> Text:
    hint = stated.hint or Text("", "")
    name = stated.name or stated.id
    numbers = f"{stated.stated_km2:,.4f} / {stated.measured_km2:,.4f} km²"
    return Text(f"  {name}：{numbers}，{hint.zh}", f"  {name}: {numbers}, {hint.en}")


def _kept_out(item: Quarantined) -> Text:
    at = "" if item.at is None else f" ({item.at[0]:.6f}, {item.at[1]:.6f})"
    name = item.id or f"{item.layer} #{item.row + 1}"
    return Text(f"  未存入 {name}：{item.reason.zh}{at}", f"  kept out {name}: {item.reason.en}{at}")
