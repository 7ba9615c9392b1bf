"""The report as a file over HTTP: the same bytes as the command writes, kept by browsers while they hold."""

import httpx
import pytest

from geo.report.files import FORMATS

FILES = ["html", "xlsx", "geojson", "sarif"]


@pytest.mark.parametrize("format", FILES)
def test_it_is_what_the_library_writes(client: httpx.Client, format: str) -> None:
    answer = client.get(f"/api/layouts/practice-draft/report.{format}?revision=1&lang=en")
    assert answer.status_code == 200 and answer.headers["content-type"].split(";")[0] == FORMATS[format].media
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''practice-draft-1-")
    again = client.get(f"/api/layouts/practice-draft/report.{format}?lang=en")
    assert again.content == answer.content
    unchanged = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"/api/layouts/practice-draft/report.{format}?lang=en", headers=unchanged).status_code == 304
    other = client.get(f"/api/layouts/practice-draft/report.{format}", headers=unchanged)
    assert other.status_code == 200 and other.headers["etag"] != answer.headers["etag"]


@pytest.mark.parametrize("format", FILES)
@pytest.mark.parametrize(("ask", "status"), [("?revision=99", 404), ("?stage=never", 404), ("?lang=fr", 422)])
def test_what_there_is_not_gets_a_problem(client: httpx.Client, format: str, ask: str, status: int) -> None:
    answer = client.get(f"/api/layouts/practice-draft/report.{format}{ask}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get(f"/api/layouts/nope/report.{format}").status_code == 404
