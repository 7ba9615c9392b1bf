"""An industry tag is not in the taxonomy.

What it checks: the tags in `industries`, `leading` and `cultivated` of every feature; a tag may carry a
stage, as in 创新药物(研发).
Why: rules about industries, the legend and statistics only understand tags of the 2+4+1 industry system and
its fields.
Example that fails: a group tagged 区块连.
How to fix: use the tag that the taxonomy lists, or add the new industry to the taxonomy first.
"""

import numpy as np

from geo.model import Text
from geo.rulebook import Rulebook
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects
from geo.rules.tags import tagged

_COLUMNS = ("industries", "leading", "cultivated")


def check(subjects: Subjects, params: RuleParams, book: Rulebook) -> list[Draft]:
    """One finding per feature, naming all its unknown tags."""
    strange: list[tuple[int, str]] = []
    for column in _COLUMNS:
        rows, tags = subjects.flat(column)
        unknown = ~np.isin(tags.astype(str), list(book.taxonomy.sector_of))
        strange += zip(rows[unknown].tolist(), tags[unknown], strict=True)
    return tagged(subjects, strange)


RULE = Rule(
    code="IND001",
    name="unknown-industry",
    title=Text("产业标签须在产业目录之内", "An industry tag must be in the taxonomy"),
    message=Text("“{name}”的产业标签不在目录之内：{tags}", "{name} has industry tags that the taxonomy lacks: {tags}"),
    scope=Scope.EACH,
    reads=frozenset(),
    check=check,
    geometry=False,
    judges=frozenset({"industries", "leading", "cultivated"}),
)
