"""The words of reports, in Chinese and English."""

from __future__ import annotations

from typing import Final

from geo.model import Text

SECTIONS: Final = {
    "error": Text("必须修改", "Must fix"),
    "warning": Text("应当修改", "Should fix"),
    "advice": Text("建议", "Advice"),
    "crashed": Text("规则出错", "Crashed"),
    "cannot_tell": Text("无法判断", "Could not tell"),
    "waived": Text("已豁免", "Waived"),
}
SEVERITIES: Final = {
    "error": Text("必须修改", "Must fix"),
    "warning": Text("应当修改", "Should fix"),
    "advice": Text("建议", "Advice"),
}
STATUSES: Final = {
    "open": Text("未处理", "Open"),
    "crashed": Text("规则出错", "Crashed"),
    "cannot-tell": Text("无法判断", "Could not tell"),
    "waived": Text("已豁免", "Waived"),
}
VERDICTS: Final = {
    "pass": Text("通过：没有必须修改的问题", "Passes: nothing must be fixed"),
    "fail": Text("未通过：有必须修改的问题", "Fails: something must be fixed"),
    "passed": Text("通过", "Passed"),
    "failed": Text("有问题", "Findings"),
}
PASSED: Final = Text("{n} 条规则通过", "{n} rules passed")
REVISION: Final = Text("修订 {n}", "revision {n}")
FILE: Final = Text("文件", "file")
CLEAN: Final = Text("没有未处理的问题", "nothing open")
NEEDED: Final = Text("要求 {required}，容差 {tolerance}", "required {required}, tolerance {tolerance}")
WAIVER: Final = Text(
    "{register}，豁免至 {until}（{approver}）：{reason}", "{register}, waived until {until} ({approver}): {reason}"
)
REGISTERED: Final = Text("第 {number} 号豁免", "waiver {number}")
SHIPPED: Final = Text("规则册自带的豁免", "waiver of the rulebook")
STAGE: Final = Text("{stage} 阶段", "stage {stage}")
SINCE: Final = {"new": Text("新增", "new"), "old": Text("原有", "old")}
AGAINST: Final = Text("对比 {earlier}：{sentence}", "against {earlier}: {sentence}")
OTHER_RULES: Final = Text(
    "两份报告所用的规则不同，新增或修复可能来自规则而非布局",
    "the two reports were made by different rules: a finding can be new or gone without the layout having changed",
)
RULE_COLUMNS: Final = (
    Text("规则", "code"), Text("名称", "name"), Text("级别", "severity"), Text("内容", "rule"), Text("出处", "locator"),
)  # fmt: skip


def pick(text: Text, lang: str, **values: object) -> str:
    """The sentence in one language, filled in."""
    return text.say(lang).format(**values)


def say(text: Text, lang: str) -> str:
    """A finished sentence in one language."""
    return text.say(lang)
