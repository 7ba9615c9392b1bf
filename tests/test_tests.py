"""Every test can fail: it asserts, expects an error, waits for the page to show something, or calls what does."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent
JUDGES = {"raises", "warns", "fail", "expect", "raise_for_status", "model_validate"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Path, Function]]:
    """Every function of the tests with its file."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, Function):
                yield path, node


def judges(function: Function, helpers: set[str]) -> bool:
    """Whether something in it can fail, `helpers` by name included."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in JUDGES or (isinstance(called, ast.Name) and name in helpers):
                return True
    return False


def test_every_test_can_fail() -> None:
    found = list(functions())
    helpers = {f.name for _, f in found if not f.name.startswith("test_") and judges(f, set())}
    tests = [(path, f) for path, f in found if f.name.startswith("test_")]
    assert len(tests) > 900
    silent = [f"{path.relative_to(ROOT)}: {f.name}" for path, f in tests if not judges(f, helpers)]
    assert silent == []
