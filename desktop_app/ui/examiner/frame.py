"""The examiner's frame: a rail of icons with words on the left, one page on the right.

Promises: a page is made when it is first shown, reloads when it is shown again and when a topic of its changes while it
is visible. Must not know what a page holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui import theme
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.enter import pressed_by_enter
from desktop_app.ui.widgets.icon import icon, keep_size
from desktop_app.ui.widgets.panels import scrolling
from desktop_app.ui.widgets.text import button, label

PageMaker = Callable[[Session], ExaminerPage]


class ExaminerFrame(QWidget):
    """Shows the pages by name; ``left`` when the examiner signs out."""

    left = Signal()
    lock_wanted = Signal()

    def __init__(
        self, session: Session, pages: Mapping[str, tuple[str, str, PageMaker]], parent: QWidget | None = None
    ) -> None:
        """``pages``: name → (words on the rail, icon, maker), in order; no words: reached from a page alone."""
        super().__init__(parent)
        self.setObjectName("ground")
        self.session = session
        self._makers = {name: maker for name, (_, _, maker) in pages.items()}
        self._made: dict[str, ExaminerPage] = {}
        self.rail: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail_of(pages))
        row.addWidget(self._stack, 1)
        self._pending: frozenset[str] = frozenset()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(100)
        self._soon.timeout.connect(self._on_soon)
        session.changed.connect(self._on_changed)

    def _rail_of(self, pages: Mapping[str, tuple[str, str, PageMaker]]) -> QFrame:
        rail = QFrame()
        rail.setProperty("role", "rail")
        box = QVBoxLayout(rail)
        box.setContentsMargins(12, theme.GAP, 12, theme.GAP)
        box.setSpacing(theme.SPACE)
        box.addWidget(label(self.session.signed_in().name, "subheading", wrap=True))
        self.branch = label(self.session.store.setting("branch"), "muted", wrap=True)
        box.addWidget(self.branch)
        box.addSpacing(12)
        # Large text on a small screen: the pages' names scroll, signing out stays in view.
        names = QWidget()
        column = QVBoxLayout(names)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        area = scrolling(names)
        group = QButtonGroup(self)
        group.setExclusive(True)
        for name, (words, symbol, _) in pages.items():
            if not words:
                continue
            made = QPushButton(icon(symbol), words)
            made.setProperty("role", "rail")
            made.setCheckable(True)
            keep_size(made)
            made.setAccessibleName(words)
            made.clicked.connect(lambda _checked=False, name=name: self.show_page(name))
            group.addButton(made)
            column.addWidget(made)
            self.rail[name] = made
        column.addStretch(1)
        box.addWidget(area, 1)
        box.addWidget(button(self.tr("Lock"), self.lock_wanted.emit, symbol="lock", role="rail"))
        leave = button(self.tr("Sign out"), self.left.emit, symbol="log-out", role="rail")
        box.addWidget(leave)
        bar = area.verticalScrollBar().sizeHint().width()
        measure.keep(rail, lambda: rail.setFixedWidth(max(188, names.sizeHint().width() + 24 + bar)))
        return rail

    def show_page(self, name: str, what: object = None) -> ExaminerPage:
        """Show a page, made on first use; ``what`` is handed to its ``arrive``."""
        page = self._made.get(name)
        if page is None:
            page = self._makers[name](self.session)
            page.went.connect(self.show_page)
            self._made[name] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if name in self.rail:
            self.rail[name].setChecked(True)
        page.banner.clear()
        page.reload()
        if what is not None:
            page.arrive(what)
        return page

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if not pressed_by_enter(event):
            super().keyPressEvent(event)

    @property
    def page(self) -> ExaminerPage | None:
        """The page that is shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, ExaminerPage) else None

    @property
    def unsaved(self) -> str:
        """What would be lost if the frame went away now, in words; empty where nothing would."""
        return self.tr(", ").join(found for page in self._made.values() if (found := page.unsaved))

    def _on_changed(self, topics: frozenset[str]) -> None:
        # An import writes hundreds of short transactions: one reload for what came within a tenth of a second.
        self._pending |= topics
        if not self._soon.isActive():
            self._soon.start()

    def _on_soon(self) -> None:
        topics, self._pending = self._pending, frozenset()
        if "settings" in topics:
            self.branch.setText(self.session.store.setting("branch"))
        page = self.page
        if page is not None and page.isVisible() and page.topics & topics:
            page.reload()
