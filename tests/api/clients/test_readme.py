"""Every snippet of the page for clients runs as it stands and reads every group of the reference layout."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import sync_playwright

from api.store import Store
from tests import aside

PAGE = Path(__file__).parents[3] / "api" / "clients" / "README.md"
SNIPPETS: dict[str, tuple[str, str]] = {
    name: (kind, text) for kind, name, text in re.findall(r"```(\w+) (\S+)\n(.*?)```", PAGE.read_text(), re.S)
}
QGIS_PYTHON = "/usr/bin/python3"
QGIS_AROUND = (
    "import os\nfrom qgis.core import *\napp = QgsApplication([], False)\napp.initQgis()\n",
    "import sys\nsys.stdout.flush()\nos._exit(0)\n",
)
READERS = Path(sys.prefix) / "readers"
NEEDS = {
    "ogr2ogr": ("ogr2ogr", "gdal-bin"),
    "ogr2ogr-flatgeobuf": ("ogr2ogr", "gdal-bin"),
    "curl": ("jq", "curl and jq"),
    "sf": ("Rscript", "r-cran-sf"),
}


def code(client: httpx.Client, name: str) -> str:
    text = SNIPPETS[name][1]
    return text.replace("http://127.0.0.1:8000", str(client.base_url).rstrip("/"))


def told(command: list[str], folder: Path) -> str:
    """What a command prints, run in a folder of its own."""
    quiet = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        command, cwd=folder, env=os.environ | quiet, capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()[-1]


@pytest.fixture(scope="module", autouse=True)
def published(client: httpx.Client, store: Store) -> None:
    """The reference layout as it came, published."""
    store.publish("zgc-2020", store.record("zgc-2020").revision, ("zgc@1", "0" * 16), author="me", message="")


def test_every_snippet_has_its_test() -> None:
    assert set(SNIPPETS) == {
        "geopandas-url", "geopandas-oapif", "geoparquet", "flatgeobuf", "owslib", "ogr2ogr", "ogr2ogr-flatgeobuf",
        "qgis", "fetch", "sf", "curl", "published",
    }  # fmt: skip
    assert PAGE.read_text().count("```") == 2 * len(SNIPPETS), "each one has a name"


@pytest.mark.parametrize("name", ["geopandas-url", "geopandas-oapif", "flatgeobuf", "owslib", "published"])
def test_python(client: httpx.Client, name: str, tmp_path: Path) -> None:
    assert told([sys.executable, "-W", "error", "-c", code(client, name)], tmp_path) == "31"


def test_geoparquet(client: httpx.Client, tmp_path: Path) -> None:
    assert READERS.is_dir(), "pyarrow is not installed: make .venv/dev"
    reading = f"import sys; sys.path.append({str(READERS)!r})\n{code(client, 'geoparquet')}"
    assert told([sys.executable, "-W", "error", "-c", reading], tmp_path) == "31"


@pytest.mark.parametrize("name", ["ogr2ogr", "ogr2ogr-flatgeobuf", "curl"])
def test_shell(client: httpx.Client, name: str, tmp_path: Path) -> None:
    program, package = NEEDS[name]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed: Debian has it in {package}")
    assert told(["sh", "-euc", code(client, name)], tmp_path) == "31"


def test_r(client: httpx.Client, tmp_path: Path) -> None:
    probe = ["Rscript", "-e", "library(sf)"]
    if shutil.which("Rscript") is None or subprocess.run(probe, capture_output=True, timeout=60).returncode:
        pytest.skip("sf for R is not installed: Debian's package r-cran-sf has it")
    assert told(["Rscript", "-e", code(client, "sf")], tmp_path) == "31"


def test_qgis(client: httpx.Client, tmp_path: Path) -> None:
    probe = [QGIS_PYTHON, "-c", "import qgis.core"]
    if not Path(QGIS_PYTHON).exists() or subprocess.run(probe, capture_output=True, timeout=60).returncode:
        pytest.skip("QGIS is not installed: Debian's package python3-qgis has it")
    text = code(client, "qgis").join(QGIS_AROUND)
    assert told([QGIS_PYTHON, "-c", text], tmp_path) == "31"


@pytest.mark.browser
def test_fetch_in_a_browser(client: httpx.Client) -> None:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path is not None, "Chromium is not installed: apt-get install chromium"
    script, address = code(client, "fetch"), f"{client.base_url}/healthz"

    def fetched() -> list[str]:
        said: list[str] = []
        with sync_playwright() as playwright:
            root = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *root])
            page = browser.new_page()
            page.on("console", lambda message: said.append(message.text) if message.type == "log" else None)
            page.goto(address)
            page.evaluate(f"async () => {{ {script} }}")
            browser.close()
        return said

    assert aside.aside(fetched) == ["31"]
