"""Foreign text shown as high as it needs to be, its formulas and pictures enlarged on demand.

Promises: those of ``bank_document``. Must not know what the text is.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.bank_document import WIDEST_IMAGE, BankDocument
from desktop_app.ui.widgets.enlarged import enlarge
from desktop_app.ui.widgets.enter import is_enter


class RichText(QLabel):
    """A text of that kind, as high as it needs to be at its width. A screen reader reads it as plain text.

    A formula or picture in it is enlarged by a click; where there are some, the keyboard reaches the text and Enter
    enlarges the first.
    """

    def __init__(
        self,
        pixels: int = measure.STEM_PX,
        *,
        bold: bool = False,
        muted: bool = False,
        picture: tuple[int, int] = (WIDEST_IMAGE, 0),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pixels, self._bold, self._muted = pixels, bold, muted
        self._source: tuple[str, str, Mapping[str, bytes] | None, Container[str]] = ("", "plain", None, ())
        self._widest = 0
        self._height_at: dict[int, int] = {}
        self.document = BankDocument(widest=picture[0], tallest=picture[1])
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._fit()

    def set_content(
        self,
        text: str,
        text_format: str = "plain",
        images: Mapping[str, bytes] | None = None,
        elsewhere: Container[str] = (),
    ) -> None:
        """Show ``text`` (plain, markdown or html) with its images; those that are shown ``elsewhere`` stand here only
        where the text names them."""
        self._source = (text, text_format, images, elsewhere)
        self._fit()
        self.setAccessibleName(self.plain)
        zooms = bool(self.document.zoomables)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if zooms else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(zooms)
        self.setAccessibleDescription(self.tr("Enter enlarges its pictures and formulas") if zooms else "")

    @property
    def plain(self) -> str:
        """What stands there, without its form."""
        return self.document.spoken

    def set_widest(self, characters: int) -> None:
        """Break lines after that many Chinese characters at the latest; 0: at the widget's edge alone."""
        self._widest = characters
        self.updateGeometry()
        self.update()

    def zoom(self, number: int = 0) -> None:
        """Show the formula or picture of that number, from 0, enlarged."""
        items = [item for _, item in self.document.zoomables]
        if items:
            enlarge(self, items, number)

    def _font(self) -> QFont:
        return measure.font(self._pixels, bold=self._bold)

    def _fit(self) -> None:
        self.document.setDefaultFont(self._font())
        self.document.fill(*self._source)
        self._height_at.clear()
        self.updateGeometry()
        self.update()

    def _text_width(self, width: int) -> int:
        widest = self._widest * measure.scaled(self._pixels) if self._widest else width
        return max(1, min(width, widest))

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        inner = self._text_width(width)
        if inner not in self._height_at:
            self.document.setTextWidth(inner)
            self._height_at[inner] = int(self.document.size().height() + 0.999)
        return self._height_at[inner]

    def sizeHint(self) -> QSize:  # noqa: D102
        width = self._text_width(self.width() or 400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(measure.scaled(self._pixels) * 6, self.heightForWidth(self.width() or 400) if self.width() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102
        self.document.setTextWidth(self._text_width(self.width()))
        painter = QPainter(self)
        colours = theme.current()
        self.document.draw(painter, colours.muted if self._muted else colours.text)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.current().focus), 2))
            for place in self.document.places.values():
                box = place.adjusted(-2, -2, 2, 2).intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1))
                painter.drawRoundedRect(box, 4, 4)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.document.defaultFont() != self._font():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if is_enter(event) and self.document.zoomables:
            self.zoom()
        else:
            super().keyPressEvent(event)

    def _under(self, point: QPointF) -> int | None:
        """The number of the formula or picture at that point."""
        for n, (at, _) in enumerate(self.document.zoomables):
            if at in self.document.places and self.document.places[at].contains(point):
                return n
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._under(event.position()) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        number = self._under(event.position()) if event.button() is Qt.MouseButton.LeftButton else None
        if number is not None:
            self.zoom(number)
        else:
            super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        # Taken, so that its release comes here too.
        if event.button() is Qt.MouseButton.LeftButton and self._under(event.position()) is not None:
            event.accept()
        else:
            super().mousePressEvent(event)
