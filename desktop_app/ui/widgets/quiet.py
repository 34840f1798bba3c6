"""Fields that a mouse wheel on its way down a page does not change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class QuietCombo(QComboBox):
    """A combo box that leaves the wheel to the page, and never grows with a long entry."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.view().selectionModel().selectionChanged.connect(self._on_selected)

    def _on_selected(self) -> None:
        """A screen reader selects in the list, and the current entry does not follow by itself."""
        chosen = self.view().selectionModel().selectedIndexes()
        if chosen and chosen[0] != self.view().currentIndex():
            self.view().setCurrentIndex(chosen[0])

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        event.ignore()
