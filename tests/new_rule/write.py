"""Writes a new rule's files and lists it wherever rules are listed."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from string import Template

from geo.errors import InputError
from tests.new_rule import templates


@dataclass(frozen=True)
class Skeleton:
    """A rule that is to be: its name after the fault, its code, the kind that it reads, and who settles it."""

    name: str
    code: str
    kind: str = "parcel"
    rulebook: str = "zgc"

    @property
    def module(self) -> str:
        """The name of its Python file."""
        return self.name.replace("-", "_")

    def fill(self, template: str) -> str:
        """A template with this rule's words in it."""
        return Template(template).substitute(name=self.name, code=self.code, kind=self.kind, subject=self.code[:3])


def write(new: Skeleton, root: Path) -> list[Path]:
    """Write all of a rule; the files that are new or changed, as seen from the checkout.

    Raises:
        InputError: the name or code is taken or not of the house's form.
    """
    _require_free(new, root)
    rules, book = root / "geo" / "rules", root / "data" / "rulebook" / new.rulebook
    files = {
        rules / f"{new.module}.py": new.fill(templates.RULE),
        rules / "docs" / f"{new.name}.zh.md": new.fill(templates.CHINESE),
        root / "tests" / "cases" / f"{new.name}.yml": new.fill(templates.CASES),
        rules / "__init__.py": _listed(new, (rules / "__init__.py").read_text(encoding="utf-8")),
        **_settled(new, book),
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    kept = [sys.executable, "-m", "tests.geo.rules.told", new.name]
    subprocess.run(kept, cwd=root, check=True)  # A process of its own sees the rule that has just been listed.
    kept_files = (
        Path("tests", "cases", "told", f"{new.name}.yml"),
        Path("geo", "rules", "examples", f"{new.name}.json"),
    )
    return sorted([*(path.relative_to(root) for path in files), *kept_files])


def _require_free(new: Skeleton, root: Path) -> None:
    if not re.fullmatch(r"[a-z]+(-[a-z]+)+", new.name):
        raise InputError("名称应为小写英文单词，用连字符相连", "a name is of small words and hyphens", where=new.name)
    if not re.fullmatch(r"[A-Z]{3}\d{3}", new.code):
        raise InputError(
            "编号应为三个大写字母和三位数字", "a code is of three capitals and three digits", where=new.code
        )
    if (root / "geo" / "rules" / f"{new.module}.py").exists():
        raise InputError("已有同名的规则或模块", "there is a rule or module of that name", where=new.name)
    for path in _settings(root / "data" / "rulebook" / new.rulebook):
        if re.search(rf"^\[{new.code}\]", path.read_text(encoding="utf-8"), re.MULTILINE):
            raise InputError("编号已被使用", "the code is taken", where=new.code)


def _listed(new: Skeleton, text: str) -> str:
    """`geo/rules/__init__.py` with the module among the imports, in order, and at the end of the rules."""
    head, start, rest = text.partition("from geo.rules import (\n")
    imports, end, rest = rest.partition(")\n")
    names = sorted([*re.findall(r"\w+", imports), new.module])
    listed, close, tail = rest.partition("    )\n}\n")
    imports = "".join(f"    {name},\n" for name in names)
    return f"{head}{start}{imports}{end}{listed}        {new.module},\n{close}{tail}"


def _settled(new: Skeleton, book: Path) -> dict[Path, str]:
    """The rulebook's files with the rule's settings, beside others of its subject; a new subject is listed."""
    family = new.code[:3]
    beside = [path for path in _settings(book) if f"\n[{family}" in path.read_text(encoding="utf-8")]
    if beside:
        return {beside[-1]: beside[-1].read_text(encoding="utf-8").rstrip("\n") + "\n" + new.fill(templates.SETTINGS)}
    main = book / "rulebook.toml"
    return {
        book / "rules" / f"{family.lower()}.toml": templates.SETTINGS_HEAD + new.fill(templates.SETTINGS),
        main: _with_subject(new, main.read_text(encoding="utf-8")),
    }


def _with_subject(new: Skeleton, text: str) -> str:
    if re.search(rf"^{new.code[:3]} = ", text, re.MULTILINE):
        return text
    head, start, rest = text.partition("[subjects]\n")
    subjects, gap, tail = rest.partition("\n\n")
    return f"{head}{start}{subjects}\n{new.fill(templates.SUBJECT).rstrip()}{gap}{tail}"


def _settings(book: Path) -> list[Path]:
    return sorted((book / "rules").glob("*.toml"))
