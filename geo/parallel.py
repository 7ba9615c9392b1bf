"""Work in several threads: GEOS and NumPy let go of the interpreter while they compute."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

_CORES: Final = os.cpu_count() or 1

Task = TypeVar("Task")
Done = TypeVar("Done")


def side_by_side(work: Callable[[Task], Done], tasks: Sequence[Task]) -> list[Done]:
    """`work` done on each task, in as many threads as there are cores; the results in the tasks' order."""
    if _CORES == 1 or len(tasks) < 2:
        return [work(task) for task in tasks]
    with ThreadPoolExecutor(_CORES) as pool:
        return list(pool.map(work, tasks))


def shares(n: int, worth: int = 2_000) -> list[npt.NDArray[np.intp]]:
    """The numbers below `n` in shares to be worked on side by side: a single one if `n` is less than `worth`.

    There are more shares than cores: a dense place must not leave the other cores idle.
    """
    return np.array_split(np.arange(n), 4 * _CORES if n >= worth else 1)


def split(work: Callable[..., Any], *arrays: Any) -> Any:
    """`work(*arrays)`, an element-wise function of arrays of one length, done in shares side by side."""
    rows = shares(len(arrays[0]))
    if len(rows) == 1:
        return work(*arrays)
    return np.concatenate(side_by_side(lambda some: work(*(array[some] for array in arrays)), rows))
