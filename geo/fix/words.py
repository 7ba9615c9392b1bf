"""The words of repairs, in Chinese and English."""

from __future__ import annotations

from typing import Final

from geo.model import Text

OVERLAP_TITLE: Final = Text(
    "重叠部分归“{owner}”，“{loser}”让出 {area_m2:,.0f} 平方米",
    "Give the overlap to {owner}: {loser} yields {area_m2:,.0f} m²",
)
GAP_TITLE: Final = Text("把 {area_m2:,.0f} 平方米的狭缝并入“{owner}”", "Add the sliver of {area_m2:,.0f} m² to {owner}")
GAPS_TITLE: Final = Text("把狭缝并入“{owner}”", "Add the sliver to {owner}")
WELD_TITLE: Final = Text(
    "焊接共同边界上相距 {tolerance_m:g} 米以内的顶点", "Weld vertices within {tolerance_m:g} m along shared borders"
)
RING_TITLE: Final = Text(
    "把“{name}”的自交边界拆成 {n} 块：{areas} 平方米", "Split the crossed outline of {name} into {n}: {areas} m²"
)
RING_ONE_TITLE: Final = Text("修复“{name}”的边界，面积 {areas} 平方米", "Mend the outline of {name}: {areas} m²")
RING_PLAIN_TITLE: Final = Text("修复“{name}”的边界", "Mend the outline of {name}")

NOTHING: Final = Text("没有可改动之处", "there is nothing to change")
GONE: Final = Text("问题中的要素不在布局中或几何无效", "a feature of the finding is missing or has no valid outline")
APART: Final = Text("两者已不重叠", "the two do not overlap")
VANISHES: Final = Text("“{name}”将不复存在", "{name} would vanish")
INVALID: Final = Text("“{name}”的边界会变得无效", "the outline of {name} would be invalid")
SPILLS: Final = Text(
    "“{name}”会占用“{other}”{area_m2:,.1f} 平方米", "{name} would run over {area_m2:,.1f} m² of {other}"
)
TOO_LITTLE: Final = Text(
    "“{name}”只会剩下 {left_share:.0%}（{left_m2:,.0f} 平方米），低于 {min_share:.0%}：等于取消该要素，请人工决定",
    "{name} would keep only {left_share:.0%} ({left_m2:,.0f} m²), less than {min_share:.0%}: a person has to decide",
)
FALLS_APART: Final = Text(
    "“{name}”会分裂成 {n} 块，最小的只有 {least_m2:,.0f} 平方米，小于 {min_m2:,.0f} 平方米",
    "{name} would fall apart into {n} parts, the least of {least_m2:,.0f} m², under {min_m2:,.0f} m²",
)
NO_GAP: Final = Text("找不到宽 {max_width_m:g} 米以内的狭缝", "no void of at most {max_width_m:g} m is left to close")
WIDE_GAP: Final = Text(
    "空地有 {area_m2:,.0f} 平方米，平均宽 {width_m:.0f} 米，超过 {max_width_m:g} 米：不是狭缝，应另划空间类型",
    "the void of {area_m2:,.0f} m² is {width_m:.0f} m wide on average, more than {max_width_m:g} m: it is no sliver "
    "but land that needs a space class",
)
NOT_BESIDE: Final = Text("“{name}”与狭缝没有共同边界", "{name} shares no border with the sliver")
NOT_ITS_PARK: Final = Text("狭缝不在“{name}”所属的{park}内", "the sliver lies outside {park}, to which {name} belongs")
OTHER_TIED: Final = Text(
    "另有 {area_m2:,.0f} 平方米的狭缝不与“{name}”相邻，而其邻地的共同边界一样长",
    "another void of {area_m2:,.0f} m² is not beside {name}, and its neighbours share equally long borders with it",
)
TOO_FAR: Final = Text(
    "焊接之后仍重叠 {area_m2:,.1f} 平方米：边界相距超过 {tolerance_m:g} 米",
    "{area_m2:,.1f} m² would still overlap: the borders are more than {tolerance_m:g} m apart",
)
NO_NEAR: Final = Text(
    "{tolerance_m:g} 米以内没有可焊接的顶点", "there are no vertices within {tolerance_m:g} m to weld"
)
NOT_POLYGON: Final = Text("没有可修复的多边形", "there is no polygon to mend")
TWO_READINGS: Final = Text(
    "边界有两种读法：{enclosed_m2:,.0f} 或 {even_odd_m2:,.0f} 平方米，相差超过 {max_share:.0%}，请人工改画",
    "the outline can be read as {enclosed_m2:,.0f} or {even_odd_m2:,.0f} m², which differ by more than "
    "{max_share:.0%}: redraw it by hand",
)
NO_REPAIR: Final = Text("这类问题没有自动修复", "there is no automatic repair for this kind of finding")
CHOOSE: Final = Text(
    "有歧义，须由人选择（--owner）：{options}", "ambiguous, a person has to choose (--owner): {options}"
)
NO_SUCH_OWNER: Final = Text("不能归 {owner}；可选：{options}", "cannot favour {owner}; to choose from: {options}")
NO_OPTIONS: Final = Text("无", "none")
STAYS: Final = Text("改动之后问题仍在", "the finding would still be there afterwards")
BRINGS: Final = Text(
    "会带来新问题：{findings}；确要这样改，请用 --finding {id} 指明",
    "it would bring new findings: {findings}; to do so all the same, name it with --finding {id}",
)
DELTA: Final = Text(
    "修复 {resolved}，新增 {added}，保留 {remaining}", "fixes {resolved}, introduces {added}, {remaining} remain"
)
MENDED: Final = Text("已修复", "mended")
REFUSED: Final = Text("未修复", "not mended")
CLEAR: Final = Text("可直接采用", "safe to apply")
DISABLED: Final = Text("不可用：{reason}", "not on offer: {reason}")
MOVES: Final = Text("移动 {area_m2:,.1f} 平方米", "moves {area_m2:,.1f} m²")
LOSES: Final = Text("{name} 失 {area_m2:,.1f} 平方米", "{name} loses {area_m2:,.1f} m²")
GAINS: Final = Text("{name} 得 {area_m2:,.1f} 平方米", "{name} gains {area_m2:,.1f} m²")
AREAS: Final = Text("{name} {before} → {after_m2:,.1f} 平方米", "{name} {before} → {after_m2:,.1f} m²")
NO_PROPOSALS: Final = Text("没有可修复的问题", "no finding has a repair to offer")
NO_FINDING: Final = Text("没有编号为 {id} 的未处理问题", "there is no open finding {id}")


def joined(texts: list[Text]) -> Text:
    """Several sentences as one."""
    return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))
