/** The words of the rules' pages, in Chinese and English. */

import { lang } from "../state";

const zh = {
  "app.name": "园图",
  "rules.title": "规则",
  "rules.all": "全部规则",
  "rules.loading": "正在读取规则…",
  "rules.failed": "没能读取规则。",
  "rules.unknown": "没有这条规则",
  "rules.unknown.hint": "编号由三个字母和三位数字组成，例如 ARE002。可以在全部规则中查找。",
  "rules.retry": "重试",

  "list.intro": "{rules}条规则依据五份文件。文件中约束布局的{total}句话逐条登记，都有去处。",
  "list.coverage": "条款落实情况",
  "list.search": "查找规则",
  "list.search.hint": "编号、名称、内容或条款，如“2平方公里”",
  "list.severity": "级别",
  "list.severity.all": "全部级别",
  "list.group": "排列方式",
  "list.group.subject": "按主题",
  "list.group.severity": "按级别",
  "list.found": "共 {n} 条",
  "list.none": "没有符合条件的规则（“{query}”）。试试别的词、规则代码，或放宽严重程度。",
  "list.clear": "显示全部规则",
  "list.sentences": "对应 {n} 句条款",
  "list.open": "{n} 处",
  "list.open.label": "当前布局有 {n} 处问题",

  "coverage.rule": "规则",
  "coverage.attribute": "属性",
  "coverage.indicator": "指标",
  "coverage.text-only": "仅文字",
  "coverage.total": "共 {n} 句",

  "severity.error": "必须修改",
  "severity.warning": "应当修改",
  "severity.advice": "建议",

  "rule.what": "检查内容",
  "rule.why": "依据",
  "rule.example": "不通过示例",
  "rule.fix": "如何修改",
  "example.found": "检查结果",
  "example.of": "画的是这条规则自己的一个检验用例，仅为示意，并非真实地块。",
  "example.roster": "名录中的全部{kind}",
  "example.except": "名录中除{names}以外的全部{kind}",
  "example.noshape": "无图形",

  "rule.params": "参数",
  "rule.params.name": "参数",
  "rule.params.value": "取值",
  "rule.params.note": "取值来自规则册“{book}”{version} 版。",
  "rule.params.none": "这条规则没有参数。",
  "rule.clause": "条款",
  "rule.sentences": "条款原文",
  "rule.sentences.none": "登记的条款中没有哪一句单独对应这条规则。",
  "rule.treatment": "{row}（{strength}）",
  "rule.notes": "文件之间的矛盾",
  "rule.fixes": "可以自动修复",
  "rule.stages": "适用阶段",
  "rule.kinds": "读取的要素",
  "rule.kinds.all": "全部要素",
  "rule.scope": "检查范围",
  "rule.findings": "当前布局",
  "rule.findings.layout": "布局",
  "rule.findings.none": "在“{layout}”中没有问题。",
  "rule.findings.open": "在地图上查看",
  "rule.findings.failed": "没能取得检查结果。",
  "rule.findings.more": "其余 {n} 处在地图的检查结果中。",

  "strength.hard": "硬性要求",
  "strength.soft": "引导性要求",
  "strength.text-only": "原则性表述",

  "scope.each": "逐个要素",
  "scope.near": "要素及其邻近要素",
  "scope.sum": "各要素相加",
  "scope.whole": "整个布局",
  "scope.report": "检查报告",

  "status.open": "未处理",
  "status.waived": "已豁免",
  "status.cannot-tell": "无法判断",
  "status.crashed": "规则出错",

  "shown.waiver": "以豁免显示",
  "shown.advice": "以建议显示",
  "shown.note": "以说明显示",

  "unit.m": "米",
  "unit.m2": "平方米",
  "unit.km2": "平方公里",
  "unit.share": "（比例）",
} as const;

export type Key = keyof typeof zh;

const en: Record<Key, string> = {
  "app.name": "Yuantu",
  "rules.title": "Rules",
  "rules.all": "All rules",
  "rules.loading": "Reading the rules…",
  "rules.failed": "The rules could not be read.",
  "rules.unknown": "There is no such rule",
  "rules.unknown.hint":
    "A code has three letters and three digits, such as ARE002. The list of all rules can be searched.",
  "rules.retry": "Try again",

  "list.intro":
    "{rules} rules rest on five documents. Each of the {total} sentences that bind a layout is accounted for.",
  "list.coverage": "What became of the sentences",
  "list.search": "Find a rule",
  "list.search.hint": "Code, name or clause: “2 km²”",
  "list.severity": "Severity",
  "list.severity.all": "All severities",
  "list.group": "Arrange",
  "list.group.subject": "By subject",
  "list.group.severity": "By severity",
  "list.found": "{n} rules",
  "list.none": "No rule fits (“{query}”). Try another word, a rule's code, or all severities.",
  "list.clear": "Show all rules",
  "list.sentences": "fed by {n} sentences",
  "list.open": "{n} open",
  "list.open.label": "{n} findings in the open layout",

  "coverage.rule": "rule",
  "coverage.attribute": "attribute",
  "coverage.indicator": "indicator",
  "coverage.text-only": "text only",
  "coverage.total": "{n} sentences",

  "severity.error": "Must fix",
  "severity.warning": "Should fix",
  "severity.advice": "Advice",

  "rule.what": "What it checks",
  "rule.why": "Why",
  "rule.example": "Example that fails",
  "rule.fix": "How to fix",
  "example.found": "Found",
  "example.of": "Drawn from one of the rule's own test cases: schematic, not real land.",
  "example.roster": "all {kind} of the roster",
  "example.except": "all {kind} of the roster but {names}",
  "example.noshape": "no shape",

  "rule.params": "Parameters",
  "rule.params.name": "Parameter",
  "rule.params.value": "Value",
  "rule.params.note": "The values are those of the rulebook {book}, version {version}.",
  "rule.params.none": "This rule has no parameters.",
  "rule.clause": "Clause",
  "rule.sentences": "In the words of the documents",
  "rule.sentences.none": "No sentence of the register stands behind this rule alone.",
  "rule.treatment": "{row} ({strength})",
  "rule.notes": "Where the documents disagree",
  "rule.fixes": "Repairs on offer",
  "rule.stages": "Stages",
  "rule.kinds": "Features read",
  "rule.kinds.all": "all features",
  "rule.scope": "Checks",
  "rule.findings": "The open layout",
  "rule.findings.layout": "Layout",
  "rule.findings.none": "Nothing found in {layout}.",
  "rule.findings.open": "Show on the map",
  "rule.findings.failed": "The check's results could not be read.",
  "rule.findings.more": "{n} more are among the findings on the map.",

  "strength.hard": "binding",
  "strength.soft": "guidance",
  "strength.text-only": "principle",

  "scope.each": "feature by feature",
  "scope.near": "features and what lies near them",
  "scope.sum": "the sum of features",
  "scope.whole": "the whole layout",
  "scope.report": "the report",

  "status.open": "open",
  "status.waived": "waived",
  "status.cannot-tell": "cannot tell",
  "status.crashed": "crashed",

  "shown.waiver": "shown as a waiver",
  "shown.advice": "shown as advice",
  "shown.note": "shown as a note",

  "unit.m": "m",
  "unit.m2": "m²",
  "unit.km2": "km²",
  "unit.share": "(share)",
};

/** A word of the rules' pages in the language of the moment, values filled into `{name}` places. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const text: string = (lang.value === "zh" ? zh : en)[key];
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A word whose key comes from the service, or the key's last part where there is none. */
export function word(key: string): string {
  return key in zh ? t(key as Key) : key.slice(key.indexOf(".") + 1);
}
