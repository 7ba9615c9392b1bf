"""The `yuantu` command as far as it needs no server: check, fix, rules, print.

Exit status: 0 nothing open at severity error, 1 findings, 2 could not check.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, track

from geo import exchange
from geo.check import Checker, check, delta
from geo.check.engine import Bound
from geo.errors import InputError, NotFound, YuantuError
from geo.model import Edit, Layout, Report, Text, Waiver
from geo.report import Against, from_json, print_report
from geo.report.checked import Checked
from geo.report.coverage import coverage_data, print_coverage
from geo.report.files import written
from geo.report.notes import print_notes
from geo.report.rule_text import print_rule, print_rules
from geo.report.rules import as_bytes, catalogue_data, rule_data
from geo.rulebook import load
from geo.rulebook.clauses import read_clauses
from geo.rules.find import find_rule
from geo.settings import data_dir, language

if TYPE_CHECKING:
    from geo.sheet import Press

app = typer.Typer(
    name="yuantu",
    help="园图：产业园区布局的绘制、检查、版本、服务与打印。 Draw, check, version, serve and print park layouts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_PIPED_WIDTH: Final = 160

LayoutSource = Callable[[str], Layout | None]


def shipped(name: str) -> Layout | None:
    """The layout of that name that comes with the program, if there is one."""
    path = data_dir() / "boundaries" / f"{name}.geojson"
    is_layout = "/" not in name and path.with_name(f"{name}.provenance.json").is_file() and name != "districts"
    return exchange.read(path) if is_layout else None


layout_sources: Final[list[LayoutSource]] = [shipped]
"""Where a layout's name is looked up, first match wins; the server adds its store in front."""

RevisionSource = Callable[[str, int], Layout]

WaiverSource = Callable[[str], Sequence[Waiver]]

revision_sources: Final[list[RevisionSource]] = []
"""Where an earlier revision of a named layout is looked up; the server adds its store."""

waiver_sources: Final[list[WaiverSource]] = []
"""Where the waivers of a stored layout are looked up; the server adds its register."""

EditSink = Callable[[Layout, Edit, str], int]

edit_sinks: Final[list[EditSink]] = []
"""Where an edit of a stored layout goes, with a message; gives the new revision. The server adds its store."""


presses: Final[list[Callable[[], Press]]] = []
"""Where seals of prints are kept and can be asked about; the server adds its store."""


class Format(StrEnum):
    """What an answer is written as."""

    TEXT = "text"
    JSON = "json"
    GEOJSON = "geojson"


class ReportFormat(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    JSON = "json"
    GEOJSON = "geojson"
    HTML = "html"
    XLSX = "xlsx"
    SARIF = "sarif"


class Lang(StrEnum):
    """What a rule is told in."""

    ZH = "zh"
    EN = "en"


class Series(StrEnum):
    """What an atlas has a page for."""

    PARKS = "parks"
    GROUPS = "groups"
    FINDINGS = "findings"


Target = Annotated[str, typer.Argument(metavar="PATH|LAYOUT", help="文件或布局名 a file or the name of a layout")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="写入文件 write to a file")]
Book = Annotated[str, typer.Option("--rulebook", help="规则册 rulebook")]
Day = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="按哪一天判断豁免 day to judge waivers by")
]


def find_layout(target: str, rulebook: str = "zgc") -> Layout:
    """A layout by file path or by name.

    Raises:
        InputError: the file cannot be read.
        NotFound: neither a file nor a layout.
    """
    if _is_file(target):
        return exchange.read(Path(target), rulebook=rulebook)
    for source in layout_sources:
        if (layout := source(target)) is not None:
            return layout
    raise NotFound(f"没有名为 {target} 的文件或布局", f"there is no file or layout named {target}")


def _is_file(target: str) -> bool:
    return Path(target).exists() or bool(Path(target).suffix)


@app.command("check")
def check_command(
    target: Target,
    rulebook: Book = "zgc",
    format: Annotated[ReportFormat, typer.Option("--format", "-f", help="输出格式 output format")] = ReportFormat.TEXT,
    output: Output = None,
    select: Annotated[str | None, typer.Option(help="只查这些规则，逗号分隔 only these rules, comma-separated")] = None,
    on: Day = None,
    stage: Annotated[
        str | None, typer.Option(help="规划阶段，默认 submission；all 为全部规则 draft, submission, publication or all")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="REPORT.json|REVISION", help="与先前的报告或版本对比 compare with an earlier report"),
    ] = None,
    lang: Annotated[Lang | None, typer.Option(help="语言 language")] = None,
) -> None:
    """对照规则册检查布局。 Check a layout against a rulebook."""
    layout = find_layout(target, rulebook)
    if not len(layout):
        raise InputError("布局中没有要素，无从检查", "the layout has no features to check", where=target)
    codes = [code.strip() for code in select.split(",") if code.strip()] if select else None
    if _is_file(target):
        _doubt(layout, rulebook)
    run = partial(check, book=load(rulebook), on=day(on), select=codes, stage=stage)
    report = run(layout, waivers=register(target, layout), progress=_progress)
    earlier = None if against is None else _earlier(target, against, run)
    compared = None if earlier is None else Against.of(earlier, report, delta(earlier, report))
    words = language() if lang is None else lang.value
    _write_report(Checked(layout, report, load(rulebook), day(on), words, compared), format, output)
    raise typer.Exit(exit_status(report))


