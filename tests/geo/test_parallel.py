"""Shares done side by side give what one go gives."""

import numpy as np
import pytest

from geo.parallel import shares, side_by_side, split


@pytest.mark.parametrize("n", [0, 1, 1_999, 2_000, 5_003])
def test_a_split_array_comes_back_whole_and_in_order(n: int) -> None:
    values = np.arange(n)
    assert (split(lambda a, b: a * 2 + b, values, values) == values * 3).all()
    assert np.concatenate(shares(n)).tolist() == values.tolist()


def test_little_work_is_not_shared() -> None:
    assert len(shares(1_999)) == 1 and len(shares(63, worth=64)) == 1


def test_results_keep_the_order_of_the_tasks() -> None:
    assert side_by_side(str, range(50)) == [str(i) for i in range(50)]


def test_a_failure_is_told() -> None:
    def fail(task: int) -> None:
        raise ValueError(task)

    with pytest.raises(ValueError, match="7"):
        side_by_side(fail, [7, 7])
