"""The plan in grey, as ground for what a map is about."""

from __future__ import annotations

from geo.model import Kind
from geo.sheet import symbols
from geo.sheet.scene import Layer
from geo.sheet.subject import Subject


def pale_layers(subject: Subject) -> tuple[Layer, ...]:
    """Areas in grey, parks as grey outlines."""
    plan, names = subject.plan, subject.names
    areas = plan.of_kind(Kind.GROUP, Kind.RESERVE, Kind.SMALL)
    return (
        Layer(symbols.PALE, areas, subject.say("plan_areas"), subject.second("plan_areas")),
        Layer(symbols.PALE_LINE, plan.of_kind(Kind.PARCEL, Kind.SPECIALTY, Kind.ZONE)),
        Layer(
            symbols.PALE_PARK, plan.of_kind(Kind.PARK), names.say(Kind.PARK.label), names.second_text(Kind.PARK.label)
        ),
    )
