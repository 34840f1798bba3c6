"""Fields below one another, each with its name above it and a note below where it needs one."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.ui.widgets.text import label


def field(box: QVBoxLayout, name: str, widget: QWidget, note: str = "") -> None:
    """Add ``widget`` to ``box`` under its name, which is its buddy, and above its note."""
    group = QVBoxLayout()
    group.setSpacing(4)
    head = label(name)
    head.setBuddy(widget)
    group.addWidget(head)
    group.addWidget(widget)
    if note:
        group.addWidget(label(note, "muted", wrap=True))
    box.addLayout(group)
    target = widget.focusProxy() or widget
    if not target.accessibleName():
        target.setAccessibleName(name)
    if note:
        target.setAccessibleDescription(note)


def line(text: str = "", longest: int = 100) -> QLineEdit:
    """A one-line field."""
    made = QLineEdit(text)
    made.setMaxLength(longest)
    return made
