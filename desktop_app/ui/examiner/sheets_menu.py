"""What can be printed of an exam, behind one button: score sheet, attendance, who has not sat, seat labels, the sat
papers for the archive. Each is shown first; what is shown is what prints.

Must not know what stands on a sheet.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.progress import Progress
from desktop_app.certificates.records import held_by
from desktop_app.exams.exam import exam
from desktop_app.exams.printed import lists
from desktop_app.exams.printed.archive_pages import archive_pdf
from desktop_app.exams.printed.list_pages import labels_pdf, listing_pdf
from desktop_app.exams.printed.lists import Listing
from desktop_app.exams.printed.sat import archived, sat_paper
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui import moments
from desktop_app.ui.examiner.export_table import write_table
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.printing import PdfDialog
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.text import button
from desktop_app.words.on_record import minutes_and_seconds, on_record

Listed = Callable[[Store, Actor, str], Listing]


class SheetsMenu(QWidget):
    """The button in ``button``; ``exam_id`` and ``sitting_id`` say what is meant when something is chosen (empty:
    nothing)."""

    def __init__(
        self,
        session: Session,
        working: Working,
        exam_id: Callable[[], str],
        sitting_id: Callable[[], str] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.hide()
        self._session, self._working = session, working
        self._exam_id, self._sitting_id = exam_id, sitting_id
        self.button: QPushButton = button(self.tr("Sheets …"), lambda: None, symbol="printer")
        menu = QMenu(self.button)
        menu.setAccessibleName(self.button.text())
        for words, listed in (
            (self.tr("Score sheet …"), lists.score_list),
            (self.tr("Attendance …"), lists.attendance_list),
            (self.tr("Who has not sat …"), lists.not_sat_list),
        ):
            menu.addAction(words, self._showing(listed))
        menu.addAction(self.tr("Seat labels …"), self.labels)
        menu.addSeparator()
        menu.addAction(self.tr("Sat papers for the archive …"), self.archive_all)
        if sitting_id is not None:
            menu.addAction(self.tr("The chosen sat paper …"), self.archive_one)
        menu.addSeparator()
        menu.addAction(self.tr("Score sheet as a workbook …"), self._saving(lists.score_list))
        menu.addAction(self.tr("Who has not sat, as a workbook …"), self._saving(lists.not_sat_list))
        self.button.setMenu(menu)
        self.menu = menu

    def _showing(self, listed: Listed) -> Callable[[], None]:
        return lambda: self.show_list(listed)

    def _saving(self, listed: Listed) -> Callable[[], None]:
        return lambda: self.save_list(listed)

    def _start(self, file: str, make: Callable[[Progress], bytes]) -> None:
        self._working.start(self.tr("Setting the pages …"), make, lambda data: self._shown(file, data))

    def _shown(self, file: str, data: bytes) -> None:
        PdfDialog(file, data, file, self.window()).open()

    # ------------------------------------------------------------ what is done

    def show_list(self, listed: Listed) -> None:
        """Show a list of the exam."""
        store, actor, exam_id = self._session.store, self._session.signed_in(), self._exam_id()
        if exam_id:
            self._start(
                f"{exam_id}.pdf",
                lambda _: listing_pdf(listed(store, actor, exam_id), store.setting("branch"), system_clock().at),
            )

    def labels(self) -> None:
        """Show the seat labels."""
        store, actor, exam_id = self._session.store, self._session.signed_in(), self._exam_id()
        if exam_id:
            self._start(
                f"{exam_id}.pdf",
                lambda _: labels_pdf(
                    lists.seats(store, actor, exam_id),
                    exam(store, exam_id).title,
                    store.setting("branch"),
                    system_clock().at,
                ),
            )

    def archive_all(self) -> None:
        """Show every sat paper of the exam."""
        exam_id = self._exam_id()
        if exam_id:
            self._archive(f"{exam_id}.pdf", archived(self._session.store, exam_id))

    def archive_one(self) -> None:
        """Show the sat paper of the sitting that is chosen."""
        one = self._sitting_id() if self._sitting_id is not None else ""
        if one:
            self._archive(f"{one}.pdf", (one,))

    def _archive(self, file: str, ids: tuple[str, ...]) -> None:
        store, actor, zone = self._session.store, self._session.signed_in(), moments.zone(self._session.store)
        if ids:
            self._start(file, lambda progress: sat_papers(store, actor, ids, zone, progress))

    def save_list(self, listed: Listed) -> None:
        """Save a list of the exam as a workbook or csv."""
        store, actor, exam_id = self._session.store, self._session.signed_in(), self._exam_id()
        if not exam_id:
            return
        kinds = self.tr("Tables ({patterns})").format(patterns="*.xlsx *.csv")

        def save(path: Path) -> None:
            def work(_: Progress) -> Path:
                listing = listed(store, actor, exam_id)
                return write_table(path, listing.title, listing.cells)

            self._working.start(self.tr("Writing {file} …").format(file=path.name), work, lambda _: None)

        choose_to_save(self.window(), self.tr("Save the list"), f"{exam_id}.xlsx", kinds, save)


def sat_papers(store: Store, actor: Actor, ids: tuple[str, ...], zone: ZoneInfo, progress: Progress) -> bytes:
    """Sat papers as one PDF. Runs on the job's thread. Raises as ``sat_paper``, ``Cancelled``."""
    papers = []
    for n, one in enumerate(ids):
        progress(n, 2 * len(ids))
        papers.append(sat_paper(store, actor, one))
    return archive_pdf(
        papers,
        store.setting("branch"),
        system_clock().at,
        lambda one: on_record(one, zone, minutes_and_seconds(one.seconds)),
        progress=progress,
    )


def transcript_pdf(store: Store, actor: Actor, staff_no: str) -> bytes:
    """A person's transcript. Raises ``NotAllowed``, ``UnknownPerson``."""
    listing = lists.transcript(store, actor, staff_no, held_by(store, staff_no))
    return listing_pdf(listing, store.setting("branch"), system_clock().at)
