"""The text of a KML document as a source, see `kml`."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

import numpy as np
import pandas as pd
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from geo.crs import Geometries
from geo.errors import InputError
from geo.exchange.about import MEMBER, parsed
from geo.exchange.encodings import refuse_unknown
from geo.exchange.kml_shapes import Broken, local, shape_of
from geo.exchange.source import Layer, Source
from geo.model import Text

MAGIC_ZIP: Final = b"PK\x03\x04"
_FOLDER: Final = "folder"
_CRS: Final = "OGC:CRS84"
_SAMPLE_BYTES: Final = 256 * 1024
_DECLARATION: Final = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["'][^>]*\?>""")
_ANY_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_NUMBERS: Final = frozenset({"int", "uint", "short", "ushort", "float", "double"})
_PLAIN: Final = ("name", "description")


@dataclass
class _Found:
    """What was read so far."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    shapes: list[Any] = field(default_factory=list)
    broken: dict[int, Text] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    said: dict[str, Any] = field(default_factory=dict)


def document(body: bytes, path: Path, encoding: str | None) -> Source:
    """The placemarks of a document; text is read by `encoding`, else by what it declares, else as it decodes.

    Raises:
        InputError: not KML, no such encoding, or it declares entities or links to other files.
    """
    refuse_unknown(encoding)
    text, chosen, declared = _decoded(body, encoding)
    found = _Found()
    try:
        _read(text, found)
    except DefusedXmlException as error:
        raise InputError("KML 里不允许声明实体", "KML may not declare entities", where=path.name) from error
    except ParseError as error:
        raise InputError(f"不是可读的 KML：{error}", f"not readable KML: {error}", where=path.name) from error
    table = _table(found.rows, found.numbers)
    if found.said:
        table = table.drop(columns=_FOLDER, errors="ignore")
    layer = Layer(path.stem, table, _objects(found.shapes), _CRS, found.broken)
    return Source(path.name, "kml", (layer,), body[:_SAMPLE_BYTES], chosen, declared, found.said)


def _decoded(body: bytes, encoding: str | None) -> tuple[str, str, str | None]:
    match = _DECLARATION.match(body[:400])
    declared = match[1].decode() if match else None
    marked = "UTF-16" if body[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    for name in (encoding, marked, declared, "UTF-8", "GB18030"):
        try:
            if name is not None:
                return body.decode("utf-8-sig" if name.upper() in ("UTF-8", "UTF8") else name), name, declared
        except (ValueError, LookupError):
            continue
    return body.decode("UTF-8", "replace"), "UTF-8", declared


def _read(text: str, found: _Found) -> None:
    """Placemark by placemark, each forgotten once it was read."""
    stream = io.BytesIO(_ANY_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"))
    tags: list[str] = []
    folders: list[str] = []
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        name = local(element)
        if event == "start":
            if not tags and name not in ("kml", "Document", "Folder", "Placemark"):
                raise InputError("不是 KML", "is not KML", where=name[:40])
            tags.append(name)
            if name == "Folder":
                folders.append("")
            continue
        tags.pop()
        _end(element, name, tags, folders, found)


def _end(element: Element, name: str, tags: list[str], folders: list[str], found: _Found) -> None:
    if name == "NetworkLink":
        raise InputError("KML 里有网络链接，不会读取", "it links to other files, which are not read", where=name)
    if name == "Folder":
        folders.pop()
    elif name == "name" and tags[-1:] == ["Folder"]:
        folders[-1] = element.text or ""
    elif name == "SimpleField" and element.get("type") in _NUMBERS:
        found.numbers.add(element.get("name") or "")
    elif name == "Data" and element.get("name") == MEMBER and "Placemark" not in tags:
        found.said = parsed(_value(element))
    elif name == "Placemark":
        _placemark(element, folders, found)
        element.clear()


def _placemark(element: Element, folders: list[str], found: _Found) -> None:
    row: dict[str, Any] = {local(child): child.text or "" for child in element if local(child) in _PLAIN}
    if element.get("id"):
        row["id"] = element.get("id")
    named = [name for name in folders if name]
    if named:
        row[_FOLDER] = "/".join(named)
    for entry in element.iter():
        title = entry.get("name")
        if title and local(entry) == "SimpleData":
            row[title] = entry.text or ""
        elif title and local(entry) == "Data":
            row[title] = _value(entry)
    try:
        found.shapes.append(shape_of(element))
    except Broken as error:
        found.broken[len(found.rows)] = error.reason
        found.shapes.append(None)
    found.rows.append(row)


def _value(data: Element) -> str | None:
    return next((child.text or "" for child in data if local(child) == "value"), None)


def _table(rows: list[dict[str, Any]], numbers: set[str]) -> pd.DataFrame:
    names = dict.fromkeys(name for row in rows for name in row)
    columns = {name: [row.get(name) for row in rows] for name in names}
    for name in numbers & columns.keys():
        columns[name] = [_number(text) for text in columns[name]]
    return pd.DataFrame({name: _objects(values) for name, values in columns.items()}, range(len(rows)), dtype=object)


def _number(text: str | None) -> float | str | None:
    try:
        return text if text is None else float(text)
    except ValueError:
        return text or None


def _objects(values: list[Any]) -> Geometries:
    return np.fromiter(values, dtype=object, count=len(values))
