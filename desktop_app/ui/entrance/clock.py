"""The machine's clock is doubtful: what it shows, when the store was last used, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import Clock, from_text, system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.staff import Actor
from desktop_app.staff.examiners import confirm_clock, examiner_who_knows, set_clock_right
from desktop_app.store.wall_clock import BUILT, ClockAhead, ClockBehind, clock_doubt
from desktop_app.ui.entrance.asking import AskingPage
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import labelled
from desktop_app.ui.widgets.text import button
from desktop_app.words import say


class ClockPage(AskingPage):
    """``settled``: the clock is right now, or an examiner has said so (on record). ``passed``: without that, on to what
    needs no clock. ``actor`` is the examiner who is signed in; without one the passphrase says who confirms. Of a clock
    that is behind it can be said that it had been fast before, with a reason."""

    settled = Signal()
    passed = Signal()

    def __init__(
        self,
        session: Session,
        doubt: ClockBehind | ClockAhead,
        way_on: str,
        *,
        actor: Actor | None = None,
        clock: Clock = system_clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._actor, self._clock = session.store, actor, clock
        self.build(
            self.tr("Is this machine's clock right?"),
            say(doubt),
            self.tr("An examiner's passphrase"),
            self.tr("The clock is right"),
        )
        self.why = QLineEdit()
        self.fast = QWidget()
        box = QVBoxLayout(self.fast)
        box.setContentsMargins(0, 0, 0, 0)
        labelled.field(box, self.tr("It is right now, and was fast then: why"), self.why)
        self.card.box.insertWidget(self.card.box.indexOf(self.asked), self.fast)
        QWidget.setTabOrder(self.why, self.passphrase.edit)
        self.again = button(self.tr("Look again"), self.look, symbol="refresh-cw")
        self.on = button(way_on, self.passed.emit, role="link")
        self.foot.insertWidget(0, self.on)
        self.foot.insertWidget(self.foot.count() - 1, self.again)
        self._show(doubt)

    def _show(self, doubt: ClockBehind | ClockAhead) -> None:
        ahead = isinstance(doubt, ClockAhead)
        # Of a clock before this program nobody can say that it is right.
        sayable = ahead or from_text(str(doubt.facts["now_at"])) >= BUILT
        self.lead.setText(say(doubt))
        self.fast.setVisible(sayable and not ahead)
        self.main.setVisible(sayable)
        self.asked.setVisible(sayable and self._actor is None)

    def take_focus(self) -> None:
        """Put the keyboard where it is wanted: behind, the clock is more often wrong now than it was before."""
        (self.again if self.asked.isHidden() or not self.fast.isHidden() else self.passphrase).setFocus()

    def look(self) -> None:
        """Read the clock again: somebody may have set it."""
        doubt = clock_doubt(self._store, self._clock().at)
        if doubt is None:
            self.settled.emit()
        else:
            self._show(doubt)
            self.banner.tell(self.tr("The clock is still doubtful."), "caution")

    def act(self) -> None:
        """An examiner says that the clock is right; before this program there is nothing but to look again."""
        store, actor, why = self._store, self._actor, self.why.text()
        if self.main.isHidden() or (not self.fast.isHidden() and not why.strip()):
            self.look()
        elif actor is None:
            self.work(lambda typed: self._say(examiner_who_knows(store, typed), why), self._on_confirmed)
        else:
            try:
                self._say(actor, why)
            except BranchExamError as error:
                self.banner.tell(say(error), "bad")
            else:
                self.settled.emit()

    def _say(self, actor: Actor, why: str) -> None:
        if self.fast.isHidden():
            confirm_clock(self._store, actor, self._clock())
        else:
            set_clock_right(self._store, actor, why.strip(), self._clock())

    def _on_confirmed(self, _outcome: object) -> None:
        self.passphrase.clear()
        self.settled.emit()
