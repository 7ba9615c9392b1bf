"""Whatever is in a file: the doctor does not stumble, and what it proposes can be carried out."""

import shlex
from functools import cache
from itertools import pairwise
from typing import Any

import hypothesis.strategies as st
import numpy as np
import orjson
import pandas as pd
import shapely
from hypothesis import given, settings

from geo.exchange.aliases import aliases
from geo.exchange.doctor.anchors import Anchors
from geo.exchange.doctor.flags import decisions_of, flags_of, open_questions
from geo.exchange.doctor.import_line import import_line
from geo.exchange.doctor.inspection import Inspection
from geo.exchange.inspect import inspect
from geo.exchange.intake.decisions import Decisions, decisions_data, decisions_from
from geo.exchange.intake.drafting import drafted
from geo.exchange.source import Layer, Source
from geo.model import COLUMNS
from geo.rulebook import load

ROWS = 4
_NAMES = st.one_of(
    st.sampled_from(
        [*COLUMNS, *(name for names in aliases().columns.values() for name in (*names.sure, *names.maybe))]
    ),
    st.text(max_size=12),
)
_WORDS = st.sampled_from(
    ["海淀区", "海淀园", "人工智能、大数据", "12.5公顷", "1,234", "无", "group", "预留", "\u0000", "�", "ä¸­"]
)
_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=8), _WORDS,
    st.lists(st.text(max_size=4) | st.none(), max_size=3), st.dates(), st.binary(max_size=4),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=1),
)  # fmt: skip
_SHAPES = st.sampled_from([
    None,
    shapely.Point(116.3, 40.0),
    shapely.Point(float("inf"), 40.0),
    shapely.box(116.3, 40.0, 116.31, 40.01),
    shapely.box(450_000, 4_428_000, 451_000, 4_429_000),
    shapely.Polygon([(116.4, 39.9), (116.41, 39.91), (116.41, 39.9), (116.4, 39.91)]),
    shapely.LineString([(116.4, 39.9), (116.41, 39.91)]),
    shapely.MultiPolygon(),
    shapely.Polygon([(116.4, 39.9, 1), (116.41, 39.91, 2), (116.42, 39.9, 3)]),
    shapely.GeometryCollection([shapely.Point(1, 1)]),
])  # fmt: skip


@st.composite
def sources(draw: st.DrawFn) -> Source:
    layers = []
    for name in draw(st.lists(st.text(max_size=6), min_size=1, max_size=2, unique=True)):
        names = draw(st.lists(_NAMES, max_size=5, unique=True))
        rows = draw(st.integers(0, ROWS))
        table = pd.DataFrame(index=range(rows))
        for column in names:
            values: list[Any] = draw(st.lists(_VALUES, min_size=rows, max_size=rows))
            table[column] = pd.Series(values, index=table.index, dtype=object)
        shapes = np.full(rows, None, dtype=object)
        shapes[:] = draw(st.lists(_SHAPES, min_size=rows, max_size=rows))
        layers.append(Layer(name, table, shapes, draw(st.sampled_from([None, "EPSG:4326", 4548, "nonsense"]))))
    text = draw(st.none() | st.binary(max_size=40))
    return Source("t", "t", tuple(layers), text, declared=draw(st.sampled_from([None, "GBK", "no such"])))


@cache
def anchors() -> Anchors:
    return Anchors.of(load())


def accepted(line: str, found: Inspection) -> Decisions:
    """The decisions that a command line makes; it must leave nothing open."""
    words = shlex.split(line)[5:]
    given: dict[str, list[str]] = {}
    for flag, value in pairwise([*words, ""]):
        if flag.startswith("--"):
            given.setdefault(flag, []).append(value)
    one = {name: next(iter(given.get(f"--{name}", [])), None) for name in ("crs", "axes", "shift", "encoding", "kind")}
    repair = True if "--repair" in given else False if "--no-repair" in given else None
    flags = flags_of(columns=given.get("--column", []), units=given.get("--unit", []), repair=repair, **one)
    assert "--yes" in given or open_questions(found, flags) == []
    return decisions_of(found, flags)


@settings(max_examples=settings().max_examples // 3)
@given(sources())
def test_any_table_is_inspected_and_the_proposals_can_be_carried_out(source: Source) -> None:
    book = load()
    found = inspect(source, book, anchors())
    assert orjson.loads(orjson.dumps(found.data())) == found.data()
    assert decisions_from(decisions_data(found.decisions)) == found.decisions
    draft = drafted(source, found.decisions, book)
    read = {name for name, decided in found.decisions.layers.items() if decided is not None}
    rows = sum(len(layer) for layer in source.layers if layer.name in read)
    assert len(draft.layout.features) + len(draft.quarantine) == rows
    assert {(fault.layer, fault.row) for fault in found.faults if not fault.mends} == {
        (kept.layer, kept.row) for kept in draft.quarantine
    }
    assert accepted(import_line(found, "a b.zip"), found) == found.decisions
    for proposal in found.proposals:
        assert all(0 <= candidate.confidence <= 1 for candidate in proposal.candidates)
        assert proposal.best.evidence or proposal.best.confidence < 1
