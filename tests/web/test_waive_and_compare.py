"""A waiver asked for at a finding and revoked in the register; findings against an earlier revision or report."""

import json

import httpx
from playwright.sync_api import expect

from tests.web.test_axe import serious
from tests.web.test_language_switch import left_over
from tests.web.test_repairs import finding


def test_a_waiver_is_asked_for_seen_and_revoked(visit, server, draft) -> None:
    small = finding(server, draft, "GEO002", "S-P04-2", "S-P04-3")
    page = visit(f"#layout={draft}&finding={small}", expect_errors=True)
    before = int(page.locator("#section-waived .count").inner_text())
    page.get_by_role("button", name="申请豁免").click()
    dialog = page.get_by_role("dialog", name="申请豁免")
    dialog.get_by_label("理由", exact=True).fill("测绘误差，待复测")
    dialog.get_by_label("批准人").fill("王工")
    dialog.get_by_label("有效期至").fill("2099-12-31")
    dialog.get_by_label("登记人").fill("王工")
    assert serious(page) == []
    dialog.get_by_role("button", name="申请豁免").click()
    expect(dialog.get_by_role("alert")).to_contain_text("不得是登记人本人")
    dialog.get_by_label("登记人").fill("李工")
    dialog.get_by_role("button", name="申请豁免").click()
    expect(page.locator("#section-waived .count")).to_have_text(str(before + 1), timeout=20_000)
    page.locator("#section-waived").click()
    card = page.locator(f"[data-finding='{small}']")
    if not card.locator(".waiver").count():
        card.locator(".finding-head").click()
    expect(card.locator(".waiver")).to_contain_text("测绘误差，待复测")
    expect(card.locator(".waiver")).to_contain_text("登记号")
    card.get_by_role("link", name="在豁免登记中查看").click()
    entry = page.locator(".waiver-card.shown")
    expect(entry).to_have_attribute("data-state", "holds")
    (number,) = [w["number"] for w in httpx.get(f"{server}/api/layouts/{draft}/waivers", timeout=60).json()]
    expect(entry).to_contain_text(f"第 {number} 号豁免")
    expect(entry).to_contain_text("图形指纹")
    entry.get_by_role("button", name="撤销").click()
    revoke = page.get_by_role("dialog", name=f"撤销第 {number} 号豁免")
    revoke.get_by_label("撤销理由").fill("已复测")
    revoke.get_by_role("button", name="撤销").click()
    expect(entry).to_have_attribute("data-state", "revoked", timeout=20_000)
    expect(entry).to_contain_text("已复测")


def test_findings_against_an_earlier_revision_and_a_report_file(visit, server, draft) -> None:
    whole = httpx.get(f"{server}/api/layouts/{draft}/report", timeout=60).json()
    body = {"delete": ["G03"], "author": "王工", "message": "删去一个组团"}
    answer = httpx.post(f"{server}/api/layouts/{draft}/edits", json=body, headers={"If-Match": "1"}, timeout=60).json()
    gone, new = len(answer["findings"]["resolved"]), len(answer["findings"]["added"])
    page = visit(f"#layout={draft}", expect_errors=True)
    page.locator("#against").select_option("1")
    delta = page.get_by_test_id("delta")
    expect(delta.locator("[data-since=resolved]")).to_have_text(f"消除 {gone}")
    expect(delta.locator("[data-since=added]")).to_have_text(f"新增 {new}")
    assert "against=1" in page.url
    delta.locator("[data-since=added]").click()
    expect(page.locator(".finding:visible")).to_have_count(new)
    expect(page.locator(".finding:visible .badge.new").first).to_be_visible()
    delta.locator("[data-since=resolved]").click()
    page.locator(".finding:visible .finding-head").first.click()
    expect(page.locator(".finding.chosen:visible")).to_have_count(1)
    expect(page.locator(".finding.chosen:visible").get_by_role("button", name="申请豁免")).to_have_count(0)
    assert serious(page) == []
    page.reload()
    expect(page.get_by_test_id("delta")).to_be_visible()
    page.locator(".compare-bar .file-button input").set_input_files(
        {"name": "old.json", "mimeType": "application/json", "buffer": json.dumps(whole).encode()}
    )
    expect(page.locator("#against")).to_have_value("file")
    expect(page.locator("[data-since=resolved]")).to_have_text(f"消除 {gone}")
    page.locator(".compare-bar .file-button input").set_input_files(
        {"name": "plan.json", "mimeType": "application/json", "buffer": b'{"type": "FeatureCollection"}'}
    )
    expect(page.locator(".compare-wrong")).to_contain_text("不是检查报告")


def test_contradictions_stand_with_their_findings_and_features(visit) -> None:
    page = visit("#layout=zgc-2020&feature=G06")
    expect(page.locator(".details .note-links")).to_contain_text("未来科学城西区组团属两种模式")
    page.locator("#right-findings").click()
    page.locator("#section-waived").click()
    page.locator(".finding-head", has_text="大兴临空组团").click()
    page.locator(".finding.chosen").get_by_role("link", name="文件矛盾 1", exact=True).click()
    expect(page.locator('[data-note="1"].shown')).to_be_in_viewport()


def test_english(visit) -> None:
    page = visit("#layout=practice-draft&lang=en")
    page.locator(".finding-head").first.click()
    page.get_by_role("button", name="Ask for a waiver").click()
    assert left_over(page) == [] and serious(page) == []