def _doubt(layout: Layout, rulebook: str) -> None:
    """Say on stderr where a file's coordinates look shifted or misnamed."""
    from geo.exchange.doctor.suspicion import suspicion

    if (suspected := suspicion(layout, load(rulebook))) is not None:
        Console(stderr=True).print(
            suspected.say(language()), style="yellow", soft_wrap=True, markup=False, highlight=False
        )


def register(target: str, layout: Layout) -> Sequence[Waiver]:
    """The waivers that are registered for a stored layout; a file has none, whatever it says of itself."""
    if layout.revision is None or _is_file(target):
        return ()
    return [waiver for source in waiver_sources for waiver in source(layout.id)]


def _earlier(target: str, against: str, run: Callable[..., Report]) -> Report:
    """An earlier report: the one in a file, or that of an earlier revision under today's rules and waivers."""
    if not against.isdecimal():
        return from_json(Path(against).read_bytes(), name=Path(against).name)
    for source in revision_sources:
        layout = source(target, int(against))
        return run(layout, waivers=register(target, layout))
    raise NotFound(f"没有 {target} 的第 {against} 版", f"there is no revision {against} of {target}")


@app.command("fix")
def fix_command(
    target: Target,
    preview: Annotated[
        bool, typer.Option("--preview", help="只看方案，不改动 show the repairs, change nothing")
    ] = False,
    finding: Annotated[str | None, typer.Option(metavar="ID", help="只修这一处 only this finding")] = None,
    rule: Annotated[str | None, typer.Option(metavar="CODE", help="只修这条规则的 only findings of this rule")] = None,
    owner: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="土地归谁，可多次 a feature to favour; may be repeated")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式 output format")] = Format.TEXT,
    output: Output = None,
    rulebook: Book = "zgc",
    on: Day = None,
) -> None:
    """修复重叠、狭缝与无效边界。 Repair overlaps, slivers and broken outlines; the store keeps it as one revision."""
    from geo.fix import command

    layout = find_layout(target, rulebook)
    if not preview:
        _require_keeping(target, layout, output)
    checker = Checker(layout, load(rulebook), day(on), waivers=register(target, layout))
    wish = command.Wish(finding, rule, tuple(owner or ()), format=format.value, lang=language())
    if preview:
        raise typer.Exit(command.preview(checker, checker.book, wish, output))
    raise typer.Exit(command.mend(checker, checker.book, wish, _keep(layout, output)))


def _keep(layout: Layout, output: Path | None) -> Callable[[Layout, Edit, str], Text]:
    """How a mended layout is kept: in a file where one is named, else as the next revision of a stored layout."""

    def keep(mended: Layout, edit: Edit, message: str) -> Text:
        if output is not None:
            exchange.write(mended, output)
            return Text(f"写入 {output}", f"written to {output}")
        number = edit_sinks[0](layout, edit, message)
        return Text(f"布局 {layout.id} 第 {number} 版", f"layout {layout.id}, revision {number}")

    return keep


def _require_keeping(target: str, layout: Layout, output: Path | None) -> None:
    """Raises InputError where a mended layout would go nowhere."""
    if output is None and (not edit_sinks or layout.revision is None or _is_file(target)):
        zh, en = "请用 -o 注明修复后的布局写到哪个文件", "say with -o to which file the mended layout goes"
        raise InputError(zh, en, where=target)


def exit_status(report: Report) -> int:
    """See the module: findings weigh more than a rule that crashed."""
    if report.summary["error"]:
        return 1
    return 2 if report.summary["crashed"] else 0


def day(on: datetime | None) -> date:
    """The chosen day, today when none was chosen."""
    return date.today() if on is None else on.date()


def _progress(rules: Sequence[Bound]) -> Iterable[Bound]:
    """A progress bar on a terminal, nothing when piped."""
    console = Console(stderr=True)
    return track(rules, description="检查 checking", console=console, transient=True, disable=not console.is_terminal)


