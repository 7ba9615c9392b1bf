"""A file dropped anywhere is looked at and checked; nothing is stored, and a wrong one gets a sentence."""

import base64

import httpx
import pytest
from playwright.sync_api import Page, expect

from geo.settings import data_dir
from tests.web.helpers import PRACTICE
from tests.web.test_axe import serious

DRAFT = data_dir() / "boundaries" / "practice-draft.geojson"
WAIT_MS = 60_000


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    """Drags files over the window and lets go."""
    parts = [[name, base64.b64encode(body).decode()] for name, body in files]
    page.evaluate(
        """(parts) => {
            const dataTransfer = new DataTransfer();
            for (const [name, body] of parts)
                dataTransfer.items.add(new File([Uint8Array.from(atob(body), (c) => c.charCodeAt(0))], name));
            const send = (type) => document.body.dispatchEvent(
                new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
            send('dragenter');
            send('dragover');
            window.letGo = () => send('drop');
        }""",
        parts,
    )
    expect(page.locator(".drop-cover")).to_be_visible()
    page.evaluate("window.letGo()")
    expect(page.locator(".drop-cover")).to_have_count(0)


def test_a_dropped_file_is_checked_and_left_again(visit, server) -> None:
    before = httpx.get(f"{server}/api/layouts", timeout=60).content
    page = visit()
    drop(page, ("我的方案.geojson", DRAFT.read_bytes()))
    guest = page.get_by_test_id("guest")
    expect(guest).to_contain_text("未入库 我的方案.geojson", timeout=WAIT_MS)
    # A stored layout has waivers of its own; a file has none.
    report = httpx.post(f"{server}/api/check", content=DRAFT.read_bytes(), timeout=60).json()
    expect(page.get_by_test_id("verdict")).to_have_text(f"{report['summary']['error']} 处必须修改")
    expect(page.get_by_test_id("notice")).to_contain_text("示意")
    expect(page.locator("#layout option:checked")).to_have_text("未入库：我的方案.geojson")
    expect(page.locator("#edit")).to_be_disabled()
    expect(page.locator("#print")).to_have_count(0)
    page.locator(".finding-head").first.click()
    expect(page.locator(".finding-body")).to_be_visible()
    expect(page.locator(".finding-tools")).to_have_count(0)
    assert serious(page) == []
    page.get_by_text("草案", exact=True).click()
    expect(page.locator(".stage-bar")).to_contain_text("画得对不对", timeout=WAIT_MS)
    expect(page.get_by_test_id("verdict")).to_be_visible(timeout=WAIT_MS)
    guest.get_by_role("button", name="返回").click()
    expect(guest).to_have_count(0)
    expect(page.get_by_test_id("verdict")).to_have_text("符合规则", timeout=WAIT_MS)
    assert httpx.get(f"{server}/api/layouts", timeout=60).content == before


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("notes.doc", b"hello")], "不支持的文件格式"),
        ([("empty.geojson", b"")], "不是有效的 JSON"),
        ([("plan.gpkg", b"hello")], "不是可读的 GeoPackage"),
        ([("a.shp", b"x"), ("a.dbf", b"x")], "压缩成一个 zip"),
    ],
    ids=["text", "empty", "liar", "several"],
)
def test_a_wrong_file_gets_a_sentence_and_changes_nothing(visit, files, sentence) -> None:
    page = visit(PRACTICE, expect_errors=True)
    drop(page, *files)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(sentence, timeout=WAIT_MS)
    expect(alert).to_contain_text(files[0][0])
    expect(page.get_by_test_id("guest")).to_have_count(0)
    expect(page.locator("#layout")).to_have_value("practice-draft")
    alert.get_by_role("button").click()
    expect(alert).to_have_count(0)


def test_a_file_dropped_on_another_page_opens_on_the_map(visit) -> None:
    page = visit(f"waivers{PRACTICE}&lang=en", drawn=False)
    page.wait_for_selector(".waiver-card")
    drop(page, ("plan.geojson", DRAFT.read_bytes()))
    expect(page.get_by_test_id("guest")).to_contain_text("Not stored plan.geojson", timeout=WAIT_MS)
    page.reload()
    expect(page.locator("#layout")).to_have_value("practice-draft")
    expect(page.get_by_test_id("guest")).to_have_count(0)


def test_on_a_phone_a_file_is_chosen_from_the_panel(visit) -> None:
    page = visit(PRACTICE, width=390, height=844)
    page.locator(".bar-button", has_text="更多").tap()
    page.locator("[data-open-file]").set_input_files(DRAFT)
    guest = page.get_by_test_id("guest")
    expect(guest).to_contain_text("practice-draft.geojson", timeout=WAIT_MS)
    assert serious(page) == []
    box = guest.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
