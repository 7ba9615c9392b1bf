"""A rulebook folder: loaded into types, refused when it is wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.errors import NotFound, RulebookError
from geo.rulebook import Rulebook, load, rulebook_ids
from geo.rulebook.roster import closest
from geo.settings import data_dir


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder, to be spoilt."""
    shutil.copytree(data_dir() / "rulebook", tmp_path / "rulebook")
    (tmp_path / "boundaries").mkdir()
    shutil.copy(data_dir() / "boundaries" / "districts.geojson", tmp_path / "boundaries")
    monkeypatch.setenv("YUANTU_DATA", str(tmp_path))
    load.cache_clear()
    yield tmp_path
    load.cache_clear()


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "rulebook" / "zgc" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_roster_is_that_of_the_plan(book: Rulebook) -> None:
    assert len(book.parks.members) == book.limits.park_count == 16
    assert len(book.groups.members) == book.limits.group_count == 31
    assert sum(round(p.approved_area_km2 * 100) for p in book.parks.members) == 48800
    by_class = [sum(g.location_class == name for g in book.groups.members) for name in book.file.classes.names]
    assert by_class == [9, 7, 11, 4]
    assert {g.park for g in book.groups.members} == {p.name for p in book.parks.members}
    assert book.parks.by_name["亦庄园"].name == "大兴-亦庄园"
    assert book.groups.by_name["门头沟组团"].name == "门头沟园组团"


def test_every_roster_entry_fits_the_vocabularies(book: Rulebook) -> None:
    for group in book.groups.members:
        assert set(group.modes) <= set(book.file.modes.names)
        assert set(group.carriers) <= set(book.file.carriers.names)
        assert set(group.industries) <= set(book.taxonomy.sector_of), group.name
        assert set(group.districts) <= set(book.district_shapes)


def test_headline_limits_equal_the_rules_parameters(book: Rulebook) -> None:
    assert book.limits.total_area_km2 * 1e6 == book.rules["ARE001"].params["total_area_m2"]
    assert book.limits.group_min_area_km2 * 1e6 == book.rules["ARE002"].params["min_area_m2"]
    assert book.limits.park_count == book.rules["ROS001"].params["count"]
    assert book.limits.group_count == book.rules["ROS004"].params["count"]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("rulebook.toml", "[frame]", "[fram]", "rulebook.toml: fram"),
        ("rules/areas.toml", 'severity = "error"', 'severity = "fatal"', "ARE001.severity"),
        ("rules/industries.toml", 'document = "003"', 'document = "009"', "IND001: cites the unlisted document 009"),
        ("rules/areas.toml", "[ARE002]", "[GEO001]", "settled twice"),
        ("rulebook.toml", 'id = "zgc"', "id = zgc", "not valid TOML"),
        ("waivers.toml", "expires = 2027-12-31", 'expires = "soon"', "expires"),
        ("waivers.toml", "approver = ", "aprover = ", "waivers.0"),
        ("taxonomy.toml", "fields = ", "feilds = ", "sectors.0"),
        ("parks.csv", "174.06", "large", "parks.csv"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(copy: Path, name: str, old: str, new: str, says: str) -> None:
    spoil(copy, name, old, new)
    with pytest.raises(RulebookError, match=says):
        load("zgc")


@pytest.mark.parametrize("name", ["taxonomy.toml", "groups.csv"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / "rulebook" / "zgc" / name).unlink()
    with pytest.raises(RulebookError, match=name):
        load("zgc")


def test_missing_districts_are_named(copy: Path) -> None:
    (copy / "boundaries" / "districts.geojson").unlink()
    with pytest.raises(RulebookError, match=r"districts\.geojson"):
        load("zgc")


def test_the_digest_follows_every_file(copy: Path) -> None:
    before = load("zgc").digest
    spoil(copy, "waivers.toml", "待主管部门确认", "待确认")
    load.cache_clear()
    assert load("zgc").digest != before


def test_an_unknown_rulebook_is_named() -> None:
    assert rulebook_ids() == ["zgc"]
    with pytest.raises(NotFound, match="nope"):
        load("nope")
    with pytest.raises(NotFound):
        load("../rulebook/zgc")


def test_closest_needs_enough_likeness(book: Rulebook) -> None:
    members = book.groups.members
    found = closest("永风组团", members, 0.6)
    assert found is not None and found.name == "永丰组团"
    assert closest("某地", members, 0.6) is None
    assert closest("永丰组团", [], 0.0) is None
