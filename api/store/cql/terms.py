"""Parts of a filter in SQL, each with what it is, and the values that they are bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from geo.model import Text


class Type(Enum):
    """What a part of a filter is; the value is its name for people."""

    BOOLEAN = Text("真假值", "a truth value")
    TEXT = Text("文字", "text")
    NUMBER = Text("数字", "a number")
    LIST = Text("列表", "a list")
    GEOMETRY = Text("几何", "a geometry")
    DATE = Text("日期", "a date")
    TIMESTAMP = Text("时刻", "a timestamp")


@dataclass(frozen=True)
class Term:
    """An expression in SQL.

    Attributes:
        sql: the expression, complete in itself; every value in it is a parameter.
        type: what it comes to.
        name: what to call it when something is wrong with it: a property, or nothing.
        digits: of a number: how many digits it can come to at most.
    """

    sql: str
    type: Type
    name: str = ""
    digits: int = 0

    def called(self) -> Text:
        """How a sentence speaks of it."""
        return Text(f"属性 {self.name} ", f"the property {self.name}") if self.name else Text("此处", "this")


@dataclass
class Bindings:
    """Values under names of our own."""

    prefix: str
    values: dict[str, Any] = field(default_factory=dict)

    def bind(self, value: Any, cast: str) -> str:
        """The parameter of a value, cast to a type of PostgreSQL."""
        name = f"{self.prefix}{len(self.values)}"
        self.values[name] = value
        return f"%({name})s::{cast}"
