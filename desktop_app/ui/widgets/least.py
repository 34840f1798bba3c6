"""Content that takes the room there is and is scrolled where that is less than it needs at least. (A scroll area alone
gives content with wrapped texts the height it would like best.) Must not know what it holds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Least(QWidget):
    """Put it into ``panels.scrolling``."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        content.setParent(self)

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(0, self._content.minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: D102
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002, D102
        self._content.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
