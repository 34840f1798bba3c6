"""The size of text: the station's own, and what the person who is signed in needs."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop_app.ui import theme


def suit(percent: int) -> None:
    """Text as large as this person needs it, and never smaller than the station's own size."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    own = int(str(QSettings().value("text_percent", 100)))
    if app.property("text_percent") != max(own, percent):
        theme.apply(app, theme.Look(app.property("look") or theme.Look.LIGHT), max(own, percent))


def scale(change: int, *, keep: bool) -> None:
    """One size up (1), down (-1), or back to 100 % (0); ``keep``: as the station's own size from now on."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    steps = theme.TEXT_PERCENTS
    now = int(app.property("text_percent") or 100)
    place = steps.index(now) if now in steps else steps.index(100)
    percent = 100 if change == 0 else steps[max(0, min(len(steps) - 1, place + change))]
    theme.apply(app, theme.Look(app.property("look")), percent)
    if keep:
        QSettings().setValue("text_percent", percent)
