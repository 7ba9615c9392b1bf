"""GET /verify/{hash}: what a printed sheet was of, and whether its plan still stands. Scanned from paper."""

from __future__ import annotations

from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Request, Response

from api.context import context
from api.store import seals
from api.verify_page import known, unknown
from geo.errors import NotFound
from geo.sheet.seal import SHORT

router = APIRouter(tags=["sheets"])
_HEADERS = {"Cache-Control": "no-store", "Vary": "Accept"}

Code = Annotated[str, Path(max_length=64, description="核验码 the seal that is printed on the sheet")]


@router.get("/verify/{code}", include_in_schema=False)
def verify(request: Request, code: Code) -> Response:
    """A page for people; JSON for who asks for it. Raises NotFound."""
    page = "text/html" in request.headers.get("accept", "")
    try:
        record = seals.find(context(request).store.engine, _clean(code))
    except NotFound as error:
        if not page:
            raise
        return Response(unknown(code, error), 404, _HEADERS, "text/html")
    body = known(record) if page else orjson.dumps(record.data())
    return Response(body, 200, _HEADERS, "text/html" if page else "application/json")


def _clean(code: str) -> str:
    """The digits of a seal, however somebody typed them."""
    digits = "".join(code.lower().split())
    if len(digits) < SHORT or not all(digit in "0123456789abcdef" for digit in digits):
        raise NotFound(
            "核验码由 16 位数字和字母 a–f 组成，请对照图上再输入",
            "a seal has 16 digits and letters a to f; compare it with the sheet",
        )
    return digits
