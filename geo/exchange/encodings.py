"""Encodings of text that people name."""

from __future__ import annotations

from geo.errors import InputError


def refuse_unknown(encoding: str | None) -> None:
    """Raise InputError for the name of an encoding that nobody knows; None is none."""
    try:
        if encoding is not None:
            "园".encode(encoding, "replace")
    except (LookupError, ValueError) as error:
        name = encoding[:40] if encoding else ""
        raise InputError(f"没有名为 {name} 的编码", f"there is no encoding {name}", where="encoding") from error
