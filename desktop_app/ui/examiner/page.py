"""What every examiner page is: a title with one primary action, content, and the topics it reloads on."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.errors import BranchExamError
from desktop_app.ui import theme
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.panels import Banner, PageHead
from desktop_app.words import say


class ExaminerPage(QWidget):
    """A page in the examiner's frame. The frame calls ``reload`` when it is shown and when a topic of its changes.

    ``went`` asks the frame for another page by its name, with what it should show (or None).
    """

    topics: ClassVar[frozenset[str]] = frozenset()
    went = Signal(str, object)

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GAP)
        self.box.setSpacing(theme.GAP)
        self.head = PageHead(title)
        self.banner = Banner()
        self.box.addWidget(self.head)
        self.box.addWidget(self.banner)

    @property
    def unsaved(self) -> str:
        """What would be lost if the page went away now, in words; empty where nothing would."""
        return ""

    def reload(self) -> None:
        """Read what the page shows from the store again."""

    def arrive(self, what: object) -> None:
        """Show ``what`` (a code, an id): called after ``reload`` when another page led here."""

    def refuse(self, error: BranchExamError) -> None:
        """Say on the page what went wrong, what is safe, and what to do."""
        self.banner.tell(say(error), "bad")
