"""Icons: Lucide drawings in the colour of the text they stand beside."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.resources import FOLDER
from desktop_app.ui import theme


@cache
def _drawing(name: str) -> str:
    return (FOLDER / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str = "", size: int = 18) -> QPixmap:
    """The icon in ``colour`` (the text's by default), sharp on this screen; ``size`` in logical pixels."""
    svg = _drawing(name).replace("currentColor", colour or theme.current().text)
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    image = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, colour: str = "") -> QIcon:
    """The icon for a button or a tab; grey as its text where the button is disabled."""
    made = QIcon(pixmap(name, colour))
    made.addPixmap(pixmap(name, theme.current().muted), QIcon.Mode.Disabled)
    return made


class IconLabel(QLabel):
    """An icon beside a text; decoration, so a screen reader passes it over."""

    def __init__(self, name: str, colour: str = "", size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPixmap(pixmap(name, colour, size))
        self.setAccessibleName("")
        self.setFixedSize(size + 2, size + 2)
