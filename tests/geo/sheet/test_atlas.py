"""An atlas: contents, a page for each, numbered and bookmarked; and a stop half-way."""

import io

import pikepdf
import pytest

from geo.check import check
from geo.errors import InputError
from geo.model import Layout
from geo.rulebook import Rulebook
from geo.sheet import atlas
from tests.conftest import ON
from tests.geo.sheet import pdf
from tests.geo.sheet.sheets import group, layout, order


@pytest.fixture(scope="module")
def parks(reference: Layout, book: Rulebook) -> tuple[bytes, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    report = check(reference, book, on=ON)
    body = atlas(reference, report, book, order(scale=None), by="parks", progress=lambda *at: told.append(at))
    return body, told


def test_contents_name_every_park_with_its_page(parks: tuple[bytes, object], reference: Layout) -> None:
    pages = pdf.read(parks[0])
    names = reference.features.query("kind == 'park'")["name"].tolist()
    assert len(pages) == 17 and len(names) == 16
    listed = [w.text for w in pages[0].words]
    for number, page in enumerate(pages[1:], 2):
        text = "".join(page.text.split())
        name = next(n for n in names if f"{n}布局图" in text)
        assert listed[listed.index(name) - 1] == str(number)
        assert f"第{number}页，共17页" in text


def test_pages_have_bookmarks(parks: tuple[bytes, object]) -> None:
    with pikepdf.open(io.BytesIO(parks[0])) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert len(titles) == 17 and titles[1] == "海淀园布局图"


def test_progress_is_told_page_by_page(parks: tuple[object, list[tuple[int, int]]]) -> None:
    assert parks[1] == [(n, 17) for n in range(18)]


def test_what_progress_raises_ends_the_work(reference: Layout, book: Rulebook) -> None:
    class Stop(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        atlas(reference, None, book, order(scale=None), by="groups", progress=stop)


def test_an_atlas_of_findings_has_a_page_for_each(practice: Layout, book: Rulebook) -> None:
    report = check(practice, book, on=ON)
    pages = pdf.read(atlas(practice, report, book, order(scale=None, sheet="a4"), by="findings"))
    assert len(pages) == 1 + len(report.findings)
    said = "".join("".join(page.text.split()) for page in pages)
    for finding in report.findings:
        assert "".join(finding.clause.paraphrase.zh.split()) in said


def test_an_atlas_of_nothing_is_refused(book: Rulebook) -> None:
    trial = layout(group("G01", 116.3, 40.0))
    with pytest.raises(InputError, match="no park"):
        atlas(trial, None, book, order(scale=None), by="parks")
    with pytest.raises(InputError, match="needs a report"):
        atlas(trial, None, book, order(scale=None), by="findings")
