"""A new rule's skeleton, written into a copy of the checkout, passes the linters and its own cases at once."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COPIED = ("geo", "api", "data", "tests", "pyproject.toml", "README.md")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a rule has to do with, copied."""
    to = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "web"))
        else:
            shutil.copy(ROOT / name, to / name)
    return to


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A module of Python in the copy."""
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=checkout, capture_output=True, text=True, timeout=240, check=False
    )


SKELETONS = (("parcel-too-thin", "ZZY009", "parcel", "zzy.toml"), ("zone-too-thin", "ARE909", "zone", "areas.toml"))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_skeletons_pass_at_once(checkout: Path) -> None:
    for name, code, kind, settled in SKELETONS:
        made = run(checkout, "tests.new_rule", name, code, "--kind", kind)
        assert made.returncode == 0, made.stderr
        files = {
            f"geo/rules/{_module(name)}.py", f"geo/rules/docs/{name}.zh.md", "geo/rules/__init__.py",
            f"tests/cases/{name}.yml", f"tests/cases/told/{name}.yml", f"geo/rules/examples/{name}.json",
            f"data/rulebook/zgc/rules/{settled}",
        }  # fmt: skip
        assert files <= set(made.stdout.splitlines())
        assert all((checkout / file).is_file() for file in files)
    for check in (["ruff", "check", "."], ["ruff", "format", "--check", "."]):
        done = run(checkout, *check)
        assert done.returncode == 0, done.stdout
    modules = [_module(name) for name, *_ in SKELETONS]
    cache = ["--cache-dir", str(ROOT / ".mypy_cache" / "skeleton")]
    typed = run(checkout, "mypy", *cache, *(f"geo/rules/{module}.py" for module in modules))
    assert typed.returncode == 0, typed.stdout
    wanted = " or ".join(f"{name} or {code}" for name, code, *_ in SKELETONS)
    tested = run(checkout, "pytest", "-p", "no:cacheprovider", "tests/geo/rules", "-k", wanted, "-rA")
    assert tested.returncode == 0, tested.stdout
    assert all(name in tested.stdout for name, *_ in SKELETONS)
    for name, *_ in SKELETONS:
        again = run(checkout, "tests.new_rule", name, "ZZX001")
        assert again.returncode == 2 and "已有同名" in again.stderr


def _module(name: str) -> str:
    return name.replace("-", "_")


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("group-too-small", "ZZX001", "there is a rule or module of that name"),
        ("brand-new", "ARE002", "the code is taken"),
        ("Brand_New", "ZZX001", "small words and hyphens"),
        ("brand-new", "zzx1", "three capitals and three digits"),
    ],
)
def test_a_name_or_code_that_will_not_do_is_refused(checkout: Path, name: str, code: str, says: str) -> None:
    before = sorted((checkout / "geo" / "rules").iterdir())
    refused = run(checkout, "tests.new_rule", name, code)
    assert refused.returncode == 2 and says in refused.stderr and "Traceback" not in refused.stderr
    assert sorted((checkout / "geo" / "rules").iterdir()) == before
