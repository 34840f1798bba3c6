"""Add people to an exam that is open: by post, or one by one."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.exam import Exam, add_people, exam_people
from desktop_app.ui.examiner.people_choice import PeopleChoice
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.text import button


class ExamAdd(Subview):
    """``added`` carries how many are new to the exam, ``refused`` why nobody is."""

    added = Signal(int)
    refused = Signal(object)

    def __init__(self, session: Session, exam: Exam) -> None:
        super().__init__("", "")
        self.head.title.setText(self.tr("Add people to “{title}”").format(title=exam.title))
        self.back.setText(self.tr("Back to the exam"))
        self.back.setAccessibleName(self.back.text())
        self._session, self._exam = session, exam
        self.people = PeopleChoice(session.store, but={one.staff_no for one in exam_people(session.store, exam.id)})
        self.go = button(self.tr("Add them"), self._on_add, role="primary", symbol="plus")
        self.head.add(self.go)
        card = Card(self.tr("Who sits it besides"))
        card.box.addWidget(self.people, 1)
        self.box.addWidget(card, 1)
        self.people.edited.connect(self._look)
        self.first = self.people.search
        self._look()

    def _look(self) -> None:
        self.go.setEnabled(self.people.number > 0)

    def _on_add(self) -> None:
        session, chosen = self._session, self.people
        try:
            number = add_people(
                session.store,
                session.signed_in(),
                self._exam.id,
                chosen.staff_nos,
                system_clock(),
                posts=chosen.posts,
            )
        except BranchExamError as error:
            self.refused.emit(error)
            return
        self.added.emit(number)
