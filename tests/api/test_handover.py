"""A layout that leaves a confined process comes out as it went in, and damaged files are told."""

from pathlib import Path

import orjson
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from api.importing import handover
from geo.errors import InputError
from geo.model import Feature, Layout, Text
from tests.api.shapes import square


def test_it_comes_out_as_it_went_in(tmp_path: Path, reference: Layout) -> None:
    dots = [Feature("S", "site", shapely.Point(116.1, 39.9), {"name": "站"}), Feature("N", "group", None, {})]
    odd = [square('\U00020000 "\\\n', modes=("研发创新", ""), stated_area_km2=1e-9), *dots]
    for layout in (reference, Layout.of(odd, id="x", title=Text("图", "Map")), Layout.of([], id="none")):
        handover.write(layout, str(tmp_path / "d"))
        back = handover.read(str(tmp_path / "d"), id=layout.id, rulebook=layout.rulebook)
        assert_geodataframe_equal(back.features, layout.features)
        assert (back.title, back.id, back.rulebook) == (layout.title, layout.id, layout.rulebook)


@pytest.mark.parametrize(("name", "value"), [("name", 3), ("modes", [1]), ("stated_area_km2", "x"), ("id", ["a"])])
def test_values_of_another_type_are_refused(tmp_path: Path, name: str, value: object) -> None:
    handover.write(Layout.of([square("A")], id="x"), str(tmp_path / "d"))
    path = tmp_path / "d.columns"
    said = orjson.loads(path.read_bytes())
    said["columns"][name] = [value]
    path.write_bytes(orjson.dumps(said))
    with pytest.raises(InputError, match=name):
        handover.read(str(tmp_path / "d"), id="x", rulebook="zgc")
