"""Every rule is explained in both languages under every heading; what is missing is refused."""

import inspect
import re
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import RulebookError
from geo.model import Text
from geo.rules import RULES, Rule, base
from geo.rules.explain import HEADINGS, explain

ENGLISH = "A fault.\nbefore any heading\n\nWhat it checks: it.\nWhy: so: and\nNote: so.\nExample that fails: one.\n"
CHINESE = "# 有错。\n\n## 检查内容\n\n查。\n\n## 依据\n\n据。\n\n## 不通过示例\n\n例。\n\n## 如何修改\n\n改。\n"


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr("geo.rules.explain._FOLDER", tmp_path)
    return tmp_path


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
class TestEachRule:
    def test_is_explained_under_every_heading(self, rule: Rule) -> None:
        docs = replace(rule).docs
        assert docs.summary.en.endswith(".") and docs.summary.zh.endswith("。")
        for key in HEADINGS:
            text = getattr(docs, key)
            assert len(text.en) >= 8 and text.en.endswith("."), key
            assert len(text.zh) >= 8 and text.zh.endswith("。") and re.search(r"[一-鿿]", text.zh), key

    def test_says_what_its_parameters_mean(self, rule: Rule) -> None:
        docs = replace(rule).docs
        assert (docs.params is None) == (not rule.params.model_fields)
        if docs.params:
            assert re.search(r"[一-鿿]", docs.params.zh) and docs.params.en.endswith(".")


def test_no_words_without_a_rule() -> None:
    folder = Path(base.__file__).parent / "docs"
    assert {path.name.removesuffix(".zh.md") for path in folder.iterdir()} == {rule.name for rule in RULES.values()}


def test_words_are_read_by_heading_each_in_one_line() -> None:
    docs = replace(RULES["SPE001"]).docs
    assert docs.what.en == "The part of each 特色园, all its sites together, that no park covers."
    assert docs.why.en.endswith("open further sites only inside the zone.")
    area = replace(RULES["ARE001"]).docs
    assert area.summary.en == "The parks together are not the size that the zone is approved for."
    assert area.fix.zh == "从扩大了的分园中退出多出的部分，或把缺失的用地补回原分园。"
    assert area.params is not None and area.params.en.startswith("The approved total and how far rounding")


def test_a_colon_inside_a_sentence_starts_no_heading(folder: Path) -> None:
    (folder / "a-fault.zh.md").write_text(CHINESE, encoding="utf-8")
    docs = explain("a-fault", f"{ENGLISH}How to fix: mend it.\n", base.RuleParams)
    assert docs.summary == Text("有错。", "A fault.") and docs.why == Text("据。", "So: and Note: so.")
    assert docs.fix == Text("改。", "Mend it.") and docs.params is None
    assert docs.data()["params"] is None and docs.data()["what"] == {"zh": "查。", "en": "It."}


def test_a_rule_without_words_is_refused(folder: Path) -> None:
    with pytest.raises(RulebookError, match=r"a-fault\.zh\.md"):
        explain("a-fault", ENGLISH, base.RuleParams)
    (folder / "a-fault.zh.md").write_text(CHINESE, encoding="utf-8")
    with pytest.raises(RulebookError, match="How to fix"):
        explain("a-fault", ENGLISH, base.RuleParams)
    (folder / "a-fault.zh.md").write_text(CHINESE.replace("## 依据\n", ""), encoding="utf-8")
    with pytest.raises(RulebookError, match="Why"):
        explain("a-fault", f"{ENGLISH}How to fix: mend it.\n", base.RuleParams)


def test_parameters_without_words_are_refused(folder: Path) -> None:
    (folder / "a-fault.zh.md").write_text(CHINESE, encoding="utf-8")
    with pytest.raises(RulebookError, match="Parameters"):
        explain("a-fault", f"{ENGLISH}How to fix: mend it.\n", RULES["ARE002"].params)


def test_a_rule_without_a_docstring_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspect, "getmodule", lambda function: None)
    with pytest.raises(RulebookError, match="group-too-small"):
        _ = replace(RULES["ARE002"]).docs


def refused(docstring: str, params: type[base.RuleParams] = base.RuleParams) -> tuple[str, str, str | None]:
    with pytest.raises(RulebookError) as caught:
        explain("a-fault", docstring, params)
    return caught.value.zh, caught.value.en, caught.value.where


class Undocumented(base.RuleParams):
    least: int


Undocumented.__doc__ = None


def test_what_is_missing_is_said_in_both_languages_with_its_place(folder: Path) -> None:
    whole, chinese = f"{ENGLISH}How to fix: mend it.\n", folder / "a-fault.zh.md"
    assert refused(whole) == ("缺少规则的中文说明", "the rule's Chinese words are missing", "a-fault.zh.md")
    chinese.write_text(CHINESE, encoding="utf-8")
    assert refused(ENGLISH) == ("规则说明缺少“如何修改”", "the rule's words lack “How to fix”", "a-fault")
    chinese.write_text(f"{CHINESE}\n## 参数\n\n参数。\n", encoding="utf-8")
    assert refused(whole, Undocumented) == ("规则说明缺少“参数”", "the rule's words lack “Parameters”", "a-fault")
    chinese.write_text(CHINESE.replace("# 有错。", "# "), encoding="utf-8")
    assert refused(whole) == ("规则说明缺少“”", "the rule's words lack “”", "a-fault")
