"""Letters that a format has no means to hold: a layout with one of them is refused, nothing is dropped."""

from __future__ import annotations

import re
from typing import Final

from geo.errors import InputError
from geo.model import COLUMNS, LIST_COLUMNS, NUMBER_COLUMNS, Layout

NUL: Final = re.compile("\0")
"""At which text ends for libraries written in C."""
NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Source: W3C, Extensible Markup Language (XML) 1.0, 2.2."""


def refuse_letters(layout: Layout, foreign: re.Pattern[str], format: str) -> None:
    """Raise InputError for the first property in which there is a letter that the format cannot hold."""
    for name in COLUMNS:
        if name in NUMBER_COLUMNS:
            continue
        values = layout.features[name]
        texts = values.map("".join) if name in LIST_COLUMNS else values.fillna("")
        for row, text in enumerate(texts):
            found = foreign.search(text)
            if found:
                code = f"U+{ord(found[0]):04X}"
                where = f"{layout.features['id'].iloc[row]}.{name}"
                raise InputError(
                    f"{format} 不能保存字符 {code}", f"{format} cannot hold the letter {code}", where=where
                )
