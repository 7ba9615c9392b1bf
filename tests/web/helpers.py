"""What several tests of the page look at."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
PRACTICE = "#layout=practice-draft"


class Box(NamedTuple):
    """A rectangle on the screen, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack_px: float = 3) -> bool:
        return (
            self.left - slack_px <= other.left
            and self.top - slack_px <= other.top
            and other.right <= self.right + slack_px
            and other.bottom <= self.bottom + slack_px
        )


def free_map(page: Page) -> Box:
    """The part of the map that no panel covers."""
    return Box(*page.evaluate(
        """() => {
            const map = document.querySelector('#map').getBoundingClientRect();
            const free = [map.left, map.top, map.right, map.bottom];
            for (const panel of document.querySelectorAll('[data-inset]')) {
                const box = panel.getBoundingClientRect();
                if (!box.width || !box.height) continue;
                if (panel.dataset.inset === 'left') free[0] = Math.max(free[0], box.right);
                if (panel.dataset.inset === 'top') free[1] = Math.max(free[1], box.bottom);
                if (panel.dataset.inset === 'right') free[2] = Math.min(free[2], box.left);
                if (panel.dataset.inset === 'bottom') free[3] = Math.min(free[3], box.top);
            }
            return free;
        }"""
    ))  # fmt: skip


def highlighted(page: Page) -> Box | None:
    """The box around what is highlighted on the map."""
    found = page.evaluate(
        """() => {
            const marks = [...document.querySelectorAll('#map .evidence, #map .evidence-ring')];
            const boxes = marks.map((m) => m.getBoundingClientRect()).filter((b) => b.width || b.height);
            if (!boxes.length) return null;
            return [
                Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top)),
                Math.max(...boxes.map((b) => b.right)), Math.max(...boxes.map((b) => b.bottom)),
            ];
        }"""
    )
    return None if found is None else Box(*found)


def settle(page: Page) -> None:
    """Waits until the map stands still and everything that was asked for is drawn."""
    page.evaluate(
        """() => new Promise((done) => {
            let last = '', same = 0;
            const look = () => {
                const now = location.hash + document.querySelector('.leaflet-map-pane').style.transform;
                same = now === last ? same + 1 : 0;
                last = now;
                if (same > 6) done(); else requestAnimationFrame(look);
            };
            look();
        })"""
    )
