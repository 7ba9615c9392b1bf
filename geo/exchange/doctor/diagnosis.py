"""The faults of single features: what would be kept out of a layout and what would be mended, from a draft of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd
import shapely

from geo.exchange.doctor.inspection import About, Candidate, Fault, Proposal
from geo.exchange.intake.draft import Draft
from geo.exchange.intake.faults import Mask
from geo.exchange.source import Layer, Source
from geo.model import Text
from geo.rules.invalid_geometry import reason_of

_MEND: Final = 0.95
_KEEP_OUT: Final = 0.6


def faults(source: Source, draft: Draft) -> tuple[Fault, ...]:
    """Of every feature that would be kept out or mended, why and where, by layer and row."""
    layers = {layer.name: layer for layer in source.layers}
    order = {name: place for place, name in enumerate(layers)}
    found = [*_kept_out(layers, draft), *_mended(layers, draft)]
    return tuple(sorted(found, key=lambda fault: (order[fault.layer], fault.row)))


def _kept_out(layers: Mapping[str, Layer], draft: Draft) -> Iterator[Fault]:
    for kept in draft.quarantine:
        at = _broken_at(layers[kept.layer], kept.row) if kept.code == "invalid-ring" else None
        yield Fault(kept.layer, kept.row, kept.id, kept.code, kept.reason, at)


def _mended(layers: Mapping[str, Layer], draft: Draft) -> Iterator[Fault]:
    for id in draft.mended:
        origin = draft.origins[id]
        layer = layers[origin.layer]
        shape = shapely.force_2d(layer.geometry[origin.row])
        reason = _OPEN if shapely.is_valid(shape) else _said(reason_of(shape)[0])
        at = _broken_at(layer, origin.row)
        yield Fault(origin.layer, origin.row, id, "invalid-ring", reason, at, mends=True)


def _broken_at(layer: Layer, row: int) -> tuple[float, float] | None:
    """Where an outline is broken, in the file's coordinates."""
    shape = shapely.force_2d(layer.geometry[row])
    at = None if shapely.is_valid(shape) else reason_of(shape)[1]
    return None if at is None else (at.x, at.y)


def _said(reason: Text) -> Text:
    return Text(f"边界无效：{reason.zh}", f"the outline is invalid: {reason.en}")


def fault_proposals(source: Source, found: tuple[Fault, ...]) -> Iterator[Proposal]:
    """What to do about ids that occur twice, and about outlines that can be mended without doubt."""
    again = [fault for fault in found if fault.code == "repeated-id"]
    if again:
        yield _on_ids(source, again)
    mends = sum(fault.mends for fault in found)
    if mends:
        why = Text(
            f"{mends} 处边界只有一种读法，修复后面积相差不到 1%",
            f"{mends} outline(s) can be read in one way only; mending changes areas by less than 1 %",
        )
        yield Proposal(
            about=About.REPAIR,
            title=Text("能确定的边界是否修复", "Whether to mend outlines that leave no doubt"),
            candidates=(
                Candidate(True, Text("修复", "Mend them"), _MEND, (why,)),
                Candidate(False, Text("不修复，隔离", "Keep them out"), 1 - _MEND),
            ),
            converts=True,
        )


def _on_ids(source: Source, again: list[Fault]) -> Proposal:
    ids = list(dict.fromkeys(fault.id for fault in again if fault.id))
    shown = "、".join(ids[:5])
    why = Text(f"{len(again)} 个要素的编号已经用过：{shown}", f"{len(again)} feature(s) repeat an id: {shown}")
    kept = Candidate("quarantine", Text("后出现的隔离", "Keep the later ones out"), _KEEP_OUT, (why,))
    numbered = Candidate("number", Text("后出现的加序号", "Number the later ones"), 1 - _KEEP_OUT, (why,))
    copied = {layer.name: _copied(layer) for layer in source.layers}
    if all(copied[fault.layer][fault.row] for fault in again):
        said = Text(
            "它们的图形与别的要素完全相同，像是重复的", "Their outlines equal those of others: they look like copies"
        )
        kept = Candidate(kept.value, kept.title, _MEND, (why, said))
    return Proposal(
        about=About.IDS,
        title=Text("编号重复的要素", "Features that repeat an id"),
        candidates=(kept, numbered),
    )


def copies(source: Source) -> Iterator[Text]:
    """Of each layer, how many features have exactly the outline of an earlier one."""
    for layer in source.layers:
        if number := int(_copied(layer).sum()):
            yield Text(
                f"{layer.name}：{number} 个要素的图形与前面的完全相同。",
                f"{layer.name}: {number} feature(s) have exactly the outline of an earlier one.",
            )


def _copied(layer: Layer) -> Mask:
    """Which rows have exactly the outline of an earlier one, whichever way around it is drawn."""
    out = np.zeros(len(layer), dtype=bool)
    there = np.flatnonzero(~(shapely.is_missing(layer.geometry) | shapely.is_empty(layer.geometry)))
    boxes = pd.DataFrame(shapely.bounds(layer.geometry[there]))
    alike = there[boxes.duplicated(keep=False).to_numpy(dtype=bool)]
    shapes = shapely.to_wkb(shapely.normalize(shapely.force_2d(layer.geometry[alike])))
    out[alike] = pd.Series(shapes, dtype=object).duplicated().to_numpy(dtype=bool)
    return out


_OPEN: Final = Text("是首尾相接的线，不是面", "it is a closed line, no polygon")
