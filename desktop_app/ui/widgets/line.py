"""A line that leads somewhere: an icon, what it says, a few words more, and an arrow. The whole of it is one button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.widgets.icon import IconLabel
from desktop_app.ui.widgets.text import label

_SYMBOLS = {"good": "circle-check", "caution": "triangle-alert", "bad": "circle-alert", "": "circle"}


class Line(QPushButton):
    """``state`` is good, caution, bad or nothing; ``more`` stands below in grey."""

    def __init__(
        self, text: str, more: str = "", *, state: str = "", symbol: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "option")
        self.setAccessibleName(f"{text}. {more}" if more else text)
        colours = theme.current()
        colour = {"good": colours.good, "caution": colours.caution, "bad": colours.bad}.get(state, colours.muted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel(symbol or _SYMBOLS[state], colour), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(text, wrap=True))
        if more:
            words.addWidget(label(more, "muted", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(IconLabel("chevron-right", colours.muted), 0, Qt.AlignmentFlag.AlignVCenter)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        layout = self.layout()
        needed = layout.totalHeightForWidth(width) if layout is not None else 0
        return max(theme.TARGET, needed)

    def sizeHint(self) -> QSize:  # noqa: D102
        width = self.width() or 400
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(160, theme.TARGET)
