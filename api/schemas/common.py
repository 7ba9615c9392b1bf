"""What every other shape is made of: sentences, problems, health."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel


class TextModel(BaseModel):
    """A sentence in Chinese and in English."""

    zh: str
    en: str


class ProblemModel(BaseModel):
    """What went wrong (RFC 9457): `detail` in the reader's language, `message` in both, `where` at which place."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    message: TextModel
    where: str | None = None


class HealthModel(BaseModel):
    """The server answers, and so does its database."""

    status: Literal["ok"]
    postgis: str
    layouts: int
    version: str
