"""What opens inside a page: a way back, a title with actions, content. Esc goes back.

Promises: at most one is shown at a time, in place of the page's own head and content. Must not know what it holds.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.panels import PageHead
from desktop_app.ui.widgets.text import button


class Subview(QWidget):
    """A view with a way back; ``left`` when the person takes it."""

    left = Signal()

    def __init__(self, title: str, back: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.GAP)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.back = button(back, self.left.emit, symbol="arrow-left")
        self.head = PageHead(title)
        row.addWidget(self.back)
        row.addWidget(self.head, 1)
        self.box.addLayout(row)
        self.first: QWidget | None = None

    def take_focus(self) -> None:
        """Put the keyboard where work begins here. (A focus proxy would keep the Tab key from what stands before.)"""
        (self.first or self.back).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Views(QStackedWidget):
    """A page's own content and what opens in its place; ``head`` (the page's) is hidden meanwhile."""

    turned = Signal()

    def __init__(self, head: QWidget, own: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = head
        self._own = own
        self.addWidget(own)

    def show_own(self) -> None:
        """Show the page's own content again, and let go of what was opened."""
        opened = self.currentWidget()
        self._head.show()
        self.setCurrentWidget(self._own)
        if opened is not None and opened is not self._own:
            self.removeWidget(opened)
            opened.deleteLater()
            self._own.setFocus()
        self.turned.emit()

    def show_view(self, view: Subview) -> None:
        """Open ``view`` in place of what is shown; its way back leads to the page's own content."""
        before = self.currentWidget()
        view.left.connect(self.show_own)
        self.addWidget(view)
        self.setCurrentWidget(view)
        self._head.hide()
        if before is not None and before is not self._own:
            self.removeWidget(before)
            before.deleteLater()
        self.turned.emit()

    @property
    def opened(self) -> Subview | None:
        """The view that is open, if one is."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Subview) else None
