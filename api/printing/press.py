"""The press: an order and a stored layout become a sheet or an atlas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from api.context import Context
from api.printing.orders import order_of
from api.store import seals
from api.store.prints import Claim
from geo.errors import InputError
from geo.model import Layout
from geo.sheet import TEMPLATES, Order, Press, atlas, render

Format = Literal["pdf", "svg", "png"]
Progress = Callable[[int, int], None]
MEDIA: Final[dict[Format, str]] = {"pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png"}


def press_at(shared: Context, address: str | None) -> Press:
    """A press whose prints can be asked about at the public address, else at `address`."""
    return Press(shared.settings.public_url or address, lambda seal: seals.keep(shared.store.engine, seal))


def print_sheet(
    shared: Context,
    id: str,
    revision: int,
    order: Order,
    against: int | None,
    format: Format,
    address: str | None = None,
) -> bytes:
    """One sheet of a layout's revision, compared with revision `against` where the template asks for one.

    `address` is where the service is reached, for the code on the sheet.

    Raises:
        NotFound: no such layout or revision.
        InputError: the order cannot be drawn; the sentence says why.
    """
    earlier = _against(shared, id, order, against)
    rulebook = shared.store.record(id).rulebook
    layout, book = shared.layout(id, revision), shared.book(rulebook)
    report = shared.report(id, revision, rulebook)
    return render(layout, report, book, order, against=earlier, format=format, press=press_at(shared, address))


def _against(shared: Context, id: str, order: Order, against: int | None) -> Layout | None:
    needed = TEMPLATES[order.template].needs_against
    if needed and against is None:
        raise InputError("对比图须注明与哪一版对比", "a comparison needs the revision to compare with", where="against")
    return shared.layout(id, against) if needed and against is not None else None


def print_atlas(shared: Context, claim: Claim, progress: Progress) -> bytes:
    """The atlas of a job; `progress` is called between pages and may raise to stop. Raises as `print_sheet`."""
    rulebook = shared.store.record(claim.layout).rulebook
    layout, book = shared.layout(claim.layout, claim.revision), shared.book(rulebook)
    report = shared.report(claim.layout, claim.revision, rulebook)
    order = order_of(claim.wish["order"], shared.today())
    return atlas(layout, report, book, order, by=claim.wish["by"], progress=progress, press=press_at(shared, None))
