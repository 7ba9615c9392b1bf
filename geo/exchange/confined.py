"""Work on files that nobody vouches for, in a process of its own with limits of time and memory.

Whatever such a file does to the libraries that read it, it does to that process alone, which can open nothing but the
program, the paths among the task's arguments (a folder to write in, too) and a folder for passing files, which is gone
with it. Processes are forked from one that has loaded those libraries and rulebooks before (`warm`), so that starting
one costs little.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any, Final

import orjson

from geo.errors import InputError, NotFound, UnknownCRS, YuantuError
from geo.exchange import landlock
from geo.exchange.formats import FORMATS
from geo.settings import data_dir

MEGABYTE: Final = 1024**2
_DONE, _REFUSED = b"+", b"-"
_MAX_FILE_BYTES: Final = 1024 * MEGABYTE
_MAX_OPEN_FILES: Final = 128
_SYSTEM: Final = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types")
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/urandom")
_ERRORS: Final[dict[str, type[YuantuError]]] = {kind.__name__: kind for kind in (InputError, UnknownCRS, NotFound)}
_CONTEXT: Final = multiprocessing.get_context("forkserver")
_first = Lock()


@dataclass(frozen=True)
class Limits:
    """How long a task may take, in seconds by the clock, and how much memory it may add to what its libraries hold."""

    seconds: float = 60.0
    memory_bytes: int = 1024 * MEGABYTE


def confined(task: Callable[..., bytes], *args: Any, limits: Limits) -> bytes:
    """The result of `task(*args)`, worked out in a limited process; the task must be a module's own function.

    Raises:
        InputError: the task said so, ran into a limit, or died.
        NotFound: the task said so.
    """
    with _first:
        formats = (f"geo.exchange.{format.name}" for format in FORMATS)
        _CONTEXT.set_forkserver_preload([task.__module__, *formats, "geo.exchange.warm"])
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    # A process that is killed clears nothing away: its folder is this process's.
    with tempfile.TemporaryDirectory(prefix="yuantu-confined-") as folder, contextlib.closing(receiver):
        process = _CONTEXT.Process(target=_child, args=(sender, limits, folder, task, args), daemon=True)
        process.start()
        sender.close()
        try:
            if not receiver.poll(limits.seconds):
                raise _too_long(limits)
            answer = receiver.recv_bytes()
        except EOFError as error:
            raise _died(limits) from error
        finally:
            process.kill()
            process.join()
            process.close()
    if answer[:1] == _DONE:
        return answer[1:]
    refusal = orjson.loads(answer[1:])
    raise _ERRORS[refusal["kind"]](refusal["zh"], refusal["en"], where=refusal["where"])


def _child(sender: Connection, limits: Limits, folder: str, task: Callable[..., bytes], args: tuple[Any, ...]) -> None:
    """What runs in the process: the answer goes through the pipe, nothing else comes out."""
    tempfile.tempdir = os.environ["TMPDIR"] = os.environ["CPL_TMPDIR"] = folder
    _confine(limits)
    _shut(Path(folder), args)
    try:
        answer = _DONE + task(*args)
    except MemoryError:
        answer = _refusal(_died(limits))
    except YuantuError as error:
        answer = _refusal(error)
    except Exception as error:  # whatever a library does with a broken file is the file's fault
        answer = _refusal(_unreadable(error))
    with contextlib.suppress(BrokenPipeError):
        sender.send_bytes(answer)


def _confine(limits: Limits) -> None:
    if sys.platform.startswith("linux"):
        memory = _held_bytes() + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    seconds = int(limits.seconds * (os.cpu_count() or 1)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MAX_FILE_BYTES, _MAX_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MAX_OPEN_FILES, _MAX_OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _shut(folder: Path, args: tuple[Any, ...]) -> None:
    """Leave nothing to open but the program, the system's libraries, and what the task was given."""
    given = [Path(each) for each in args if isinstance(each, Path) or (isinstance(each, str) and each.startswith("/"))]
    rooms = {name.partition(".")[0] for name in sys.modules}
    packages = [getattr(sys.modules[room], "__path__", ()) for room in rooms if room in sys.modules]
    program = [Path(place) for paths in packages for place in paths]
    own = [Path(sys.prefix), Path(sys.base_prefix), data_dir(), *map(Path, _SYSTEM)]
    landlock.restrict(
        [*own, *program, *given], [folder, *(path for path in given if path.is_dir()), *map(Path, _DEVICES)]
    )


def _held_bytes() -> int:
    """The private memory that the libraries have taken before the task begins."""
    found = re.search(r"VmData:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) * 1024 if found else 0


def _refusal(error: YuantuError) -> bytes:
    kind = type(error).__name__
    known = {"kind": kind if kind in _ERRORS else "InputError", "zh": error.zh, "en": error.en, "where": error.where}
    return _REFUSED + orjson.dumps(known)


def _unreadable(error: Exception) -> InputError:
    reason = type(error).__name__
    return InputError(f"文件已损坏，无法读取（{reason}）", f"the file is damaged and cannot be read ({reason})")


def _too_long(limits: Limits) -> InputError:
    return InputError(
        f"读取和检查超过 {limits.seconds:g} 秒，已中止",
        f"reading and checking took longer than {limits.seconds:g} seconds and was stopped",
    )


def _died(limits: Limits) -> InputError:
    megabytes = limits.memory_bytes // MEGABYTE
    return InputError(
        f"文件已损坏，或读取它需要超过 {megabytes} MB 内存，已中止",
        f"the file is damaged, or reading it needs more than {megabytes} MB of memory; it was stopped",
    )
