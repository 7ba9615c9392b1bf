"""The doctor's first proposal for files of at most 16 features: right in 97 of 100, and never wrong without asking.

Right means that every vertex comes within 2 m of the truth, and every letter too. `make soak` tries many more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.crs import geodesic_distances_m, place
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.decoding import encoding_proposal
from geo.exchange.doctor.letters import Letters
from geo.exchange.doctor.placing import placement_proposal
from geo.exchange.formats import opened
from geo.exchange.intake.decisions import Placement
from geo.model import Layout
from geo.rulebook import Rulebook
from tests.conftest import PROFILE
from tests.geo.exchange.doctor.matrix import Case, case, write
from tests.geo.exchange.doctor.plots import MOST, Land

CASES = {"test": 22, "soak": 1320}[PROFILE]
SEED = 97
RIGHT_M = 2.0
RIGHT_SHARE = 0.97
AXES = ("source", "named", "format", "code", "shift", "axes", "declares", "encoding", "cpg")


@dataclass(frozen=True)
class Judged:
    """What the first proposals for a file were worth."""

    case: Case
    off_m: float
    letters: bool
    asks: bool
    told: str

    @property
    def right(self) -> bool:
        return self.off_m < RIGHT_M and self.letters

    def __str__(self) -> str:
        said = ", ".join(f"{name}={getattr(self.case, name)}" for name in AXES)
        return f"{said}, says={self.case.says}: {self.off_m:.1f} m off, asks={self.asks}, {self.told}"


def judged(case: Case, folder: Path, anchors: Anchors, letters: Letters) -> Judged:
    path = write(case, folder)
    source = opened(path)
    encoding = encoding_proposal(source, letters)
    if encoding is not None:
        source = opened(path, encoding.best.value)
    layer = source.layers[0]
    proposal = placement_proposal(layer, anchors)
    degrees = place(layer.geometry, Placement(**proposal.best.value))
    names = list(case.table.columns)
    return Judged(
        case,
        off_m(degrees, case),
        {*names} <= {*layer.table.columns} and rows_of(layer.table[names]) == rows_of(case.table),
        proposal.asks or (encoding is not None and encoding.asks),
        f"{proposal.best.title.zh} {proposal.best.confidence:.2f}",
    )


def rows_of(table: pd.DataFrame) -> list[tuple[str, ...]]:
    """The rows as text, in an order of their own."""
    return sorted(tuple("" if value is None else str(value) for value in row) for row in table.to_numpy(dtype=object))


def off_m(degrees: np.ndarray, case: Case) -> float:
    """How far the worst vertex is from the truth; formats keep neither the order of features nor that of vertices."""
    found, true = shapely.get_coordinates(degrees), shapely.get_coordinates(case.plots.geometry)
    if len(found) != len(true) or not np.isfinite(found).all():
        return np.inf
    tree = shapely.STRtree(np.asarray(shapely.points(found), dtype=object))
    _, nearest = tree.query_nearest(shapely.points(true), all_matches=False)
    return float(geodesic_distances_m(found[nearest], true).max())


def shares(results: list[Judged]) -> dict[str, dict[str, float]]:
    """The share that is right, for each value along each axis of the matrix."""
    along: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        for name in AXES:
            along[name][str(getattr(result.case, name))].append(result.right)
    return {name: {value: float(np.mean(ok)) for value, ok in sorted(of.items())} for name, of in along.items()}


@pytest.mark.slow
def test_first_proposals_are_right_and_never_silently_wrong(
    book: Rulebook, reference: Layout, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    land, anchors, letters = Land.of(book, reference), Anchors.of(book), Letters.of(book)
    results = []
    for number in range(CASES):
        folder = tmp_path / str(number)
        folder.mkdir()
        results.append(judged(case(land, number, SEED), folder, anchors, letters))
    wrong = [result for result in results if not result.right]
    share = 1 - len(wrong) / len(results)
    with capsys.disabled():
        print(f"\nmatrix: {share:.1%} of {len(results)} files right")  # noqa: T201
        if PROFILE == "soak":
            print(*(f"{name}: {of}" for name, of in shares(results).items()), *wrong, sep="\n")  # noqa: T201
    assert max(len(result.case.plots.geometry) for result in results) <= MOST
    assert [str(result) for result in wrong if not result.asks] == []
    assert share >= RIGHT_SHARE, "\n".join(map(str, wrong))
