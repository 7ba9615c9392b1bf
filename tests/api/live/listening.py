"""A browser that listens to a layout's events, as far as tests need one."""

from __future__ import annotations

import contextlib
import json
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import httpx

from api.store import Store
from geo.model import Edit
from tests.api.shapes import square

LAYOUT = "practice-draft"
AT = f"/api/layouts/{LAYOUT}"


class Told(NamedTuple):
    """An event as it came."""

    id: str
    kind: str
    data: dict[str, Any]


class Listening:
    """What a stream tells, in a thread of its own."""

    def __init__(self, answer: httpx.Response) -> None:
        self._told: queue.Queue[Told | None] = queue.Queue()
        self._answer = answer
        self.last_id = ""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        kind, data = "", ""
        try:
            for line in self._answer.iter_lines():
                name, _, value = line.partition(": ")
                if name == "id":
                    self.last_id = value
                elif name == "event":
                    kind = value
                elif name == "data":
                    data = value
                elif not line and kind:
                    self._told.put(Told(self.last_id, kind, json.loads(data)))
                    kind = ""
        except (httpx.HTTPError, httpx.StreamError):
            pass
        self._told.put(None)

    def next(self, kind: str, limit_s: float = 20.0, **members: Any) -> Told:
        """The next event of a kind with these members; others are passed by."""
        while True:
            told = self._told.get(timeout=limit_s)
            assert told is not None, "the stream has ended"
            if told.kind == kind and members.items() <= told.data.items():
                return told

    def ended(self, limit_s: float = 20.0) -> bool:
        """Wait until the stream is over."""
        self._thread.join(limit_s)
        return not self._thread.is_alive()


@contextmanager
def listening(base: str, at: str = AT, **query: str) -> Iterator[Listening]:
    """Listen to a layout for as long as the block runs."""
    headers = {"Last-Event-ID": query.pop("last")} if "last" in query else {}
    with (
        httpx.Client(base_url=base, timeout=60) as client,
        client.stream("GET", f"{at}/events", params=query, headers=headers) as answer,
    ):
        assert answer.status_code == 200, answer.read()
        listener = Listening(answer)
        yield listener
        # A thread that reads keeps a closed socket alive.
        with contextlib.suppress(OSError):
            answer.extensions["network_stream"].get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        listener.ended()


def put(store: Store, id: str, layout: str = LAYOUT, author: str = "王工") -> int:
    """Save a feature as the next revision."""
    base = store.record(layout).revision
    return store.save(layout, base, Edit((square(id),)), author=author, message=f"加 {id}").revision
