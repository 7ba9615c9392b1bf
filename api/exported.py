"""Findings and comparisons as files: GeoPackage and GeoJSON with style, XLSX with one row each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from geo.compare import differences
from geo.errors import InputError
from geo.exchange import comparison, findings
from geo.model import Layout, Text
from geo.report.checked import Checked
from geo.rulebook import Rulebook


class Made(NamedTuple):
    """A kind of file: its ending and what kind of file that is."""

    ending: str
    media_type: str


MADE: Final = {
    "gpkg": Made(".gpkg", "application/geopackage+sqlite3"),
    "geojson": Made(".geojson", "application/geo+json"),
    "xlsx": Made(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_REFERENCE: Final = "L@N"


def made_named(path: Path) -> str:
    """The name of the format of a file's ending. Raises InputError."""
    for name, made in MADE.items():
        if path.suffix.lower() == made.ending:
            return name
    known = ", ".join(made.ending for made in MADE.values())
    raise InputError(f"不支持的文件格式（支持 {known}）", f"unknown format (known: {known})", where=path.name)


def referred(text: str, where: str) -> tuple[str, int | None]:
    """A layout and a revision of it, written `L@N`; `L` alone means the newest. Raises InputError."""
    id, _, number = text.partition("@")
    if id and ((number.isascii() and number.isdigit() and len(number) < 10) or text == id):
        return id, int(number) if number else None
    raise InputError(f"应为 {_REFERENCE}（布局@版）", f"must be {_REFERENCE}, a layout and a revision", where=where)


def export_findings(checked: Checked, path: Path, format: str) -> None:
    """Write every finding of a report."""
    match format:
        case "gpkg":
            findings.to_geopackage(checked.report, path, checked.lang)
        case "geojson":
            findings.to_geojson(checked.report, path)
        case _:
            from geo.report.xlsx import to_xlsx

            path.write_bytes(to_xlsx(checked))


def export_comparison(
    before: Layout, after: Layout, book: Rulebook, on: date, path: Path, format: str, lang: str
) -> int:
    """Write what the later layout adds, removes and changes, and give how many differences there are."""
    found = differences(before, after, book.frame)
    match format:
        case "gpkg":
            comparison.to_geopackage(before, after, found, path, lang)
        case "geojson":
            comparison.to_geojson(before, after, found, path)
        case _:
            from geo.report.changes import tables
            from geo.report.xlsx import workbook

            title = Text(f"{before.id} 与 {after.id} 的变化", f"Changes from {before.id} to {after.id}")
            path.write_bytes(workbook(title, tables(before, after, found, lang), on, lang))
    return len(found)
