"""Passwords: argon2id hashes, made anew where parameters have changed; what a password must be."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from geo.errors import InputError

SHORTEST: Final = 12
LONGEST: Final = 1000
_HASHER: Final = PasswordHasher()


def hashed(password: str) -> str:
    """The argon2id hash of a password, with its salt and parameters. Raises InputError where it is too short."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise InputError(
            f"密码至少 {SHORTEST} 个字符", f"a password has at least {SHORTEST} characters", where="password"
        )
    if len(plain) > LONGEST:
        raise InputError(f"密码至多 {LONGEST} 个字符", f"a password has at most {LONGEST} characters", where="password")
    return _HASHER.hash(plain)


def again(password: str) -> str:
    """The hash, with today's parameters, of a password that was once taken."""
    return _HASHER.hash(_plain(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; takes as long where there is no hash."""
    plain = _plain(password)[: LONGEST + 1]
    try:
        return _HASHER.verify(kept or _nobodys(), plain) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than are used now."""
    return _HASHER.check_needs_rehash(kept)


def _plain(password: str) -> str:
    """A password as any keyboard types it: full-width letters of a Chinese input method are the plain ones."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    """A hash that stands in for those of names that nobody has."""
    return _HASHER.hash("nobody's password")
