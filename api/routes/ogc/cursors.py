"""Cursors: the place of a page, as text that a link carries and nobody need understand."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import orjson

from api.problems import BadParameter
from api.store.pages import Key


def cursor_after(last: Sequence[Any]) -> str:
    """A cursor for the page after the feature with these keys and this id."""
    return base64.urlsafe_b64encode(orjson.dumps(last)).decode().rstrip("=")


def after_in(text: str | None, keys: Sequence[Key]) -> list[Any] | None:
    """What a cursor says: the keys and the id of the feature before the page.

    Raises:
        BadParameter: it is not one that a page of this very order gave.
    """
    if text is None:
        return None
    try:
        values = orjson.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        values = None
    kinds = [*((float, int) if key.type == "float8" else (str,) for key in keys), (str,)]
    fits = isinstance(values, list) and len(values) == len(kinds)
    fits = fits and all(value is None or isinstance(value, kind) for value, kind in zip(values, kinds, strict=True))
    if not fits or values[-1] is None or "\0" in text:
        raise BadParameter("不是本接口给出的翻页标记", "is not a cursor that a page of this order gave", where="cursor")
    return list(values)
