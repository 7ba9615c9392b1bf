"""`yuantu export`: a stored layout, its findings or its differences from another one as a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar

from geo.errors import InputError
from geo.exchange.formats import writing
from geo.model import Text
from geo.settings import language

if TYPE_CHECKING:
    from api.exporting import Progress
    from api.store import Store


class What(StrEnum):
    """What is exported."""

    LAYOUT = "layout"
    FINDINGS = "findings"
    COMPARISON = "comparison"


def export_command(
    layout: Annotated[str, typer.Argument(metavar="LAYOUT", help="布局名 name of a layout")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="文件，格式由结尾决定 the file")],
    revision: Annotated[int | None, typer.Option(help="第几版，默认最新 default: the newest")] = None,
    encoding: Annotated[str | None, typer.Option(help="文字编码，如 GBK（Shapefile） encoding of the text")] = None,
    what: Annotated[What, typer.Option(help="布局、问题或比较 what to export")] = What.LAYOUT,
    against: Annotated[str | None, typer.Option(metavar="L@N", help="与哪个布局、哪一版比较 compare with")] = None,
) -> None:
    """把布局、问题（.gpkg .geojson .xlsx）或比较导出为文件。 Export a layout, its findings or a comparison."""
    from api.command import _note, _settings
    from api.database import open_store
    from api.seed import seed

    if (against is None) == (what is What.COMPARISON):
        raise InputError("--what comparison 与 --against 须一起使用", "--what comparison and --against need each other")
    with open_store(_settings()) as store:
        for _ in seed(store):
            pass
        if what is What.LAYOUT:
            told = _layout(store, layout, output, revision, encoding)
        elif what is What.FINDINGS:
            told = _findings(store, layout, output, revision)
        else:
            told = _comparison(store, layout, output, revision, str(against))
    _note(told)


def _layout(store: Store, layout: str, output: Path, revision: int | None, encoding: str | None) -> Text:
    from api.exporting import export_layout, told

    format = writing(output)
    with bar(Text(f"导出 {layout}", f"exporting {layout}")) as progress:
        found = export_layout(store, layout, output, format, revision=revision, encoding=encoding, progress=progress)
    return told(found, str(output))


def _findings(store: Store, id: str, output: Path, revision: int | None) -> Text:
    from api.exported import export_findings, made_named
    from geo.check import check
    from geo.report.checked import Checked
    from geo.rulebook import load

    format = made_named(output)
    layout, today = store.layout(id, revision), date.today()
    waivers = [record.waiver for record in store.register(id) if record.counts]
    book = load(layout.rulebook)
    report = check(layout, book, on=today, waivers=waivers)
    export_findings(Checked(layout, report, book, today, language()), output, format)
    count = len(report.findings)
    return Text(
        f"布局 {id} 第 {layout.revision} 版，{count} 个问题 → {output}",
        f"layout {id}, revision {layout.revision}, {count} findings → {output}",
    )


def _comparison(store: Store, id: str, output: Path, revision: int | None, against: str) -> Text:
    from api.exported import export_comparison, made_named, referred
    from geo.rulebook import load

    format = made_named(output)
    before, after = store.layout(*referred(against, "--against")), store.layout(id, revision)
    count = export_comparison(before, after, load(after.rulebook), date.today(), output, format, language())
    return Text(
        f"{before.id} 第 {before.revision} 版 → {id} 第 {after.revision} 版，{count} 处变化 → {output}",
        f"{before.id} revision {before.revision} → {id} revision {after.revision}, {count} differences → {output}",
    )


@contextmanager
def bar(title: Text) -> Iterator[Progress]:
    """A bar on a terminal, nothing when piped."""
    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(title.say(language()), total=1.0)
        yield lambda share: shown.update(task, completed=share)
