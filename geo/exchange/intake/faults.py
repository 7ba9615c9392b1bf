"""What keeps rows of a file out of a layout: of each row the first fault that is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.model import Text

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Found:
    """The fault of a row: `code` is one of those of `inspection.Fault`; `at` is its place (lon, lat), where known."""

    code: str
    reason: Text
    at: tuple[float, float] | None = None


class Faults:
    """Faults by row; `clear` says which rows have none."""

    def __init__(self, size: int) -> None:
        self.clear: Mask = np.ones(size, dtype=bool)
        self.found: dict[int, Found] = {}

    @staticmethod
    def joined(parts: Sequence[Faults]) -> Faults:
        """The faults of several layers, their rows counted on."""
        together = Faults(0)
        for part in parts:
            together.found |= {row + len(together.clear): found for row, found in part.found.items()}
            together.clear = np.concatenate([together.clear, part.clear])
        return together

    def add(self, rows: Mask | Iterable[int], code: str, reason: Text | Mapping[int, Text]) -> None:
        """Note a fault of rows that have none yet; `reason` is one sentence, or one for each row."""
        numbers = np.flatnonzero(rows) if isinstance(rows, np.ndarray) else rows
        for row in map(int, numbers):
            self.put(row, Found(code, reason if isinstance(reason, Text) else reason[row]))

    def put(self, row: int, found: Found) -> None:
        """Note a fault of one row, unless it has one."""
        if self.clear[row]:
            self.clear[row] = False
            self.found[row] = found
