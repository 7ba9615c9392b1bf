"""An inspection for people at a terminal: what is there, what is proposed and why, what is wrong, how to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from geo.exchange.doctor.import_line import import_line
from geo.exchange.doctor.inspection import About, Candidate, Fault, Inspection, LayerSeen, Proposal
from geo.model import Text

_SHOWN_FAULTS: Final = 12
_LEAST_SHOWN: Final = 0.02
_MOST_SAMPLES: Final = 3
_WIDE: Final = 110


def print_inspection(inspection: Inspection, path: str, console: Console, lang: str) -> None:
    """Write it to a console; one that is no terminal gets plain text. `path` is how the command line names the file."""
    _line(console, Styled(_heading(inspection, lang), style="bold"))
    for remark in inspection.remarks:
        _line(console, Styled(remark.say(lang), style="dim"), 2)
    for layer in inspection.layers:
        _print_layer(layer, inspection, console, lang)
    _print_section(_OPEN, [p for p in inspection.proposals if p.asks], console, lang, style="yellow")
    settled = [p for p in inspection.proposals if not p.asks and p.about is not About.COLUMN]
    _print_section(_SETTLED, settled, console, lang, style="green")
    _print_faults(inspection.faults, console, lang)
    _line(console, Styled(f"\n{_summary(inspection).say(lang)}", style="bold"))
    _line(console, Styled(import_line(inspection, path)), 2)


def _heading(inspection: Inspection, lang: str) -> str:
    features = sum(layer.features for layer in inspection.layers)
    counts = Text(
        f"{inspection.format}，{len(inspection.layers)} 个图层，{features:,} 个要素",
        f"{inspection.format}, {len(inspection.layers)} layer(s), {features:,} feature(s)",
    )
    return f"{inspection.file} · {counts.say(lang)}"


def _print_layer(layer: LayerSeen, inspection: Inspection, console: Console, lang: str) -> None:
    _line(console, Styled(f"\n{_LAYER.say(lang)} {layer.name}", style="bold"))
    _line(console, Styled(" · ".join(_facts(layer, lang)), style="dim"), 2)
    mine = {p.column: p for p in inspection.proposals if p.layer == layer.name and p.about is About.COLUMN}
    units = {p.column: p for p in inspection.proposals if p.layer == layer.name and p.about is About.UNIT}
    if not layer.columns:
        return
    wide = console.width >= _WIDE
    headings = [heading.say(lang) for heading in (*_HEADINGS, *((_WHY,) if wide else ()))]
    table = Table(*headings, box=None, pad_edge=False, header_style="dim", show_edge=False, padding=(0, 2, 0, 0))
    for column in layer.columns:
        proposal = mine.get(column.name)
        means = _means(proposal, units.get(column.name), lang)
        comma, stop = ("、", "；") if lang == "zh" else (", ", "; ")
        samples = _EMPTY.say(lang) if not column.filled else comma.join(column.samples[:_MOST_SAMPLES])
        why = "" if proposal is None else stop.join(e.say(lang) for e in proposal.best.evidence)
        table.add_row(*map(Styled, (column.name, samples, means, *((why,) if wide else ()))))
    console.print(Padding(table, (0, 0, 0, 2)))


def _facts(layer: LayerSeen, lang: str) -> Iterator[str]:
    yield Text(f"{layer.features:,} 个要素", f"{layer.features:,} feature(s)").say(lang)
    yield ", ".join(f"{name} {count:,}" for name, count in layer.types)
    yield layer.crs or _NO_CRS.say(lang)
    if layer.extent is not None:
        west, south, east, north = (
            f"{number:.6g}" if abs(number) < 1_000 else f"{number:.0f}" for number in layer.extent
        )
        yield f"{west}, {south} – {east}, {north}"


def _means(proposal: Proposal | None, unit: Proposal | None, lang: str) -> str:
    if proposal is None:
        return "–"
    best = proposal.best
    told = best.title.say(lang) if best.value is None or lang == "en" else f"{best.title.say(lang)} {best.value}"
    behind = "" if unit is None else f" ({unit.best.title.say(lang)})"
    return f"{'? ' if proposal.asks else ''}{told}{behind} {best.confidence:.0%}"


def _print_section(title: Text, proposals: Sequence[Proposal], console: Console, lang: str, style: str) -> None:
    if not proposals:
        return
    _line(console, Styled(f"\n{title.say(lang)} {len(proposals)}", style=f"bold {style}"))
    for layers, proposal in _together(proposals):
        best = proposal.best
        where = f"{', '.join(layers)} · " if layers else ""
        _line(console, Styled.assemble((f"{where}{proposal.title.say(lang)}", style), "  ", _answer(best, lang)), 2)
        for sentence in best.evidence:
            _line(console, Styled(sentence.say(lang), style="dim"), 6)
        if proposal.asks:
            for other in proposal.candidates[1:]:
                _print_other(other, proposal.about, console, lang)


def _together(proposals: Sequence[Proposal]) -> Iterator[tuple[list[str], Proposal]]:
    """Questions that several layers share and answer alike, once, with the names of those layers."""
    found: dict[str, tuple[list[str], Proposal]] = {}
    for proposal in proposals:
        own = proposal.title.zh if proposal.about is About.KIND else ""
        values = [candidate.value for candidate in proposal.candidates]
        layers, _ = found.setdefault(
            repr((proposal.about, proposal.column, proposal.word, own, values)), ([], proposal)
        )
        layers += [] if proposal.layer is None else [proposal.layer]
    yield from found.values()


def _answer(candidate: Candidate, lang: str) -> str:
    return f"{candidate.title.say(lang)} {candidate.confidence:.0%}"


def _print_other(candidate: Candidate, about: About, console: Console, lang: str) -> None:
    """Another answer; of encodings, which have to be looked at, with what the text reads as."""
    if candidate.confidence < _LEAST_SHOWN and about is not About.ENCODING:
        return
    why = [sentence.say(lang) for sentence in candidate.evidence[:1]]
    _line(console, Styled(" · ".join([f"{_OR.say(lang)} {_answer(candidate, lang)}", *why]), style="dim"), 6)


def _print_faults(faults: Sequence[Fault], console: Console, lang: str) -> None:
    if not faults:
        return
    _line(console, Styled(f"\n{_FAULTS.say(lang)} {len(faults)}", style="bold red"))
    counts = Counter((fault.code, fault.mends) for fault in faults)
    for (code, mends), count in counts.most_common():
        _line(console, Styled(f"{_CODES.get(code, Text(code, code)).say(lang)} {count:,}{_fate(mends, lang)}"), 2)
    for fault in faults[:_SHOWN_FAULTS]:
        parts = [f"{fault.layer} #{fault.row + 1}", fault.id or "", fault.reason.say(lang), _place(fault)]
        said = " · ".join(part for part in parts if part) + _fate(fault.mends, lang)
        _line(console, Styled(said, style="dim"), 6)
    if len(faults) > _SHOWN_FAULTS:
        more = len(faults) - _SHOWN_FAULTS
        _line(
            console, Styled(Text(f"另有 {more:,} 个，见 --format json", f"{more:,} more: --format json").say(lang)), 6
        )


def _fate(mends: bool, lang: str) -> str:
    return f" → {(_MENDS if mends else _KEPT_OUT).say(lang)}"


def _place(fault: Fault) -> str:
    return "" if fault.at is None else f"({fault.at[0]:.8g}, {fault.at[1]:.8g})"


def _summary(inspection: Inspection) -> Text:
    asks, out = len(inspection.open), sum(not fault.mends for fault in inspection.faults)
    if not asks and not inspection.faults:
        return Text("没有需要决定的，照此导入：", "Nothing to decide. To import it so:")
    return Text(
        f"{asks} 项需要决定，{out} 个要素将被隔离。接受以上提议并导入：",
        f"{asks} to decide, {out} feature(s) would be kept out. To accept what is proposed and import it:",
    )


def _line(console: Console, text: Styled, indent: int = 0) -> None:
    """A line; on a terminal what does not fit goes on below itself, elsewhere a line stays one."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent), expand=False), highlight=False)
    else:
        console.print(Styled(" " * indent) + text, soft_wrap=True, highlight=False)


