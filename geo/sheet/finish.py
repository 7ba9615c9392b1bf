"""What is done to a sheet once it is typeset: measured, sealed, stamped, told where it lies, and described.

Nothing of it moves what stands on the sheet: the stamp is laid over it, and the rest is not visible.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final
from xml.sax.saxutils import escape

import pikepdf

from geo.sheet.compose import Page
from geo.sheet.georeference import viewport
from geo.sheet.paper import Arrangement
from geo.sheet.proof import Placed, Proof, measured
from geo.sheet.seal import Seal, code_svg, content_digest, seal_of
from geo.sheet.typeset import fill_in, typeset
from geo.sheet.update import Update
from geo.sheet.words import clean, say

CODE_MM: Final = 15.0
_LEAST_CODE_MM: Final = 12.4
_STAMP: Final = "YtStamp"
_OVER: Final = b"\nQ\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC q /%b Do Q EMC\n"
_SPACE: Final = "urn:yuantu:print:1"


@dataclass(frozen=True)
class Press:
    """Where a print can be asked about, and who keeps its seal before it is handed out.

    `address` is the public root that /verify is under, None where there is none.
    """

    address: str | None = None
    keep: Callable[[Seal], None] | None = None

    def link(self, seal: Seal) -> str | None:
        """Where this print can be asked about; None where nobody could answer."""
        if self.address is None or self.keep is None or not seal.stored:
            return None
        return f"{self.address.rstrip('/')}/verify/{seal.short}"


def code_mm(sheet: Arrangement) -> float:
    """How wide the code stands in the footer's right end: never so small that a telephone cannot read it."""
    return max(CODE_MM * sheet.factor, _LEAST_CODE_MM)


def printed(pages: Sequence[Page], press: Press) -> bytes:
    """Set pages as one PDF, and finish it. The same pages and press give the same bytes.

    Raises:
        OutOfScale: a drawing is not where projection and scale put it.
        Unavailable: the font package is not installed.
    """
    seal = _seal(pages)
    sheet = pages[0].sheet
    free_mm = code_mm(sheet) + 2 * sheet.factor if press.link(seal) is not None else 0.0
    return finished(typeset(pages, code_mm=free_mm), pages, seal, press)


def finished(pdf: bytes, pages: Sequence[Page], seal: Seal, press: Press) -> bytes:
    """The finished document. Raises OutOfScale as `printed` does."""
    order = pages[0].subject.order
    with Update(pdf) as update:
        document = update.document
        placed = _placed(pages)
        proofs = measured(document, placed)
        stamp = fill_in("stamp", {"pages": _stamps(pages, proofs, seal, press, order.lang)}, order.on, tags=False)
        with pikepdf.open(io.BytesIO(stamp)) as stamps:
            for at, (spot, proof) in enumerate(zip(placed, proofs, strict=True)):
                leaf = document.pages[spot.page]
                _lay_over(update, leaf, spot.page, stamps.pages[at])
                view = viewport(spot, proof.corners_mm, float(leaf.mediabox[3]), pages[at].heading)
                leaf.obj.VP = pikepdf.Array([view])
                update.touch(leaf.obj)
        _describe(update, seal)
        out = update.result()
    if press.keep is not None and seal.stored:
        press.keep(seal)
    return out


def _seal(pages: Sequence[Page]) -> Seal:
    first = pages[0]
    subject, order = first.subject, first.subject.order
    against = subject.against
    return seal_of(subject.layout, subject.report, subject.book, {
        "sheet": order.sheet,
        "landscape": order.landscape,
        "lang": order.lang,
        "date": order.on.isoformat(),
        "pages": [
            {"template": o.template, "about": o.about, "grid": page.grid.kind, "scale": page.window.scale}
            for page in pages
            for o in (page.subject.order,)
        ],
        "against": None if against is None else {"revision": against.revision, "content": content_digest(against)},
        "marks": [order.maker, order.approval, order.secrecy],
    })  # fmt: skip


def _placed(pages: Sequence[Page]) -> list[Placed]:
    """Where each page's map is: further pages of long tables lie between them."""
    starts = [0, *accumulate(page.length for page in pages)]
    return [
        Placed(start, page.window, page.subject.book.frame, page.grid, page.bar.length_mm)
        for start, page in zip(starts, pages, strict=False)
    ]


def _stamps(
    sheets: Sequence[Page], proofs: Sequence[Proof], seal: Seal, press: Press, lang: str
) -> list[dict[str, Any]]:
    link = press.link(seal)
    word = "seal" if link is not None else "seal_alone" if seal.stored else "seal_file"
    languages = ("zh", "en") if lang == "both" else (lang,)
    pages = []
    for each, proof in zip(sheets, proofs, strict=True):
        sheet = each.sheet
        code = None
        if link is not None:
            svg, modules = code_svg(link)
            code = {"svg": svg, "modules": modules, "size": code_mm(sheet)}
        pages.append({
            "w": sheet.width_mm, "h": sheet.height_mm, "factor": sheet.factor, "lang": languages[0], "code": code,
            "footer": sheet.footer.data(),
            "proof": "\n".join(
                say("proof", tongue, error=proof.error_percent, count=proof.distances) for tongue in languages
            ),
            "seal": say(word, lang, seal=seal.short),
        })  # fmt: skip
    return pages


def _lay_over(update: Update, page: Any, at: int, stamp: Any) -> None:
    """Put a stamp over a page, whatever state the page's own content leaves behind."""
    document = update.document
    name = f"{_STAMP}{at}"
    form = document.copy_foreign(stamp.as_form_xobject())
    resources = page.obj.Resources
    forms = resources.get("/XObject")
    if forms is None:
        forms = resources.XObject = pikepdf.Dictionary()
    forms[f"/{name}"] = form
    for changed in (resources, forms):
        if changed.is_indirect:
            update.touch(changed)
    contents = page.obj.Contents
    own = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    before, after = (document.make_stream(body) for body in (b"q\n", _OVER % name.encode()))
    page.obj.Contents = pikepdf.Array([before, *own, after])


def _describe(update: Update, seal: Seal) -> None:
    """Say in the document's own description what it is a print of: for people, and in full for programs."""
    document, data = update.document, seal.data
    facts = {
        "Layout": clean(data["layout"]),
        "Revision": "" if data["revision"] is None else str(data["revision"]),
        "Rulebook": f"{data['rulebook']['id']} {data['rulebook']['version']}",
        "Seal": seal.hash,
        "Print": seal.json,
    }
    info = document.trailer.Info
    for key, value in facts.items():
        info[f"/Yuantu{key}"] = pikepdf.String(value)
    old = str(info.get("/Keywords", ""))
    new = f"{old}, {seal.hash}" if old else seal.hash
    info["/Keywords"] = pikepdf.String(new)
    update.touch(info)
    metadata = document.Root.get("/Metadata")
    if metadata is not None:
        own = "".join(f"<yuantu:{key}>{escape(value)}</yuantu:{key}>" for key, value in facts.items())
        more = f'<rdf:Description rdf:about="" xmlns:yuantu="{_SPACE}">{own}</rdf:Description></rdf:RDF>'
        packet = metadata.read_bytes().decode()
        packet = packet.replace(f"<pdf:Keywords>{escape(old)}<", f"<pdf:Keywords>{escape(new)}<", 1)
        metadata.write(packet.replace("</rdf:RDF>", more, 1).encode())
        update.touch(metadata)
