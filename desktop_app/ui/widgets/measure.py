"""Sizes in pixels at the text size in force."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

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
