"""`yuantu import`: a file becomes the next revision of a layout, read as a person decides."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import orjson
import typer
from rich.console import Console
from rich.progress import Progress

from geo.errors import InputError, NotFound
from geo.model import Layout, Text
from geo.settings import language

if TYPE_CHECKING:
    from api.store import Store
    from api.store.entry import Told
    from geo.exchange.doctor.flags import Flags
    from geo.exchange.doctor.inspection import Inspection, Proposal
    from geo.exchange.intake.changes import Mode, Preview
    from geo.exchange.intake.decisions import Decisions
    from geo.exchange.intake.draft import Draft
    from geo.exchange.source import Source
    from geo.rulebook import Rulebook

_STEPS: Final = {
    "look": Text("查看文件", "looking at the file"),
    "draft": Text("转换", "converting"),
    "compare": Text("与布局对照", "comparing with the layout"),
    "store": Text("存入", "storing"),
}


@dataclass(frozen=True)
class Decided:
    """A file, what was seen of it (None: nobody looked, the decisions were given), and how it is to be read."""

    source: Source
    inspection: Inspection | None
    decisions: Decisions


def import_command(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="文件 a file")],
    layout: Annotated[str, typer.Option("--layout", metavar="L", help="导入为哪个布局 the layout that it becomes")],
    rulebook: Annotated[str, typer.Option("--rulebook", help="规则册 rulebook")] = "zgc",
    message: Annotated[str | None, typer.Option("-m", "--message", help="修订说明 why")] = None,
    crs: Annotated[str | None, typer.Option(metavar="EPSG:4548", help="坐标系 coordinate system")] = None,
    axes: Annotated[str | None, typer.Option(metavar="xy|yx", help="坐标顺序 order of the axes")] = None,
    shift: Annotated[str | None, typer.Option(metavar="none|gcj02|bd09", help="坐标偏移 shift of the degrees")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="GBK", help="文字编码 encoding of the text")] = None,
    column: Annotated[
        list[str] | None, typer.Option(metavar="园区名称=name", help="列读作哪个属性 what a column is read as")
    ] = None,
    unit: Annotated[
        list[str] | None, typer.Option(metavar="面积=ha", help="面积单位 km2、ha、m2、mu unit of an area")
    ] = None,
    kind: Annotated[str | None, typer.Option(metavar="parcel", help="没有类型的要素 kind of features without")] = None,
    repair: Annotated[
        bool | None, typer.Option("--repair/--no-repair", help="修复读法唯一的边界 mend outlines with one reading")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="照此文件中的决定 repeat the decisions in a file")
    ] = None,
    save_decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="把决定写入文件 write the decisions to a file")
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="文件中没有的要素保留 keep what is not in the file")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="接受全部提议 accept what is proposed")] = False,
    preview: Annotated[bool, typer.Option("--preview", help="只看会改变什么 show the changes, store nothing")] = False,
    quarantine: Annotated[
        Path | None, typer.Option(metavar="FILE", help="把未存入的要素写入 .geojson 或 .gpkg write what is kept out")
    ] = None,
) -> None:
    """把文件导入为布局的新一版。 Import a file as a layout's next revision."""
    from api import import_told
    from api.command import _require_name, _settings
    from api.database import open_store
    from geo.exchange.doctor.flags import flags_of
    from geo.rulebook import load

    _require_name(layout)
    flags = flags_of(
        crs=crs,
        axes=axes,
        shift=shift,
        encoding=encoding,
        columns=column or (),
        units=unit or (),
        kind=kind,
        repair=repair,
    )
    mode: Mode = "update" if update else "replace"
    with open_store(_settings()) as store:
        existing = _existing(store, layout)
        read = _decide(path, rulebook, existing, flags, yes=yes) if decisions is None else _repeat(path, decisions)
        if save_decisions is not None:
            save_decisions.write_bytes(_as_json(read.decisions))
        book = load(_rulebook(read.source, rulebook))
        seen = _drafted(read, book, existing, layout, mode)
        if quarantine is not None:
            _write_quarantine(seen, path.name, quarantine)
        _say(import_told.preview(seen, layout))
        if preview:
            _say([Text("仅为预览，未存入。", "A preview only: nothing was stored.")])
        else:
            _land(store, seen, read, path, layout, message, mode)


def _existing(store: Store, layout: str) -> Layout | None:
    try:
        return store.layout(layout)
    except NotFound:
        return None


def _decide(path: Path, rulebook: str, existing: Layout | None, flags: Flags, *, yes: bool) -> Decided:
    """Look at a file, and have what is open decided: by options, by `--yes`, or by a person at a terminal."""
    from geo.exchange.doctor.flags import decisions_of, open_questions

    with _step("look"):
        source, inspection = _look(path, rulebook, existing, flags.encoding)
    if source.said and flags.repair is None:
        flags = replace(flags, repair=False)  # A file of ours comes back as it went; what is broken waits.
    questions = [] if yes else open_questions(inspection, flags)
    if source.said:
        questions = [question for question in questions if question.converts]
    if not questions:
        return Decided(source, inspection, decisions_of(inspection, flags))
    if not someone_is_there():
        _refuse(questions, inspection, path)
    chosen = decisions_of(inspection, flags, _ask(questions, inspection))
    if chosen.encoding not in (None, source.encoding, flags.encoding):
        return _decide(path, rulebook, existing, replace(flags, encoding=chosen.encoding), yes=yes)
    return Decided(source, inspection, chosen)


