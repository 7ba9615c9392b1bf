"""The shapes of signing in and of looking after people, with an example of each."""

from __future__ import annotations

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


PERSON: Final[dict[str, Any]] = {"key": "7", "name": "王工", "role": "planner", "districts": ["海淀区"]}
SESSION: Final[dict[str, Any]] = {
    "person": PERSON, "claimed": True, "oidc": False, "csrf": "S1jvT3Zb5mXg0cX6e0uJ2lY9bq7rW8nKp4dFhQaVtEo",
    "abilities": ["comment", "edit", "open", "read", "read-public"],
}  # fmt: skip
SIGN_IN: Final[dict[str, Any]] = {"name": "王工", "password": "correct horse battery"}
CLAIM: Final[dict[str, Any]] = {
    "code": "n0t-a-code-that-anybody-was-given", "name": "王工", "password": "correct horse battery",
}  # fmt: skip
