"""Homes of private databases: made where the database's account may go, copied, and removed with all they hold."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

ELSEWHERE = "database-is-in"
_opened: list[Path] = []


@contextlib.contextmanager
def open_home() -> Iterator[Path]:
    """A folder that an unprivileged account may enter, which pytest's own folders do not allow it."""
    home = Path(tempfile.mkdtemp(prefix="yt-"))
    _opened.append(home)
    home.chmod(0o755)
    try:
        yield home
    finally:
        for base in (*_bases(home), home):
            shutil.rmtree(base, ignore_errors=True)


def copy_home(made: Path, to: Path) -> None:
    """A stopped database as it stands, owner and all."""
    subprocess.run(["cp", "-a", "--reflink=auto", f"{made}/.", str(to)], check=True)


def hurry(admin: psycopg.Connection) -> None:
    """Let a server and its copies not wait for the disk: a killed server loses nothing by that, only a dead machine."""
    for name in ("fsync", "full_page_writes"):
        admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)))


def left_behind(folder: Path) -> list[Path]:
    """What this process has not removed: homes, and databases whose homes were made under `folder` instead."""
    return [home for home in _opened if home.exists()] + [base for base in _bases(folder) if base.exists()]


def _bases(folder: Path) -> list[Path]:
    """Databases that lie elsewhere because their account could not enter their homes, somewhere under `folder`."""
    return [Path(note.read_text().strip()) for note in folder.rglob(ELSEWHERE)]
