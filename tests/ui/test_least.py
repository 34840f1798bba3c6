"""Content that is scrolled only where there is less room than it needs at least."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.least import Least
from desktop_app.ui.widgets.panels import scrolling
from desktop_app.ui.widgets.text import label

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_it_takes_the_room_there_is_and_scrolls_only_below_its_least(qtbot: QtBot) -> None:
    content = QWidget()
    box = QVBoxLayout(content)
    told, rows = label("甲" * 400, wrap=True), QListWidget()
    rows.setMinimumHeight(200)
    rows.addItems([str(n) for n in range(100)])
    box.addWidget(told)
    box.addWidget(rows, 1)
    area = scrolling(Least(content))
    qtbot.addWidget(area)
    area.resize(600, content.minimumSizeHint().height() + 60)
    area.show()
    qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())
    assert content.height() == area.viewport().height()
    area.resize(600, 150)
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    assert area.verticalScrollBar().isVisible()
    assert rows.height() >= 200
    told.hide()
    rows.setMinimumHeight(60)
    qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())
