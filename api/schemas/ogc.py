"""The shapes of the OGC API's answers."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from api.schemas.features import FeatureModel


class LinkModel(BaseModel):
    """Where something related is (RFC 8288)."""

    href: str
    rel: str
    type: str | None = None
    title: str | None = None


class LandingModel(BaseModel):
    """Where a client begins."""

    title: str
    description: str
    links: list[LinkModel]


class ConformanceModel(BaseModel):
    """The conformance classes that are implemented and tested."""

    conformsTo: list[str]


class OgcCollectionModel(BaseModel):
    """The features of one kind of a layout, all of them, or its findings."""

    id: str
    title: str
    description: str
    itemType: Literal["feature"]
    crs: list[str]
    storageCrs: str
    itemCount: int | None = None
    extent: dict[str, Any] | None = None
    links: list[LinkModel]
    yuantu: dict[str, Any]


class OgcCollectionsModel(BaseModel):
    """Every collection."""

    links: list[LinkModel]
    crs: list[str]
    collections: list[OgcCollectionModel]


class ItemsModel(BaseModel):
    """A page of features; coordinates are in the system that the header Content-Crs names."""

    type: Literal["FeatureCollection"]
    features: list[FeatureModel]
    numberReturned: int
    numberMatched: int | None = None
    links: list[LinkModel]


class ItemModel(FeatureModel):
    """One feature with its links."""

    links: list[LinkModel]
