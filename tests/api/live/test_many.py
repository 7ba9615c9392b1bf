"""Many open browsers: each is told soon, memory stays flat, and one that takes nothing is told to look for itself."""

import asyncio
import time
from pathlib import Path

import httpx

from api.live.stream import MOST_WAITING, Stream
from api.store import Store
from tests.api.live.listening import AT, put
from tests.aside import run
from tests.conftest import PROFILE

STREAMS, LATEST_S, MOST_BYTES_EACH = (200, 2.0, 300_000) if PROFILE == "soak" else (40, 10.0, 1_000_000)


def memory_bytes() -> int:
    """What this process, which the server is a thread of, holds in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


async def listener(host: str, port: int, ready: asyncio.Semaphore) -> float:
    """The moment at which a stream is told of a revision."""
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(f"GET {AT}/events HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    await reader.readuntil(b"event: presence")
    ready.release()
    await reader.readuntil(b"event: revision")
    told = time.monotonic()
    writer.close()
    return told


async def tell(client: httpx.Client, store: Store) -> tuple[list[float], int]:
    ready, before = asyncio.Semaphore(0), memory_bytes()
    host, port = client.base_url.host, client.base_url.port or 80
    waiting = [asyncio.create_task(listener(host, port, ready)) for _ in range(STREAMS)]
    for _ in waiting:
        await asyncio.wait_for(ready.acquire(), 60)
    grown = memory_bytes() - before
    revision = await asyncio.to_thread(put, store, f"many-{time.monotonic_ns()}")
    begun = time.monotonic()
    assert revision > 1
    return [told - begun for told in await asyncio.wait_for(asyncio.gather(*waiting), 60)], grown


def test_all_are_told_soon(client: httpx.Client, store: Store) -> None:
    latencies_s, grown = run(tell(client, store))

    assert len(latencies_s) == STREAMS and max(latencies_s) < LATEST_S
    assert grown / STREAMS < MOST_BYTES_EACH


def test_whoever_takes_too_little_is_told_to_look_for_himself() -> None:
    async def fill() -> bytes | None:
        stream = Stream(lambda: [(None, b"resync;")], lambda _: None)
        for n in range(MOST_WAITING):
            stream.put(b"%d;" % n)
        stream.put(b"one too many;")
        stream.put(b"old;", "presence")
        stream.put(b"new;", "presence")
        return await stream.take(1, b"")

    assert run(fill()) == b"resync;new;"
