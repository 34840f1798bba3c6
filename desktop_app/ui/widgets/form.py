"""Fields below each other, each under its label. Must not know what is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.text import label


class Form(QWidget):
    """A column of labelled fields."""

    def __init__(self, widest: int = 0, parent: QWidget | None = None) -> None:
        """``widest``: the most that it takes in width, in pixels at 100 % text; 0: all there is."""
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)
        if widest:
            measure.keep(self, lambda: self.setMaximumWidth(measure.scaled(widest)))

    def add(self, text: str, field: QWidget, note: str = "") -> None:
        """Put a field under the label ``text``, with a word of help below."""
        if self.box.count():
            self.box.addSpacing(8)
        self.box.addWidget(named(text, field))
        self.box.addWidget(field)
        if note:
            self.box.addWidget(label(note, "muted", wrap=True))


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    """A row of equal shares, for buttons that belong together."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row


def secret_field() -> QLineEdit:
    """A field for a passphrase."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
