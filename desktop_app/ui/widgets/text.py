"""Labels and buttons in the product's few forms. All text is plain: nothing imported is ever read as markup."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


def label(text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A plain-text label; ``role`` is title, heading, subheading, muted or number."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    role: str = "",
    symbol: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A button whose text is a verb; ``role`` is primary, danger or link; ``symbol`` an icon's name."""
    made = QPushButton(text, parent)
    made.setAccessibleName(text)
    if role:
        made.setProperty("role", role)
    if symbol:
        from desktop_app.ui import theme
        from desktop_app.ui.widgets.icon import icon, keep_size

        colours = theme.current()
        colour = {"primary": colours.on_accent, "danger": colours.bad, "link": colours.accent}.get(role, colours.text)
        made.setIcon(icon(symbol, colour))
        keep_size(made)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def icon_button(symbol: str, name: str, on_click: Callable[[], object], parent: QWidget | None = None) -> QPushButton:
    """A square button with an icon alone; its name stands in the tool tip and for a screen reader."""
    made = button("", on_click, role="cell", symbol=symbol, parent=parent)
    made.setAccessibleName(name)
    made.setToolTip(name)
    square(made)
    return made


def square(made: QPushButton) -> int:
    """Make a button as wide as the style makes it high; returns that length in pixels."""
    made.ensurePolished()
    side = made.sizeHint().height()
    made.setFixedSize(side, side)
    return side


def restyle(widget: QWidget, **properties: object) -> None:
    """Set style properties (state="bad" …) and have the style sheet look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