_LAYER: Final = Text("图层", "Layer")
_NO_CRS: Final = Text("未注明坐标系", "no coordinate system named")
_HEADINGS: Final = (Text("列", "Column"), Text("内容", "Holds"), Text("读作", "Read as"))
_WHY: Final = Text("依据", "Why")
_EMPTY: Final = Text("（空）", "(empty)")
_OPEN: Final = Text("需要决定", "To decide")
_SETTLED: Final = Text("已能确定", "Settled")
_FAULTS: Final = Text("有问题的要素", "Features with faults")
_OR: Final = Text("或", "or")
_MENDS: Final = Text("可修复", "can be mended")
_KEPT_OUT: Final = Text("隔离", "kept out")
_CODES: Final = {
    "no-geometry": Text("没有几何图形", "No geometry"),
    "broken-geometry": Text("几何图形损坏", "Broken geometry"),
    "invalid-ring": Text("边界无效", "Invalid outline"),
    "wrong-type": Text("几何类型不符", "Wrong type of geometry"),
    "repeated-id": Text("编号重复", "Repeated id"),
    "unknown-kind": Text("类别未知", "Unknown kind"),
    "outside": Text("在所有行政区之外", "Outside every district"),
    "wrong-value": Text("属性值有误", "Wrong value"),
}
