"""The HTML report as text: one file, nothing from elsewhere, the same bytes every time."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from geo.errors import InputError
from geo.model import Layout
from geo.report import html
from geo.report.checked import Checked
from geo.report.html import to_html
from geo.rulebook import Rulebook
from tests.geo.report.conftest import HOSTILE

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def data_of(body: bytes) -> dict[str, Any]:
    found = DATA.search(body.decode())
    assert found
    return dict(json.loads(found[1]))


def test_the_same_inputs_give_the_same_bytes(checked: Checked, english: Checked) -> None:
    assert to_html(checked) == to_html(replace(checked))
    assert to_html(checked) != to_html(english)
    assert b'<html lang="en">' in to_html(english)


def test_its_policy_admits_its_own_scripts_and_nothing_else(checked: Checked) -> None:
    text = to_html(checked).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy and policy[1].startswith("default-src &#39;none&#39;")
    scripts = SCRIPT.findall(text)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert digest in policy[1].replace("&#43;", "+").replace("&#61;", "=")
    assert not re.search(r'<(script|img|iframe|link)[^>]+(src|href)="(?!data:)', text)
    assert not re.search(r"@import|url\((?!['\"]?(data:|#))", text.split("</style>")[0])


def test_hostile_names_never_leave_the_data(hostile: Checked) -> None:
    body = to_html(hostile)
    text = body.decode()
    assert text.count("</script>") == 3 and "<img src=x" not in text
    names = {
        feature["id"]: feature["properties"].get("name") for feature in data_of(body)["layoutFeatures"]["features"]
    }
    assert {id: names[id] for id in HOSTILE} == HOSTILE


def test_outlines_are_rounded_to_a_decimetre_and_written_once(checked: Checked, practice: Layout) -> None:
    body = to_html(checked)
    told = {feature["id"]: feature["geometry"] for feature in data_of(body)["layoutFeatures"]["features"]}
    for id, geometry in zip(practice.features["id"], practice.features.geometry, strict=True):
        assert shapely.hausdorff_distance(shape(told[id]), geometry) < 1e-6
    assert len(body) < 1_000_000


def test_what_has_no_place_of_its_own_claims_none(checked: Checked) -> None:
    told = {finding["rule"]: finding for finding in data_of(to_html(checked))["findings"]}
    assert told["ROS004"]["evidence"] is None and told["GEO002"]["evidence"] is not None


def test_geometry_that_no_map_can_draw_is_left_out(practice: Layout, book: Rulebook, checked: Checked) -> None:
    table = practice.features.copy()
    shapes = np.asarray(table.geometry.values, dtype=object)
    shapes[0], shapes[1] = None, shapely.Polygon()
    table = table.set_geometry(shapes, crs=4490)
    layout = Layout.from_table(table, id="holes")
    features = data_of(to_html(replace(checked, layout=layout)))["layoutFeatures"]["features"]
    assert features[0]["geometry"] is None and features[1]["geometry"] is None
    assert features[0]["properties"]["area_km2"] is None


def test_a_page_that_is_not_built_is_a_sentence(
    checked: Checked, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    html.built.cache_clear()
    monkeypatch.setattr(html, "report_dir", lambda: tmp_path)
    with pytest.raises(InputError, match="npm run build"):
        to_html(checked)
    html.built.cache_clear()
