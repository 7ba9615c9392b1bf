"""The private PostGIS: shared, unprivileged, gone when the last user is, back after any kill."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from api import embedded, embedded_place
from geo.errors import Unavailable
from tests.api.procs import ROOT, alive, keeper, postmaster, wait_until

USER = """
import sys, time
from pathlib import Path
from api import embedded
server = embedded.start(Path(sys.argv[1]))
with server.connect(embedded.APP) as connection:
    print(connection.execute("SELECT pg_postmaster_start_time()::text").fetchone()[0], flush=True)
sys.stdin.read()
server.stop()
"""


def use(home: Path) -> "subprocess.Popen[str]":
    """Another process that uses the server until its stdin closes."""
    command = [sys.executable, "-c", USER, str(home)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def said(user: "subprocess.Popen[str]") -> str:
    assert user.stdout
    return user.stdout.readline().strip()


def test_a_new_server_keeps_every_acknowledged_write(empty_home: Path) -> None:
    names = ("fsync", "full_page_writes", "synchronous_commit")
    with embedded.start(empty_home) as server, server.connect(embedded.APP) as connection:
        assert [connection.execute(f"SHOW {name}").fetchone() for name in names] == [("on",)] * 3


def test_it_is_private_and_unprivileged(server: embedded.Server) -> None:
    with server.connect(embedded.ADMIN) as admin:
        value: dict[str, str] = dict(admin.execute("SELECT name, setting FROM pg_settings").fetchall())
    assert value["listen_addresses"] == ""
    assert (value["server_encoding"], value["lc_collate"]) == ("UTF8", "C.UTF-8")
    pid = postmaster(server.place.base.parent)
    assert Path(f"/proc/{pid}").stat().st_uid != 0
    assert server.place.base.stat().st_mode & 0o077 == 0
    with server.connect(embedded.APP) as app:
        assert app.execute("SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles "
                           "WHERE rolname = current_user").fetchone() == (False,)  # fmt: skip


def test_several_use_one_server_and_the_last_one_stops_it(home: Path) -> None:
    users = [use(home) for _ in range(3)]
    starts = {said(user) for user in users}
    assert len(starts) == 1 and "" not in starts
    for user in users[:2]:
        user.communicate("")
    assert alive(home)
    with embedded.start(home) as server, server.connect(embedded.APP) as connection:
        assert connection.execute("SELECT pg_postmaster_start_time()::text").fetchone()[0] in starts  # type: ignore[index]
        users[2].communicate("")
    assert alive(home) == []


def test_a_killed_user_leaves_no_process_behind(home: Path) -> None:
    user = use(home)
    assert said(user)
    assert len(alive(home)) > 2
    user.kill()
    user.communicate()
    wait_until(lambda: alive(home) == [])
    # The next start need not recover: the server was shut down in good order.
    with embedded.start(home):
        pass
    assert "not properly shut down" not in (home / "postgres" / "postgres.log").read_text()


def test_a_killed_keeper_takes_the_server_along(home: Path) -> None:
    with embedded.start(home):
        os.kill(keeper(home), signal.SIGKILL)
        wait_until(lambda: alive(home) == [])
    with embedded.start(home) as server, server.connect(embedded.APP) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert alive(home) == []


def test_a_killed_server_comes_back_while_it_is_used(home: Path) -> None:
    with embedded.start(home) as server:
        first = postmaster(home)
        os.kill(first, signal.SIGKILL)

        def answers() -> bool:
            try:
                with server.connect(embedded.APP) as connection:
                    return connection.execute("SELECT 1").fetchone() == (1,)
            except psycopg.OperationalError:
                return False

        wait_until(lambda: answers() and postmaster(home) != first)
    assert alive(home) == []


def test_after_everything_was_killed_the_next_start_recovers(home: Path) -> None:
    user = use(home)
    assert said(user)
    pids = [keeper(home), postmaster(home), user.pid]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    user.communicate()
    with embedded.start(home) as server, server.connect(embedded.APP) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert alive(home) == []


def test_a_stale_pid_file_with_a_reused_number_does_not_stop_it(home: Path) -> None:
    pid_file = home / "postgres" / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{pid_file.parent}\n0\n5432\n\n\n\nready\n")
    with embedded.start(home):
        assert postmaster(home) != os.getpid()


def test_a_half_made_cluster_is_made_again(home: Path) -> None:
    base = home / "postgres"
    (base / "data").rename(base / "data.new")
    (base / "data.new" / "PG_VERSION").unlink()
    (base / "provisioned").unlink()
    with embedded.start(home) as server, server.connect(embedded.APP) as connection:
        assert connection.execute("SELECT postgis_lib_version() IS NOT NULL").fetchone() == (True,)


def test_a_long_path_gets_a_short_socket(home: Path) -> None:
    deep = home / ("x" * 60) / ("园" * 20)
    deep.mkdir(parents=True)
    (home / "postgres").rename(deep / "postgres")
    with embedded.start(deep) as server:
        run = server.place.run
        assert run.parent == Path("/tmp")
        assert run.stat().st_mode & 0o077 == 0
        with server.connect(embedded.OWNER) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    for left in run.iterdir():
        left.unlink()
    run.rmdir()


def test_a_strangers_socket_folder_is_refused(empty_home: Path) -> None:
    deep = empty_home / ("y" * 60) / ("园" * 20)
    account = embedded_place.find_account()
    base = embedded_place._base(deep, account)
    run = embedded_place._socket_dir(base, account)
    run.rmdir()
    run.symlink_to(empty_home)
    try:
        with pytest.raises(Unavailable):
            embedded.start(deep)
    finally:
        run.unlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has an account to switch to")
def test_a_home_out_of_the_accounts_reach_moves_the_database(empty_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = empty_home / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(embedded_place, "_SHARED_STATE", empty_home / "shared")
    with embedded.start(closed / "home") as server:
        assert server.place.base.parent == empty_home / "shared"
        with server.connect(embedded.APP) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert (closed / "home" / "database-is-in").read_text() == f"{server.place.base}\n"
    assert not (closed / "home" / "postgres").exists()


def test_a_home_that_cannot_be_made_is_a_sentence(empty_home: Path) -> None:
    (empty_home / "file").write_text("")
    with pytest.raises(Unavailable, match="YUANTU_HOME"):
        embedded.start(empty_home / "file" / "home")


def test_missing_programs_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_place, "_candidates", list)
    with pytest.raises(Unavailable, match="postgresql-15-postgis-3"):
        embedded_place.find_programs()


def test_a_server_that_cannot_start_says_why(home: Path) -> None:
    (home / "postgres" / "data" / "postgresql.conf").write_text("no_such_setting = on\n")
    with pytest.raises(Unavailable, match="configuration"):
        embedded.start(home)
    assert alive(home) == []


def test_starting_and_joining_are_fast(home: Path) -> None:
    begun = time.monotonic()
    with embedded.start(home):
        started_s = time.monotonic() - begun
        begun = time.monotonic()
        with embedded.start(home):
            joined_s = time.monotonic() - begun
    assert started_s < 2.0
    assert joined_s < 0.5


def test_a_dead_keeper_socket_is_no_server(home: Path) -> None:
    with embedded.start(home) as server:
        run = server.place.run
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(str(run / "keeper.sock"))
    stale.close()
    with embedded.start(home) as server, server.connect(embedded.APP) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
