"""What every case's findings say, to the word and the number, kept in tests/cases/told so that a change of it shows.

`python -m tests.geo.rules.told [NAME…]` writes the files anew; read the difference before you commit it.
"""

import sys
from functools import cache
from pathlib import Path
from typing import Any

import shapely
import yaml
from shapely.geometry import shape as geometry_of

from geo.model import Finding
from geo.rulebook import Rulebook, load
from geo.rules import RULES, examples

TOLD = Path(__file__).parents[2] / "cases" / "told"
_KEYS = ("subjects", "status", "measured", "required", "tolerance")


def told(findings: list[Finding], book: Rulebook) -> list[dict[str, Any]]:
    """The findings as they are kept: subjects, numbers, words, and the box of the evidence to about a metre."""
    out = []
    for finding in sorted(findings, key=lambda f: f.subjects):
        data = finding.data()
        kept = {key: _rounded(data[key]) for key in _KEYS if data[key] is not None}
        out.append({**kept, **data["message"], "at": _place(data["evidence"], book)})
    return out


def _rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value


def _place(evidence: Any, book: Rulebook) -> Any:
    """The kind of shape and its box; one word for the box of all districts, which stands for no place."""
    shape = geometry_of(evidence)
    box = [round(x, 5) for x in shape.bounds]
    return "everywhere" if box == _everywhere(book) else [shape.geom_type, *box]


def _everywhere(book: Rulebook) -> list[float]:
    return [round(float(x), 5) for x in shapely.total_bounds(book.frame.unproject(book.extent))]


@cache
def read(rule: str) -> dict[str, Any]:
    """What is kept of a rule's cases, by title; nothing where there is no file yet."""
    path = TOLD / f"{rule}.yml"
    kept: dict[str, Any] = {}
    if path.is_file():
        kept = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
    return kept


def write(rule: str, found: dict[str, Any]) -> None:
    """Keep what a rule's cases tell; cases without findings are left out."""
    TOLD.mkdir(exist_ok=True)
    text = yaml.safe_dump(
        {title: findings for title, findings in found.items() if findings},
        allow_unicode=True,
        sort_keys=False,
        width=120,
        default_flow_style=None,
    )
    (TOLD / f"{rule}.yml").write_text(text, encoding="utf-8")


def main(names: list[str]) -> None:
    """Write the files of the rules named anew, or all of them, and their examples."""
    from tests.geo.rules import examples as drawn
    from tests.geo.rules.test_cases import cases_of, reported

    book = load("zgc")
    examples.FOLDER.mkdir(exist_ok=True)
    for rule in RULES.values():
        if names and rule.name not in names:
            continue
        write(
            rule.name,
            {title: told(reported(rule.code, case, book), book) for title, case in cases_of(rule.name).items()},
        )
        drawn.path(rule).write_text(drawn.text(drawn.example(rule, book)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
