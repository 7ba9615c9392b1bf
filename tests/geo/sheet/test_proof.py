"""Every sheet is measured before it is handed out, and says how exact it is."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pikepdf
import pytest

from geo.crs import Frame
from geo.errors import OutOfScale
from geo.model import Layout
from geo.rulebook import Rulebook
from geo.sheet import Order, Press, atlas, finish, proof, render, subject_of
from geo.sheet.compose import Page, compose
from geo.sheet.finish import printed
from geo.sheet.proof import LEAST_SHARE, LIMIT_SHARE, Placed, Proof, measure
from geo.sheet.typeset import typeset
from geo.sheet.words import WORDS
from tests.conftest import ON
from tests.geo.sheet import pdf
from tests.geo.sheet.sheets import group, layout

SHEETS = [("a3", 500_000, True), ("a4", None, False), ("a2", None, True), ("a0", 200_000, False)]
BAR = re.compile(rb"(?<=\nq )2\.83\d+ 0 0 -2\.83\d+ [\d.]+ 47\.\d+(?= cm)")


class Prints:
    """Prints a layout, and keeps what the measuring was given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.placed: list[Placed] = []
        self.proofs: list[Proof] = []
        self._measured = proof.measured
        monkeypatch.setattr(finish, "measured", self._watched)

    def _watched(self, document: pikepdf.Pdf, placed: Any) -> list[Proof]:
        self.placed = list(placed)
        self.proofs = self._measured(document, placed)
        return self.proofs


@pytest.fixture
def prints(monkeypatch: pytest.MonkeyPatch) -> Prints:
    return Prints(monkeypatch)


def contents_of(page: Any) -> bytes:
    contents = page.Contents
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts)


def redrawn(body: bytes, change: Callable[[bytes], bytes]) -> bytes:
    with pikepdf.open(io.BytesIO(body)) as document:
        page = document.pages[0]
        content = change(contents_of(page))
        page.Contents = document.make_stream(content)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


