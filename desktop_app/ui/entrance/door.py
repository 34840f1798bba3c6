"""The Door: who are you? Candidates by name and PIN, or by a start slip; examiners by a second door."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.admission import enter_by_slip, slips_wait
from desktop_app.staff import Actor, Person, Role, people, sign_in
from desktop_app.staff.examiners import examiner_of_passphrase
from desktop_app.staff.pins import LONGEST
from desktop_app.ui import theme
from desktop_app.ui.jobs import Job
from desktop_app.ui.session import Session
from desktop_app.ui.translate import LANGUAGES
from desktop_app.ui.widgets import labelled, measure
from desktop_app.ui.widgets.enter import is_enter, pressed_by_enter
from desktop_app.ui.widgets.panels import Banner, Card
from desktop_app.ui.widgets.secret import SecretField
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import language, say

MOST_SHOWN = 200
_PERSON = Qt.ItemDataRole.UserRole


class DoorPage(QWidget):
    """``entered`` carries whoever has proved who they are; ``language_chosen`` the language to speak from now on."""

    entered = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.session = session
        self._job: Job | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._candidates())
        self._stack.addWidget(self._examiners())
        holder = QVBoxLayout()
        holder.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        holder.addWidget(self._stack)
        outer.addLayout(holder, 1)
        session.changed.connect(self._on_changed)
        self.search.setText("")
        self._fill()
        self._show(0)

    # ------------------------------------------------------------ layout

    def _bar(self) -> QFrame:
        store = self.session.store
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.GROUP, 8, theme.GROUP, 8)
        row.setSpacing(theme.GAP)
        row.addWidget(label(store.setting("branch"), "subheading"))
        row.addWidget(label(self.tr("Station {code}").format(code=store.setting("station")), "muted"))
        backed_up = store.setting("last_backup_at")[:10]
        state = self.tr("Data open · last backup {day}") if backed_up else self.tr("Data open · no backup yet")
        row.addWidget(label(state.format(day=backed_up), "muted"))
        row.addStretch(1)
        for code, name in LANGUAGES.items():
            if code != language():
                made = button(name, partial(self.language_chosen.emit, code), symbol="languages")
                row.addWidget(made)
        return bar

    def _candidates(self) -> QWidget:
        card = Card()
        measure.keep(card, lambda: card.setMaximumWidth(measure.scaled(760)))
        card.box.addWidget(label(self.tr("Who are you?"), "title"))
        self.banner = Banner()
        card.box.addWidget(self.banner)
        self.search = labelled.line()
        self.search.setPlaceholderText(self.tr("Name, staff number or pinyin initials"))
        self.search.setAccessibleName(self.tr("Search by name, staff number or pinyin initials"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("People"))
        self.list.setTabKeyNavigation(False)
        self.list.currentItemChanged.connect(lambda *_: self._on_person())
        self.list.itemActivated.connect(lambda _: self._to_pin())
        self.more = label("", "muted")
        card.box.addWidget(self.search)
        card.box.addWidget(self.list, 1)
        card.box.addWidget(self.more)
        self.chosen = label("", "subheading")
        card.box.addWidget(self.chosen)
        self.no_pin = label("", wrap=True)
        card.box.addWidget(self.no_pin)
        row = QHBoxLayout()
        self.pin = SecretField(self.tr("PIN"))
        self.pin.edit.setMaxLength(LONGEST)
        self.pin.edit.setValidator(QIntValidator(0, 10**LONGEST - 1, self))
        self.pin.edit.setPlaceholderText(self.tr("PIN"))
        measure.keep(self.pin, lambda: self.pin.setFixedWidth(measure.scaled(240)))
        self.slip = labelled.line(longest=20)
        self.slip.setPlaceholderText(self.tr("Code on your start slip"))
        self.slip.setAccessibleName(self.tr("Code on your start slip"))
        measure.keep(self.slip, lambda: self.slip.setFixedWidth(measure.scaled(240)))
        self.enter = button(self.tr("Enter"), self._on_enter, role="primary")
        self.to_slip = button("", lambda: self._by_slip(not self._slip_wanted))
        row.addWidget(self.pin)
        row.addWidget(self.slip)
        row.addWidget(self.enter)
        row.addWidget(self.to_slip)
        row.addStretch(1)
        self.to_examiners = button(self.tr("Examiners"), lambda: self._show(1), symbol="key-round")
        row.addWidget(self.to_examiners)
        card.box.addLayout(row)
        return _centred(card)

    def _examiners(self) -> QWidget:
        card = Card()
        measure.keep(card, lambda: card.setFixedWidth(measure.scaled(520)))
        card.box.addWidget(label(self.tr("Examiners"), "title"))
        self.examiner_banner = Banner()
        card.box.addWidget(self.examiner_banner)
        self.passphrase = SecretField(self.tr("Passphrase"))
        labelled.field(card.box, self.tr("Your passphrase"), self.passphrase)
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Back"), lambda: self._show(0), symbol="arrow-left"))
        row.addStretch(1)
        self.examiner_enter = button(self.tr("Enter"), self._on_passphrase, role="primary")
        row.addWidget(self.examiner_enter)
        card.box.addLayout(row)
        holder = _centred(card)
        layout = holder.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setAlignment(card, Qt.AlignmentFlag.AlignTop)
        return holder

    def _show(self, door: int) -> None:
        self.passphrase.clear()
        self.pin.clear()
        self.slip.clear()
        self.examiner_banner.clear()
        self._stack.setCurrentIndex(door)
        (self.passphrase if door else self.search).setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._show(self._stack.currentIndex())

    # ------------------------------------------------------------ the list

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & {"staff", "exams", "sittings"} and self._job is None:
            self._fill()

    def _fill(self) -> None:
        kept = self.person
        self._slips = slips_wait(self.session.store)
        found = people(self.session.store, role=Role.CANDIDATE, text=self.search.text())
        self.list.blockSignals(True)
        self.list.clear()
        for one in found[:MOST_SHOWN]:
            item = QListWidgetItem("   ".join(part for part in (one.name, one.staff_no, one.post) if part))
            item.setData(_PERSON, one)
            self.list.addItem(item)
            if kept is not None and one.staff_no == kept.staff_no:
                self.list.setCurrentItem(item)
        if len(found) == 1:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.more.setText(self._words_below(len(found)))
        self.more.setVisible(bool(self.more.text()))
        self._on_person()

    def _words_below(self, found: int) -> str:
        if found > MOST_SHOWN:
            return self.tr("{n} more: type a part of the name.").format(n=found - MOST_SHOWN)
        if found:
            return ""
        if self.search.text().strip():
            return self.tr("Nobody is called that. Try the staff number, or ask the examiner.")
        return self.tr("The roster is empty. An examiner imports it: enter by the door for examiners.")

    @property
    def person(self) -> Person | None:
        """Who is chosen in the list."""
        item = self.list.currentItem()
        found = item.data(_PERSON) if item is not None else None
        return found if isinstance(found, Person) else None

    def _on_person(self) -> None:
        one = self.person
        self.banner.clear()
        self.chosen.setText(f"{one.name}   {one.staff_no}" if one else self.tr("Choose your name above."))
        self.no_pin.setVisible(one is not None and not one.has_pin)
        has_slip = one is not None and one.staff_no in self._slips
        self.no_pin.setText(
            self.tr("You have no PIN yet: type the code on your start slip. It lets you into that exam alone.")
            if has_slip
            else self.tr("You have no PIN yet. The examiner lets you set one when admitting you to an exam.")
        )
        self.to_slip.setVisible(one is not None and one.has_pin and has_slip)
        self.pin.clear()
        self.slip.clear()
        self._by_slip(one is not None and has_slip and not one.has_pin, focus=False)

    _slips: frozenset[str] = frozenset()
    _slip_wanted = False

    def _by_slip(self, wanted: bool, *, focus: bool = True) -> None:
        """Whether the code of a start slip is asked for, in place of the PIN."""
        self._slip_wanted = wanted
        self.pin.setVisible(not wanted)
        self.slip.setVisible(wanted)
        text = self.tr("Use the PIN") if wanted else self.tr("Use a start slip")
        self.to_slip.setText(text)
        self.to_slip.setAccessibleName(text)
        self._able(self._may_enter())
        if focus:
            self.banner.clear()
            self._to_pin()

    def _may_enter(self) -> bool:
        one = self.person
        return one is not None and (self._slip_wanted or one.has_pin)

    def _able(self, can: bool) -> None:
        self.pin.setEnabled(can)
        self.slip.setEnabled(can)
        self.enter.setEnabled(can)

    def _on_search_return(self) -> None:
        if self.person is None and self.list.count() > 1:
            # The keyboard stays: a PIN typed into a list would go nowhere.
            self.banner.tell(
                self.tr("Several people: choose with the arrow keys, or type more of the name."), "caution"
            )
            return
        if self.person is None and self.list.count() == 1:
            self.list.setCurrentRow(0)
        self._to_pin()

    def _to_pin(self) -> None:
        if self.enter.isEnabled():
            (self.slip if self._slip_wanted else self.pin).setFocus()
        else:
            self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if pressed_by_enter(event):
            return
        if is_enter(event):
            if self._stack.currentIndex() == 1:
                self._on_passphrase()
            elif self.search.hasFocus():
                self._on_search_return()
            elif self.pin.edit.hasFocus() or self.slip.hasFocus():
                self._on_enter()
            return
        if event.key() == Qt.Key.Key_Escape:
            self._show(0)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ entering

    def _on_enter(self) -> None:
        one, store, by = self.person, self.session.store, enter_by_slip if self._slip_wanted else sign_in
        typed = self.slip.text().strip() if self._slip_wanted else self.pin.text
        if one is None or not typed or self._job is not None:
            return
        staff_no = one.staff_no
        self._start(lambda _: by(store, staff_no, typed, system_clock()), self._on_pin_refused)

    def _on_passphrase(self) -> None:
        typed, store = self.passphrase.text, self.session.store
        if typed and self._job is None:
            self._start(lambda _: examiner_of_passphrase(store, typed), self._on_passphrase_refused)

    def _start(self, work: Callable[..., Any], refused: Callable[[BranchExamError], None]) -> None:
        self._stack.setEnabled(False)
        self._job = self.session.jobs.start(work)
        self._job.done.connect(self._on_known)
        self._job.failed.connect(lambda error: self._end(lambda: refused(error)))
        self._job.broke.connect(self._on_broke)

    def _end(self, then: Callable[[], None]) -> None:
        self._job = None
        self._stack.setEnabled(True)
        then()

    def _on_known(self, actor: Actor) -> None:
        self._end(lambda: None)
        self.pin.clear()
        self.slip.clear()
        self.passphrase.clear()
        self.entered.emit(actor)

    def _on_broke(self, error: Exception) -> None:
        self._end(lambda: None)
        raise error

    def _on_pin_refused(self, error: BranchExamError) -> None:
        self.pin.clear()
        self.banner.tell(say(error), "bad")
        wait_s = error.facts.get("wait_s")
        if isinstance(wait_s, int) and wait_s > 0:
            self._able(False)
            self.list.setFocus()
            QTimer.singleShot(wait_s * 1000, self, self._on_waited)
        elif self._slip_wanted:
            self.slip.setFocus()
            self.slip.selectAll()
        else:
            self.pin.setFocus()

    def _on_waited(self) -> None:
        if self._may_enter():
            self.banner.clear()
            self._able(True)

    def _on_passphrase_refused(self, error: BranchExamError) -> None:
        self.examiner_banner.tell(say(error), "bad")
        self.passphrase.setFocus()
        self.passphrase.edit.selectAll()


def _centred(card: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(card, 20)
    row.addStretch(1)
    return holder
