"""`yuantu inspect`: what the import doctor sees in a file. Nothing is stored.

Exit status: 0 nothing to decide, 1 something to decide or features with faults, 2 the file cannot be read.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import orjson
import typer
from rich.console import Console

from geo import cli
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.inspection import Inspection
from geo.exchange.doctor.telling import print_inspection
from geo.exchange.inspect import inspect, open_rightly
from geo.rulebook import load
from geo.settings import language

_PIPED_WIDTH: Final = 160


class Format(StrEnum):
    """What an inspection is written as."""

    TEXT = "text"
    JSON = "json"


def inspect_command(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="文件 a file")],
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式 output format")] = Format.TEXT,
    output: cli.Output = None,
    rulebook: cli.Book = "zgc",
    against: Annotated[
        str | None, typer.Option(metavar="PATH|LAYOUT", help="与此布局对照位置 a layout to hold coordinates against")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="按此编码读文字 read the text by this encoding")] = None,
    lang: Annotated[cli.Lang | None, typer.Option(help="语言 language")] = None,
) -> None:
    """导入前体检：看文件里有什么，建议怎样读。 Look at a file and propose how to read it; nothing is stored."""
    book = load(rulebook)
    anchors = Anchors.of(book, None if against is None else cli.find_layout(against, rulebook))
    opened = open_rightly(path, book, encoding)
    inspection = inspect(opened.source, book, anchors, opened.encoding)
    words = language() if lang is None else lang.value
    _write(inspection, str(path), format, output, words)
    raise typer.Exit(1 if inspection.open or inspection.faults else 0)


def _write(inspection: Inspection, path: str, format: Format, output: Path | None, lang: str) -> None:
    if format is Format.JSON:
        body = orjson.dumps(inspection.data(), option=orjson.OPT_INDENT_2) + b"\n"
        if output is None:
            sys.stdout.buffer.write(body)
        else:
            output.write_bytes(body)
    elif output is None:
        console = Console()
        if not console.is_terminal:
            console.width = _PIPED_WIDTH
        print_inspection(inspection, path, console, lang)
    else:
        with output.open("w", encoding="utf-8") as file:
            print_inspection(inspection, path, Console(file=file, width=_PIPED_WIDTH), lang)
