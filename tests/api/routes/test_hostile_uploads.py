"""Files that are made to harm come over HTTP: each is refused in a sentence, and others are answered meanwhile."""

import io
import threading
import time
import zipfile
from collections.abc import Callable
from typing import Self

import httpx
import pytest
from ezdxf.filemanagement import new

SLOWEST_S = 10.0
"""Far more than an answer takes, on a machine that has much else to do."""


def _entities() -> bytes:
    """Ten entities, each ten times the one before."""
    lines = ['<!ENTITY a0 "长长长长长长长长">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11)]
    return f"<!DOCTYPE kml [{''.join(lines)}]><kml><Document><name>&a10;</name></Document></kml>".encode()


def _foreign_entity() -> bytes:
    return b'<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><Document><name>&x;</name></Document></kml>'


def _link() -> bytes:
    return (
        b"<kml><Document><NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink></Document></kml>"
    )


def _packed(name: str, body: bytes, times: int = 1) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(times):
            member.write(body)
    return file.getvalue()


def _bomb() -> bytes:
    """A GiB of zeros in a megabyte."""
    return _packed("doc.kml", bytes(1024**2), 1024)


def _blocks() -> bytes:
    """A drawing whose blocks hold ten of the one before, eight deep."""
    drawing = new()
    drawing.blocks.new("B0").add_lwpolyline([(0, 0), (1, 0), (1, 1)], close=True)
    for depth in range(1, 9):
        block = drawing.blocks.new(f"B{depth}")
        for n in range(10):
            block.add_blockref(f"B{depth - 1}", (n, 0))
    drawing.modelspace().add_blockref("B8", (0, 0))
    text = io.StringIO()
    drawing.write(text)
    return text.getvalue().encode()


def _array() -> bytes:
    """A block that one entity sets a hundred million times."""
    drawing = new()
    drawing.blocks.new("B").add_lwpolyline([(0, 0), (1, 0), (1, 1)], close=True)
    attributes = {"row_count": 10_000, "column_count": 10_000, "row_spacing": 2, "column_spacing": 2}
    drawing.modelspace().add_blockref("B", (0, 0), dxfattribs=attributes)
    text = io.StringIO()
    drawing.write(text)
    return text.getvalue().encode()


FILES: dict[str, Callable[[], bytes]] = {
    "entities.kml": _entities,
    "foreign.kml": _foreign_entity,
    "link.kml": _link,
    "bomb.kmz": _bomb,
    "blocks.dxf": _blocks,
    "array.dxf": _array,
}


class Others:
    """Somebody else who asks the same server all the time."""

    def __init__(self, base: str) -> None:
        self.waits_s: list[float] = []
        self.faults: list[str] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, args=(base,))

    def _ask(self, base: str) -> None:
        with httpx.Client(base_url=base, timeout=60) as client:
            while True:
                begun = time.monotonic()
                answer = client.get("/healthz")
                self.waits_s.append(time.monotonic() - begun)
                if answer.status_code != 200:
                    self.faults.append(answer.text)
                if self._over.wait(0.05):
                    return

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_while_others_are_answered(client: httpx.Client, name: str) -> None:
    body = FILES[name]()
    with Others(str(client.base_url)) as others:
        answer = client.post("/api/imports", params={"name": name}, content=body)
    assert answer.status_code == 422, answer.text[:400]
    problem = answer.json()
    assert problem["title"] and problem["detail"]
    assert "passwd" not in answer.text and "Traceback" not in answer.text
    assert others.faults == [] and max(others.waits_s) < SLOWEST_S
