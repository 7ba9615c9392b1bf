"""Where a request comes from, by what browsers say of it and no page can forge."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection


def is_foreign(headers: Headers, friends: Collection[str]) -> bool:
    """Whether a page of another site sends this; `friends` are the sites that may.

    What is no browser, as curl, says nothing of it and is not foreign.
    """
    origin = headers.get("origin")
    if origin is not None and origin in friends:
        return False
    site = headers.get("sec-fetch-site")
    if origin == "null":
        return True
    if site is not None:
        return site not in ("same-origin", "none")
    if origin is None:
        return False
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def is_at_this_machine(asked: HTTPConnection, named: str) -> bool:
    """Whether somebody at this machine asks, calling it by a name that no other site can give itself.

    A page whose name was made to lead here sends that name as `Host`; `named` is the one that the server was told.
    """
    client = asked.client
    return client is not None and _is_loopback(client.host) and _is_own_name(asked.headers.get("host", ""), named)


def _is_own_name(host: str, named: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    return name in ("", "localhost", named.lower()) or name.endswith(".localhost") or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if found.version == 6 else None
    return (mapped or found).is_loopback
