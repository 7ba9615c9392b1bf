"""`yuantu export`: a stored layout as a file, with a bar on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar

from api.exporting import Progress, export_layout, told
from geo.exchange.formats import writing
from geo.model import Text
from geo.settings import language

_ENDINGS = ".geojson、.gpkg、.fgb、.parquet …"


def export_command(
    layout: Annotated[str, typer.Argument(metavar="LAYOUT", help="布局名 name of a layout")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=f"文件 {_ENDINGS}")],
    revision: Annotated[int | None, typer.Option(help="第几版，默认最新 default: the newest")] = None,
    encoding: Annotated[str | None, typer.Option(help="文字编码，如 GBK（Shapefile） encoding of the text")] = None,
) -> None:
    """把布局导出为文件，格式由结尾决定。 Export a layout as a file of the format that its ending says."""
    from api.command import _note, _settings
    from api.database import open_store
    from api.seed import seed

    format = writing(output)
    with open_store(_settings()) as store:
        for _ in seed(store):
            pass
        with bar(Text(f"导出 {layout}", f"exporting {layout}")) as progress:
            found = export_layout(
                store, layout, output, format, revision=revision, encoding=encoding, progress=progress
            )
    _note(told(found, str(output)))


@contextmanager
def bar(title: Text) -> Iterator[Progress]:
    """A bar on a terminal, nothing when piped."""
    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(title.say(language()), total=1.0)
        yield lambda share: shown.update(task, completed=share)
