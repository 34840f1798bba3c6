"""The bar over a candidate's pages: where they are, who they are, and one way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop_app.staff import Actor
from desktop_app.ui import theme
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.text import button


def top_bar(
    title: str, actor: Actor, way_out: str, on_out: Callable[[], object], symbol: str
) -> tuple[QFrame, QPushButton]:
    """The bar and its button."""
    bar = QFrame()
    bar.setProperty("role", "bar")
    row = QHBoxLayout(bar)
    row.setContentsMargins(theme.GROUP, 8, theme.GROUP, 8)
    row.setSpacing(theme.GAP)
    row.addWidget(ElidedLabel(title, "subheading"))
    row.addWidget(ElidedLabel(f"{actor.name}  {actor.staff_no}", "muted"))
    row.addStretch(1)
    out = button(way_out, on_out, symbol=symbol)
    row.addWidget(out)
    return bar, out
