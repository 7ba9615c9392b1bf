"""A process of its own: good answers come back, everything else becomes a sentence, and the server goes on."""

import os
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path

import pytest

from geo.errors import InputError, NotFound
from geo.exchange.confined import MEGABYTE, Limits, confined
from geo.rulebook import load

LIMITS = Limits(seconds=20.0, memory_bytes=200 * MEGABYTE)


def _echo(text: str) -> bytes:
    return text.encode() * 300_000


def _known() -> bytes:
    return str("geo.exchange.warm" in sys.modules and load.cache_info().currsize > 0).encode()


def _refuse() -> bytes:
    raise NotFound("没有", "there is none", where="x")


def _break() -> bytes:
    raise ValueError("secret path /etc/x")


def _hoard() -> bytes:
    return b"x" * (2000 * MEGABYTE)


def _die() -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def _sleep() -> bytes:
    time.sleep(60)
    return b""


def _look_around(path: str, elsewhere: str) -> bytes:
    """What of the given file, another one, the network and the folder for passing files can be reached."""
    reached = [Path(path).read_bytes()]
    for reach in (
        lambda: Path(elsewhere[1:]).read_bytes(),
        lambda: Path("/etc/passwd").read_bytes(),
        lambda: Path(path).write_bytes(b"changed"),
        lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    ):
        try:
            reach()
            reached.append(b"reached")
        except PermissionError:
            reached.append(b"no")
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"x")
    return b",".join([*reached, file.name.encode()])


def _leave_files_and_die() -> bytes:
    Path(tempfile.mkdtemp(), "left").write_bytes(b"x")
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_the_answer_comes_back_whatever_its_size() -> None:
    assert confined(_echo, "园图", limits=LIMITS) == "园图".encode() * 300_000


def test_what_it_needs_of_the_rulebooks_is_known_before() -> None:
    assert confined(_known, limits=LIMITS) == b"True"


def test_a_refusal_keeps_its_kind_and_its_place() -> None:
    with pytest.raises(NotFound, match="x: there is none"):
        confined(_refuse, limits=LIMITS)


def test_what_a_library_does_with_a_broken_file_is_the_files_fault() -> None:
    with pytest.raises(InputError, match=r"damaged and cannot be read \(ValueError\)$"):
        confined(_break, limits=LIMITS)


@pytest.mark.parametrize("task", [_hoard, _die])
def test_memory_has_an_end_and_a_crash_stays_where_it_is(task) -> None:
    with pytest.raises(InputError, match="needs more than 200 MB"):
        confined(task, limits=LIMITS)
    assert confined(_echo, "a", limits=LIMITS)[:1] == b"a"


def test_time_has_an_end() -> None:
    started = time.monotonic()
    with pytest.raises(InputError, match="longer than 1 seconds"):
        confined(_sleep, limits=Limits(seconds=1.0))
    assert time.monotonic() - started < 20


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Landlock is Linux's")
def test_nothing_but_its_file_can_be_reached(tmp_path: Path) -> None:
    (tmp_path / "given").write_bytes(b"given")
    (tmp_path / "other").write_bytes(b"other")
    answer = confined(_look_around, str(tmp_path / "given"), f"?{tmp_path / 'other'}", limits=LIMITS).decode()
    *reached, passing = answer.split(",")
    assert reached == ["given", "no", "no", "no", "no"]
    assert not Path(passing).exists()
    assert (tmp_path / "given").read_bytes() == b"given"


def test_a_process_that_dies_leaves_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(InputError, match="damaged"):
        confined(_leave_files_and_die, limits=LIMITS)
    assert list(tmp_path.iterdir()) == []
