"""`yuantu indicators`: targets, values and progress; values in from a table, a template out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table

from geo import cli, indicators
from geo.errors import InputError, Unavailable
from geo.indicators import Standing, Value
from geo.model import Text
from geo.report.words import say
from geo.rulebook import load
from geo.settings import language

app = typer.Typer(help="指标：目标、数值与进度。 Targets, values and progress.", invoke_without_command=True)

_PIPED_WIDTH = 160
_HEADINGS = (
    Text("指标", "id"), Text("名称", "name"), Text("范围", "scope"), Text("目标", "target"), Text("年份", "year"),
    Text("最新值", "latest"), Text("进度", "progress"), Text("状态", "state"),
)  # fmt: skip
_STATES = {
    "met": Text("已达到", "met"), "on-track": Text("按计划推进", "on-track"), "behind": Text("落后", "behind"),
    "missed": Text("未达到", "missed"), "unknown": Text("未知", "unknown"), "baseline": Text("现状值", "baseline"),
}  # fmt: skip
_SIGNS = {"=": "", "range": "", "~": "≈", ">=": "≥", "<=": "≤", ">": ">", "x": "×"}


class Format(StrEnum):
    """What the list is written as."""

    TEXT = "text"
    JSON = "json"


@app.callback()
def list_command(
    context: typer.Context,
    layout: Annotated[str | None, typer.Option(metavar="PATH|LAYOUT", help="由此布局量算 measure a layout")] = None,
    rulebook: cli.Book = "zgc",
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式 output format")] = Format.TEXT,
    on: cli.Day = None,
) -> None:
    """列出指标的目标、最新值、进度与状态。 List targets, latest values, progress and states."""
    if context.invoked_subcommand is not None:
        return
    book, day = load(rulebook), cli.day(on)
    shown = [] if layout is None else indicators.measured(cli.find_layout(layout, rulebook), book, day.year)
    values = indicators.combined(indicators.baselines(book), shown, _entered(rulebook))
    found = indicators.standings(book, values, day)
    if format is Format.JSON:
        body = [standing.data() for standing in found]
        typer.echo(orjson.dumps(body, option=orjson.OPT_INDENT_2).decode())
    else:
        _print(found)


@app.command("import")
def import_command(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV 或 XLSX 数值表 a table of values")],
    rulebook: cli.Book = "zgc",
    author: Annotated[str | None, typer.Option(help="填报人，默认当前用户 who enters them")] = None,
) -> None:
    """导入数值表，全部或全不。 Import a table of values, all of it or none."""
    from api.command import _author, _note, _settings
    from api.database import open_store

    who, book = author or _author(), load(rulebook)
    if not path.is_file():
        raise InputError("文件不存在", "there is no such file", where=str(path))
    values = indicators.read_values(path.read_bytes(), book, name=path.name, author=who)
    with open_store(_settings()) as store:
        store.enter_values(book.id, values, author=who)
    _note(Text(f"导入 {len(values)} 个数值", f"{len(values)} values imported"))


@app.command("template")
def template_command(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=".csv 或 .xlsx")],
    rulebook: cli.Book = "zgc",
) -> None:
    """写出待填的数值表。 Write a table to fill in."""
    makers = {".csv": indicators.template_csv, ".xlsx": indicators.template_xlsx}
    if (make := makers.get(output.suffix.lower())) is None:
        raise InputError("应为 .csv 或 .xlsx", "must be .csv or .xlsx", where=str(output))
    output.write_bytes(make(load(rulebook)))


def _entered(rulebook: str) -> list[Value]:
    """The values in the store; none, with a note, where no database can be had."""
    from api.command import _note, _settings
    from api.database import open_store

    settings = _settings()
    try:
        with open_store(settings) as store:
            return store.indicator_values(rulebook)
    except Unavailable as error:
        if settings.database_url:
            raise
        _note(Text(f"{error.zh}；只列出文件自带的数值", f"{error.en}; listing the documents' own values only"))
        return []


def _print(found: list[Standing]) -> None:
    lang = language()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _HEADINGS:
        table.add_column(say(heading, lang), overflow="fold")
    for standing in found:
        table.add_row(*_row(standing, lang))
    console = Console()
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    console.print(table, highlight=False)


def _row(standing: Standing, lang: str) -> list[str]:
    item, latest = standing.indicator, standing.latest
    name = say(Text(item.name, item.name_en), lang)
    scope = say(Text(item.scope, item.scope_en), lang)
    unit = say(Text(item.unit, item.unit_en), lang)
    target = f"{_SIGNS.get(item.operator or '', '')}{item.value} {unit}".strip()
    value = "" if latest is None else f"{latest.value:g} {unit}".strip() + f" ({latest.year})"
    progress = "" if standing.progress is None else f"{standing.progress:.0%}"
    return [item.id, name, scope, target, item.year, value, progress, say(_STATES[standing.state.value], lang)]
