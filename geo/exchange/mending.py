"""Text that was decoded wrongly and written so: the steps back, as names such as `UTF-8>CP1252>UTF-8`.

That name reads: decode the file by UTF-8, encode what comes out by CP1252, decode that by UTF-8. It undoes what a
program did that took UTF-8 for CP1252 and wrote the result as UTF-8 (`ä¸­å…³æ‘` for 中关村).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from geo.exchange.source import Layer, Source

CHAINS: Final = ("UTF-8>CP1252>UTF-8", "UTF-8>CP1252>GB18030", "UTF-8>GB18030>UTF-8")
"""What happens: UTF-8 taken for Western letters, GBK taken for Western letters, UTF-8 taken for GBK."""

_STEP: Final = ">"
_BROKEN: Final = "\ufffd"
_NARROW: Final = "CP1252"


def parts(encoding: str | None) -> tuple[str | None, str | None]:
    """The codec by which a file's bytes are decoded, and the whole chain if steps follow, else None."""
    if encoding is None or _STEP not in encoding:
        return encoding, None
    return encoding.split(_STEP)[0], encoding


def mended(text: str, chain: str) -> str:
    """A text after the steps of a chain that follow the first; as it is where they do not fit it.

    A letter that was cut at the end stays cut.
    """
    _, encode, decode = chain.split(_STEP)
    if text.isascii():
        return text
    try:
        body = _western(text) if encode == _NARROW else text.encode(encode)
    except UnicodeEncodeError:
        return text
    found = body.decode(decode, "replace")
    return text if _BROKEN in found[:-1] or found == _BROKEN else found


def _western(text: str) -> bytes:
    """CP1252 with its five holes filled as in ISO-8859-1, as programs fill them."""
    try:
        return text.encode(_NARROW)
    except UnicodeEncodeError:
        return b"".join(_western_letter(letter) for letter in text)


def _western_letter(letter: str) -> bytes:
    try:
        return letter.encode(_NARROW)
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def mended_source(source: Source, chain: str) -> Source:
    """A file with all its text, names of layers and columns too, after the steps of a chain."""
    known: dict[str, str] = {}

    def mend(value: Any) -> Any:
        if isinstance(value, list):
            return [mend(entry) for entry in value]
        if not isinstance(value, str):
            return value
        if value not in known:
            known[value] = mended(value, chain)
        return known[value]

    return replace(source, layers=tuple(_layer(layer, mend) for layer in source.layers), encoding=chain)


def _layer(layer: Layer, mend: Callable[[Any], Any]) -> Layer:
    columns = {mend(name): [mend(value) for value in layer.table[name]] for name in layer.table.columns}
    table = pd.DataFrame(columns, index=layer.table.index, dtype=object)
    return replace(layer, name=mend(layer.name), table=table)