@contextmanager
def _bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is moved by telling it (done, total); on a terminal only."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(description)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _write_report(checked: Checked, format: ReportFormat, output: Path | None) -> None:
    report, against = checked.report, checked.against
    if format is ReportFormat.TEXT:
        if output is None:
            print_report(report, Console(), checked.lang, against)
        else:
            with output.open("w", encoding="utf-8") as file:
                print_report(report, Console(file=file), checked.lang, against)
        return
    if format is ReportFormat.XLSX and output is None and sys.stdout.isatty():
        raise InputError("请用 -o 注明工作簿写到哪个文件", "say with -o to which file the workbook goes")
    body = written(checked, format.value)
    if output is None:
        sys.stdout.buffer.write(body)
    else:
        output.write_bytes(body)


@app.command("rules")
def rules_command(
    code: Annotated[
        str | None, typer.Argument(help="规则编号或名称，如 ARE002、group-too-small a rule's code or name")
    ] = None,
    rulebook: Book = "zgc",
    notes: Annotated[
        bool, typer.Option("--notes", help="列出文件之间的矛盾 list the documents' contradictions")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="列出全部条款及其落实 list every clause and what holds a layout to it")
    ] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="输出格式 output format")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="同 --format json the same as --format json")] = False,
    lang: Annotated[Lang | None, typer.Option(help="语言 language")] = None,
) -> None:
    """列出规则，或说明其中一条。 List the rules, or explain one."""
    book, words = load(rulebook), language() if lang is None else lang.value
    if notes:
        print_notes(book.notes, Console(), words)
        return
    clauses, console = read_clauses(rulebook), Console()
    told = rule_data(find_rule(code, book.rules), book, clauses) if code else catalogue_data(book, clauses)
    if as_json or format is not Format.TEXT:
        sys.stdout.buffer.write(coverage_data(clauses) if coverage else as_bytes(told))
        return
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    if coverage:
        print_coverage(clauses, console, words)
    else:
        (print_rule if code else print_rules)(told, console, words)


@app.command("print")
def print_command(
    target: Target,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE.pdf|svg|png", help="写入文件 write to a file")
    ],
    template: Annotated[str, typer.Option(help="图幅模板 template, such as zone_plan or park_map")] = "zone_plan",
    atlas: Annotated[
        Series | None, typer.Option(help="图集：每个分园、组团或问题一页 a page for each park, group or finding")
    ] = None,
    about: Annotated[str | None, typer.Option(help="分园、组团或问题的编号 id of a park, group or finding")] = None,
    against: Annotated[
        str | None, typer.Option(metavar="PATH|LAYOUT", help="对比图的原版本 what a comparison map compares with")
    ] = None,
    sheet: Annotated[str, typer.Option(help="图幅 a0–a4 sheet size")] = "a3",
    scale: Annotated[int | None, typer.Option(help="比例尺分母；不给则取合适的整数 scale, fitted when absent")] = None,
    portrait: Annotated[bool, typer.Option("--portrait", help="竖幅 portrait")] = False,
    lang: Annotated[str | None, typer.Option(help="图面语言 zh、en、both language of the sheet")] = None,
    grid: Annotated[str, typer.Option(help="经纬网或公里网 auto, graticule or kilometre")] = "auto",
    maker: Annotated[str, typer.Option(help="制图单位 who draws the map")] = "",
    approval: Annotated[str, typer.Option(help="审图号 map approval number")] = "",
    secrecy: Annotated[str, typer.Option(help="密级 classification")] = "",
    crs: Annotated[str | None, typer.Option(help="投影：只按等积投影打印 only the equal-area frame")] = None,
    rulebook: Book = "zgc",
    on: Day = None,
) -> None:
    """打印图幅（PDF、SVG 或 PNG）。 Print a sheet as PDF, SVG or PNG."""
    from geo import sheet as sheets

    layout, book = find_layout(target, rulebook), load(rulebook)
    order = sheets.Order(
        on=day(on), template=template, sheet=sheet, landscape=not portrait, scale=scale, lang=lang or language(),
        about=about, grid=grid, maker=maker, approval=approval, secrecy=secrecy, crs=crs,
    )  # fmt: skip
    earlier = None if against is None else find_layout(against, rulebook)
    report = check(layout, book, on=day(on), waivers=register(target, layout), progress=_progress)
    format = sheets.format_of(output)
    press = next((make() for make in presses), None)
    if atlas is None:
        body = sheets.render(layout, report, book, order, against=earlier, format=format, press=press)
    elif format != "pdf":
        raise InputError("图集只能写成 .pdf", "an atlas is written as .pdf", where=output.name)
    else:
        with _bar("绘制图集 drawing the atlas") as move:
            body = sheets.atlas(layout, report, book, order, by=atlas.value, progress=move, press=press)
    output.write_bytes(body)


def run(main: Callable[..., Any]) -> None:
    """Run a typer app; a fault that the user can mend is a sentence on stderr and exit status 2."""
    try:
        main()
    except YuantuError as error:
        _fail(error.sentence(language()))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}")


def _fail(sentence: str) -> NoReturn:
    Console(stderr=True).print(sentence, style="red", soft_wrap=True, markup=False, highlight=False)
    sys.exit(2)
