"""What the handlers share: the store, rulebooks, and layouts and reports that were used lately."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from threading import Lock
from typing import Any, Generic, TypeVar

import anyio
import orjson
from starlette.requests import Request

from api import __version__
from api.answers import Kept
from api.archive import Archive
from api.auth.identity import Identities
from api.checkers import Checkers, Make, Place
from api.events import Hub, Limits
from api.importing.uploads import Uploads
from api.settings import Settings
from api.store import LayoutRecord, Store
from api.store.found import told_of
from api.store.presence import Presences
from api.store.prints import PrintLimits, Prints
from api.store.reader import Reader
from api.store.reviewing import Reviews
from api.tiles.drawing import Tiles
from api.tiles.editions import PATIENCE_S, Newest
from geo.check import Checker, check
from geo.errors import NotFound, RulebookError
from geo.model import Layout, Report, Waiver
from geo.rulebook import Rulebook, load
from geo.rules import RULES

T = TypeVar("T")
K = TypeVar("K")
KEPT = 8
GONE_ON_BY = 200
"""A checker is moved on by edits of at most so many features, which costs less than to make it anew."""
COUNTS = 1024
PASSWORDS_AT_ONCE = 2


class Recent(Generic[K, T]):
    """The values used last, a handful of them, safe to use from several threads."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._values: OrderedDict[K, T] = OrderedDict()
        self._lock = Lock()

    def peek(self, key: K) -> T | None:
        """The value of that key if it is here."""
        with self._lock:
            return self._values.get(key)

    def get(self, key: K, make: Callable[[], T]) -> T:
        """The value of that key, made if it is not here."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value


class Context:
    """One server's shared state; tests build their own."""

    def __init__(
        self, settings: Settings, store: Store, reader: Reader, postgis: str, today: Callable[[], date] = date.today
    ) -> None:
        self.settings = settings
        self.store = store
        self.reader = reader
        self.reviews = Reviews(store.engine)
        self.prints = Prints(store.engine, print_limits(settings))
        # A connection of their own: who waits for a kept tile does not wait behind those who draw new ones.
        self.newest = Newest(Reader(store.engine.url, size=1, timeout_s=PATIENCE_S, patience_s=PATIENCE_S))
        self.tiles = Tiles(reader, self.newest, settings.tile_cache_bytes)
        self.presences = Presences(store.engine)
        self.hub = Hub(store.engine.url, reader, Limits(settings.streams, settings.streams_each))
        self.archive = Archive(settings.home / "kept", settings.kept_bytes)
        folder = settings.uploads or settings.home / "uploads"
        self.uploads = Uploads(folder, settings.upload_keep_seconds, settings.upload_room_bytes)
        self.postgis = postgis
        self.identities = Identities(settings, reader, store.engine)
        self.passwords = anyio.CapacityLimiter(PASSWORDS_AT_ONCE)
        self.today = today
        self.checked: Callable[[float], None] = lambda _: None
        self._light = anyio.CapacityLimiter(settings.pool_size)
        self.heavy = anyio.CapacityLimiter(settings.checks_at_once)
        self.collections: Recent[tuple[str, int], Kept] = Recent()
        self.counts: Recent[tuple[str, str, int], int] = Recent(COUNTS)
        self._checkers = Checkers()
        self._layouts: Recent[tuple[str, int], Layout] = Recent()
        self._summaries: Recent[tuple[str, int, str], dict[str, Any]] = Recent(COUNTS)
        self._told: Recent[tuple[str, int, str], str] = Recent()
        self._reports: Recent[tuple[str, int, str], Report] = Recent()

    def book(self, id: str) -> Rulebook:
        """A rulebook. Raises NotFound."""
        return load(id)

    def layout(self, id: str, revision: int) -> Layout:
        """A layout at a revision, which never changes. Raises NotFound."""
        return self._layouts.get((id, revision), lambda: self.store.layout(id, revision))

    def waivers(self, id: str) -> tuple[Waiver, ...]:
        """The waivers of a layout's register that count. Raises NotFound."""
        return tuple(record.waiver for record in self.store.register(id) if record.counts)

    def report(self, id: str, revision: int, rulebook: str, stage: str | None = None) -> Report:
        """The report on a revision as of today, under all rules or those of a stage. Raises NotFound."""
        return self._report(id, revision, rulebook, stage, self.waivers(id))

    def checker(
        self,
        id: str,
        revision: int,
        rulebook: str,
        stage: str | None = None,
        *,
        still_wanted: Callable[[], object] = lambda: None,
    ) -> AbstractContextManager[Checker]:
        """The checker of a revision as of today, to try edits on and take them back.

        `still_wanted` is asked before one is made anew, and raises where there is no use for it any more.

        Raises:
            NotFound: there is no such layout or revision.
        """
        book, on, waivers = self.book(rulebook), self.today(), self.waivers(id)

        def anew() -> Checker:
            still_wanted()
            return Checker(self.layout(id, revision), book, on, stage=stage, waivers=waivers)

        def go_on(checker: Checker, since: int) -> bool:
            edit = None if checker.worn else self.store.edit_between(id, since, revision, most=GONE_ON_BY)
            if edit is not None:
                checker.apply(edit, revision)
            return edit is not None

        place = Place(id, revision, fingerprint(book, on, waivers, stage))
        return self._checkers.lend(place, Make(anew, go_on))

    def report_mark(self, id: str, rulebook: str, stage: str | None = None) -> str:
        """Changes whenever the same revision could get another report: the fingerprint with the register as it is."""
        return fingerprint(self.book(rulebook), self.today(), self.waivers(id), stage)

    def summaries(self, records: Sequence[LayoutRecord]) -> list[dict[str, Any] | None]:
        """The summaries of the checks of layouts as they are now; None where there is no such rulebook here."""
        registers, today = self.store.registers([record.id for record in records]), self.today()
        asked: dict[str, tuple[str, int, str]] = {}
        for record in records:
            with contextlib.suppress(NotFound, RulebookError):
                counting = [entry.waiver for entry in registers[record.id] if entry.counts]
                mark = fingerprint(self.book(record.rulebook), today, counting)
                asked[record.id] = (record.id, record.revision, mark)
        cached = self.store.summaries([key for key in asked.values() if self._summaries.peek(key) is None])

        def summary(record: LayoutRecord) -> dict[str, Any]:
            made = cached.get(asked[record.id])
            return made or orjson.loads(self.report_json(record.id, record.revision, record.rulebook))["summary"]

        return [
            self._summaries.get(asked[record.id], functools.partial(summary, record)) if record.id in asked else None
            for record in records
        ]

    def findings(self, id: str, revision: int, rulebook: str) -> tuple[str, str]:
        """The findings on a revision as queries read them, and what they follow from besides it. Raises NotFound."""
        waivers = self.waivers(id)
        mark = fingerprint(self.book(rulebook), self.today(), waivers)
        told = self._told.get((id, revision, mark), lambda: told_of(self._json(id, revision, rulebook, mark, waivers)))
        return mark, told

    def report_json(self, id: str, revision: int, rulebook: str) -> bytes:
        """The report under all rules as JSON, from the store's cache where it was made before."""
        waivers = self.waivers(id)
        return self._json(id, revision, rulebook, fingerprint(self.book(rulebook), self.today(), waivers), waivers)

    def _json(self, id: str, revision: int, rulebook: str, mark: str, waivers: tuple[Waiver, ...]) -> bytes:
        body = self.store.report(id, revision, mark)
        if body is None:
            body = as_json(self._report(id, revision, rulebook, None, waivers))
            self.store.keep_report(id, revision, mark, body)
        return body

    def _report(self, id: str, revision: int, rulebook: str, stage: str | None, waivers: tuple[Waiver, ...]) -> Report:
        book, on = self.book(rulebook), self.today()
        key = (id, revision, fingerprint(book, on, waivers, stage))

        def make() -> Report:
            layout, begun = self.layout(id, revision), time.perf_counter()
            report = check(layout, book, on=on, stage=stage, waivers=waivers)
            self.checked(time.perf_counter() - begun)
            return report

        return self._reports.get(key, make)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run heavy work beside the event loop, no more of it at once than the machine bears."""
        return await anyio.to_thread.run_sync(work, limiter=self.heavy)

    async def beside(self, work: Callable[[], T]) -> T:
        """Run a short question to the database beside the event loop; it does not wait for heavy work."""
        return await anyio.to_thread.run_sync(work, limiter=self._light)


def print_limits(settings: Settings) -> PrintLimits:
    """What the settings allow print jobs."""
    return PrintLimits(
        running=settings.prints_at_once,
        waiting=settings.prints_waiting,
        keep_s=settings.print_keep_seconds,
        keep_bytes=settings.print_keep_bytes,
        lost_s=settings.print_lost_seconds,
    )


def fingerprint(book: Rulebook, on: date, waivers: Sequence[Waiver] = (), stage: str | None = None) -> str:
    """Changes whenever the same layout could get another report.

    It covers rulebook, rules, program, the day and the entries that waivers are judged by, and the stage.
    """
    rules = ",".join(f"{code}.{RULES[code].version}" for code in sorted(RULES))
    # Entries of a register never change: their numbers say all.
    register = ",".join(str(waiver.number) for waiver in waivers)
    parts = [book.digest, rules, __version__, on.isoformat(), register, stage or ""]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def as_json(report: Report) -> bytes:
    """A report as the API writes it."""
    return orjson.dumps(report.data(), option=orjson.OPT_SERIALIZE_NUMPY)


def context(request: Request) -> Context:
    """The context of the app that a request came to."""
    found: Context = request.app.state.context
    return found
