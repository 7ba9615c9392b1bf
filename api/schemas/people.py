"""The shapes of signing in and of looking after people, with an example of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel

RoleName = Literal["viewer", "planner", "reviewer", "publisher", "administrator"]
AbilityName = Literal["open", "read-public", "read", "comment", "edit", "review", "publish", "administer"]


class PersonModel(BaseModel):
    """Who is signed in; `districts` are those that a planner may draw in, null for all."""

    key: str
    name: str
    role: RoleName
    districts: list[str] | None


class SessionModel(BaseModel):
    """Who asks, and what they may do.

    `claimed` is false until the first administrator has been made: whoever sits at the server's machine may then do
    everything, without a name. `csrf` goes along as `X-Yuantu-CSRF` with every write of a signed-in browser. `oidc`
    says whether `GET /api/signin/oidc` leads to another sign-in.
    """

    person: PersonModel | None
    claimed: bool
    oidc: bool
    csrf: str | None
    abilities: list[AbilityName]


class SignInModel(BaseModel):
    """A name and its password."""

    name: str
    password: str


class ClaimModel(BaseModel):
    """What stands behind # in a link, and the password chosen; `name` is for the first administrator to choose."""

    code: str
    password: str
    name: str | None = None


class OidcModel(BaseModel):
    """Who a person is at the OpenID Connect provider."""

    issuer: str
    subject: str


class PersonEntryModel(PersonModel):
    """Somebody who may sign in; no longer where `active` is false."""

    active: bool
    created: datetime
    oidc: OidcModel | None
    has_password: bool


class LinkedPersonModel(PersonEntryModel):
    """With the link, once, with which they choose a password; null where none was made."""

    link: str | None


class AddPersonModel(BaseModel):
    """Somebody new; a planner draws in `districts` only, null for everywhere."""

    name: str
    role: RoleName
    districts: list[str] | None = None


class ChangePersonModel(BaseModel):
    """What is to change; what is not named stays."""

    role: RoleName | None = None
    districts: list[str] | None = None
    active: bool | None = None
    oidc: OidcModel | None = None
    link: bool | None = None


class ChangePasswordModel(BaseModel):
    """The present password, and another of at least 12 characters."""

    current: str
    password: str


class AddTokenModel(BaseModel):
    """What a token is for, what it may (all that its owner may where `scopes` is null), and for how many days."""

    label: str
    scopes: list[AbilityName] | None = None
    days: int = 90


class TokenModel(BaseModel):
    """A token as it is kept; what it is, only its owner knows."""

    number: int
    label: str
    scopes: list[AbilityName] | None
    created: datetime
    expires: datetime
    used: datetime | None
    revoked: datetime | None


class MadeTokenModel(TokenModel):
    """A new token, and what it is, told this once."""

    token: str


PERSON: Final[dict[str, Any]] = {"key": "7", "name": "王工", "role": "planner", "districts": ["海淀区"]}
SESSION: Final[dict[str, Any]] = {
    "person": PERSON, "claimed": True, "oidc": False, "csrf": "S1jvT3Zb5mXg0cX6e0uJ2lY9bq7rW8nKp4dFhQaVtEo",
    "abilities": ["comment", "edit", "open", "read", "read-public"],
}  # fmt: skip
SIGN_IN: Final[dict[str, Any]] = {"name": "王工", "password": "correct horse battery"}
CLAIM: Final[dict[str, Any]] = {
    "code": "n0t-a-code-that-anybody-was-given", "name": "王工", "password": "correct horse battery",
}  # fmt: skip
ENTRY: Final[dict[str, Any]] = PERSON | {
    "active": True, "created": "2026-01-05T08:00:00+00:00", "oidc": None, "has_password": True,
}  # fmt: skip
LINKED: Final[dict[str, Any]] = ENTRY | {"link": "https://plan.example/claim?name=%E7%8E%8B%E5%B7%A5#n0t-a-code"}
ADD_PERSON: Final[dict[str, Any]] = {"name": "王工", "role": "planner", "districts": ["海淀区"]}
CHANGE_PERSON: Final[dict[str, Any]] = {"role": "reviewer", "districts": None, "active": True, "link": True}
CHANGE_PASSWORD: Final[dict[str, Any]] = {"current": "correct horse battery", "password": "staple correct horse"}
ADD_TOKEN: Final[dict[str, Any]] = {"label": "每日导出", "scopes": ["read"], "days": 90}
TOKEN: Final[dict[str, Any]] = {
    "number": 1, "label": "每日导出", "scopes": ["read"], "created": "2026-01-05T08:00:00+00:00",
    "expires": "2026-04-05T08:00:00+00:00", "used": None, "revoked": None,
}  # fmt: skip
MADE_TOKEN: Final[dict[str, Any]] = TOKEN | {"token": "yt_n0t-a-token"}
