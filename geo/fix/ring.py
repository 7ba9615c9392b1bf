"""Mend a crossed outline, where it can be read in one way only."""

from __future__ import annotations

import numpy as np
import shapely

from geo import measure
from geo.fix import words
from geo.fix.build import Repair, proposal, refused
from geo.fix.ground import Ground
from geo.fix.proposal import Proposal
from geo.model import Finding
from geo.model.outline import readings

KIND = "repair-ring"


def propose(finding: Finding, ground: Ground) -> list[Proposal]:
    """One proposal: what the outline encloses. A bow-tie becomes two parts, and the title says how large each is.

    An outline that runs twice around the same land can be read as land or as a hole; then a person has to redraw it.
    """
    (id,) = finding.subjects
    title = words.RING_PLAIN_TITLE.format(name=ground.name(id))
    shape = ground.shape(id)
    if shapely.get_type_id(shape) not in (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON):
        return [refused(KIND, finding, title, words.NOT_POLYGON)]
    if shapely.is_empty(shape) or not np.isfinite(shapely.get_coordinates(shape)).all():
        return [refused(KIND, finding, title, words.NOT_POLYGON)]
    enclosed, even_odd = (shapely.get_parts(reading[0]) for reading in readings(np.array([shape], dtype=object)))
    areas_m2 = measure.area_m2(enclosed)
    total_m2, other_m2 = float(areas_m2.sum()), float(measure.area_m2(even_odd).sum())
    if not total_m2:
        return [refused(KIND, finding, title, words.NOT_POLYGON)]
    max_share = ground.settings.ring.max_area_change_share
    if abs(total_m2 - other_m2) > max_share * total_m2:
        values = {"enclosed_m2": total_m2, "even_odd_m2": other_m2, "max_share": max_share}
        return [refused(KIND, finding, title, words.TWO_READINGS.format(**values))]
    told = " + ".join(f"{area:,.0f}" for area in sorted(areas_m2, reverse=True))
    words_for = words.RING_TITLE if len(enclosed) > 1 else words.RING_ONE_TITLE
    title = words_for.format(name=ground.name(id), n=len(enclosed), areas=told)
    mended = shapely.MultiPolygon(list(enclosed))
    repair = Repair({id: mended}, shapely.MultiPolygon(), clear=True)
    return [proposal(KIND, finding, title, repair, ground)]
