"""Live updates: who has a layout open, and features that are held."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, Field

from api.schemas.common import ProblemModel

CLIENT: Final = "w3k9x2m7"
SIGN: Final[dict[str, Any]] = {"client": CLIENT, "feature": "G09"}
SIGNED: Final[dict[str, Any]] = {"guest": 1, "again_s": 15, "gone_s": 40}
HOLD: Final[dict[str, Any]] = {"client": CLIENT, "feature": "G09", "take": False}
HELD: Final[dict[str, Any]] = {"feature": "G09", "until": "2026-01-05T08:02:00+00:00"}
EVENTS: Final = (
    ": \n\nid: 12.1.0.1767600000000\nevent: revision\n"
    'data: {"revision":12,"created":"2026-01-05T08:00:00+00:00","author":"王工","message":"调整","put":["G09"],'
    '"deleted":[],"whole":true}\n\n'
)


class SignModel(BaseModel):
    """A sign of life of a window: `client` is what it calls itself, `feature` what is edited there."""

    client: str = Field(pattern=r"^[A-Za-z0-9-]{8,64}$")
    feature: str | None = None


class SignedModel(BaseModel):
    """The number of a guest, 0 for one with a name; when to sign again, and when one counts as gone."""

    guest: int
    again_s: int
    gone_s: int


class HoldModel(BaseModel):
    """A feature that a window is about to edit; `take` takes it over from another window."""

    client: str = Field(pattern=r"^[A-Za-z0-9-]{8,64}$")
    feature: str
    take: bool = False


class HeldModel(BaseModel):
    """A feature that is held, until when unless a sign of life comes."""

    feature: str
    until: datetime


class HolderModel(BaseModel):
    """Who holds a feature: by name, or as a guest of that number."""

    name: str
    guest: int
    until: datetime


class LockedModel(ProblemModel):
    """Another window holds the feature."""

    holder: HolderModel
