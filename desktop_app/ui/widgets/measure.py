"""Sizes in pixels at the text size in force."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui import theme

STEM_PX, BODY_PX, HEADING_PX = 16, 14, 20


def percent() -> int:
    """The text size in force, in percent (100 before ``theme.apply``)."""
    app = QApplication.instance()
    return int((app.property("text_percent") if app is not None else None) or 100)


def scaled(pixels: int) -> int:
    """A length that grows with the text, in pixels: what is ``pixels`` long at 100 %."""
    return round(pixels * percent() / 100)


def font(pixels: int, *, bold: bool = False) -> QFont:
    """The product's typeface at a size that grows with the text."""
    made = QFont(theme.FAMILY)
    made.setPixelSize(scaled(pixels))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def bold_width(text: str) -> int:
    """How wide a line of bold text of the body's size is, in pixels."""
    return QFontMetrics(font(BODY_PX, bold=True)).horizontalAdvance(text)


def keep(widget: QWidget, adjust: Callable[[], object]) -> None:
    """Call ``adjust`` now, and again whenever the text size changes while ``widget`` lives."""
    adjust()
    widget.installEventFilter(_Keeper(widget, adjust))


class _Keeper(QObject):
    def __init__(self, widget: QWidget, adjust: Callable[[], object]) -> None:
        super().__init__(widget)
        self._adjust, self._percent = adjust, percent()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.StyleChange and self._percent != percent():
            self._percent = percent()
            # On the next turn: by then the widgets inside have the new size too.
            QTimer.singleShot(0, self, self._adjust)
        return super().eventFilter(watched, event)
