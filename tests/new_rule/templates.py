"""What a new rule starts as: it finds features that are smaller than a parameter says."""

from typing import Final

RULE: Final = '''"""A $kind is smaller than the rulebook allows.

What it checks: the ellipsoidal area of every $kind.
Why: say which sentence asks for this, and what goes wrong otherwise.
Example that fails: a $kind of half the least area.
How to fix: say what a planner does about it.
"""

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects


class Params(RuleParams):
    """The least area in m²."""

    min_area_m2: float


def check(subjects: Subjects, params: Params, book: Rulebook) -> list[Draft]:
    """Features below the least area."""
    here = subjects.of("$kind")
    short = here[here.area_m2 < params.min_area_m2]
    return short.findings(measured=short.area_m2, required=params.min_area_m2)


RULE = Rule(
    code="$code",
    name="$name",
    title=Text("用一句话写明要求", "Say in one sentence what must be so"),
    message=Text(
        "“{name}”面积 {measured:,.0f} 平方米，不足 {required:,.0f}",
        "{name} measures {measured:,.0f} m², less than {required:,.0f}",
    ),
    scope=Scope.EACH,
    reads=frozenset({"$kind"}),
    check=check,
    params=Params,
    unit="m2",
)
'''

CHINESE: Final = """# 用一句话写明错在哪里。

## 检查内容

每个要素的椭球面积。

## 依据

写明依据哪一句规定，不这样会有什么问题。

## 不通过示例

一个要素的面积只有下限的一半。

## 如何修改

写明规划人员应当怎样修改。

## 参数

面积的下限，单位平方米。
"""

CASES: Final = """\
a $kind of the least area passes: {features: [{kind: $kind, shape: rect 100 60.001 at 0 0}], found: []}
half of it fails: {features: [{kind: $kind, shape: rect 50 60 at 0 0}], found: [{subjects: [a], measured: 3000.0}]}
"""

SETTINGS: Final = """
[$code]
severity = "advice"
stages = ["publication"]
document = "DATA"
locator = "待定"
zh = "用一句话写明条款的要求。"
en = "Say in one sentence what the clause asks for."
params = { min_area_m2 = 6000.0 }
"""

SETTINGS_HEAD: Final = "# Each rule: severity, clause (document, locator, paraphrase) and parameters.\n"

SUBJECT: Final = '$subject = { zh = "待命名（$subject）", en = "$subject" }\n'
