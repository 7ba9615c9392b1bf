"""Sessions of browsers: a cookie that nobody guesses, of which the database keeps a hash; ended here, not there.

A session begins anew at every sign-in, so that nobody can lay one under another person's hands, and ends when it is
idle, when it is old, when the person signs out, and when password or role change.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Final

from sqlalchemy import Engine
from starlette.requests import HTTPConnection
from starlette.responses import Response

from api.auth.secret import digest, new_secret
from api.settings import Settings
from api.store.statements import statement

CSRF_HEADER: Final = "X-Yuantu-CSRF"


def is_safe_line(asked: HTTPConnection, settings: Settings) -> bool:
    """Whether the browser reached us over https, itself or up to a proxy."""
    return asked.url.scheme == "https" or (settings.public_url or "").startswith("https://")


def cookie_name(asked: HTTPConnection, settings: Settings, name: str = "yuantu") -> str:
    """The name of a cookie; over https one that no other host can set."""
    return f"__Host-{name}" if is_safe_line(asked, settings) else name


def secret_in(asked: HTTPConnection, settings: Settings) -> str:
    """What the session cookie of a request holds; "" where there is none."""
    return asked.cookies.get(cookie_name(asked, settings), "")


def csrf_of(secret: str) -> str:
    """What a page must send along when it writes: it follows from the cookie, which other sites cannot read."""
    mark = hmac.digest(secret.encode("utf-8", "surrogatepass"), b"yuantu csrf", hashlib.sha256)
    return base64.urlsafe_b64encode(mark).rstrip(b"=").decode()


def is_csrf_of(secret: str, sent: str) -> bool:
    """Whether a page sent what follows from the cookie."""
    return hmac.compare_digest(csrf_of(secret).encode(), sent.encode("utf-8", "surrogatepass"))


def begin(engine: Engine, person: int) -> str:
    """Sign a person in: the secret for the cookie."""
    secret = new_secret()
    with engine.begin() as connection:
        connection.execute(statement("begin_session"), {"hash": digest(secret), "person": person})
    return secret


def sweep(engine: Engine, settings: Settings) -> None:
    """Remove the sessions that are over."""
    with engine.begin() as connection:
        connection.execute(statement("sweep_sessions"), spans(settings))


def end(engine: Engine, secret: str) -> None:
    """Sign a browser out."""
    with engine.begin() as connection:
        connection.execute(statement("end_session"), {"hash": digest(secret)})


def end_all(engine: Engine, person: int, *, but: str = "") -> None:
    """Sign a person out everywhere, except where the cookie holds `but`."""
    with engine.begin() as connection:
        connection.execute(statement("end_sessions"), {"person": person, "but": digest(but)})


def touch(engine: Engine, hash: bytes) -> None:
    """Note that a session is in use."""
    with engine.begin() as connection:
        connection.execute(statement("touch_session"), {"hash": hash})


def spans(settings: Settings) -> dict[str, float]:
    """How long a session may idle and last, in seconds."""
    return {"idle_s": settings.session_idle_hours * 3600, "longest_s": settings.session_hours * 3600}


def put_cookie(response: Response, asked: HTTPConnection, settings: Settings, secret: str) -> None:
    """Give a browser its session."""
    response.set_cookie(
        cookie_name(asked, settings),
        secret,
        max_age=int(settings.session_hours * 3600),
        path="/",
        secure=is_safe_line(asked, settings),
        httponly=True,
        samesite="lax",
    )


def drop_cookie(response: Response, asked: HTTPConnection, settings: Settings) -> None:
    """Take it away again."""
    response.delete_cookie(
        cookie_name(asked, settings),
        path="/",
        secure=is_safe_line(asked, settings),
        httponly=True,
        samesite="lax",
    )
