"""The text size changes while pages are shown: what was measured is measured again, and nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.ui import theme
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.panels import PageHead
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, theme.Look.LIGHT, 100)
    yield qapp
    theme.apply(qapp, theme.Look.LIGHT, 100)


def test_a_width_grows_with_the_text(qtbot: QtBot, app: QApplication) -> None:
    one = QLabel("x")
    qtbot.addWidget(one)
    measure.keep(one, lambda: one.setFixedWidth(measure.scaled(100)))
    one.show()
    assert one.width() == 100
    theme.apply(app, theme.Look.LIGHT, 150)
    qtbot.waitUntil(lambda: one.width() == 150)
    theme.apply(app, theme.Look.LIGHT, 100)
    qtbot.waitUntil(lambda: one.width() == 100)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_heading_of_a_table_is_cut(qtbot: QtBot, app: QApplication, percent: int) -> None:
    theme.apply(app, theme.Look.LIGHT, percent)
    table: Table[str] = Table(
        "x", [Column("Interruptions of it", str), Column("最晚入场时间是几点", str), Column("n", str)]
    )
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.set_rows(["a"], (20, 20))
    table.show()
    metrics = QFontMetrics(measure.font(measure.BODY_PX, bold=True))
    for column in range(2):
        title = table.model().headerData(column, Qt.Orientation.Horizontal)
        assert table.columnWidth(column) >= metrics.horizontalAdvance(title) + 16


def test_columns_keep_their_share_when_the_text_grows(qtbot: QtBot, app: QApplication) -> None:
    table: Table[str] = Table("x", [Column("a", str), Column("b", str)])
    qtbot.addWidget(table)
    table.set_rows(["a"], (120, 80))
    table.show()
    theme.apply(app, theme.Look.LIGHT, 150)
    qtbot.waitUntil(lambda: table.columnWidth(0) == 180)


def test_a_long_title_gives_way_to_the_actions(qtbot: QtBot, app: QApplication) -> None:
    head = PageHead("个人客户服务综合认证 九种题型 " * 4)
    action = button("Save plan")
    head.add(action)
    qtbot.addWidget(head)
    head.resize(500, 40)
    head.show()
    assert head.width() == 500
    assert action.geometry().right() <= 500
    assert action.width() >= action.sizeHint().width()
    # Its tool tip has all of it once it was painted.
    qtbot.waitUntil(lambda: head.title.toolTip() == head.title.text())
