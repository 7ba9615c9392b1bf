"""Settings: what the environment sets, and what it does not."""

import pytest

from api.settings import Settings, home_dir
from tests.api.procs import ROOT


def test_variables_that_everybody_has_set_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """HOME is one, and no place for a database."""
    given = {str(field.validation_alias) for field in Settings.model_fields.values()}
    for name in given:
        monkeypatch.delenv(name, raising=False)
    usual = Settings()
    for name in Settings.model_fields:
        if name.upper() not in given:
            monkeypatch.setenv(name.upper(), "/somewhere/else")
    assert Settings() == usual and usual.home == home_dir() == ROOT / ".yuantu"


def test_fields_are_set_by_their_names_here_and_by_their_aliases_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YUANTU_HOME", "/one")
    monkeypatch.setenv("PORT", "8123")
    assert (str(Settings().home), Settings().port) == ("/one", 8123)
    assert str(Settings(home=ROOT).home) == str(ROOT)
