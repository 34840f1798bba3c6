"""A formula or picture enlarged over the page: no window of its own, so nothing is left.

Promises: + and − scale, 0 fits it again, arrows move it, Page Up and Page Down show the one before and the next, Esc
or Enter closes; the same by mouse. The keyboard goes back where it was; while it is open no key reaches the page below.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.ui import theme
from desktop_app.ui.widgets import inline_objects
from desktop_app.ui.widgets.inline_objects import Zoomable
from desktop_app.ui.widgets.text import icon_button, label

_STEP = 1.25
_LEAST, _MOST = 0.1, 12.0
_FORMULA_EM = 64.0
"""Pixels an em of a formula, where that fits."""
_AIR = 32
_HEAD = 64


def enlarge(source: QWidget, items: Sequence[Zoomable], number: int = 0) -> Enlarged:
    """Show ``items[number]`` over the page that ``source`` stands on."""
    shown = Enlarged(source, items, number)
    shown.show()
    shown.raise_()
    shown.setFocus(Qt.FocusReason.PopupFocusReason)
    return shown


class Enlarged(QWidget):
    """The view; it goes when it is closed, or when what it was opened from is no longer seen."""

    def __init__(self, source: QWidget, items: Sequence[Zoomable], number: int) -> None:
        super().__init__(source.window())
        self._page = source.window()
        self._items = list(items)
        self._number = number
        self._source = source
        self._before = QApplication.focusWidget()
        self.scale = 1.0
        """How large it is: 1 fits the page."""
        self._moved = QPointF()
        self._grip: QPointF | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(_AIR + 12, _AIR + 10, _AIR + 12, _AIR + 8)
        row = QHBoxLayout()
        row.addStretch(1)
        self.smaller = icon_button("zoom-out", self.tr("Smaller"), lambda: self.zoom(1 / _STEP), self)
        self.larger = icon_button("zoom-in", self.tr("Larger"), lambda: self.zoom(_STEP), self)
        self.shut = icon_button("x", self.tr("Close"), self.close, self)
        for made in (self.smaller, self.larger, self.shut):
            made.setCursor(Qt.CursorShape.ArrowCursor)
            row.addWidget(made)
        self._box.addLayout(row)
        self._box.addStretch(1)
        hint = self.tr("+ and − scale · arrows move · 0 fits · Esc closes")
        if len(self._items) > 1:
            hint = self.tr("+ and − scale · arrows move · 0 fits · Page Up and Page Down: the others · Esc closes")
        self._hint = label(hint, "muted", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box.addWidget(self._hint)
        self._tell()
        self.setGeometry(self._page.rect())
        self._page.installEventFilter(self)
        source.installEventFilter(self)
        source.destroyed.connect(self.close)

    def zoom(self, factor: float) -> None:
        """Larger (above 1) or smaller."""
        self.scale = min(_MOST, max(_LEAST, self.scale * factor))
        self.update()

    def show_number(self, number: int) -> None:
        """Show another one, from 0; beyond the last or first nothing happens."""
        if 0 <= number < len(self._items):
            self._number = number
            self.fit()
            self._tell()

    def fit(self) -> None:
        """As large as the page allows, in its middle."""
        self.scale, self._moved = 1.0, QPointF()
        self.update()

    def _tell(self) -> None:
        name = self._items[self._number].name
        self.setAccessibleName(self.tr("Enlarged: {name}").format(name=name) if name else self.tr("Enlarged picture"))

    # ------------------------------------------------------------ drawing

    @property
    def _card(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_AIR, _AIR, -_AIR, -_AIR)

    @property
    def place(self) -> QRectF:
        """Where the content is drawn."""
        room = self._card.adjusted(_AIR, _HEAD, -_AIR, -_HEAD)
        content = self._items[self._number].content
        if isinstance(content, QImage):
            width, height, most = float(content.width()), float(content.height()), 3.0
        else:
            width, height, most = content.width, content.ascent + content.descent, _FORMULA_EM
        share = min(most, max(1.0, room.width()) / width, max(1.0, room.height()) / height) * self.scale
        box = QRectF(0, 0, width * share, height * share)
        box.moveCenter(room.center() + self._moved)
        return box

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 150))
        painter.setBrush(QColor(colours.surface))
        painter.setPen(QColor(colours.line))
        painter.drawRoundedRect(self._card, 8, 8)
        painter.setClipRect(self._card.adjusted(1, _HEAD, -1, -_HEAD + 8))
        content, box = self._items[self._number].content, self.place
        if isinstance(content, QImage):
            inline_objects.paint_picture(painter, content, box)
        else:
            em = box.width() / content.width
            left = QPointF(box.left(), box.top() + content.ascent * em)
            inline_objects.paint_formula(painter, content, left, em, QColor(colours.text))
        painter.end()

    # ------------------------------------------------------------ hands

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() is QEvent.Type.ShortcutOverride:
            # No key is one of the page's while this is open.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        step = 40.0
        moves = {
            Qt.Key.Key_Left: QPointF(step, 0),
            Qt.Key.Key_Right: QPointF(-step, 0),
            Qt.Key.Key_Up: QPointF(0, step),
            Qt.Key.Key_Down: QPointF(0, -step),
        }
        key = event.key()
        focus = QApplication.focusWidget()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_PageDown:
            self.show_number(self._number + 1)
        elif key == Qt.Key.Key_PageUp:
            self.show_number(self._number - 1)
        elif key in moves:
            self._moved += moves[Qt.Key(key)]
            self.update()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: D102
        stops: list[QWidget] = [self, self.smaller, self.larger, self.shut]
        focus = QApplication.focusWidget()
        at = stops.index(focus) if focus in stops else 0
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._card.contains(event.position()):
            self._grip = event.position() - self._moved
        else:
            self.close()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        if self._grip is not None:
            self._moved = event.position() - self._grip
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, D102
        self._grip = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QResizeEvent) and watched is self._page:
            self.setGeometry(self._page.rect())
        elif event.type() is QEvent.Type.Hide and watched is self._source:
            # The question went, or the time is up.
            self._before = None
            self.close()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
