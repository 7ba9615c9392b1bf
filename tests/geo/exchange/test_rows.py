"""Rows that go out: what is told of the reading, and the same bytes whether a layout or its rows are written."""

from pathlib import Path

from geo.exchange import geojson
from geo.exchange.about import about
from geo.exchange.rows import Rows, rows_of_layout
from geo.model import Layout


def test_rows_of_a_layout_become_the_same_geojson(practice: Layout, tmp_path: Path) -> None:
    with rows_of_layout(practice, lists=True) as rows:
        geojson.write_rows(rows, tmp_path / "rows.geojson", about(practice))
    assert (tmp_path / "rows.geojson").read_bytes() == geojson.dumps(practice)


def test_how_far_the_reading_is_is_told(practice: Layout) -> None:
    heard: list[int] = []
    with rows_of_layout(practice, lists=False) as rows:
        size = rows.lines.tell()
        for _ in Rows(rows.lines, lists=False, told=heard.append).batches():
            pass
    assert heard == sorted(heard)
    assert heard[-1] == size


def test_no_rows_become_an_empty_collection(practice: Layout, tmp_path: Path) -> None:
    none = Layout.of([], id="none", revision=None)
    with rows_of_layout(none, lists=True) as rows:
        geojson.write_rows(rows, tmp_path / "rows.geojson", about(none))
    assert (tmp_path / "rows.geojson").read_bytes() == geojson.dumps(none)
