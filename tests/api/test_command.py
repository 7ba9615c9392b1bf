"""The commands that need the store: import, export, db, and check on what they leave."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import orjson
import pikepdf
import pytest

from api.command import main
from api.database import open_store
from api.settings import Settings
from api.store import migrate, seals
from geo.settings import data_dir
from tests.api.procs import alive

BOUNDARIES = data_dir() / "boundaries"


class Outcome(NamedTuple):
    """What a command leaves."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Outcome]


@pytest.fixture
def yuantu(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command here, which is faster than in a process of its own."""

    def run(home: Path, *words: str, **env: str) -> Outcome:
        for name, value in ({"YUANTU_HOME": str(home), "YUANTU_LANG": "en"} | env).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["yuantu", *words])
        capfd.readouterr()
        try:
            main()
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Outcome(status, *capfd.readouterr())

    monkeypatch.delenv("DATABASE_URL", raising=False)
    return run


def test_exports_are_checked_like_the_stored_layout(yuantu: Run, home: Path, tmp_path: Path) -> None:
    reports = []
    for target in ("practice-draft", tmp_path / "draft.geojson", tmp_path / "draft.gpkg"):
        if isinstance(target, Path):
            exported = yuantu(home, "export", "practice-draft", "-o", str(target))
            assert exported.returncode == 0, exported.stderr
        checked = yuantu(home, "check", str(target), "--format", "json")
        assert checked.returncode == 1, checked.stderr
        reports.append(checked.stdout)
    assert reports[0] == reports[1] == reports[2]
    assert alive(home) == []


def test_import_tells_what_it_keeps_out_and_repeats_quietly(yuantu: Run, home: Path, tmp_path: Path) -> None:
    path = str(BOUNDARIES / "practice-draft.geojson")
    first = yuantu(home, "import", path, "--layout", "mine", "-m", "初稿")
    assert first.returncode == 0
    assert "revision 1" in first.stderr and "kept out" in first.stderr and "crosses itself" in first.stderr
    again = yuantu(home, "import", path, "--layout", "mine", YUANTU_LANG="zh")
    assert "未新建" in again.stderr and "边界自交" in again.stderr
    listed = yuantu(home, "db", "layouts")
    assert listed.stdout.startswith("mine\t1\t")
    named = yuantu(home, "import", path, "--layout", "../Bad Name")
    assert named.returncode == 2 and "small letters" in named.stderr
    foreign = tmp_path / "foreign.geojson"
    foreign.write_text('{"type":"FeatureCollection","yuantu":{"rulebook":"nope"},"features":[]}')
    unknown = yuantu(home, "import", str(foreign), "--layout", "mine")
    assert unknown.returncode == 2 and "no rulebook named nope" in unknown.stderr
    missing = yuantu(home, "export", "nope", "-o", "x.geojson")
    assert missing.returncode == 2 and "there is no layout nope" in missing.stderr


def test_db_makes_and_describes(yuantu: Run, home: Path) -> None:
    made = yuantu(home, "db", "init")
    assert made.returncode == 0 and migrate.newest() in made.stderr and "zgc-2020" in made.stderr
    status = yuantu(home, "db", "status")
    assert "PostGIS\t3." in status.stdout and "layouts\t2" in status.stdout


def test_without_postgres_a_shipped_layout_is_still_checked(yuantu: Run, empty_home: Path) -> None:
    (empty_home / "file").write_text("")
    checked = yuantu(empty_home / "file" / "home", "check", "zgc-2020", "--format", "json")
    assert checked.returncode == 0
    assert "using the layout files that ship instead" in checked.stderr
    assert orjson.loads(checked.stdout)["revision"] is None


def test_a_named_database_that_is_down_is_an_error(yuantu: Run, empty_home: Path) -> None:
    checked = yuantu(empty_home, "check", "zgc-2020", DATABASE_URL="postgresql://u:secret@127.0.0.1:1/x")
    assert checked.returncode == 2 and "cannot reach the database" in checked.stderr
    assert "secret" not in checked.stderr
    bad = yuantu(empty_home, "serve", PORT="http")
    assert bad.returncode == 2 and "PORT" in bad.stderr


def test_a_fix_of_a_stored_layout_is_one_revision(yuantu: Run, home: Path) -> None:
    fixed = yuantu(home, "fix", "practice-draft", "--rule", "GEO002", "--owner", "G03")
    assert fixed.returncode == 1, fixed.stderr
    assert "fixes 1, introduces 0" in fixed.stdout and "revision 2" in fixed.stderr
    preview = yuantu(home, "fix", "practice-draft", "--preview", "--rule", "GEO002", "--format", "json")
    subjects = [one["finding"]["subjects"] for one in orjson.loads(preview.stdout)]
    assert ["G03", "G04"] not in subjects and ["G12", "G13"] in subjects
    again = yuantu(home, "fix", "practice-draft", "--rule", "GEO002")
    assert again.returncode == 1 and "ambiguous" in again.stdout and "revision" not in again.stderr
    assert orjson.loads(yuantu(home, "check", "practice-draft", "--format", "json").stdout)["revision"] == 2
    assert alive(home) == []


def test_indicators_are_listed_imported_and_templated(home: Path, yuantu: Run, tmp_path: Path) -> None:
    table = tmp_path / "values.csv"
    table.write_text("indicator,scope,year,value,source\nI003-32,示范区,2024,2.95,book\n", encoding="utf-8")
    imported = yuantu(home, "indicators", "import", str(table), "--author", "me")
    assert imported.returncode == 0 and "1 values imported" in imported.stderr
    listed = yuantu(home, "indicators", "--layout", "zgc-2020", "-f", "json")
    found = {item["id"]: item for item in orjson.loads(listed.stdout)}
    assert len(found) == 90 and found["I003-32"]["state"] == "met" and found["I002-01"]["state"] == "met"
    text = yuantu(home, "indicators").stdout
    assert "I003-32" in text and "2.95 10,000 (2024)" in text
    table.write_text("indicator,scope,year,value,source\nI003-32,示范区,2024,many,book\n", encoding="utf-8")
    refused = yuantu(home, "indicators", "import", str(table))
    assert refused.returncode == 2 and "row 2, column value: many is not a number" in refused.stderr
    for suffix, start in ((".csv", b"\xef\xbb\xbf"), (".xlsx", b"PK")):
        assert yuantu(home, "indicators", "template", "-o", str(tmp_path / f"t{suffix}")).returncode == 0
        assert (tmp_path / f"t{suffix}").read_bytes().startswith(start)
    assert yuantu(home, "indicators", "template", "-o", "t.pdf").returncode == 2


def test_a_check_against_an_earlier_revision(home: Path, yuantu: Run) -> None:
    yuantu(home, "import", str(BOUNDARIES / "zgc-2020.geojson"), "--layout", "mine")
    yuantu(home, "import", str(BOUNDARIES / "practice-draft.geojson"), "--layout", "mine")
    done = yuantu(home, "check", "mine", "--against", "1", "-f", "json")
    told = orjson.loads(done.stdout)
    assert told["revision"] == 2 and told["against"]["revision"] == 1 and len(told["against"]["added"]) >= 12
    refused = yuantu(home, "check", "mine", "--against", "9")
    assert refused.returncode == 2 and "9" in refused.stderr


def test_a_print_of_a_stored_layout_can_be_verified(yuantu: Run, home: Path, tmp_path: Path) -> None:
    made = tmp_path / "plan.pdf"
    done = yuantu(home, "print", "zgc-2020", "-o", str(made), YUANTU_PUBLIC_URL="https://plan.example")
    assert done.returncode == 0, done.stderr
    with pikepdf.open(made) as document:
        hash = str(document.trailer.Info["/YuantuSeal"])
    with open_store(Settings(home=home)) as store:
        assert seals.find(store.engine, hash[:16]).hash == hash
    assert alive(home) == []


def test_findings_and_comparisons_are_exported(yuantu: Run, home: Path, tmp_path: Path) -> None:
    found = yuantu(home, "export", "practice-draft", "-o", str(tmp_path / "f.geojson"), "--what", "findings")
    assert found.returncode == 0, found.stderr
    count = len(orjson.loads((tmp_path / "f.geojson").read_bytes())["features"])
    assert f"{count} findings → " in found.stderr
    words = ("--what", "comparison", "--against", "zgc-2020@1")
    compared = yuantu(home, "export", "practice-draft", "-o", str(tmp_path / "c.xlsx"), *words)
    assert compared.returncode == 0, compared.stderr
    assert (tmp_path / "c.xlsx").read_bytes().startswith(b"PK")
    for wrong in (("--what", "comparison"), ("--against", "zgc-2020"), ("--encoding", "GBK")):
        assert yuantu(home, "export", "practice-draft", "-o", str(tmp_path / "c.gpkg"), *wrong).returncode == 2
