"""axe-core finds nothing serious, in every state that a user meets."""

from pathlib import Path

import pytest
from conftest import ROOT
from helpers import PRACTICE
from playwright.sync_api import Page

AXE = Path(ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def serious(page: Page) -> list[str]:
    """The rules of axe-core that fail with impact serious or critical, with the places."""
    page.evaluate(AXE.read_text())
    result = page.evaluate("tags => axe.run(document, { runOnly: { type: 'tag', values: tags } })", TAGS)
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


@pytest.mark.parametrize("section", ["must", "should", "waived", "unsure", "passed"])
def test_sections(visit, section) -> None:
    page = visit(PRACTICE)
    page.locator(f"#section-{section}").click()
    if page.locator(".finding-head").count():
        page.locator(".finding-head").first.click()
    assert serious(page) == []


@pytest.mark.parametrize("panel", range(4))
def test_narrow(visit, panel) -> None:
    page = visit(PRACTICE, width=390, height=844)
    page.locator(".bar-button").nth(panel).click()
    assert serious(page) == []
