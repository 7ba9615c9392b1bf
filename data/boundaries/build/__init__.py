"""Builders of the boundary data: `make data` runs them, nothing imports them at run time.

districts   16 districts from public map data, shift undone, simplified as one coverage
reference   the layout zgc-2020: schematic outlines with exact areas
practice    practice-draft: the same layout with planted faults

Every file is a pure function of the sources: no clock, no unseeded randomness.
"""
