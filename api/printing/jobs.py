"""The printer of one process: a thread that takes jobs from the store, prints them one by one, and can be stopped.

Nothing of a job is in the process but its thread: whether it is still wanted is asked of the store between pages and
with every sign of life, and a file goes to the store whole or not at all.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, TypeAlias
from uuid import UUID, uuid4

from sqlalchemy.exc import SQLAlchemyError

from api.store.prints import Claim, Prints
from geo.errors import InputError, YuantuError
from geo.model import Text

log = logging.getLogger("yuantu")

Work: TypeAlias = Callable[[Claim, Callable[[int, int], None]], bytes]
_IDLE_S: Final = 30.0
_BEATS: Final = 6
_MEGABYTE: Final = 1024 * 1024
_LEAVE_S: Final = 5.0
_CRASH: Final = Text("打印时出错，已记入日志", "something went wrong while printing; it has been logged")


class Stopped(Exception):
    """A job is no longer wanted here: it was cancelled, or the process stops."""


class Printer:
    """Prints the jobs of a store, one at a time, from entering until leaving it.

    Args:
        prints: where jobs come from and go to.
        work: makes the file of a job; it calls its second argument with pages done and in all, which may raise.
    """

    def __init__(self, prints: Prints, work: Work) -> None:
        self.prints = prints
        self._work = work
        self._owner = uuid4()
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="printer", daemon=True)

    def __enter__(self) -> Printer:
        """Start looking for jobs."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop after the page that is being drawn, and leave the job to whoever prints next."""
        self._stopping.set()
        self._woken.set()
        self._thread.join(_LEAVE_S)
        try:
            self.prints.release(self._owner)
        except SQLAlchemyError:
            log.warning("the database does not answer; a print job will be told as failed", exc_info=True)

    def wake(self) -> None:
        """Look for jobs now: one was added, or one is still waiting."""
        self._woken.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            claim = self._next()
            if claim is None:
                self._woken.wait(_IDLE_S)
            else:
                self._print(claim)

    def _next(self) -> Claim | None:
        try:
            self.prints.sweep()
            return self.prints.claim(self._owner)
        except SQLAlchemyError as error:
            log.warning("no print jobs, for the database does not answer: %s", error)
            return None

    def _print(self, claim: Claim) -> None:
        job = _Job(self.prints, claim.id, self._owner, self._stopping)
        try:
            with job:
                job.keep(self._work(claim, job.told))
        except Stopped:
            log.info("print job %s is no longer wanted", claim.id)
        except YuantuError as error:
            self._fail(claim, Text(error.zh, error.en))
        except Exception:
            log.exception("print job %s", claim.id)
            self._fail(claim, _CRASH)

    def _fail(self, claim: Claim, why: Text) -> None:
        try:
            self.prints.fail(claim.id, self._owner, why)
        except SQLAlchemyError as error:
            log.warning("print job %s: the database does not answer: %s", claim.id, error)


class _Job:
    """A job while it is printed: gives signs of life, and knows whether it is still wanted."""

    def __init__(self, prints: Prints, id: UUID, owner: UUID, stopping: threading.Event) -> None:
        self._prints, self._id, self._owner = prints, id, owner
        self._stopping = stopping
        self._over = threading.Event()
        self._unwanted = threading.Event()
        self._pulse = threading.Thread(target=self._beat, name="printer-pulse", daemon=True)

    def __enter__(self) -> _Job:
        self._pulse.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._pulse.join()

    def told(self, done: int, total: int) -> None:
        """Keep how far it is.

        Raises:
            Stopped: it is no longer wanted here.
        """
        if self._stopping.is_set() or self._unwanted.is_set():
            raise Stopped
        if not self._prints.progress(self._id, self._owner, done, total):
            raise Stopped

    def keep(self, body: bytes) -> None:
        """Keep the file, unless the job was cancelled meanwhile.

        Raises:
            InputError: it is larger than everything that may be kept.
        """
        most = self._prints.limits.keep_bytes
        if len(body) > most:
            size, limit = len(body) / _MEGABYTE, most / _MEGABYTE
            zh = f"图集有 {size:.0f} MB，超过 {limit:.0f} MB 的上限"
            raise InputError(zh, f"the atlas has {size:.0f} MB, more than the limit of {limit:.0f} MB")
        if not self._prints.finish(self._id, self._owner, body):
            raise Stopped

    def _beat(self) -> None:
        """Give a sign of life several times in the span after which a silent process counts as gone."""
        while not self._over.wait(self._prints.limits.lost_s / _BEATS):
            try:
                if not self._prints.progress(self._id, self._owner):
                    self._unwanted.set()
            except SQLAlchemyError as error:
                log.warning("print job %s: the database does not answer: %s", self._id, error)
