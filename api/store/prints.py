"""Print jobs in the store: waiting, running in one process of the service, ended; kept for a while, then gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Connection, Engine

from api.auth.errors import TooMany
from api.store.statements import statement
from geo.errors import NotFound
from geo.model import Text

_SOON_S: Final = 10

LOST: Final = Text("打印它的进程已中断，请重新打印", "the process that printed this was cut off; print it again")


@dataclass(frozen=True)
class PrintLimits:
    """How many jobs run and wait in all processes together, and for how long and up to what size files are kept.

    `lost_s` is how long a running job may give no sign of life before it counts as failed.
    """

    running: int = 2
    waiting: int = 16
    keep_s: float = 3600.0
    keep_bytes: int = 256 * 1024 * 1024
    lost_s: float = 15.0


@dataclass(frozen=True)
class PrintRecord:
    """A print job as it stands; `size_bytes` is None as long as there is no file."""

    id: UUID
    layout: str
    revision: int
    wish: dict[str, Any]
    created: datetime
    state: str
    done: int
    total: int | None
    message: Text | None
    ended: datetime | None
    size_bytes: int | None

    def data(self) -> dict[str, Any]:
        """As the API tells it."""
        address = f"/api/prints/{self.id}"
        return {
            "id": str(self.id), "layout": self.layout, "revision": self.revision, **self.wish,
            "created": self.created.isoformat(), "state": self.state, "done": self.done, "total": self.total,
            "message": self.message.data() if self.message else None,
            "ended": self.ended.isoformat() if self.ended else None, "bytes": self.size_bytes,
            "file": f"{address}/file" if self.state == "done" else None,
        }  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """A job that a process has taken to print."""

    id: UUID
    layout: str
    revision: int
    wish: dict[str, Any]


class Prints:
    """The print jobs of a store; every call is a transaction of its own."""

    def __init__(self, engine: Engine, limits: PrintLimits) -> None:
        self._engine = engine
        self.limits = limits

    def add(self, layout: str, revision: int, wish: dict[str, Any]) -> PrintRecord:
        """Put a job into the queue.

        Raises:
            TooMany: as many jobs wait as may.
        """
        values = {"layout": layout, "revision": revision, "wish": orjson.dumps(wish).decode()}
        with self._alone() as connection:
            id = connection.execute(statement("add_print"), values | {"most": self.limits.waiting}).scalar()
        if id is None:
            n = self.limits.waiting
            zh, en = f"已有 {n} 份图集在等待打印，请稍后再试", f"{n} atlases are waiting to be printed; try again later"
            raise TooMany(zh, en, after_s=_SOON_S)
        return self.get(id)

    def get(self, id: UUID) -> PrintRecord:
        """A job; one whose process is gone has failed. Raises NotFound."""
        record, lost = self._read(id)
        if lost:
            self.sweep()
            record, _ = self._read(id)
        return record

    def _read(self, id: UUID) -> tuple[PrintRecord, bool]:
        with self._engine.connect() as connection:
            row = connection.execute(statement("print"), {"id": id, "lost_s": self.limits.lost_s}).one_or_none()
        if row is None:
            raise _unknown(id)
        message = Text(row.message_zh, row.message_en) if row.message_zh else None
        head = (row.id, row.layout, row.revision, row.wish, row.created, row.state, row.done, row.total)
        return PrintRecord(*head, message, row.ended, row.size_bytes), bool(row.lost)

    def file(self, id: UUID) -> bytes | None:
        """The file of a job, None where it is not done."""
        with self._engine.connect() as connection:
            body = connection.execute(statement("print_file"), {"id": id}).scalar()
        return None if body is None else bytes(body)

    def remove(self, id: UUID) -> None:
        """Cancel a job that waits or runs; forget one that has ended, with its file. Raises NotFound."""
        with self._engine.begin() as connection:
            if connection.execute(statement("cancel_print"), {"id": id}).rowcount:
                return
            if not connection.execute(statement("forget_print"), {"id": id}).rowcount:
                raise _unknown(id)

    def claim(self, owner: UUID) -> Claim | None:
        """Take the job that has waited longest, if there is one and no more run than may."""
        with self._alone() as connection:
            values = {"owner": owner, "most": self.limits.running}
            row = connection.execute(statement("claim_print"), values).one_or_none()
        return None if row is None else Claim(row.id, row.layout, row.revision, row.wish)

    def progress(self, id: UUID, owner: UUID, done: int | None = None, total: int | None = None) -> bool:
        """Tell that `owner` lives and how far it is; False where the job is no longer its own to print."""
        return self._change("print_progress", id=id, owner=owner, done=done, total=total)

    def finish(self, id: UUID, owner: UUID, body: bytes) -> bool:
        """Keep the file; False, and nothing is kept, where the job was cancelled meanwhile."""
        return self._change("finish_print", id=id, owner=owner, body=body)

    def fail(self, id: UUID, owner: UUID, why: Text) -> bool:
        """Tell why a job came to nothing."""
        return self._change("fail_print", id=id, owner=owner, **why.data())

    def release(self, owner: UUID) -> None:
        """Put what `owner` prints back into the queue."""
        self._change("release_prints", owner=owner)

    def sweep(self) -> None:
        """Fail jobs whose process is gone, and remove what was kept long enough or takes too much room."""
        limits = self.limits
        values = {"keep_s": limits.keep_s, "keep_bytes": limits.keep_bytes, "lost_s": limits.lost_s}
        self._change("sweep_prints", **values, **LOST.data())

    def _change(self, name: str, **values: Any) -> bool:
        with self._engine.begin() as connection:
            return bool(connection.execute(statement(name), values).rowcount)

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction that no other process adds or takes jobs in, so that what it counts holds."""
        with self._engine.begin() as connection:
            connection.execute(statement("lock_prints"))
            yield connection


def _unknown(id: UUID) -> NotFound:
    return NotFound(
        f"没有打印任务 {id}，或已过保存期限", f"there is no print job {id}, or it was kept long enough and is gone"
    )
