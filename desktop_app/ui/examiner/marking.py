"""Marking: the essays that wait for a mark, one by one, without the candidate's name.

Promises: nothing is marked before the examiner says so; the keyboard alone is enough (a number, Enter, the next).
Must not know what a mark does to a result.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.results import Mark, ToMark, mark, to_mark
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.fields import Amount, named
from desktop_app.ui.widgets.form import Form, side_by_side
from desktop_app.ui.widgets.panels import Card, EmptyState, scrolling
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label

NO_MARK = Decimal("-0.5")
"""Where the points field stands before a mark is given: one step below nothing."""

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Given:
    """A mark that was given on this page, so that it can be looked at again."""

    points: Decimal
    note: str


class MarkingPage(ExaminerPage):
    """One answer at a time: question and answer on the left, model answer and mark on the right."""

    topics: ClassVar[frozenset[str]] = frozenset({"sittings", "results", "exams"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self.head.title.setText(self.tr("Marking"))
        self.working = Working(self)
        self._items: tuple[ToMark, ...] = ()
        self._given: dict[Key, Given] = {}
        self._at: Key | None = None
        self.exam = QuietCombo()
        self.exam.setAccessibleName(self.tr("Which exam is marked"))
        self.exam.setMinimumContentsLength(16)
        self.exam.activated.connect(lambda _: self._show_current(anew=True))
        self.progress = label("", "muted")
        self.names = QCheckBox(self.tr("Show the names"))
        self.names.toggled.connect(lambda _: self._show_who())
        for widget in (self.progress, self.names, self.exam):
            self.head.add(widget)
        self.empty = EmptyState("clipboard-list", self.tr("No answer waits to be marked."))
        columns = Columns((3, 2), 340)
        self._fill_question(columns.boxes[0])
        self._fill_mark(columns.boxes[1])
        self.sheet = scrolling(columns)
        self.box.addWidget(self.working.waiting)
        self.box.addWidget(self.sheet, 1)
        self.box.addWidget(self.empty, 1)
        for keys, slot in (("Ctrl+Return", self._on_keep), ("Alt+Right", self._on_skip), ("Alt+Left", self._on_back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _fill_question(self, box: QVBoxLayout) -> None:
        card = Card()
        self.who = label("", "muted", wrap=True)
        self.case = label("", wrap=True)
        self.stem = label("", "subheading", wrap=True)
        question = QWidget()
        inner = QVBoxLayout(question)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.setSpacing(8)
        for widget in (self.case, self.stem):
            inner.addWidget(widget)
        inner.addStretch(1)
        self.answer = QPlainTextEdit()
        self.answer.setReadOnly(True)
        self.answer.setTabChangesFocus(True)
        self.written = named(self.tr("What the candidate wrote"), self.answer)
        card.box.addWidget(self.who)
        card.box.addWidget(scrolling(question), 2)
        card.box.addWidget(self.written)
        card.box.addWidget(self.answer, 3)
        box.addWidget(card, 1)

    def _fill_mark(self, box: QVBoxLayout) -> None:
        card = Card()
        self.model = QPlainTextEdit()
        self.model.setReadOnly(True)
        self.model.setTabChangesFocus(True)
        self.points = Amount(NO_MARK, Decimal(100))
        self.points.setSingleStep(0.5)
        self.points.setSpecialValueText(self.tr("no mark yet"))
        self.points.valueChanged.connect(lambda _: self._look())
        self.points.lineEdit().returnPressed.connect(self._on_keep)
        self.most = label("", "muted")
        self.note = QLineEdit()
        self.note.returnPressed.connect(self._on_keep)
        self.keep = button(self.tr("Keep the mark and go on"), self._on_keep, role="primary", symbol="check")
        self.skip = button(self.tr("Skip"), self._on_skip, symbol="arrow-right")
        self.back = button(self.tr("Back"), self._on_back, symbol="arrow-left")
        card.box.addWidget(named(self.tr("Model answer and marking points"), self.model))
        card.box.addWidget(self.model, 1)
        form = Form()
        form.add(self.tr("Points"), self.points)
        form.box.addWidget(self.most)
        form.add(self.tr("Note (the candidate does not see it)"), self.note)
        card.box.addWidget(form)
        card.box.addWidget(self.keep)
        card.box.addLayout(side_by_side(self.back, self.skip))
        keys = self.tr("A number, then Enter. Alt+→ skips, Alt+← goes back.")
        card.box.addWidget(label(keys, "muted", wrap=True))
        box.addWidget(card, 1)

    # ------------------------------------------------------------ what is shown

    def reload(self) -> None:  # noqa: D102
        store = self.session.store
        text = self.tr("Looking for answers to mark …")
        self.working.start(text, lambda _: to_mark(store), self._on_read, looking=True)

    def arrive(self, what: object) -> None:
        """``what``: the id of an exam whose answers are to be marked."""
        self._wanted_exam = str(what)
        self._offer_exams()
        self._show_current(anew=True)

    _wanted_exam = ""

    def _on_read(self, items: tuple[ToMark, ...]) -> None:
        kept = [item for item in self._items if _key(item) in self._given]
        # The answers to one question stand together, so that they are measured with one measure.
        found = [item for item in items if _key(item) not in self._given]
        places = {item.sitting_id: n for n, item in reversed(list(enumerate(found)))}
        found.sort(key=lambda item: (item.title, item.exam_id, item.stem, item.part, places[item.sitting_id]))
        self._items = (*kept, *found)
        self._offer_exams()
        self._show_current()

    def _offer_exams(self) -> None:
        chosen = self._wanted_exam or str(self.exam.currentData() or "")
        titles = {item.exam_id: item.title for item in self._items}
        self.exam.clear()
        self.exam.addItem(self.tr("All exams"), "")
        for exam_id, title in titles.items():
            self.exam.addItem(f"{title} ({exam_id})", exam_id)
        place = self.exam.findData(chosen)
        self.exam.setCurrentIndex(max(place, 0))
        if place >= 0:
            self._wanted_exam = ""

    def _offered(self) -> list[ToMark]:
        exam_id = str(self.exam.currentData() or "")
        return [item for item in self._items if not exam_id or item.exam_id == exam_id]

    def _waiting(self) -> list[ToMark]:
        return [item for item in self._offered() if _key(item) not in self._given]

    @property
    def current(self) -> ToMark | None:
        """The answer that is shown."""
        return next((item for item in self._offered() if _key(item) == self._at), None)

    def _show_current(self, *, anew: bool = False) -> None:
        """Show the answer that stands there still, else the first that waits."""
        shown = self.current
        if shown is None or (anew and _key(shown) in self._given):
            waiting = self._waiting()
            self._show(waiting[0] if waiting else None)
        self._tell()

    def _show(self, item: ToMark | None) -> None:
        self._at = _key(item) if item else None
        self.sheet.setVisible(item is not None)
        self.empty.setVisible(item is None)
        if item is None:
            return
        self.case.setText(item.case)
        self.case.setVisible(bool(item.case))
        self.stem.setText(item.stem)
        self.answer.setPlainText(item.answer)
        self.written.setText(
            self.tr("What the candidate wrote ({n} characters)").format(n=len("".join(item.answer.split())))
        )
        self.model.setPlainText(item.model or self.tr("The question has no model answer."))
        given = self._given.get(_key(item))
        self.points.setRange(float(NO_MARK), float(item.most))
        self.points.set_amount(given.points if given else NO_MARK)
        self.note.setText(given.note if given else "")
        self.most.setText(self.tr("0 to {most}, in steps of 0.5").format(most=plain_number(item.most)))
        self._show_who()
        self._look()
        self.points.setFocus()
        self.points.selectAll()

    def _show_who(self) -> None:
        item = self.current
        if item is None:
            return
        pieces = [item.title, self.tr("question {n}").format(n=item.position)]
        if item.part:
            pieces.append(self.tr("part {n}").format(n=item.part))
        pieces.append(f"{item.name} {item.staff_no}" if self.names.isChecked() else self.tr("name hidden"))
        self.who.setText(" · ".join(pieces))

    def _tell(self) -> None:
        offered = self._offered()
        waiting = len(self._waiting())
        self.progress.setText(self.tr("{n} to mark").format(n=waiting) if offered else "")
        self.exam.setVisible(self.exam.count() > 2)
        self.names.setVisible(bool(offered))
        self._look()

    def _look(self) -> None:
        self.keep.setEnabled(self.points.amount > NO_MARK)
        place = self._place()
        self.back.setEnabled(place > 0)
        self.skip.setEnabled(0 <= place < len(self._offered()) - 1)

    def _place(self) -> int:
        return next((n for n, item in enumerate(self._offered()) if _key(item) == self._at), -1)

    # ------------------------------------------------------------ what is done

    def _on_keep(self) -> None:
        item = self.current
        if item is None or not self.keep.isEnabled():
            return
        points, note = self.points.amount, self.note.text().strip()
        given = Mark(item.position, points, item.part, note)
        try:
            mark(self.session.store, self.session.signed_in(), item.sitting_id, [given], system_clock())
        except BranchExamError as error:
            self.refuse(error)
            return
        self.banner.clear()
        place = self._place()
        self._given[_key(item)] = Given(points, note)
        offered = self._offered()
        waiting = [*offered[place + 1 :], *offered[:place]]
        self._show(next((one for one in waiting if _key(one) not in self._given), None))
        self._tell()
        if self._at is None:
            self.banner.tell(
                self.tr("All of these answers are marked. The results can be released."),
                "good",
                way_out=(self.tr("To the results"), lambda: self.went.emit("results", item.exam_id)),
            )

    def _on_skip(self) -> None:
        self._step(1)

    def _on_back(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        offered, place = self._offered(), self._place()
        if place >= 0 and 0 <= place + by < len(offered):
            self._show(offered[place + by])
            self._tell()


def _key(item: ToMark) -> Key:
    return (item.sitting_id, item.position, item.part)
