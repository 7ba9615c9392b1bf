"""Giving up files and network for good, as far as Linux lets a process do so by itself (Landlock, from 5.13 on).

Whatever a file names, a path or an address, the process that reads it cannot open it. Where the kernel knows no
Landlock, nothing happens.
Source: Linux, Documentation/userspace-api/landlock.rst.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION: Final = 1
_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE: Final = 1 << 14
_OF_FILES: Final = _EXECUTE | _WRITE | _READ | _TRUNCATE
_CHANGING: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
"""All rights over files that each version knows; later ones add none that matter here."""
_NETWORK: Final = 0b11
_NETWORK_SINCE: Final = 4


def restrict(readable: Iterable[Path], writable: Iterable[Path] = ()) -> bool:
    """Keep this process to these files and folders, what may be written included, and from TCP; False: it cannot be.

    Paths that do not exist are left out. It holds for threads and processes that are started later, and has no end.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION))
    if version < 1:
        return False
    handled = _CHANGING[min(version, max(_CHANGING))]
    rules = _ruleset(libc, handled, network=version >= _NETWORK_SINCE)
    if rules < 0:
        return False
    try:
        for path in readable:
            _allow(libc, rules, path, (_EXECUTE | _READ | _LIST) & handled)
        for path in writable:
            _allow(libc, rules, path, handled)
        kept = libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.syscall(_RESTRICT, rules, ctypes.c_uint(0))
        return int(kept) == 0
    finally:
        os.close(rules)


def _ruleset(libc: ctypes.CDLL, handled: int, *, network: bool) -> int:
    wanted = struct.pack("=QQ", handled, _NETWORK) if network else struct.pack("=Q", handled)
    found: int = libc.syscall(_CREATE, wanted, ctypes.c_size_t(len(wanted)), ctypes.c_uint(0))
    return found


def _allow(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        mine = rights if path.is_dir() else rights & _OF_FILES
        libc.syscall(_ADD, rules, ctypes.c_int(_BENEATH), struct.pack("=Qi", mine, place), ctypes.c_uint(0))
    finally:
        os.close(place)
