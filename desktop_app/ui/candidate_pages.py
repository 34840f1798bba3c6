"""A candidate's way through the window: home, practice, before the exam, the exam, the result.

Pages are imported when they are first shown. Must not know the examiner's pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop_app.exams.sitting import Sitting
    from desktop_app.practice.sets import Practicable, Way
    from desktop_app.ui.candidate.result import ResultPage
    from desktop_app.ui.main_window import MainWindow


class CandidatePages(QObject):
    """Shows a candidate's pages in the window, one after another."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def _home(self) -> None:
        """Back from an exam: whoever came in by a start slip has no other page."""
        if self._window.open_session().signed_in().only_exam is None:
            self.show_home()
        else:
            self._window.show_door()

    def show_home(self) -> None:
        """What is open to the candidate."""
        from desktop_app.ui.candidate.home import HomePage

        page = HomePage(self._window.open_session())
        page.exam_chosen.connect(self.choose_exam)
        page.result_wanted.connect(self.show_result_again)
        page.certificate_wanted.connect(self.show_certificate)
        page.practice_wanted.connect(self.show_sets)
        page.left.connect(self._window.show_door)
        self._window.show_only(page)

    def show_sets(self) -> None:
        """What the candidate may practise."""
        from desktop_app.ui.candidate.practice.sets_page import SetsPage

        page = SetsPage(self._window.open_session())
        page.chosen.connect(self.show_practice)
        page.left.connect(self.show_home)
        self._window.show_only(page)

    def show_practice(self, items: tuple[Practicable, ...], way: Way) -> None:
        """Question after question."""
        from desktop_app.ui.candidate.practice.practice_page import PracticePage

        page = PracticePage(self._window.open_session(), items, way)
        page.left.connect(self.show_sets)
        self._window.show_only(page)

    def choose_exam(self, exam_id: str) -> None:
        """A doubtful clock is asked about before an exam; one that runs already goes by the boot clock."""
        from desktop_app.exams.records import sittings

        session = self._window.open_session()
        mine = sittings(session.store, exam_id, session.signed_in().staff_no)
        if any(row.state in ("open", "held") for row in mine):
            self.show_before(exam_id)
        else:
            self._window.with_clock(lambda: self.show_before(exam_id), self.tr("Back"), self._home)

    def show_before(self, exam_id: str) -> None:
        """What the exam is, before it starts."""
        from desktop_app.ui.candidate.before import BeforePage

        page = BeforePage(self._window.open_session(), exam_id)
        page.started.connect(self.show_exam)
        page.left.connect(self._home)
        self._window.show_only(page)

    def show_exam(self, sitting: Sitting) -> None:
        """The sitting itself."""
        from desktop_app.ui.candidate.exam import ExamPage

        page = ExamPage(self._window.open_session(), sitting)
        page.submitted.connect(self.show_result)
        self._window.show_only(page)
        self._window.guard_exam(page, sitting)
        page.setFocus()

    def show_result(self, sitting_id: str) -> None:
        """The result after submitting; the station signs the candidate out by itself."""
        self._result(sitting_id).left.connect(self._window.show_door)

    def show_result_again(self, sitting_id: str) -> None:
        """A result of earlier; from there back home, or out."""
        page = self._result(sitting_id, back=True)
        page.left.connect(self._window.show_door)
        page.went_back.connect(self.show_home)

    def _result(self, sitting_id: str, *, back: bool = False) -> ResultPage:
        from desktop_app.exams.results import result
        from desktop_app.staff.people import require_self_or_examiner
        from desktop_app.ui.candidate.result import ResultPage

        session = self._window.open_session()
        found = result(session.store, sitting_id)
        require_self_or_examiner(session.signed_in(), found.staff_no, found.exam_id)
        page = ResultPage(session, sitting_id, back=back)
        page.certificate_wanted.connect(self.show_certificate)
        self._window.show_only(page)
        return page

    def show_certificate(self, serial: str) -> None:
        """A certificate as it is printed, in a window of its own."""
        from desktop_app.certificates.certificate import certificate
        from desktop_app.exams.results import result
        from desktop_app.staff.people import require_self_or_examiner
        from desktop_app.ui.printing import PdfDialog

        session = self._window.open_session()
        found = certificate(session.store, serial)
        exam_id = result(session.store, found.sitting_id).exam_id
        require_self_or_examiner(session.signed_in(), found.facts.staff_no, exam_id)
        PdfDialog.of_certificate(session, serial, self._window).open()
