"""The shapes of the OGC API's answers."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

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


class QueryablesModel(BaseModel):
    """The properties that filters know, as a JSON schema (draft 2020-12)."""

    model_config = ConfigDict(extra="allow")

    type: Literal["object"]
    title: str
    properties: dict[str, dict[str, Any]]
    additionalProperties: Literal[False]


class FunctionModel(BaseModel):
    """A function that filters may call."""

    name: str
    description: str
    arguments: list[dict[str, Any]]
    returns: list[str]


class FunctionsModel(BaseModel):
    """The functions that filters may call."""

    functions: list[FunctionModel]
    links: list[LinkModel]


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


class FeatureSchemaModel(BaseModel):
    """A JSON Schema of a feature."""

    title: str
    type: Literal["object"]
    properties: dict[str, Any]
