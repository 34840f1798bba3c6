"""Panes side by side (or below one another) whose share a person can change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop_app.ui import theme


class Split(QSplitter):
    """Panes with the usual gap between them; none can be pushed out of sight."""

    def __init__(
        self, panes: Sequence[QWidget], sizes: Sequence[int], *, upright: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.GAP)
        # The gap itself is what is dragged.
        self.setStyleSheet("QSplitter::handle { background: transparent; }")
        for pane in panes:
            self.addWidget(pane)
        self.setSizes(list(sizes))