def _look(path: Path, rulebook: str, existing: Layout | None, encoding: str | None) -> tuple[Source, Inspection]:
    from geo.exchange.doctor.anchors import Anchors
    from geo.exchange.inspect import inspect, open_rightly
    from geo.rulebook import load

    found = open_rightly(path, load(rulebook), encoding)
    book = load(_rulebook(found.source, rulebook))
    return found.source, inspect(found.source, book, Anchors.of(book, existing), found.encoding)


def _rulebook(source: Source, rulebook: str) -> str:
    """The rulebook that a file of ours names, else the one that was asked for."""
    said = source.said.get("rulebook")
    return said if isinstance(said, str) else rulebook


def _repeat(path: Path, decisions: Path) -> Decided:
    from geo.exchange.formats import opened
    from geo.exchange.intake.decisions import decisions_from

    try:
        data = orjson.loads(decisions.read_bytes())
    except orjson.JSONDecodeError as error:
        raise InputError("不是有效的 JSON", "it is not valid JSON", where=str(decisions)) from error
    made = decisions_from(data)
    with _step("look"):
        return Decided(opened(path, made.encoding), None, made)


def someone_is_there() -> bool:
    """Whether there is a terminal at which a person can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(questions: Sequence[Proposal], inspection: Inspection) -> dict[int, Any]:
    from api.asking import ask

    console, count = Console(stderr=True), len(questions)
    places = {id(proposal): place for place, proposal in enumerate(inspection.proposals)}
    return {
        places[id(proposal)]: ask(proposal, number, count, console, language())
        for number, proposal in enumerate(questions, 1)
    }


def _refuse(questions: Sequence[Proposal], inspection: Inspection, path: Path) -> NoReturn:
    """Say what has to be decided and how, and end with status 2."""
    from api.asking import listed
    from geo.exchange.doctor.import_line import import_line

    count = len(questions)
    _say([Text(f"{path.name}：{count} 项需要决定：", f"{path.name}: {count} thing(s) to decide:")])
    sys.stderr.write("".join(f"{line}\n" for line in listed(questions, language())))
    _say([Text("接受以上提议：", "To accept what is proposed:")])
    sys.stderr.write(f"  {import_line(inspection, str(path))}\n")
    raise typer.Exit(2)


def _drafted(read: Decided, book: Rulebook, existing: Layout | None, layout: str, mode: Mode) -> Preview:
    from geo.exchange.intake.changes import preview
    from geo.exchange.intake.drafting import drafted

    with _step("draft"):
        draft = _tried(read) or drafted(read.source, read.decisions, book, id=layout)
    with _step("compare"):
        return preview(draft, existing, book, mode=mode)


def _tried(read: Decided) -> Draft | None:
    """The draft that the look at the file made, where the decisions are the same."""
    seen = read.inspection
    return None if seen is None or seen.decisions != read.decisions else seen.draft


def _land(store: Store, seen: Preview, read: Decided, path: Path, layout: str, message: str | None, mode: Mode) -> None:
    from api import import_told
    from api.command import _author
    from api.store import Incoming
    from geo.exchange.intake.decisions import decisions_data

    said = seen.draft.layout
    title = said.title or Text(layout, layout)
    named = replace(seen.layout, id=layout, title=title, rulebook=said.rulebook)
    body = path.read_bytes()
    incoming = Incoming(
        file_name=path.name,
        file_bytes=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        format=read.source.format,
        mode=mode,
        decisions=decisions_data(read.decisions),
        pairs={},
        inspection=None if read.inspection is None else read.inspection.data(),
        quarantine=seen.matching.quarantine,
        mended=len(seen.mended),
    )
    base = 0 if seen.existing is None else seen.existing.revision
    why = message or f"导入 import {path.name}"
    with _step("store") as told:
        record = store.import_draft(named, incoming, base=base, author=_author(), message=why, told=told)
    _say(import_told.landed(record))


def _write_quarantine(seen: Preview, file: str, path: Path) -> None:
    """Write what is kept out as GeoPackage or GeoJSON."""
    from datetime import UTC, datetime

    from api.importing.quarantine_files import write
    from api.store import QuarantineRecord

    if path.suffix not in (".gpkg", ".geojson"):
        raise InputError("请写成 .geojson 或 .gpkg", "write it as .geojson or .gpkg", where=path.name)
    now = datetime.now(UTC)
    write(
        [
            QuarantineRecord(
                n, 0, file, now, item.layer, item.row, item.id, item.code, item.reason, dict(item.properties),
                item.geometry, item.at, None,
            )
            for n, item in enumerate(seen.matching.quarantine, 1)
        ],
        path,
    )  # fmt: skip


def _as_json(decisions: Decisions) -> bytes:
    from geo.exchange.intake.decisions import decisions_data

    return orjson.dumps(decisions_data(decisions), option=orjson.OPT_INDENT_2) + b"\n"


@contextmanager
def _step(name: str) -> Iterator[Told]:
    """A bar on a terminal that says which step of the import this is, and how far it is, nothing when piped."""
    console, at = Console(stderr=True), [*_STEPS].index(name)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(_STEPS[name].say(language()), total=len(_STEPS), completed=at)
        yield lambda done, total: shown.update(task, completed=at + done / max(total, 1))


def _say(sentences: Sequence[Text]) -> None:
    sys.stderr.write("".join(f"{sentence.say(language())}\n" for sentence in sentences))
