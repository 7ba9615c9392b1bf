"""Secrets that are made here: long, random, told once, and kept as a hash alone."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

_BYTES: Final = 32


def new_secret(mark: str = "") -> str:
    """A secret that nobody guesses; `mark` stands before it, so that a leaked one is recognised."""
    return mark + secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> bytes:
    """What is kept of a secret. It is random and long, so that a plain hash cannot be turned back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
