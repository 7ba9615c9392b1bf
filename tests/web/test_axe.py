"""axe-core finds nothing serious, in every state that a user meets."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.web.helpers import PRACTICE, ROOT

AXE = Path(ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def serious(page: Page, *only: str, within: str = "html") -> list[str]:
    """The rules of axe-core (`only` these) that fail with impact serious or critical, with the places."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    run_only = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    result = page.evaluate("([within, runOnly]) => axe.run(within, { runOnly })", [within, run_only])
    assert result["passes"]
    return [
        f"{v['id']}: {[n['html'][:120] for n in v['nodes'][:4]]}"
        for v in result["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["&colour=class", "&colour=industry&industry=创新药物", "&feature=G12"])
def test_wide(visit, lang, view) -> None:
    page = visit(f"{PRACTICE}&lang={lang}{view}")
    assert serious(page) == []


def test_every_section_of_the_findings(visit) -> None:
    page = visit(PRACTICE)
    for section in ("must", "should", "waived", "unsure", "passed"):
        page.locator(f"#section-{section}").click()
        if page.locator(".finding-head").count():
            page.locator(".finding-head").first.click()
        assert serious(page, within=".side.right") == []


def test_every_sheet_of_a_narrow_window(visit) -> None:
    page = visit(PRACTICE, width=390, height=844)
    for i in range(4):
        page.locator(".bar-button").nth(i).click()
        assert serious(page) == []


@pytest.mark.parametrize("width", [1440, 390])
def test_the_editor_with_every_tool(visit, width) -> None:
    page = visit(f"{PRACTICE}&feature=G27", width=width, height=900)
    page.click("#edit")
    for tool in ("select", "draw", "split", "cut", "measure"):
        page.click(f"[data-tool={tool}]")
        assert serious(page, within=".edit-bar, .leaflet-map-pane") == []
    page.click("[data-tool=select]")
    page.fill("input[name=area]", "1.8")
    page.keyboard.press("Enter")
    page.locator("[data-testid=edit-verdict][aria-busy=false] summary").click()
    page.get_by_role("button", name="保存", exact=True).click()
    assert serious(page) == []
