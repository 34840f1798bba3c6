"""Icons: Lucide drawings in the colour of the text they stand beside."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.resources import FOLDER
from desktop_app.ui import theme
from desktop_app.ui.widgets import measure


@cache
def _drawing(name: str) -> str:
    return (FOLDER / "icons" / f"{name}.svg").read_text(encoding="utf-8")


SIDE = 18
"""An icon's side in logical pixels at 100 % text."""


def pixmap(name: str, colour: str = "", size: int = SIDE) -> QPixmap:
    """The icon in ``colour`` (the text's by default), sharp on this screen; ``size`` in logical pixels."""
    colour = colour or theme.current().text
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    key, image = f"icon {name} {colour} {size} {ratio}", QPixmap()
    if QPixmapCache.find(key, image):
        return image
    svg = _drawing(name).replace("currentColor", colour)
    image = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, image)
    return image


def icon(name: str, colour: str = "") -> QIcon:
    """The icon for a button or a tab, sharp up to 200 % text; grey as its text where the button is disabled."""
    made = QIcon()
    for size in (SIDE, 2 * SIDE):
        made.addPixmap(pixmap(name, colour, size))
        made.addPixmap(pixmap(name, theme.current().muted, size), QIcon.Mode.Disabled)
    return made


def keep_size(made: QAbstractButton) -> None:
    """Have a button's icon grow with the text."""
    measure.keep(made, lambda: made.setIconSize(QSize(measure.scaled(SIDE), measure.scaled(SIDE))))


class IconLabel(QLabel):
    """An icon beside a text, growing with it; decoration, so a screen reader passes it over."""

    def __init__(self, name: str, colour: str = "", size: int = SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._size = name, colour, size
        self.setAccessibleName("")
        measure.keep(self, self._draw)

    def become(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self._draw()

    def _draw(self) -> None:
        side = measure.scaled(self._size)
        self.setPixmap(pixmap(self._name, self._colour, side))
        self.setFixedSize(side + 2, side + 2)
