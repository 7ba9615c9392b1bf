"""The rules, listed by hand: one fault, one file."""

from typing import Final

from geo.rules import (
    carrier_not_allowed,
    class_gap,
    group_count,
    group_missing,
    group_too_small,
    group_unknown,
    invalid_geometry,
    mode_missing,
    mode_unknown,
    name_twice,
    outside_district,
    outside_park,
    overlap,
    park_count,
    park_missing,
    park_off_approved_area,
    park_unknown,
    sliver_gap,
    unknown_industry,
    unknown_kind,
    waiver_unused,
    zone_total_area,
)
from geo.rules.base import Rule, RuleParams, Scope
from geo.rules.subjects import Draft, Subjects

RULES: Final[dict[str, Rule]] = {
    module.RULE.code: module.RULE
    for module in (
        unknown_kind,
        invalid_geometry,
        overlap,
        sliver_gap,
        outside_district,
        outside_park,
        park_count,
        park_missing,
        park_unknown,
        group_count,
        group_missing,
        group_unknown,
        name_twice,
        zone_total_area,
        group_too_small,
        park_off_approved_area,
        class_gap,
        unknown_industry,
        mode_unknown,
        mode_missing,
        carrier_not_allowed,
        waiver_unused,
    )
}

__all__ = ["RULES", "Draft", "Rule", "RuleParams", "Scope", "Subjects"]
