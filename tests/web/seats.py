"""Browser contexts that one test leaves as empty as it found them: a warm one opens a page in half the time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page

BEEN_HERE = "try { localStorage['yuantu.tour'] ??= 'known' } catch { /* about:blank has no storage */ }"
FORGET = """async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) {
        await new Promise((done, failed) => {
            const asked = indexedDB.deleteDatabase(name);
            asked.onsuccess = done;
            asked.onerror = asked.onblocked = () => failed(name);
        });
    }
}"""


class Visitor(NamedTuple):
    """Who looks at the page, and how."""

    at: str
    has_touch: bool
    motion: bool
    first: bool
    """Never been here before, and so asked whether to be shown round."""


@dataclass
class Seat:
    """A browser context, held open by a page of its own that shows next to nothing."""

    visitor: Visitor
    context: BrowserContext
    anchor: Page
    kept: bool


@dataclass
class Seats:
    """The contexts that are free, by who may sit there."""

    browser: Browser
    free: dict[Visitor, list[Seat]] = field(default_factory=dict)

    def take(self, visitor: Visitor, *, new: bool) -> Seat:
        """A context with nothing stored; a `new` one also has empty caches and goes when it is left."""
        waiting = self.free.get(visitor, [])
        return waiting.pop() if waiting and not new else self._open(visitor, kept=not new)

    def leave(self, seat: Seat) -> None:
        """Close what was opened and forget what was stored."""
        if not seat.kept:
            seat.context.close()
            return
        for page in seat.context.pages:
            if page is not seat.anchor:
                page.close()
        seat.context.clear_cookies()
        seat.anchor.evaluate(FORGET)
        self.free.setdefault(seat.visitor, []).append(seat)

    def close(self) -> None:
        """Close them all."""
        for seats in self.free.values():
            for seat in seats:
                seat.context.close()

    def _open(self, visitor: Visitor, *, kept: bool) -> Seat:
        context = self.browser.new_context(
            reduced_motion="no-preference" if visitor.motion else "reduce", has_touch=visitor.has_touch
        )
        if not visitor.first:
            # Whoever has been here before is not asked again whether to be shown round.
            context.add_init_script(BEEN_HERE)
        anchor = context.new_page()
        anchor.goto(f"{visitor.at}/healthz")
        return Seat(visitor, context, anchor, kept)
