"""The archive of packed answers: what is kept is whole, bounded, and missing rather than in the way."""

import os
import zlib
from pathlib import Path

from api.archive import Archive
from api.packing import pack

BODY = b"0123456789" * 1000


def test_what_is_kept_is_the_smallest_form(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "kept", 10**6)
    assert archive.find('"a"', "gzip") is None
    archive.keep('"a"', "gzip", BODY)
    archive.settle()
    kept = archive.find('"a"', "gzip")
    assert kept == pack(BODY, "gzip", best=True) and zlib.decompress(kept, 31) == BODY
    assert archive.find('"a"', "br") is None and archive.find('"b"', "gzip") is None
    assert Archive(tmp_path / "kept", 10**6).find('"a"', "gzip") == kept, "another process finds it too"


def test_the_oldest_leave_where_there_is_too_much(tmp_path: Path) -> None:
    room = 10_000
    archive = Archive(tmp_path, room)
    for n in range(30):
        archive.keep(f'"{n}"', "gzip", os.urandom(1000))
        archive.settle()
        assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= room
    assert archive.find('"29"', "gzip") is not None and archive.find('"0"', "gzip") is None


def test_no_room_and_no_folder_keep_nothing(tmp_path: Path) -> None:
    none = Archive(tmp_path / "none", 0)
    none.keep('"a"', "br", BODY)
    none.settle()
    assert none.find('"a"', "br") is None and not (tmp_path / "none").exists()
    (tmp_path / "file").write_text("")
    blocked = Archive(tmp_path / "file" / "kept", 10**6)
    blocked.keep('"a"', "br", BODY)
    blocked.settle()
    assert blocked.find('"a"', "br") is None


def test_what_is_larger_than_all_room_is_not_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path, 500)
    archive.keep('"a"', "gzip", os.urandom(1000))
    archive.settle()
    assert not list(tmp_path.iterdir())
