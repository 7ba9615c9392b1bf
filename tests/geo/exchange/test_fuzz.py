"""Mutated files end in an answer or a sentence; no process, file or memory is left. 10,000 of them in `make soak`."""

import multiprocessing
import os
import tempfile
from pathlib import Path

import pytest

from tests.conftest import PROFILE
from tests.geo.exchange import fuzz

COUNT = 10_000 if PROFILE == "soak" else 156
REGRESSIONS: tuple[int, ...] = ()
"""Numbers of files that once did harm."""
_GROWN_KB = 30_000


def _zombies() -> list[str]:
    """Children of this process that ended and were not waited for."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == os.getpid() and state == "Z":
            found.append(entry.name)
    return found


@pytest.mark.slow
@pytest.mark.timeout(4 * 3600)
def test_no_file_does_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert fuzz.tried(0).kind in ("read", "refused", "unforeseen")
    before = fuzz.held_kb()
    kinds = {"read": 0, "refused": 0, "unforeseen": 0, "died": 0, "late": 0}
    for number in (*REGRESSIONS, *range(COUNT)):
        outcome = fuzz.tried(number)
        kinds[outcome.kind] += 1
        assert outcome.sentence, outcome
        assert outcome.seconds < fuzz.LIMITS.seconds + 20, outcome
    assert kinds["read"] > 0 and kinds["refused"] > 0
    assert kinds["late"] == 0
    assert [*tmp_path.glob("fuzz-*"), *tmp_path.glob("yuantu-*")] == []
    assert fuzz.held_kb() - before < _GROWN_KB
    assert multiprocessing.active_children() == []
    assert _zombies() == []


def test_a_file_follows_from_its_number_alone() -> None:
    assert fuzz.mutated(7) == fuzz.mutated(7)
    assert fuzz.mutated(7) != fuzz.mutated(7 + len(fuzz.seeds()))
