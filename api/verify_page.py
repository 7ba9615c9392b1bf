"""The page behind a sheet's code: Chinese first, readable on a telephone, complete without any program."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any, Final

from api.store.seals import SealRecord
from geo.errors import NotFound
from geo.sheet.words import say

_PAGE: Final = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
<title>{title} · 园图</title>
<style>
:root {{ color-scheme: light dark; --ink: light-dark(#17212b, #e6ebf0); --quiet: light-dark(#4f5d6b, #a9b6c2);
  --line: light-dark(#d9e0e6, #34414d); --paper: light-dark(#fff, #19232c); --sea: light-dark(#dfe5ea, #10181f);
  --brand: light-dark(#164e63, #82cbe4); --on-brand: light-dark(#fff, #0c2029); --focus: light-dark(#0b63ce, #79b8ff);
  --passed: light-dark(#1c6b3c, #80d09b); --passed-soft: light-dark(#e6f4ea, #1c3727);
  --should: light-dark(#8a5300, #ebb864); --should-soft: light-dark(#fff3db, #3b2f18);
  --must: light-dark(#b3261e, #f59a91); --must-soft: light-dark(#fdecea, #43221f); }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--sea); color: var(--ink); font: 16px/1.55 system-ui, "Noto Sans SC", sans-serif; }}
main {{ max-width: 720px; margin: 0 auto; padding: 16px; }}
article {{ background: var(--paper); border-radius: 10px; padding: 20px; }}
h1 {{ font-size: 22px; line-height: 1.3; margin: 4px 0 2px; }} h2 {{ font-size: 17px; margin: 24px 0 6px; }}
[lang=en] {{ color: var(--quiet); font-size: 13px; display: block; }}
.brand {{ color: var(--brand); font-weight: 700; font-size: 14px; margin: 0; }}
.verdict {{ border-radius: 7px; padding: 12px 14px; margin: 16px 0; font-weight: 700; font-size: 18px; }}
.verdict [lang=en] {{ color: inherit; font-weight: 400; }}
.passed {{ color: var(--passed); background: var(--passed-soft); }}
.should {{ color: var(--should); background: var(--should-soft); }}
.must {{ color: var(--must); background: var(--must-soft); }}
dl {{ display: grid; grid-template-columns: 9em 1fr; margin: 0; border-top: 1px solid var(--line); }}
dt, dd {{ margin: 0; padding: 8px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }}
dt {{ color: var(--quiet); padding-right: 8px; }} code {{ font-size: 13px; }}
li {{ margin: 0 0 12px; }} ul {{ padding-left: 20px; margin: 8px 0; }}
a.go {{ display: inline-block; background: var(--brand); color: var(--on-brand); border-radius: 7px;
  padding: 12px 18px; text-decoration: none; font-weight: 600; margin-top: 8px; }}
a:focus-visible {{ outline: 3px solid var(--focus); outline-offset: 2px; }}
@media (max-width: 480px) {{ main {{ padding: 8px; }} article {{ padding: 16px; }}
  dl {{ grid-template-columns: 7em 1fr; }} }}
</style></head>
<body><main><article>
<p class="brand">园图 · 图纸核验<span lang="en">Yuantu · verification of a printed sheet</span></p>
{body}
</article></main></body></html>
"""


def known(record: SealRecord) -> str:
    """The page of a print that was made here."""
    seal = record.seal
    title = seal["title"] or {"zh": seal["layout"], "en": seal["layout"]}
    body = f"<h1>{escape(title['zh'])}{_en(title['en'])}</h1>"
    body += _verdict(record) + _facts(_of_plan(record))
    body += "<h2>打印时的规则检查" + _en("Rule check when it was printed") + "</h2>" + _checks(seal)
    body += "<h2>打印时的豁免" + _en("Waivers when it was printed") + "</h2>" + _waivers(seal["waivers"])
    link = f"../#layout={escape(seal['layout'])}"
    body += f'<p><a class="go" href="{link}">在地图上查看最新版{_space("Open the newest revision")}</a></p>'
    return _PAGE.format(title=escape(title["zh"]), body=body)


def unknown(code: str, error: NotFound) -> str:
    """The page of a seal that nobody knows here."""
    body = f"<h1>查不到这张图{_en('This sheet is not known here')}</h1>"
    body += f'<p class="verdict must">{escape(error.zh)}{_en(error.en)}</p>'
    body += _facts([("核验码", "Seal", f"<code>{escape(code)}</code>")])
    return _PAGE.format(title="查不到这张图", body=body)


def _verdict(record: SealRecord) -> str:
    was, now, n = record.seal["revision"], record.newest, record.changed
    if was == now:
        zh, en = f"打印的第 {was} 版仍是最新版", f"The printed revision {was} is still the newest"
        return f'<p class="verdict passed">✓ {zh}{_en(en)}</p>'
    zh = f"打印之后规划已更新到第 {now} 版：改动了 {n} 个要素"
    en = f"The plan has moved on to revision {now} since: {n} feature{'' if n == 1 else 's'} changed"
    return f'<p class="verdict should">! {zh}{_en(en)}</p>'


def _of_plan(record: SealRecord) -> list[tuple[str, str, str]]:
    seal, sheet = record.seal, record.seal["print"]
    book = seal["rulebook"]
    scales = ", ".join(f"1:{s:,}".replace(",", " ") for s in dict.fromkeys(p["scale"] for p in sheet["pages"]))
    schematic = [("边界", "Outlines", "示意" + _en("schematic"))] if seal["schematic"] else []
    return [
        ("布局", "Layout", escape(seal["layout"])),
        ("版本", "Revision", str(seal["revision"])),
        ("要素", "Features", str(seal["features"])),
        *schematic,
        ("规则册", "Rulebook", escape(f"{book['id']} {book['version']}")),
        ("打印日期", "Printed", escape(sheet["date"])),
        ("图幅", "Sheet", escape(sheet["sheet"].upper())),
        ("比例尺", "Scale", scales),
        ("核验码", "Seal", f"<code>{escape(record.hash)}</code>"),
    ]


def _checks(seal: dict[str, Any]) -> str:
    checks = seal["checks"]
    if checks is None:
        return f"<p>{say('unchecked', 'zh')}{_en(say('unchecked', 'en'))}</p>"
    word, tone = ("ok", "passed") if checks["ok"] else ("not_ok", "must")
    head = f'<p class="verdict {tone}">{say(word, "zh")}{_en(say(word, "en"))}</p>'
    return head + _facts((say(key, "zh"), say(key, "en"), str(count)) for key, count in checks["counts"].items())


def _waivers(waivers: list[dict[str, Any]]) -> str:
    if not waivers:
        return f"<p>没有{_en('None')}</p>"
    items = "".join(
        f"<li><strong>{escape(w['rule'])} {escape(w['message']['zh'])}</strong>{_en(w['message']['en'])}"
        f"{escape(w['reason']['zh'])}{_en(w['reason']['en'])}"
        f"{escape(w['clause'])} · {escape(w['approver'])} · 至 {escape(w['expires'])}</li>"
        for w in waivers
    )
    return f"<ul>{items}</ul>"


def _facts(rows: Iterable[tuple[str, str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{zh}{_en(en)}</dt><dd>{value}</dd>" for zh, en, value in rows) + "</dl>"


def _en(text: str) -> str:
    return f'<span lang="en">{escape(text)}</span>'


def _space(text: str) -> str:
    return f' · <span lang="en" style="display:inline;color:inherit">{escape(text)}</span>'
