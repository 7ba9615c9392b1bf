"""What may be read without signing in once an office has claimed the service: what is published, or nothing."""

from __future__ import annotations

from api.auth.people import Person
from api.settings import Settings


def may_read(who: Person, settings: Settings, *, published: bool) -> bool:
    """Whether somebody may read what a request asks for: people everything, nobody what lies at published addresses.

    A draft is never at such an address, whatever the request's parameters say.
    """
    return who.role is not None or (published and settings.public_reading == "published")


def private(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The head of an answer to somebody who signed in: no one else's cache may keep it, and theirs asks each time."""
    kept = [pair for pair in headers if pair[0].lower() != b"cache-control"]
    said = next((value for name, value in headers if name.lower() == b"cache-control"), b"")
    return [*kept, (b"cache-control", said if b"no-store" in said else b"private, no-cache")]
