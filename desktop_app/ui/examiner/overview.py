"""Today: what runs, what waits, what is missing. Each line leads to where it is mended."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.ui import theme
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.plan_editor import shortage_text
from desktop_app.ui.examiner.today import ExamToday, Today, today_of
from desktop_app.ui.moments import when, window, zone
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.line import Line
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.text import button, label
from desktop_app.ui.widgets.while_shown import WhileShown

MINUTE_MS = 60_000


class OverviewPage(ExaminerPage):
    """Reads itself anew every minute while it is shown: exams open and close by the clock."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {"exams", "sittings", "results", "plans", "banks", "staff", "store", "settings"}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Today"), parent)
        self._reading = False
        self._stale = False
        self.today: Today | None = None
        self.date = label("", "muted")
        self.open_ = button(
            self.tr("Open an exam"), lambda: self.went.emit("exams", ("open", "")), role="primary", symbol="plus"
        )
        self.head.add(self.date)
        self.head.add(self.open_)
        self._inner = QWidget()
        self._cards = QVBoxLayout(self._inner)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(theme.GAP)
        self._cards.addWidget(label(self.tr("Reading …"), "muted"))
        self._cards.addStretch(1)
        self.box.addWidget(scrolling(self._inner), 1)
        self._minute = WhileShown(self, MINUTE_MS, self.reload)

    # ------------------------------------------------------------ reading

    def reload(self) -> None:  # noqa: D102
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        store, reading = self.session.store, system_clock()
        job = self.session.jobs.start(lambda _progress: today_of(store, reading))
        job.done.connect(self._on_read)
        job.failed.connect(self._on_failed)

    def _on_failed(self, error: object) -> None:
        self._reading = False
        self.refuse(error)  # type: ignore[arg-type]

    def _on_read(self, today: Today) -> None:
        self._reading = False
        if today != self.today:
            self.today = today
            self._show(today)
        self.date.setText(when(system_clock().at, zone(self.session.store))[:10])
        if self._stale:
            self.reload()

    # ------------------------------------------------------------ showing

    def _show(self, today: Today) -> None:
        focused = self.focusWidget()
        name = focused.accessibleName() if isinstance(focused, Line) else ""
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._card(self.tr("Exams open today"), self._exam_lines(today), self.tr("No exam is open today."))
        self._card(self.tr("To do"), self._to_do_lines(today), self.tr("Nothing waits for you."))
        self._card(self.tr("Safe-keeping"), [self._backup_line(today)], "")
        self._cards.addStretch(1)
        for line in self.lines:
            if name and line.accessibleName() == name:
                line.setFocus()

    def _card(self, title: str, lines: list[Line], empty: str) -> None:
        card = Card(title)
        card.box.setSpacing(8)
        for line in lines:
            card.box.addWidget(line)
        if not lines:
            card.box.addWidget(label(empty, "muted"))
        self._cards.addWidget(card)

    @property
    def lines(self) -> list[Line]:
        """The lines that are shown, from the top."""
        cards = [item.widget() for n in range(self._cards.count()) if (item := self._cards.itemAt(n)) is not None]
        return [line for card in cards if card is not None for line in card.findChildren(Line)]

    def _line(self, text: str, more: str, state: str, page: str, what: object = None, symbol: str = "") -> Line:
        line = Line(text, more, state=state, symbol=symbol)
        line.clicked.connect(lambda _=False: self.went.emit(page, what))
        return line

    def _exam_lines(self, today: Today) -> list[Line]:
        return [self._exam_line(one) for one in today.exams]

    def _exam_line(self, one: ExamToday) -> Line:
        where = zone(self.session.store)
        pieces = [window(one.exam.opens_at, one.exam.closes_at, where)]
        if one.exam.room:
            pieces.append(one.exam.room)
        numbers = self.tr("{running} sitting now, {done} of {people} done")
        pieces.append(numbers.format(running=one.running, done=one.done, people=one.people))
        text = one.exam.title
        if one.held:
            text += " · " + self.tr("waiting to be let in again: {n}").format(n=one.held)
        state = "caution" if one.held else "good" if one.running else ""
        return self._line(text, " · ".join(pieces), state, "exams", one.exam.id, "calendar-clock")

    def _to_do_lines(self, today: Today) -> list[Line]:
        lines = []
        if not today.questions:
            text = self.tr("There are no questions yet")
            lines.append(self._line(text, self.tr("Import a workbook to begin."), "caution", "import"))
        if not today.candidates:
            text = self.tr("Nobody is on the roster yet")
            lines.append(self._line(text, self.tr("Import the roster, so that people can sit."), "caution", "staff"))
        for sealed in today.sealed:
            at = when(sealed.opens_at, zone(self.session.store))
            text = self.tr("A sealed exam to open with its code, from {at}").format(at=at)
            lines.append(self._line(text, sealed.title, "caution", "exams", "sealed", "lock"))
        for waiting in today.to_mark:
            text = self.tr("Sittings to mark: {n}").format(n=waiting.number)
            lines.append(self._line(text, waiting.title, "caution", "marking", waiting.exam_id, "clipboard-list"))
        for waiting in today.to_release:
            text = self.tr("Results to release: {n}").format(n=waiting.number)
            lines.append(self._line(text, waiting.title, "caution", "results", waiting.exam_id, "clipboard-check"))
        for plan, missing in today.undrawable:
            text = self.tr("The plan '{title}' cannot be drawn today").format(title=plan.title)
            lines.append(self._line(text, "\n".join(map(shortage_text, missing)), "bad", "plans", plan.code))
        return lines

    def _backup_line(self, today: Today) -> Line:
        at = when(today.last_backup, zone(self.session.store))
        if today.last_backup is None:
            more = self.tr("A backup is one file. Keep it on another disk or a stick.")
            return self._line(self.tr("There is no backup yet"), more, "caution", "settings")
        text = self.tr("Last backup {at}").format(at=at)
        more = self.tr("More than a week ago: make another.") if today.backup_due else ""
        return self._line(text, more, "caution" if today.backup_due else "good", "settings")
