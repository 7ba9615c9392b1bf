"""Where the private PostGIS can live: its programs, the account it runs as, and its folders.

PostgreSQL refuses to run as root. As root we hand one folder of our own to the account `postgres` (or
`nobody`) and run as that; as anyone else we run as ourselves. Where that account cannot reach the
folder (a checkout under /root), the database lies in /var/lib/yuantu, and a file in its place says where.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from geo.errors import Unavailable

OLDEST_MAJOR = 14
PACKAGES = "postgresql-15 postgresql-15-postgis-3"
_SOCKET_NAME = "/.s.PGSQL.5432"
_SOCKET_PATH_LIMIT = 107
_ACCOUNTS = ("postgres", "nobody")
_SHARED_STATE = Path("/var/lib/yuantu")


@dataclass(frozen=True)
class Account:
    """The unprivileged account that PostgreSQL runs as; `switch` says whether we must change to it."""

    uid: int
    gid: int
    switch: bool

    def run(self, command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this account."""
        if self.switch:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        # The caller's PATH may lead through folders that this account cannot enter.
        options.setdefault("env", {**os.environ, "PATH": os.defpath})
        return subprocess.run(command, text=True, capture_output=True, **options)  # type: ignore[call-overload, no-any-return]  # noqa: S603


@dataclass(frozen=True)
class Place:
    """A private database's folders: `base` belongs to `account`, the socket lies in `run`."""

    base: Path
    run: Path
    account: Account
    programs: Path

    @property
    def data(self) -> Path:
        """The data directory of the cluster."""
        return self.base / "data"

    @property
    def log(self) -> Path:
        """Where the server writes what it has to say."""
        return self.base / "postgres.log"


def find_account() -> Account:
    """Ourselves, or an unprivileged account when we are root.

    Raises:
        Unavailable: we are root and no such account exists.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, switch=True)
    raise Unavailable("没有可以运行 PostgreSQL 的普通账户（postgres 或 nobody）", "no account to run PostgreSQL as")


def find_programs(data: Path | None = None) -> Path:
    """The folder of PostgreSQL's programs: of the version that made `data`, else the newest with PostGIS.

    Raises:
        Unavailable: none is installed; the sentence names the packages.
    """
    wanted = _major(data) if data else None
    found = sorted(((m, path) for path in _candidates() if (m := _program_major(path))), reverse=True)
    for major, path in found:
        if major >= OLDEST_MAJOR and wanted in (None, major) and _has_postgis(path):
            return path
    version = f" {wanted}" if wanted else ""
    raise Unavailable(
        f"未找到 PostgreSQL{version} 与 PostGIS：请安装 {PACKAGES}，或设置 DATABASE_URL",
        f"PostgreSQL{version} with PostGIS not found: install {PACKAGES}, or set DATABASE_URL",
    )


def _candidates() -> list[Path]:
    paths = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    on_path = shutil.which("postgres")
    if on_path:
        paths.append(Path(on_path).resolve().parent)
    return [path for path in paths if (path / "postgres").is_file() and (path / "initdb").is_file()]


def _program_major(path: Path) -> int | None:
    if path.parent.name.isdigit():
        return int(path.parent.name)
    out = subprocess.run([str(path / "postgres"), "-V"], text=True, capture_output=True, check=False)  # noqa: S603
    digits = out.stdout.split()[-1].split(".")[0] if out.stdout else ""
    return int(digits) if digits.isdigit() else None


def _has_postgis(programs: Path) -> bool:
    debian = Path("/usr/share/postgresql") / programs.parent.name / "extension" / "postgis.control"
    if debian.is_file():
        return True
    config = programs / "pg_config"
    if not config.is_file():
        return False
    out = subprocess.run([str(config), "--sharedir"], text=True, capture_output=True, check=False)  # noqa: S603
    return (Path(out.stdout.strip()) / "extension" / "postgis.control").is_file()


def _major(data: Path) -> int | None:
    version = data / "PG_VERSION"
    return int(version.read_text().strip()) if version.is_file() else None


def prepare(home: Path) -> Place:
    """Make the folders of the private database under `home` and give them to its account.

    Raises:
        Unavailable: PostgreSQL is missing, or no folder can be used; the sentence says why.
    """
    account = find_account()
    base = _base(home, account)
    programs = find_programs(base / "data")
    return Place(base, _socket_dir(base, account), account, programs)


def _base(home: Path, account: Account) -> Path:
    base = home / "postgres"
    _make(base, account, parents_mode=0o755)
    if _reachable(base, account):
        return base
    base.rmdir()
    if not account.switch:
        raise _unusable(base)
    shared = _SHARED_STATE / hashlib.sha256(str(base).encode()).hexdigest()[:12]
    _make(shared, account, parents_mode=0o755)
    if not _reachable(shared, account):
        raise _unusable(shared)
    (home / "database-is-in").write_text(f"{shared}\n")
    return shared


def _make(folder: Path, account: Account, *, parents_mode: int) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=parents_mode)
        folder.mkdir(exist_ok=True, mode=0o700)
        if account.switch and folder.stat().st_uid == 0:
            os.chown(folder, account.uid, account.gid)
    except OSError as error:
        raise Unavailable(
            f"无法建立数据库目录 {folder}：{error.strerror}；请设置 YUANTU_HOME",
            f"cannot make the database folder {folder}: {error.strerror}; set YUANTU_HOME",
        ) from error
    if folder.stat().st_uid != account.uid:
        raise _unusable(folder)


def _reachable(folder: Path, account: Account) -> bool:
    """Whether the account can work in the folder: each parent folder must let it through."""
    return account.run(["test", "-w", str(folder), "-a", "-x", str(folder)], cwd="/").returncode == 0


def _unusable(folder: Path) -> Unavailable:
    return Unavailable(
        f"运行数据库的账户不能使用目录 {folder}；请把 YUANTU_HOME 设为它能进入的目录，或设置 DATABASE_URL",
        f"the account that runs the database cannot use {folder}; "
        "set YUANTU_HOME to a folder that it can enter, or set DATABASE_URL",
    )


def _socket_dir(base: Path, account: Account) -> Path:
    """`base`/run, or a folder in /tmp where that path is too long for a socket."""
    run = base / "run"
    if len(os.fsencode(str(run))) + len(_SOCKET_NAME) > _SOCKET_PATH_LIMIT:
        run = Path("/tmp") / f"yuantu-{hashlib.sha256(str(base).encode()).hexdigest()[:16]}"  # noqa: S108
    try:
        account.run(["mkdir", "-m", "700", str(run)], cwd="/")
        found = run.lstat()
    except OSError as error:
        raise _unusable(run) from error
    # In /tmp anyone may have made this name before us: a link or a stranger's folder is refused.
    if run.is_symlink() or found.st_uid != account.uid or found.st_mode & 0o077:
        raise _unusable(run)
    return run
