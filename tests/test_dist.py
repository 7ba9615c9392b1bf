"""The wheel in a bare environment, away from the checkout and without Node: check, print and serve."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
import urllib.request
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import PROFILE
from tests.homes import open_home

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel and its locked dependencies only.

    Setting this one up has shown that the locked files can be installed: a short run links what they brought.
    """
    folder = tmp_path_factory.mktemp("bare")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True, timeout=120)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "env"), "install", "-q", "--disable-pip-version-check"]
    if PROFILE == "soak":
        locked = ["--require-hashes", "-r", str(ROOT / "requirements.txt")]
        subprocess.run([*pip, *locked], check=True, capture_output=True, timeout=280)
    else:
        _link_locked(folder / "env")
    wheel = next(folder.glob("*.whl"))
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, capture_output=True, timeout=120)
    return folder


def _link_locked(env: Path) -> None:
    """The packages that requirements.txt names and that are needed here, linked out of our own environment."""
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(env), "platbase": str(env)}))
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    locked = [Requirement(line.rstrip("\\ ")) for line in lines if line[:1].isalnum()]
    for package in locked:
        if package.marker is None or package.marker.evaluate():
            for file in distribution(package.name).files or ():
                if ".." not in file.parts:
                    to = packages / file
                    to.parent.mkdir(parents=True, exist_ok=True)
                    to.symlink_to(file.locate())


@pytest.fixture(scope="module")
def env() -> Iterator[dict[str, str]]:
    """An environment that knows neither the checkout nor Node nor a data directory."""
    path = ":".join(p for p in os.environ["PATH"].split(":") if not Path(p, "node").exists())
    with open_home() as home:
        own = {"HOME": str(home), "YUANTU_HOME": str(home / "yuantu"), "PORT": "8391"}
        yield {"PATH": path, "LANG": "C.UTF-8"} | own


def run(bare: Path, env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(bare / "env/bin/yuantu"), *words]
    return subprocess.run(command, cwd=bare, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_check(bare: Path, env: dict[str, str]) -> None:
    assert run(bare, env, "check", "zgc-2020").returncode == 0
    done = run(bare, env, "check", "practice-draft", "--format", "json")
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["summary"]["error"] > 5


def test_an_html_report_has_its_page_in_the_wheel(bare: Path, env: dict[str, str]) -> None:
    done = run(bare, env, "check", "zgc-2020", "--format", "html", "-o", "report.html")
    assert done.returncode == 0, done.stderr
    assert "yuantuReport" in (bare / "report.html").read_text("utf-8")


def test_print(bare: Path, env: dict[str, str]) -> None:
    done = run(bare, env, "print", "zgc-2020", "--sheet", "a3", "--scale", "500000", "-o", "plan.pdf")
    assert done.returncode == 0, done.stderr
    assert (bare / "plan.pdf").read_bytes().startswith(b"%PDF-")


@pytest.fixture
def server(bare: Path, env: dict[str, str]) -> Iterator[str]:
    command = [str(bare / "env/bin/yuantu"), "serve"]
    process = subprocess.Popen(command, cwd=bare, env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = ""
    while "zgc-2020" not in told and (line := process.stdout.readline()):
        told += line
    yield told
    process.send_signal(signal.SIGTERM)
    with process.stdout:
        assert process.wait(timeout=30) == 0


def test_serve(server: str) -> None:
    assert "http://127.0.0.1:8391" in server and "zgc-2020" in server
    with urllib.request.urlopen("http://127.0.0.1:8391/", timeout=10) as page:
        assert b'<div id="app"' in page.read() or b"<script" in page.read()
    with urllib.request.urlopen("http://127.0.0.1:8391/api/layouts", timeout=10) as answer:
        assert {layout["id"] for layout in json.load(answer)} >= {"zgc-2020", "practice-draft"}
