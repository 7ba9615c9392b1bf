"""Every sentence of the plans that binds a layout, and what became of it in the rulebook."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from geo.errors import NotFound, RulebookError
from geo.model import COLUMNS
from geo.rulebook.book import rulebook_ids
from geo.settings import data_dir

_CODE: Final = re.compile(r"[A-Z]{3}\d{3}")


class Treatment(StrEnum):
    """What a sentence has become."""

    RULE = "rule"
    ATTRIBUTE = "attribute"
    INDICATOR = "indicator"
    TEXT_ONLY = "text-only"


class ClauseRow(BaseModel):
    """One sentence: where it stands, what it asks for, and how a layout is held to it.

    `original` is the whole paragraph of the document in which the sentence stands.
    `target` names rule codes, properties that a feature fills in, or indicators. A sentence that no map can check is
    `text-only` and says why.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    row: str
    document: str
    locator: str
    line: int
    kind: str
    strength: str
    original: str
    paraphrase: str
    treatment: Treatment
    target: str
    reason_zh: str
    reason_en: str

    @property
    def targets(self) -> tuple[str, ...]:
        """The target's parts."""
        return tuple(part for part in self.target.split(";") if part)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules among the targets."""
        return tuple(part for part in self.targets if _CODE.fullmatch(part))

    @property
    def binding(self) -> bool:
        """Whether a rule must hold a layout to it: every hard sentence, every one on space, structure or industry."""
        on_the_map = self.kind in ("spatial", "structural", "industry") and self.strength == "soft"
        return self.strength == "hard" or on_the_map

    def data(self) -> dict[str, Any]:
        """As a JSON object."""
        return self.model_dump(mode="json") | {"target": list(self.targets)}

    @model_validator(mode="after")
    def _accounts_for_itself(self) -> Self:
        if (self.treatment is Treatment.TEXT_ONLY) != bool(self.reason_zh and self.reason_en and not self.target):
            raise ValueError("a text-only sentence has a reason and no target, every other a target")
        if self.treatment in (Treatment.RULE, Treatment.ATTRIBUTE) and not self.rules:
            raise ValueError("it names no rule")
        if self.treatment is Treatment.ATTRIBUTE and not set(self.targets) & set(COLUMNS):
            raise ValueError("it names no property")
        return self


def read_clauses(id: str = "zgc") -> Sequence[ClauseRow]:
    """All sentences of a rulebook, by document and number.

    Raises:
        NotFound: there is no such rulebook.
        RulebookError: a sentence is nowhere, twice, or its treatment does not fit its target.
    """
    if id not in rulebook_ids():
        raise NotFound(f"没有名为 {id} 的规则册", f"there is no rulebook named {id}")
    rows: list[ClauseRow] = []
    for path in sorted((data_dir() / "rulebook" / id / "clauses").glob("*.csv")):
        rows += _read(path)
    names = [row.row for row in rows]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RulebookError("条款重复", "the sentence stands twice", where=twice[0])
    return rows


def _read(path: Path) -> list[ClauseRow]:
    with path.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    rows = []
    for values in raw:
        try:
            rows.append(ClauseRow.model_validate(values))
        except ValidationError as error:
            first = error.errors()[0]["msg"]
            raise RulebookError(f"条款有误：{first}", first, where=f"{path.name}: {values.get('row')}") from error
    return rows
