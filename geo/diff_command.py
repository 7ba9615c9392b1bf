"""`yuantu diff`: two files, layouts or revisions of them side by side.

Exit status, as of the diff that compares texts: 0 nothing differs, 1 something does, 2 could not compare.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from geo.check import check
from geo.cli import Lang, Output, find_layout, register, revision_sources
from geo.compare import compare
from geo.errors import NotFound
from geo.model import Layout, Report
from geo.report.compared import FindingsDelta, compared_data, findings_delta
from geo.report.compared.geojson import compared_geojson
from geo.report.compared.text import print_compared
from geo.report.compared.told import Told
from geo.rulebook import load
from geo.settings import language


class DiffFormat(StrEnum):
    """What a comparison is written as."""

    TEXT = "text"
    JSON = "json"
    GEOJSON = "geojson"
    HTML = "html"


Side = Annotated[
    str, typer.Argument(metavar="PATH|LAYOUT[@N]", help="文件、布局或其一版 a file, a layout or a revision")
]


def diff_command(
    before: Side,
    after: Side,
    format: Annotated[DiffFormat, typer.Option("--format", "-f", help="输出格式 output format")] = DiffFormat.TEXT,
    output: Output = None,
    rulebook: Annotated[str, typer.Option("--rulebook", help="规则册 rulebook")] = "zgc",
    findings: Annotated[
        bool, typer.Option("--findings/--no-findings", help="是否比较检查问题 whether to compare findings")
    ] = True,
    lang: Annotated[Lang | None, typer.Option(help="语言 language")] = None,
) -> None:
    """比较两个布局或两版：相同退出 0，不同退出 1。 Compare two layouts or revisions: exit 0 when equal, 1 when not."""
    sides = [(target, _side(target, rulebook)) for target in (before, after)]
    found = compare(sides[0][1], sides[1][1], load(rulebook).frame)
    delta = None
    if findings and found.differences:
        delta = findings_delta(*(_report(target, layout, rulebook) for target, layout in sides))
    told = Told(found, delta, language() if lang is None else lang.value)
    _write(told, delta, format, output)
    raise typer.Exit(0 if told.equal else 1)


def _side(target: str, rulebook: str) -> Layout:
    """A file, a layout by name, or a revision of one, written `layout@revision`. Raises InputError, NotFound."""
    named = re.fullmatch(r"(.+)@([0-9]{1,9})", target)
    if named is None or Path(target).exists():
        return find_layout(target, rulebook)
    for source in revision_sources:
        return source(named[1], int(named[2]))
    raise NotFound(f"没有 {named[1]} 的第 {named[2]} 版", f"there is no revision {named[2]} of {named[1]}")


def _report(target: str, layout: Layout, rulebook: str) -> Report:
    return check(layout, load(rulebook), on=date.today(), waivers=register(target, layout))


def _write(told: Told, delta: FindingsDelta | None, format: DiffFormat, output: Path | None) -> None:
    if format is DiffFormat.TEXT:
        if output is None:
            print_compared(told, Console())
        else:
            with output.open("w", encoding="utf-8") as file:
                print_compared(told, Console(file=file))
        return
    body = _body(told, delta, format)
    if output is None:
        sys.stdout.buffer.write(body)
    else:
        output.write_bytes(body)


def _body(told: Told, delta: FindingsDelta | None, format: DiffFormat) -> bytes:
    if format is DiffFormat.JSON:
        data = compared_data(told.found, delta)
        return orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_APPEND_NEWLINE)
    if format is DiffFormat.GEOJSON:
        return compared_geojson(told.found, delta)
    from geo.report.compared.html import to_html

    return to_html(told)
