"""`yuantu db claim` and `yuantu db people`: for whoever has the server's machine, also when a password is lost."""

from pathlib import Path

import pytest

from api.auth import claims
from api.command import main
from api.database import open_store
from api.people_command import address
from api.settings import Settings

PASSWORD = "correct horse battery"


def test_the_first_administrator_and_a_lost_password(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["yuantu", "db", *words])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return (int(ended.value.code or 0), *capfd.readouterr())

    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name, value in (("YUANTU_HOME", str(home)), ("YUANTU_LANG", "en"), ("PORT", "8123")):
        monkeypatch.setenv(name, value)
    # One server for all of them.
    with open_store(Settings()) as store:
        status, first, _ = run("claim")
        assert status == 0 and first.startswith("http://127.0.0.1:8123/claim#")
        assert run("people") == (0, "", "")
        claims.take(store.engine, first.strip().split("#")[1], "王工", PASSWORD)
        assert run("people")[1].split("\t")[1:] == ["王工", "administrator", "-", "active\n"]
        status, _, told = run("claim")
        assert status == 2 and "--name" in told
        status, again, _ = run("claim", "--name", "王工")
        assert status == 0 and "claim?name=%E7%8E%8B%E5%B7%A5#" in again
        assert claims.take(store.engine, again.strip().split("#")[1], None, "another password") == 1
        assert run("claim", "--name", "nobody")[0] == 2


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({"host": "0.0.0.0"}, "http://127.0.0.1:8000"),
        ({"host": "::1", "port": 80}, "http://[::1]:80"),
        ({"public_url": "https://plan.example/yuantu/"}, "https://plan.example/yuantu"),
    ],
)
def test_where_people_reach_the_service(settings: dict[str, object], shown: str) -> None:
    assert address(Settings.model_validate(settings)) == shown
