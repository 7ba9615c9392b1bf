"""The documents' contradictions: all 27 there, each with a target that exists, none silently corrected."""

import csv
import re
from pathlib import Path

import pytest

from geo.check import check
from geo.errors import RulebookError
from geo.model import Finding, Layout, Status
from geo.rulebook import Rulebook
from geo.rulebook.notes import Note
from geo.rulebook.sites import SiteKind, read_rows
from geo.settings import data_dir
from tests.conftest import ON

FOLDER = data_dir() / "rulebook" / "zgc"


@pytest.fixture(scope="module")
def findings(reference: Layout, book: Rulebook) -> dict[str, Finding]:
    return {":".join((f.rule, *f.subjects)): f for f in check(reference, book, on=ON, stage="all").findings}


def test_all_27_are_told_once_in_both_languages(book: Rulebook) -> None:
    assert [note.number for note in book.notes] == list(range(1, 28))
    assert len({note.topic for note in book.notes}) == 27
    for note in book.notes:
        assert re.search(r"[一-鿿]", note.zh) and re.search(r"[a-z]{3}", note.en)
        assert re.search(r"[一-鿿]", note.topic) and re.search(r"[A-Za-z]{2}", note.topic_en)
        assert re.search(r"[一-鿿]", note.does_zh) and re.search(r"[a-z]{3}", note.does_en)


def test_each_names_its_sources_and_the_indicators_it_touches(book: Rulebook) -> None:
    for note in book.notes:
        assert note.sources and len(set(note.sources)) == len(note.sources), note.number
        for source in note.sources:
            document, _, locator = source.partition(" ")
            assert document in book.file.documents and locator, (note.number, source)
        assert set(note.indicators) <= set(book.indicators), note.number


def test_a_waiver_and_advice_are_findings_of_the_reference_layout(book: Rulebook, findings: dict[str, Finding]) -> None:
    wanted = {"waiver": Status.WAIVED, "advice": Status.OPEN}
    for note in book.notes:
        if note.shown_as in wanted:
            for target in note.target.split(";"):
                assert findings[target].status is wanted[note.shown_as], (note.number, target)


def test_a_note_names_a_rule_a_document_or_a_file(book: Rulebook) -> None:
    for note in book.notes:
        if note.shown_as == "note":
            assert _exists(note, book), (note.number, note.target)


def _exists(note: Note, book: Rulebook) -> bool:
    first = note.target.split()[0].rstrip(";")
    file, _, member = note.target.partition(" ")
    if (FOLDER / file).is_file():
        return not member or member in (FOLDER / file).read_text("utf-8")
    return first in book.rules or first in book.file.documents


def test_named_sites_and_kinds_cite_clauses(book: Rulebook) -> None:
    rows = {
        row["row"]
        for path in (FOLDER / "clauses").glob("*.csv")
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
    }
    assert {site.row for site in book.sites} | {kind.row for kind in book.site_kinds} <= rows
    names = [name for site in book.sites for name in (site.name, *site.aliases)]
    assert len(names) == len(set(names))
    for site in book.sites:
        if site.area_kind == "district":
            assert set(site.areas) <= set(book.district_shapes)


def test_a_wrong_table_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "site_kinds.csv"
    assert read_rows(path, SiteKind) == ()
    path.write_text("row,classes,least,area_kind,areas,strength\nR1,甲,two,,,soft\n", "utf-8")
    with pytest.raises(RulebookError, match=r"site_kinds\.csv: least"):
        read_rows(path, SiteKind)
