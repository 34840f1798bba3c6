"""A card that asks for an examiner's passphrase and works on it, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.ui import theme
from desktop_app.ui.jobs import Job, Jobs
from desktop_app.ui.widgets import labelled, measure
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.panels import Banner, Card
from desktop_app.ui.widgets.secret import SecretField
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import say


class AskingPage(QWidget):
    """A page of one card: a title, ``lead`` below it, the passphrase, a row of buttons. Enter presses the main one.

    Whoever derives from it calls ``build`` once.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        # A queue of its own: an import may be at work in the session's.
        self._jobs = Jobs(self)
        self._job: Job | None = None

    def build(self, title: str, lead: str, passphrase: str, verb: str) -> None:
        """Put the card together; ``passphrase`` names the field, ``verb`` the main button."""
        self.card = card = Card()
        measure.keep(card, lambda: card.setFixedWidth(measure.scaled(520)))
        self.banner = Banner()
        card.box.addWidget(label(title, "title", wrap=True))
        self.lead = label(lead, wrap=True)
        card.box.addWidget(self.lead)
        card.box.addWidget(self.banner)
        self.passphrase = SecretField(passphrase)
        self.asked = QWidget()
        box = QVBoxLayout(self.asked)
        box.setContentsMargins(0, 0, 0, 0)
        labelled.field(box, passphrase, self.passphrase)
        card.box.addWidget(self.asked)
        self.foot = QHBoxLayout()
        self.main = button(verb, self.act, role="primary")
        self.foot.addStretch(1)
        self.foot.addWidget(self.main)
        card.box.addLayout(self.foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        outer.addStretch(1)
        # In a row: an aligned item is given no more height than its text needs on one line.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(2)

    def act(self) -> None:
        """What the main button does."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event):
            return
        if is_enter(event):
            self.act()
        else:
            super().keyPressEvent(event)

    def work(self, what: Callable[[str], Any], on_done: Callable[[Any], None]) -> None:
        """Call ``what`` with the passphrase, then ``on_done`` with what it gave; say what was refused."""
        typed = self.passphrase.text
        if not typed or self._job is not None:
            return
        self.banner.clear()
        self.card.setEnabled(False)

        def _work(progress: Progress) -> Any:  # noqa: ARG001
            return what(typed)

        self._job = job = self._jobs.start(_work)
        job.ended.connect(self._on_ended)
        job.failed.connect(self._refuse)
        job.done.connect(on_done)

    def stop(self) -> None:
        """The page goes away."""
        self._jobs.close()

    def _on_ended(self) -> None:
        self._job = None
        self.card.setEnabled(True)

    def _refuse(self, error: BranchExamError) -> None:
        self.banner.tell(say(error), "bad")
        self.passphrase.edit.selectAll()
        self.passphrase.setFocus()
