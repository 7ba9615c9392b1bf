"""Schemathesis asks what the API's definition promises: no 500, no answer and no status that it does not describe."""

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from geo.model import Layout
from tests.conftest import PROFILE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600)]
PROGRAM = Path(sys.executable).with_name("schemathesis")
SHORT = ("--generation-deterministic", "--max-examples", "2", "--phases", "examples,coverage,fuzzing")
LONG = ("--generation-database", "none", "--max-examples", "300", "--phases", "examples,coverage,fuzzing,stateful")
# What JSON Schema cannot say is refused: a filter that does not parse, a body that contradicts its address.
# A limit above the greatest is cut to it (OGC 17-069r4, /req/core/fc-limit-response-1).
UNSAID = "positive_data_acceptance,negative_data_rejection"
THERE = '[parameters]\n"path.id" = "grid.parcel"\n"path.feature" = "P02"\n'
"""A collection and a feature that are there, so that more than "not found" is asked for."""


@pytest.mark.parametrize("ids", ["", THERE], ids=["any", "there"])
def test_the_api_keeps_what_its_definition_promises(
    ids: str, client: httpx.Client, grid: Layout, tmp_path: Path
) -> None:
    assert len(grid) == 60
    (tmp_path / "schemathesis.toml").write_text(ids)
    extent, least = (LONG, 2500) if PROFILE == "soak" else (SHORT, 400)
    told = ["--exclude-checks", UNSAID, "--continue-on-failure", "--request-timeout", "60", "--no-color"]
    command = [str(PROGRAM), "run", f"{client.base_url}/ogc/api", *extent, *told]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=3000, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr
    counted = re.search(r"(\d+) generated, (\d+) passed", done.stdout)
    assert counted is not None and counted[1] == counted[2] and int(counted[1]) >= least, done.stdout[-2000:]
