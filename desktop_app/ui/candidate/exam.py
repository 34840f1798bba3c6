"""The exam itself: one question at a time, by mouse or by keyboard alone.

Promises: 'saved' is shown only for what is on the disk; an answer that cannot be saved stays in the page and is tried
again; the time comes from the sitting, the timer here only looks at it. The page holds no key, only the shown view.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.banks.question import Problem
from desktop_app.base.clock import Clock, Reading, system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams import sitting as sittings
from desktop_app.exams.answers import answer_problem
from desktop_app.exams.sitting import SectionOver, Sitting, SittingOver, TimeIsUp
from desktop_app.exams.steps import Place
from desktop_app.ui import moments, theme
from desktop_app.ui.candidate.before_submitting import BeforeSubmitting
from desktop_app.ui.candidate.break_cover import BreakCover
from desktop_app.ui.candidate.exam_bars import ExamFoot, ExamHead
from desktop_app.ui.candidate.exam_keys import ExamKeys
from desktop_app.ui.candidate.news import News
from desktop_app.ui.candidate.overview import Overview
from desktop_app.ui.candidate.question_pane import QuestionPane
from desktop_app.ui.candidate.saving import SaveState, Saving
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.panels import Banner
from desktop_app.words import say

_SECOND_MS = 1000
_LAST_CALL_MS = 2500
"""What is still being typed is saved when so little time is left."""
_LONGEST_DRAFT = 1_000
"""What is no answer yet is kept with the next pulse up to so many characters, longer ones when the keys pause."""


class ExamPage(QWidget):
    """``submitted`` carries the sitting's id when it is over, however it came to that; ``closing``: it ends in a
    moment, what else belongs on record goes there now."""

    submitted = Signal(str)
    closing = Signal()

    def __init__(
        self, session: Session, sitting: Sitting, clock: Clock = system_clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.session, self.sitting, self._clock = session, sitting, clock
        self._over = self._resting = self._told_of_saving = False
        self._beating = True
        self._box: BeforeSubmitting | None = None
        self.saving = Saving(self._keep, self._check, self)
        self.saving.stored.connect(self._on_stored)
        self.saving.refused.connect(self._on_refused)
        self.saving.changed.connect(self._on_save_state)
        self.pane = QuestionPane(sitting)
        self.pane.chosen.connect(self._on_chosen)
        self.pane.typed.connect(self._on_typed)
        self.pane.flagged.connect(self.set_flag)
        self.overview = Overview(len(sitting.questions))
        self.overview.went.connect(self.go_to)
        self.overview.submitted.connect(self.ask_submit)
        self.overview.left.connect(self.pane.take_focus)
        self.banner = Banner()
        self._news = News(self.banner, sitting, moments.zone(session.store), self)
        self.head = ExamHead(sitting.title, session.signed_in(), self._take_break)
        self.saved, self.rest = self.head.saved, self.head.rest
        self.time_left, self.section_left = self.head.time_left, self.head.section_left
        self._foot = ExamFoot(lambda by: self.go_to(self.position + by))
        self.previous, self.following = self._foot.previous, self._foot.following
        self.cover = BreakCover()
        self.cover.ended.connect(self._end_break)
        self.cover.hide()
        self._lay_out()
        self._keys = self._make_keys()
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self.position = 0
        self._seen = place = sitting.place
        self._on_save_state(self.saving.state)
        self.saving.bring_back({at: draft for at, draft in place.drafts.items() if self._open(at)})
        self._news.tell_interruption(clock())
        first = self._first()
        self.go_to(first)
        if first == sitting.position:
            self.pane.come_back(place.scroll, place.caret)
            # The window's look may come only when it is shown, and then the question is laid out anew.
            self._seen = place
        self._show_time()
        if sitting.state != "open":
            # Its time ended while nobody looked.
            self._end()
        elif not self.position:
            # Every section's time is used up.
            QTimer.singleShot(0, self, self._submit)

    def _first(self) -> int:
        """Where the exam goes on: at the question that was on the screen, or the next whose section is open."""
        sitting = self.sitting
        if sitting.state != "open" or sitting.is_open(sitting.position, self._clock()):
            return sitting.position
        return sitting.next_open(self._clock()) or 0

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        middle = QVBoxLayout()
        middle.setContentsMargins(theme.GAP, 12, theme.GAP, 12)
        middle.setSpacing(8)
        middle.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.pane, 1)
        row.addWidget(self.cover, 1)
        row.addWidget(self.overview)
        middle.addLayout(row, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self._foot)
        self.setTabOrder(self.pane, self.previous)
        self.setTabOrder(self.previous, self.following)
        self.setTabOrder(self.following, self.overview.number)
        self.setTabOrder(self.overview.number, self.overview.submit)

    # ------------------------------------------------------------ keys

    def _make_keys(self) -> ExamKeys:
        made = ExamKeys(
            self,
            turn=lambda by: self.go_to(self.position + by),
            choose=self.pane.choose,
            flag=lambda: self.set_flag(self.position not in self.sitting.flags),
            ask_number=self.overview.ask_number,
            submit=self.ask_submit,
        )
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        return made

    def _on_focus(self, *_: object) -> None:
        self._keys.allow(0 if self._away else self.pane.choices)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event):
            return
        if is_enter(event):
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            # Out of a text field, so that letters are keys again.
            self._resting = True
            self.setFocus()
            self._resting = False
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        if not self._resting:
            self.pane.take_focus()

    # ------------------------------------------------------------ moving

    def go_to(self, position: int) -> None:
        """Show that question; what was typed in the one before is saved first."""
        if self._over or self._away or position == self.position or not 1 <= position <= len(self.sitting.questions):
            return
        self.keep()
        if self._over:
            return
        if not self.sitting.is_open(position, self._clock()):
            self.banner.tell(self._closed_words(position), "caution")
            return
        if self.position:
            self._news.moved()
        self.position = position
        self._seen = Place()
        self._show_question()
        self._show_time()
        self._try(lambda: sittings.note_position(self.session.store, self.sitting, position, self._clock()))

    def go_on(self) -> None:
        """The next step: within the question where it has one, else the next question."""
        if not self.pane.go_on():
            self.go_to(self.position + 1)

    def set_flag(self, on: bool) -> None:
        """Flag the question, or take the flag back."""
        if not self._over and not self._away:
            self._try(lambda: sittings.flag(self.session.store, self.sitting, self.position, on, self._clock()))
            self._tell()

    def _show_question(self) -> None:
        self.pane.show_question(self.position, self._value(self.position))
        self.previous.setEnabled(self.position > 1)
        self.following.setEnabled(self.position < len(self.sitting.questions))
        self._on_focus()
        self._tell()

    def _value(self, position: int) -> Any:
        unsaved = self.saving.unsaved
        return unsaved[position] if position in unsaved else self.sitting.answers.get(position)

    def _tell(self) -> None:
        self.pane.set_flagged(self.position in self.sitting.flags)
        reading = self._clock()
        closed = {
            item.position for item in self.sitting.paper.items if not self.sitting.is_open(item.position, reading)
        }
        self.overview.tell(
            self.position, set(self.sitting.answers), self.sitting.flags, closed, set(self.sitting.begun)
        )

    # ------------------------------------------------------------ saving

    def keep(self) -> bool:
        """Save what is still being typed, and composed in an input method. False where something could not be saved."""
        if not self._over:
            QGuiApplication.inputMethod().commit()
        return self._over or self.saving.flush()

    def _keep(self, position: int, value: Any) -> None:
        sittings.answer(self.session.store, self.sitting, position, value, self._clock())

    def _check(self, position: int, value: Any) -> Problem | None:
        shown = self.sitting.shown[position]
        return None if shown.branching else answer_problem(shown, value)

    def _on_chosen(self, value: Any) -> None:
        if not self._over:
            self.saving.save(self.position, value)

    def _on_typed(self, value: Any) -> None:
        if not self._over:
            self.saving.save_soon(self.position, value)

    def _on_stored(self, position: int) -> None:
        self._tell()
        if position == self.position and self.sitting.shown[position].branching:
            # What was said led on to the next turn.
            self._show_question()

    def _on_refused(self, error: BranchExamError) -> None:
        if isinstance(error, TimeIsUp | SittingOver):
            self._end()
        elif isinstance(error, SectionOver):
            QTimer.singleShot(0, self, self._leave_section)
        else:
            self._told_of_saving = True
            self.banner.tell(say(error), "bad", way_out=(self.tr("Try again"), self.saving.flush))

    def _on_save_state(self, state: SaveState) -> None:
        self.head.tell_saved(state)
        if state is SaveState.SAVED and self._told_of_saving:
            self._told_of_saving = False
            self.banner.clear()

    def _try(self, write: Any) -> bool:
        """Do a small write; say so where it fails, and end where the sitting is over."""
        try:
            write()
        except BranchExamError as error:
            if isinstance(error, TimeIsUp | SittingOver):
                self._end()
            else:
                self._told_of_saving = True
                self.banner.tell(say(error), "bad")
            return False
        return True

    def _place(self) -> Place | None:
        """Where the candidate is in the question, once that has stood for a second; what is no answer yet, at once."""
        if self._away or self.position != self.sitting.position:
            return None
        seen = Place(self.pane.scrolled(), self.pane.caret(), self.saving.drafts)
        settled = seen == self._seen
        self._seen = seen
        self.pane.settle()
        short = len(str(seen.drafts)) <= _LONGEST_DRAFT
        return seen if settled or (short and seen.drafts != self.sitting.place.drafts) else None

    # ------------------------------------------------------------ time

    def tick(self) -> None:
        """A second has passed: say so in the store, look at the time, try again what failed."""
        if self._over:
            return
        reading = self._clock()
        place = self._place()
        beating = self._try(lambda: sittings.pulse(self.session.store, self.sitting, reading, place))
        if self._over:
            return
        if beating and not self._beating and self.saving.state is SaveState.SAVED:
            self._told_of_saving = False
            self.banner.clear()
        self._beating = beating
        left = self.sitting.left_ms(reading)
        self._show_time()
        self._news.look(reading)
        if self.sitting.state != "open":
            self._end()
        elif left <= 0:
            self._submit()
        elif left <= _LAST_CALL_MS:
            self.saving.flush()
            self.closing.emit()
        elif self._away:
            self._rest_of_break()
        else:
            self._look_at_section(reading)
            self.saving.tick()

    def _show_time(self) -> None:
        self.head.show_time(self.sitting, max(self.position, 1), self._clock())

    # ------------------------------------------------------------ a section's own time

    def _look_at_section(self, reading: Reading) -> None:
        left = self.sitting.section_left_ms(self.sitting.section_of(self.position), reading)
        if left == 0:
            self._leave_section()
        elif left is not None and left <= _LAST_CALL_MS:
            self.saving.flush()

    def _leave_section(self) -> None:
        """The section's time is used up: what is saved counts, and the exam goes on in the next that is open."""
        reading = self._clock()
        if self._over or self.sitting.is_open(self.position, reading):
            return
        closed = self.position
        self.saving.drop([item.position for item in self.sitting.paper.items if not self._open(item.position)])
        following = self.sitting.next_open(reading)
        if following is None:
            self._submit()
            return
        self.go_to(following)
        self.banner.tell(self._closed_words(closed), "caution")

    def _open(self, position: int) -> bool:
        return self.sitting.is_open(position, self._clock())

    def _closed_words(self, position: int) -> str:
        section = self.sitting.plan.sections[self.sitting.section_of(position) - 1]
        return say(SectionOver(section=section.title, minutes=section.minutes))

    # ------------------------------------------------------------ breaks

    @property
    def _away(self) -> bool:
        return self.sitting.break_since is not None

    def _take_break(self) -> None:
        if self._over or self._away or not self.keep():
            return
        if self._try(lambda: sittings.take_break(self.session.store, self.sitting, self._clock())):
            self._cover(True)

    def _rest_of_break(self) -> None:
        left_ms = self.sitting.break_left_ms(self._clock())
        self.cover.show_ms(left_ms)
        if left_ms <= 0:
            self._end_break()

    def _end_break(self) -> None:
        if not self._over and self._try(lambda: sittings.end_break(self.session.store, self.sitting, self._clock())):
            self._cover(False)

    def _cover(self, on: bool) -> None:
        """Put the cover over the questions, or take it away."""
        # What goes away goes first: side by side they would be wider than the window.
        self.cover.setVisible(False)
        for part in (self.pane, self.overview, self._foot):
            part.setVisible(not on)
        self.cover.setVisible(on)
        self._show_time()
        self._on_focus()
        if on:
            self._rest_of_break()
            self.cover.go_on.setFocus()
        else:
            self.pane.take_focus()

    # ------------------------------------------------------------ the end

    def ask_submit(self) -> None:
        """Ask before submitting; say how many questions are empty."""
        if self._over or self._away or self._box is not None:
            return
        self.keep()
        if self._over:
            return
        box = BeforeSubmitting(self.sitting, self.saving.unfit, self)
        box.decided.connect(self._on_asked)
        box.finished.connect(lambda _: setattr(self, "_box", None))
        self._box = box
        box.open()

    def _on_asked(self, wanted: bool) -> None:
        self._box = None
        # Without a window manager nobody gives the keyboard back to the window.
        self.window().activateWindow()
        if wanted:
            self._submit()
        else:
            self.pane.take_focus()

    def _submit(self) -> None:
        if self._over:
            return
        reading = self._clock()
        if self.sitting.left_ms(reading) > 0 and not self.saving.flush():
            # The banner says why; nothing is handed in that is not on the disk.
            return
        if self._over:
            return
        if self.sitting.left_ms(reading) > 0:
            self.closing.emit()
        actor = self.session.signed_in()
        if self._try(lambda: sittings.submit(self.session.store, actor, self.sitting, reading)):
            self._end()

    def _end(self) -> None:
        if self._over:
            return
        self._over = True
        self._timer.stop()
        self.saving.stop()
        self.pane.setEnabled(False)
        if self._box is not None:
            self._box.close()
        # On the next turn of the event loop: the page goes away with this signal, and a widget of it may be at work.
        QTimer.singleShot(0, self, lambda: self.submitted.emit(self.sitting.id))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "position") and self.position:
            value, caret = self.pane.value(), self.pane.caret()
            self.pane.show_question(self.position, value)
            # As of the last second: the old size is half gone already.
            self.pane.come_back(self._seen.scroll, caret)
            self._tell()
