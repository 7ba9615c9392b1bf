"""Backups: whole or not there, refused when altered, equal when restored, and nothing lost by a kill."""

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from api import embedded
from api.auth.acting import Acting, act_as
from api.auth.people import LOCAL
from api.backup.contents import contents
from api.backup.making import back_up
from api.backup.place import Place
from api.backup.restoring import restore
from api.store import Store, audit
from api.store.engine import open_engine
from geo.errors import Conflict, InputError
from geo.model import Edit, Layout
from tests.api.procs import ROOT, yuantu
from tests.api.shapes import square


def silent(_: float) -> None:
    """Nobody looks on."""


@pytest.fixture(scope="module")
def held(store: Store, server: embedded.Server, database: str) -> Place:
    """A database with two layouts and some history."""
    for id in ("one", "two"):
        store.import_layout(
            Layout.of([square(f"P{n}", 116 + n / 50) for n in range(30)], id=id), author="a", message="m"
        )
    with act_as(Acting(LOCAL, "192.0.2.1")):
        store.save("one", 1, Edit(put=(square("P1", size=0.002),), delete=("P2",)), author="李工", message="改")
    return Place(server.url(embedded.ADMIN, database), server.url(embedded.OWNER, database))


@pytest.fixture(scope="module")
def made(held: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "all.backup"
    back_up(held, path, silent)
    return path


@pytest.fixture
def empty(server: embedded.Server, request: pytest.FixtureRequest) -> Iterator[Place]:
    name = f"empty_{abs(hash(request.node.name))}"
    embedded.create_database(server, name)
    yield Place(server.url(embedded.ADMIN, name), server.url(embedded.OWNER, name))


def test_what_is_restored_is_equal_and_goes_on(held: Place, made: Path, empty: Place) -> None:
    manifest = restore(empty, made, silent)
    with held.connect() as there, empty.connect() as here:
        assert contents(here, silent) == contents(there, silent) == manifest.tables
    assert manifest.tables["feature_version"].rows == 62 and manifest.tables["revision"].rows == 3
    engine = open_engine(empty.owns.set(username=embedded.APP))
    store = Store(engine)
    assert store.record("one").revision == 2
    assert store.save("one", 2, Edit(put=(square("N"),)), author="a", message="m").revision == 3
    assert audit.verify(engine).broken is None and audit.verify(engine).entries == manifest.tables["audit"].rows + 1
    engine.dispose()


def test_a_database_that_holds_something_is_replaced_only_when_told(made: Path, empty: Place) -> None:
    restore(empty, made, silent)
    with empty.connect(owner=True) as owner:
        owner.execute("INSERT INTO report_cache VALUES ('one', 1, 'x', now(), '')")
    with pytest.raises(Conflict, match="not empty"):
        restore(empty, made, silent)
    assert restore(empty, made, silent, replace=True).tables["report_cache"].rows == 0


@pytest.mark.parametrize("harm", ["cut", "flipped", "other", "manifest", "none"])
def test_what_is_not_whole_is_refused_with_a_sentence(made: Path, empty: Place, tmp_path: Path, harm: str) -> None:
    path, whole = tmp_path / "bad.backup", made.read_bytes()
    if harm == "cut":
        path.write_bytes(whole[: len(whole) * 2 // 3])
    elif harm == "flipped":
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    elif harm == "other":
        path.write_bytes(b"%PDF-1.7 nothing of ours")
    elif harm == "manifest":
        _alter(made, path)
    with pytest.raises(InputError, match="no such file" if harm == "none" else "cut off or altered"):
        restore(empty, path, silent)
    with empty.connect() as connection:
        assert contents(connection, silent) == {}


def _alter(made: Path, path: Path) -> None:
    """The same archive with another hash of its dump."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        said = orjson.loads(old.read("manifest.json")) | {"dump_sha256": "0" * 64}
        new.writestr("database.dump", old.read("database.dump"))
        new.writestr("manifest.json", orjson.dumps(said))


def test_a_backup_of_a_newer_version_is_refused(made: Path, empty: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.store.migrate.newest", lambda: "0001")
    with pytest.raises(InputError, match="newer version"):
        restore(empty, made, silent)


def test_a_file_that_cannot_be_written_is_told_and_nobody_else_may_read_it(held: Place, made: Path) -> None:
    with pytest.raises(InputError, match="cannot write"):
        back_up(held, made / "below" / "a.backup", silent)
    assert made.stat().st_mode & 0o077 == 0


def test_a_kill_leaves_no_file(held: Place, tmp_path: Path) -> None:
    script = (
        "import os, sys, signal; from pathlib import Path; from sqlalchemy import make_url\n"
        "from api.backup import making; from api.backup.place import Place\n"
        "url = make_url(os.environ['WHERE']); shares = []\n"
        "def told(share):\n"
        "    if share > 0.3: os.kill(os.getpid(), signal.SIGKILL)\n"
        "making.back_up(Place(url, url), Path(sys.argv[1]), told)\n"
    )
    where = {"WHERE": held.reads.render_as_string(hide_password=False)}
    path = tmp_path / "killed.backup"
    done = subprocess.run([sys.executable, "-c", script, str(path)], env=os.environ | where, cwd=ROOT, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_from_one_home_into_another_by_command(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.backup"
    first = yuantu(home, "db", "backup", "-o", str(path))
    assert first.returncode == 0 and "backed up" in first.stderr, first.stderr
    again = yuantu(home, "db", "restore", str(path), "--replace")
    assert again.returncode == 0 and "all counts and hashes are equal" in again.stderr, again.stderr
    whole = yuantu(home, "db", "audit", "--verify", "-o", str(tmp_path / "a.jsonl"))
    assert whole.returncode == 0 and "the audit is whole" in whole.stderr
