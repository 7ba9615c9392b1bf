"""Mutated files through the import path in the confined process: python -m tests.geo.exchange [COUNT [FIRST]]

Every file follows from its number alone: one of `seeds` in turn (a small part of the practice layout in each format
that is written, and a file of each that only comes in), and mutations drawn from (SEED, number). What comes of it is
an answer, a refusal in a sentence, or a death of the process, which its parent tells in a sentence as well.
"""

from __future__ import annotations

import io
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import orjson

from geo.errors import InputError
from geo.exchange.confined import MEGABYTE, Limits, confined
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.inspect import inspect, open_rightly
from geo.exchange.intake.drafting import drafted
from geo.rulebook import load

SEED: Final = 20261122
SEEDS: Final = Path(__file__).with_name("seeds")
LIMITS: Final = Limits(seconds=20.0, memory_bytes=512 * MEGABYTE)
DIED: Final = "the file is damaged, or reading it needs more than"
UNFORESEEN: Final = "the file is damaged and cannot be read ("
LATE: Final = "took longer than"
_TOKENS: Final = (
    b"\x00", b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"NaN", b"Infinity", b"1e999", b"-0", b"null",
    b"[[[[", b"]]}}", b'"', b"\\u0000", b"<!ENTITY x SYSTEM 'file:///etc/passwd'>", b"&x;", b"POLYGON EMPTY",
    b"PK\x03\x04", "园".encode("gbk"), "园".encode(), b"\xed\xa0\x80", b"9" * 400, b"%s%n", b"\r\n", b",",
    b"999999999999",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of a file, in which sentence, and after how long.

    `kind` is "read", "refused"; "unforeseen" where a library's error was caught at the last; "died" or "late".
    """

    number: int
    format: str
    kind: str
    sentence: str
    seconds: float


def imported(path: str) -> bytes:
    """The path of an import: open, look, draft by the first candidates."""
    book = load("zgc")
    found = open_rightly(Path(path), book, None)
    seen = inspect(found.source, book, Anchors.of(book, None), found.encoding)
    draft = drafted(found.source, seen.decisions, book)
    orjson.dumps(seen.data(), option=orjson.OPT_SERIALIZE_NUMPY)
    return orjson.dumps([len(draft.layout), len(draft.quarantine)])


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """The ending and the bytes of each kept file."""
    return tuple((path.suffix, path.read_bytes()) for path in sorted(SEEDS.iterdir()))


def mutated(number: int) -> tuple[str, bytes]:
    """The file of that number: its ending and its bytes."""
    rng = np.random.default_rng([SEED, number])
    every = seeds()
    ending, seed = every[number % len(every)]
    if seed.startswith(b"PK") and rng.integers(4):
        # Checksums would refuse nearly all that is done to an archive from outside.
        return ending, _inside(seed, rng, every)
    return ending, _changed(seed, rng, every)


def _changed(seed: bytes, rng: np.random.Generator, every: tuple[tuple[str, bytes], ...]) -> bytes:
    body = bytearray(seed)
    # Mostly one or two: of more there is little left to look at.
    for _ in range(int(rng.geometric(0.5))):
        if body:
            _mutate(body, rng, every)
    return bytes(body)


def _inside(seed: bytes, rng: np.random.Generator, every: tuple[tuple[str, bytes], ...]) -> bytes:
    """The archive with one of its members changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(made, "w") as new:
        names = old.namelist()
        chosen = names[int(rng.integers(len(names)))]
        for name in names:
            body = old.read(name)
            # Without a date: the same bytes every day.
            new.writestr(zipfile.ZipInfo(name), _changed(body, rng, every) if name == chosen else body)
    return made.getvalue()


def _mutate(body: bytearray, rng: np.random.Generator, every: tuple[tuple[str, bytes], ...]) -> None:
    place = int(rng.integers(len(body)))
    match int(rng.integers(7)):
        case 0:
            body[place] ^= 1 << int(rng.integers(8))
        case 1:
            body[place] = int(rng.integers(256))
        case 2:
            del body[place:]
        case 3:
            other = every[int(rng.integers(len(every)))][1]
            start = int(rng.integers(len(other)))
            body[place:place] = other[start : start + int(rng.integers(1, 400))]
        case 4:
            # As lengths and offsets are written in most formats.
            width = int(rng.choice([1, 2, 4, 8]))
            value = int(rng.choice([0, 1, 2**7, 2**15, 2**31 - 1, 2**31, 2**32 - 1])) & (2 ** (8 * width) - 1)
            body[place : place + width] = value.to_bytes(width, "little" if rng.integers(2) else "big")
        case 5:
            body[place:place] = _TOKENS[int(rng.integers(len(_TOKENS)))]
        case _:
            end = place + int(rng.integers(1, 200))
            body[place:place] = body[place:end] * int(rng.integers(1, 20))


def tried(number: int) -> Outcome:
    """What becomes of the file of that number; it is late only where it is so twice: machines have other work."""
    outcome = _once(number)
    return _once(number) if outcome.kind == "late" else outcome


def _once(number: int) -> Outcome:
    ending, body = mutated(number)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / f"file{ending}"
        path.write_bytes(body)
        try:
            kind, sentence = "read", confined(imported, str(path), limits=LIMITS).decode()
        except InputError as error:
            kind, sentence = "refused", error.en
    if UNFORESEEN in sentence:
        kind = "unforeseen"
    elif DIED in sentence:
        kind = "died"
    elif LATE in sentence:
        kind = "late"
    return Outcome(number, ending, kind, sentence, time.monotonic() - started)


def outcomes(count: int, first: int = 0) -> Iterator[Outcome]:
    """What becomes of so many files."""
    return map(tried, range(first, first + count))


def held_kb() -> int:
    """What this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
