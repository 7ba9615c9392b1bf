"""The files that a report leaves the program as, by the name of their format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from geo.report.checked import Checked
from geo.report.data import to_geojson, to_json
from geo.report.sarif import to_sarif


class FileFormat(NamedTuple):
    """How a report is written in a format, and what kind of file that is."""

    media: str
    write: Callable[[Checked], bytes]


def written(checked: Checked, format: str) -> bytes:
    """The report in one of `FORMATS`; the same inputs give the same bytes."""
    return FORMATS[format].write(checked)


def _xlsx(checked: Checked) -> bytes:
    from geo.report.xlsx import to_xlsx

    return to_xlsx(checked)


def _html(checked: Checked) -> bytes:
    from geo.report.html import to_html

    return to_html(checked)


FORMATS: Final[Mapping[str, FileFormat]] = {
    "json": FileFormat("application/json", lambda c: to_json(c.report, c.against)),
    "geojson": FileFormat("application/geo+json", lambda c: to_geojson(c.report, c.against)),
    "html": FileFormat("text/html", _html),
    "xlsx": FileFormat("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "sarif": FileFormat("application/sarif+json", lambda c: to_sarif(c.report, c.against, lang=c.lang)),
}
