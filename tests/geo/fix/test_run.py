"""Runs over a layout: what is mended, what is refused, and the practice draft's planted faults."""

import pytest

from geo.errors import NotFound, RulebookError
from geo.fix import repairable, run
from geo.fix import settings as settings_module
from geo.fix.command import Wish, wanted
from geo.model import Layout, Status
from geo.rulebook import Rulebook
from tests.geo.fix.helpers import drawn, judged, wkb

RULES = ("ARE001", "ARE002", "CLS001", "GEO001", "GEO002", "GEO003", "GEO004", "GEO005")


def test_the_practice_draft_gets_better_and_the_report_proves_it(practice: Layout, book: Rulebook) -> None:
    judge = judged(practice, book, *RULES)
    before = {(f.rule, f.subjects) for f in judge.report.findings if f.status is Status.OPEN}
    done = run(judge, book, repairable(judge.report), owners=["G03"])
    assert [(s.finding.rule, s.proposal.id) for s in done.applied] == [
        ("GEO001", "repair-ring"), ("GEO002", "remove-overlap:G03"),
    ]  # fmt: skip
    done = run(judge, book, repairable(judge.report), owners=["R-P02-2"])
    assert [(s.finding.rule, s.proposal.id) for s in done.applied] == [("CLS001", "close-gap:R-P02-2")]
    assert {f.rule for f in done.effects.resolved} == {"CLS001", "GEO003"} and done.effects.added == ()
    after = {(f.rule, f.subjects) for f in judge.report.findings if f.status is Status.OPEN}
    assert before - after == {
        ("GEO001", ("S-P03-2",)), ("GEO002", ("G03", "G04")), ("CLS001", ("P02",)), ("GEO003", ("G08", "R-P02-2")),
    }  # fmt: skip
    assert after - before == {("GEO005", ("S-P03-2",))}
    old, new = wkb(practice), wkb(judge.layout)
    assert {id for id in old if old[id] != new[id]} == {"G04", "R-P02-2", "S-P03-2"}


def test_nothing_is_chosen_silently(practice: Layout, book: Rulebook) -> None:
    judge = judged(practice, book, *RULES)
    done = run(judge, book, repairable(judge.report))
    assert [s.proposal.id for s in done.applied] == ["repair-ring"]
    reasons = {f.subjects: reason for f, reason in done.refused}
    assert "G03, G04" in reasons["G03", "G04"].zh
    assert "G13" in reasons["G12", "G13"].en
    assert "0%" in reasons["S-P04-2", "S-P04-3"].zh
    assert "G08, R-P02-2" in reasons["G08", "R-P02-2"].zh and "G08, R-P02-2" in reasons["P02",].zh


def test_a_whole_run_is_one_edit(book: Rulebook) -> None:
    layout = drawn(book, "rect 1000 1000 at 0 0", "rect 1000 1000 at 999.8 0", "rect 1000 1000 at 1999.6 0")
    judge = judged(layout, book)
    done = run(judge, book, repairable(judge.report))
    assert len(done.applied) == 2 and done.refused == ()
    assert len(done.effects.resolved) == 2 and done.effects.added == () and done.effects.remaining == 0
    assert "weld-borders (GEO002)" in done.message
    assert wkb(layout.apply(done.edit)) == wkb(judge.layout)


def test_what_brings_new_findings_needs_a_name(book: Rulebook) -> None:
    layout = drawn(book, "square 2.0 km2", "square 2.0 km2 at 1400 0", kinds=("group", "reserve"))
    for named in (False, True):
        judge = judged(layout, book, "ARE002", "GEO002")
        done = run(judge, book, repairable(judge.report), owners=["b"], named=named)
        if named:
            assert [f.rule for f in done.effects.added] == ["ARE002"]
        else:
            ((finding, reason),) = done.refused
            assert "ARE002 a" in reason.zh and f"--finding {finding.id}" in reason.en
            assert done.edit.put == () and wkb(judge.layout) == wkb(layout)


def test_findings_are_wished_for_by_id_or_rule(practice: Layout, book: Rulebook) -> None:
    judge = judged(practice, book, *RULES)
    named = repairable(judge.report)[0]
    assert wanted(judge, Wish(finding=named.id)) == [named]
    assert {f.rule for f in wanted(judge, Wish(rule="GEO002"))} == {"GEO002"}
    for wish in (Wish(finding="nope"), Wish(rule="XYZ999")):
        with pytest.raises(NotFound):
            wanted(judge, wish)


def test_settings_are_closed(tmp_path, monkeypatch) -> None:
    folder = tmp_path / "rulebook" / "odd"
    folder.mkdir(parents=True)
    monkeypatch.setattr(settings_module, "data_dir", lambda: tmp_path)
    with pytest.raises(RulebookError, match="missing"):
        settings_module.load_settings("odd")
    (folder / "fixes.toml").write_text("[nodes]\nsnap_m = 1.0\nsnip_m = 2.0\n")
    with pytest.raises(RulebookError, match=r"nodes\.snip_m|safety"):
        settings_module.load_settings("odd")
    (folder / "fixes.toml").write_text("nodes = [")
    with pytest.raises(RulebookError, match="TOML"):
        settings_module.load_settings("odd")
