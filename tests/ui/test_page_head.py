"""The head of a page: its title at the left, its buttons beside it, or below where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.widgets.panels import PageHead
from desktop_app.ui.widgets.text import button

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize("count", [0, 1, 6])
@pytest.mark.parametrize("width", [300, 500, 1200])
def test_nothing_is_cut_off_and_the_title_stands_at_the_left(qtbot: QtBot, count: int, width: int) -> None:
    head = PageHead("证书")
    buttons = [button(f"做第 {n} 件事 …") for n in range(count)]
    for one in buttons:
        head.add(one)
    qtbot.addWidget(head)
    head.resize(width, 400)
    head.show()
    QApplication.processEvents()
    assert head.title.x() == 0
    assert head.title.width() >= head.title.sizeHint().width()
    for one in buttons:
        assert one.width() >= one.sizeHint().width()
        assert head.rect().contains(one.geometry())
        assert not one.geometry().intersects(head.title.geometry())
    needed = sum(one.sizeHint().width() + 8 for one in buttons) + head.title.sizeHint().width()
    if buttons:
        assert (buttons[0].y() >= head.title.geometry().bottom()) is (needed > width)
