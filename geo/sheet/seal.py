"""What a print is of, so that years later somebody can ask whether it still holds.

A seal names the layout, its revision and content, the rulebook, what the check said, the waivers of the day, and the
sheet itself. As canonical JSON it has a SHA-256; the first `SHORT` digits are printed, the rest stands in the PDF.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import segno
import shapely

from geo.model import COLUMNS, Layout, Report, Status
from geo.rulebook import Rulebook

SHORT: Final = 16
"""How many digits of the hash are printed: enough that no two prints of a city share them."""
_FORMAT: Final = 1


@dataclass(frozen=True)
class Seal:
    """What a print is of, as a JSON object, and its hash."""

    data: Mapping[str, Any]

    @cached_property
    def json(self) -> str:
        """The canonical form: sorted keys, no blanks, ASCII."""
        return json.dumps(self.data, sort_keys=True, separators=(",", ":"), allow_nan=False)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical form, in hexadecimal."""
        return hashlib.sha256(self.json.encode()).hexdigest()

    @property
    def short(self) -> str:
        """The printed part of the hash."""
        return self.hash[:SHORT]

    @property
    def stored(self) -> bool:
        """Whether the layout is a revision of a store, so that it can be looked up."""
        return self.data["revision"] is not None


def seal_of(layout: Layout, report: Report | None, book: Rulebook, sheet: Mapping[str, Any]) -> Seal:
    """The seal of one print; `sheet` says how it was ordered: template, size, scale, language, date and so on."""
    return Seal({
        "format": _FORMAT,
        "layout": layout.id,
        "title": None if layout.title is None else layout.title.data(),
        "revision": layout.revision,
        "schematic": layout.schematic,
        "content": content_digest(layout),
        "features": len(layout),
        "rulebook": {"id": book.id, "version": book.version, "digest": book.digest},
        "checks": None if report is None else {"ok": report.ok, "counts": dict(report.summary)},
        "waivers": _waivers(report),
        "print": dict(sheet),
    })  # fmt: skip


def content_digest(layout: Layout) -> str:
    """SHA-256 of every feature's properties and coordinates, the same however the layout came in."""
    total = hashlib.sha256()
    table = layout.features
    columns = [[_plain(value) for value in table[name]] for name in COLUMNS]
    total.update(json.dumps(columns, separators=(",", ":")).encode())
    for shape in shapely.to_wkb(np.asarray(table.geometry.values, dtype=object), byte_order=1, output_dimension=2):
        body = b"" if shape is None else shape
        total.update(len(body).to_bytes(8, "little") + body)
    return total.hexdigest()


def code_svg(address: str) -> tuple[str, int]:
    """A QR code of an address as SVG, a module one unit wide, without a margin; and how many modules it has."""
    code = segno.make_qr(address, error="m", boost_error=False)
    modules = int(code.symbol_size(border=0)[0])
    return code.svg_inline(border=0, dark="#1b1f24", omitsize=True), modules


def _waivers(report: Report | None) -> list[dict[str, Any]]:
    found = () if report is None else report.findings
    return [
        {
            "finding": finding.id,
            "rule": finding.rule,
            "subjects": list(finding.subjects),
            "message": finding.message.data(),
            "reason": finding.waiver.reason.data(),
            "clause": finding.waiver.clause,
            "approver": finding.waiver.approver,
            "expires": finding.waiver.expires.isoformat(),
        }
        for finding in found
        if finding.status is Status.WAIVED and finding.waiver is not None
    ]


def _plain(value: Any) -> Any:
    """A property as JSON: a missing number is null, a list an array."""
    if isinstance(value, tuple):
        return list(value)
    return None if isinstance(value, float) and np.isnan(value) else value
