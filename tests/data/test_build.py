"""Building again gives the same bytes."""

from pathlib import Path

import pytest

from data.boundaries.build.__main__ import main
from data.boundaries.build.files import BOUNDARIES


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boundaries")
    main(folder)
    return folder


@pytest.mark.parametrize("name", ["districts", "zgc-2020", "practice-draft"])
@pytest.mark.parametrize("suffix", [".geojson", ".provenance.json"])
def test_byte_identical(name: str, suffix: str, rebuilt: Path) -> None:
    again, shipped = rebuilt / (name + suffix), BOUNDARIES / (name + suffix)
    assert again.read_bytes() == shipped.read_bytes()


def test_nothing_else_is_written(rebuilt: Path) -> None:
    shipped = {path.name for path in BOUNDARIES.iterdir() if path.is_file()}
    assert {path.name for path in rebuilt.iterdir()} == shipped
