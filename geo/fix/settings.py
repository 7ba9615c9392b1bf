"""How far a repair may go: `fixes.toml` of a rulebook."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, ValidationError

from geo.errors import RulebookError
from geo.settings import data_dir

_FILE = "fixes.toml"


class _Closed(BaseModel):
    """A table of the file: an unknown key is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nodes(_Closed):
    """Within `snap_m` two positions are one."""

    snap_m: float


class Safety(_Closed):
    """What a repair may take by rounding from a feature that has no part in it."""

    max_spill_m2: float


class Overlaps(_Closed):
    """Who wins by the survey of its outline, and what the loser must keep."""

    basis_order: tuple[str, ...]
    min_left_share: float
    min_part_m2: float
    crumb_m2: float


class Gaps(_Closed):
    """Up to what width a void is a sliver, and from what difference one neighbour is nearer than another."""

    max_width_m: float
    tie_share: float
    crumb_m2: float


class Welds(_Closed):
    """How near vertices and borders must be to be meant as one."""

    tolerance_m: float


class Rings(_Closed):
    """How far two readings of an outline may differ."""

    max_area_change_share: float


class FixSettings(_Closed):
    """Every number of every repair."""

    nodes: Nodes
    safety: Safety
    overlap: Overlaps
    gap: Gaps
    weld: Welds
    ring: Rings


@lru_cache(maxsize=8)
def load_settings(rulebook: str) -> FixSettings:
    """The settings of a rulebook's repairs.

    Raises:
        RulebookError: the file is missing, or holds an unknown key or a wrong value.
    """
    path = data_dir() / "rulebook" / rulebook / _FILE
    try:
        return FixSettings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise RulebookError("文件缺失", "the file is missing", where=_FILE) from error
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(f"不是有效的 TOML：{error}", f"not valid TOML: {error}", where=_FILE) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = f"{_FILE}: {'.'.join(map(str, first['loc']))}"
        raise RulebookError(f"内容有误：{first['msg']}", first["msg"], where=where) from error
