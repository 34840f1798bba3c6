"""What every test of the window shares."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop_app import words
from desktop_app.store import wall_clock
from desktop_app.ui.translate import Translation


@pytest.fixture
def translation(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Translation]:
    """A window's language, and settings that nobody else reads."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    monkeypatch.setattr(words, "_language", None)
    made = Translation(qapp)
    yield made
    made.use("en")
    words.use("zh")


@pytest.fixture(autouse=True)
def _no_doubt_about_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stores of the tests are of one day, the windows go by the clock of whatever day the tests run on."""
    monkeypatch.setattr(wall_clock, "LONG_UNUSED", timedelta(days=36_500))
