"""Layouts in files: one module per format. `read` and `write` choose it by the file's ending."""

from __future__ import annotations

from pathlib import Path

from geo.exchange.formats import found, writing
from geo.exchange.remark import Remark, kinds, silent
from geo.exchange.strict import layout_of
from geo.model import Layout

__all__ = ["read", "write"]


def read(path: Path, *, rulebook: str = "zgc", remark: Remark = silent) -> Layout:
    """Read a layout from a file; it is named after the file unless the file says otherwise.

    `remark` is told what had to be assumed and what was left out.

    Raises:
        InputError: the file is missing, of an unknown format, or wrong; the message says where.
    """
    with found(path) as (format, file):
        module = format.module
        if hasattr(module, "read"):
            layout: Layout = module.read(file, id=path.stem, rulebook=rulebook, remark=remark)
        else:
            layout = layout_of(module.source(file), id=path.stem, rulebook=rulebook, remark=remark)
    kinds(layout, remark)
    return layout


def write(layout: Layout, path: Path, **options: str | None) -> None:
    """Write a layout to a file in the format of its ending; `options` are those of the format's `write`.

    Raises:
        InputError: the ending is of no format that we write.
    """
    writing(path).module.write(layout, path, **options)
