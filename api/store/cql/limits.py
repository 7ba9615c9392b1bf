"""How large a filter may be, so that no question can tie up the server, and the words for saying no."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import InputError


@dataclass(frozen=True)
class Limits:
    """The most that a filter may have.

    Attributes:
        characters: the length of its text.
        depth: how deep expressions may stand inside one another.
        nodes: operators, properties and literals together.
        vertices: of all its geometries together.
        digits: of any number that its arithmetic can lead to.
    """

    characters: int = 65_536
    depth: int = 32
    nodes: int = 2_000
    vertices: int = 10_000
    digits: int = 2_000


def too_deep(depth: int, where: str) -> InputError:
    """More than `depth` expressions stand inside one another."""
    return InputError(f"嵌套超过 {depth} 层", f"expressions are nested more than {depth} deep", where=where)


def too_many(nodes: int, where: str) -> InputError:
    """More than `nodes` operators, properties and literals."""
    return InputError(f"过滤条件超过 {nodes} 个部分", f"the filter has more than {nodes} parts", where=where)
