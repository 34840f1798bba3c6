"""The few frames of the one visual language: card, banner, page head, empty state, progress with Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui import theme
from desktop_app.ui.widgets.announce import Announcer
from desktop_app.ui.widgets.elided import ElidedLabel
from desktop_app.ui.widgets.flow import Flow
from desktop_app.ui.widgets.icon import IconLabel
from desktop_app.ui.widgets.text import button, label, restyle

_SYMBOLS = {"good": "circle-check", "caution": "triangle-alert", "bad": "circle-alert", "": "info"}


class Card(QFrame):
    """A bordered surface with a vertical layout in ``box`` and an optional heading."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self.box.setSpacing(12)
        if heading:
            self.box.addWidget(label(heading, "subheading"))


class Banner(QFrame):
    """A message where it happened: an icon, a sentence, at most one way out. Hidden until ``tell``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        self._symbol = IconLabel("info", parent=self)
        self._text = label(wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self._row = row
        self._way_out: QPushButton | None = None
        self.announcer = Announcer(self)
        self.hide()

    def tell(self, text: str, state: str = "", *, way_out: tuple[str, Callable[[], object]] | None = None) -> None:
        """Show ``text``; ``state`` is good, caution, bad or nothing; ``way_out`` is a verb and what it does."""
        colours = theme.current()
        colour = {"good": colours.good, "caution": colours.caution, "bad": colours.bad}.get(state, colours.text)
        self._symbol.become(_SYMBOLS[state], colour)
        self._text.setText(text)
        restyle(self, state=state)
        self.setAccessibleName(text)
        self.announcer.say(text, urgent=state == "bad")
        if self._way_out is not None:
            self._way_out.deleteLater()
            self._way_out = None
        if way_out is not None:
            self._way_out = button(way_out[0], way_out[1], role="link")
            self._row.addWidget(self._way_out, 0, Qt.AlignmentFlag.AlignTop)
        self.show()

    @property
    def text(self) -> str:
        """What it says now; empty while hidden."""
        return self._text.text() if not self.isHidden() else ""

    def clear(self) -> None:
        """Hide it."""
        self._text.setText("")
        self.announcer.say("")
        self.hide()


class PageHead(QWidget):
    """The title of a page on the left, its one primary action (and a few others) on the right; below the title where
    there is no room beside it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.title = ElidedLabel(title, "heading")
        self._flow = Flow(8)
        self._row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._flow, 0)

    def add(self, widget: QWidget) -> None:
        """Put a button on the right; the primary one comes last."""
        self._flow.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        needed = self.title.sizeHint().width() + self._row.spacing() + self._flow.sizeHint().width()
        beside = needed <= event.size().width() or not self._flow.sizeHint().width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not direction:
            self._row.setDirection(direction)


class EmptyState(QWidget):
    """What to do next where there is nothing yet."""

    def __init__(self, symbol: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setSpacing(12)
        box.addWidget(IconLabel(symbol, theme.current().muted, 36), 0, Qt.AlignmentFlag.AlignHCenter)
        self._text = label(text, "muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self._text)

    def say(self, text: str) -> None:
        """Change the words."""
        self._text.setText(text)


class Waiting(QFrame):
    """Progress with Cancel for whatever takes over a moment. Hidden until ``begin``."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        self._text = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = button(self.tr("Cancel"), self.cancelled.emit)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self.hide()

    def begin(self, text: str) -> None:
        """Show what is being done, before its end is known."""
        self._text.setText(text)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self.show()

    def step(self, done: int, total: int) -> None:
        """Show how far it is; total 0 means not known."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Hide it."""
        self.hide()


def scrolling(inner: QWidget) -> QScrollArea:
    """``inner`` in a vertical scroll area, at most as wide as content may be."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner.setMaximumWidth(theme.CONTENT_WIDTH)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inner, 1)
    area.setWidget(holder)
    return area
