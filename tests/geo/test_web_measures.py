"""The numbers that the page's formulas are tested against are those that the package computes today."""

from __future__ import annotations

import json

import pytest

from tests.geo import web_measures


def test_the_page_is_held_against_todays_numbers() -> None:
    stored = json.loads(web_measures.FILE.read_text(encoding="utf-8"))
    fresh = json.loads(json.dumps(web_measures.document()))
    assert stored["made_by"] == web_measures.COMMAND
    assert [a["coordinates"] for a in stored["areas"]] == [a["coordinates"] for a in fresh["areas"]]
    assert [a["area_m2"] for a in stored["areas"]] == pytest.approx([a["area_m2"] for a in fresh["areas"]], rel=1e-12)
    for old, new in zip(stored["positions"], fresh["positions"], strict=True):
        assert old["xy"] == pytest.approx(new["xy"], abs=1e-6)
    for old, new in zip(stored["gauss_kruger"], fresh["gauss_kruger"], strict=True):
        assert (old["zone"], old["lonlat"]) == (new["zone"], new["lonlat"])
        assert old["easting_m"] == pytest.approx(new["easting_m"], abs=1e-6)
        assert old["northing_m"] == pytest.approx(new["northing_m"], abs=1e-6)