@pytest.mark.parametrize(("sheet", "scale", "landscape"), SHEETS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_printed_figure_is_the_measured_one(
    reference: Layout, book: Rulebook, prints: Prints, sheet: str, scale: int | None, landscape: bool, lang: str
) -> None:
    body = render(reference, None, book, Order(sheet=sheet, scale=scale, landscape=landscape, lang=lang, on=ON))
    own = measure(body, prints.placed)[0]
    assert own.error_share == prints.proofs[0].error_share
    said = getattr(WORDS["proof"], lang).format(error=own.error_percent, count=own.distances)
    assert said in [w.text for w in pdf.read(body)[0].words]
    assert float(own.error_percent) / 100 >= own.error_share
    assert own.error_share < LIMIT_SHARE
    assert own.distances > 20


def test_it_measures_what_an_independent_reader_of_the_page_sees(
    reference: Layout, book: Rulebook, prints: Prints
) -> None:
    page = pdf.read(render(reference, None, book, Order(on=ON)))[0]
    corners = prints.proofs[0].corners_mm
    drawn = np.ravel(corners[[0, 2]])
    assert any(np.allclose(path.bounds, drawn, atol=1e-3) for path in page.stroked("#1b1f24"))
    assert np.hypot(*(corners[2] - corners[0])) * LEAST_SHARE > 60


def test_a_drawing_stretched_by_two_permille_is_refused(reference: Layout, book: Rulebook, prints: Prints) -> None:
    body = render(reference, None, book, Order(on=ON))
    wide = redrawn(body, lambda content: content.replace(b"2.8346457 0 0 -2.8346457", b"2.8403150 0 0 -2.8346457"))
    with pytest.raises(OutOfScale, match=r"1:500000") as refused:
        measure(wide, prints.placed)
    assert "自检未通过" in refused.value.zh


def test_a_scale_bar_that_is_too_long_is_refused(reference: Layout, book: Rulebook, prints: Prints) -> None:
    body = render(reference, None, book, Order(on=ON))
    longer = redrawn(body, lambda content: BAR.sub(lambda found: found[0].replace(b"2.83", b"2.84", 1), content))
    assert longer != body
    with pytest.raises(OutOfScale, match="fails its proof"):
        measure(longer, prints.placed)


@pytest.mark.parametrize(
    ("found", "instead", "part"),
    [
        (b"0.30980393 0.56078434 0.7019608 SCN", b"0 0 0 SCN", "graticule"),
        (b"0.42519686 w 4 M 0 0 m", b"0.42519686 w 4 M 0 0 m 9 9 l", "neat line"),
    ],
)
def test_a_sheet_without_its_lines_is_refused(
    reference: Layout, book: Rulebook, prints: Prints, found: bytes, instead: bytes, part: str
) -> None:
    without = redrawn(render(reference, None, book, Order(on=ON)), lambda content: content.replace(found, instead))
    with pytest.raises(OutOfScale, match=part):
        measure(without, prints.placed)


def test_a_wrong_drawing_is_never_handed_out(
    reference: Layout, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stretched(pages: Sequence[Page], *, code_mm: float) -> bytes:
        def by_two_permille(content: bytes) -> bytes:
            return content.replace(b"2.8346457 0 0 -2.8346457", b"2.8403150 0 0 -2.8403150")

        return redrawn(typeset(pages, code_mm=code_mm), by_two_permille)

    monkeypatch.setattr(finish, "typeset", stretched)
    with pytest.raises(OutOfScale):
        render(reference, None, book, Order(on=ON))


def test_a_frame_that_is_not_true_to_scale_is_refused(reference: Layout, book: Rulebook, prints: Prints) -> None:
    """Drawing and frame agree here; only the ellipsoid shows that the frame is stretched."""

    class Stretched(Frame):
        def xy(self, lonlat: Any) -> Any:
            return super().xy(lonlat) * 1.002

        def lonlat(self, xy: Any) -> Any:
            return super().lonlat(xy / 1.002)

    object.__setattr__(book, "frame", Stretched(book.frame.lon_0, book.frame.lat_0))
    try:
        with pytest.raises(OutOfScale):
            render(reference, None, book, Order(on=ON))
    finally:
        del book.__dict__["frame"]


@pytest.mark.parametrize("half_deg", [0.0005, 0.002, 0.01])
def test_large_scales_with_a_kilometre_grid_are_proved_too(book: Rulebook, prints: Prints, half_deg: float) -> None:
    render(layout(group("G01", 116.3, 40.0, half_deg=half_deg)), None, book, Order(grid="kilometre", on=ON))
    assert prints.placed[0].net.kind == "kilometre"
    assert prints.proofs[0].error_share < LIMIT_SHARE
    assert prints.proofs[0].distances >= 6


def test_every_page_of_an_atlas_is_proved(reference: Layout, book: Rulebook, prints: Prints) -> None:
    few = replace(reference, features=reference.features[reference.features["id"].isin(["P01", "P02", "G01"])])
    body = atlas(Layout.from_table(few.features, id="few"), None, book, Order(on=ON), by="parks")
    pages = pdf.read(body)
    assert len(prints.placed) == 3
    for each, own in zip(prints.placed, prints.proofs, strict=True):
        assert f"{own.error_percent} %（{own.distances} 段" in pages[each.page].text


def test_a_parallel_that_shows_only_at_both_corners_is_proved_too(book: Rulebook) -> None:
    wide = Order(on=ON, sheet="a1", scale=1_000_000)
    page = compose(subject_of(layout(group("G01", 116.3, 40.0)), None, book, wide))
    assert all(line.geom_type == "LineString" for line in page.grid.lines)
    assert len({round(line.bounds[3], 1) for line in page.grid.lines if line.length < 150}) == 1
    assert pdf.read(printed([page], Press()))
