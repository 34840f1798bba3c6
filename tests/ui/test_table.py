"""The table: what widths somebody gave its columns stays, at any size of text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.rows_model import Column
from desktop_app.ui.translate import Translation
from desktop_app.ui.widgets.table import Table

WIDTHS = (120, 140)


def _table(qtbot: QtBot, remember: str = "trial", columns: int = 3) -> Table[str]:
    made: Table[str] = Table("t", [Column(f"c{n}", str) for n in range(columns)], remember=remember)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.set_rows(["a", "b"], WIDTHS)
    return made


def _widths(table: Table[str]) -> tuple[int, int]:
    return table.columnWidth(0), table.columnWidth(1)


@pytest.fixture
def own_settings(translation: Translation) -> QSettings:
    assert translation
    return QSettings()


def test_a_width_given_by_hand_is_there_again(qtbot: QtBot, own_settings: QSettings) -> None:
    first = _table(qtbot)
    assert _widths(first) == WIDTHS
    first.horizontalHeader().resizeSection(0, 333)
    qtbot.waitUntil(lambda: own_settings.contains("columns/trial"))
    assert _widths(_table(qtbot)) == (333, 140)
    assert _widths(_table(qtbot, "another")) == WIDTHS
    assert _widths(_table(qtbot, "")) == WIDTHS


def test_it_grows_with_the_text(qtbot: QtBot, qapp: QApplication, own_settings: QSettings) -> None:
    own_settings.setValue("columns/trial", "200,100")
    theme.apply(qapp, theme.Look.LIGHT, 150)
    try:
        assert _widths(_table(qtbot)) == (300, 150)
    finally:
        theme.apply(qapp, theme.Look.LIGHT, 100)


def test_what_the_program_sets_is_nobodys_wish(qtbot: QtBot, own_settings: QSettings) -> None:
    table = _table(qtbot)
    table.resize(1200, 300)
    table.set_rows(["c"], (90, 90))
    qtbot.wait(400)
    assert not own_settings.contains("columns/trial")


@pytest.mark.parametrize("kept", ["", "x,y", "1,2,3", "-5,10", "100000,10", "10"])
def test_what_does_not_fit_is_left_aside(qtbot: QtBot, own_settings: QSettings, kept: str) -> None:
    own_settings.setValue("columns/trial", kept)
    assert _widths(_table(qtbot)) == WIDTHS
