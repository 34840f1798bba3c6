"""Question banks: banks and topics on the left, questions in the middle, the chosen one as a candidate sees it on the
right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.banks.bank import BankInfo, QuestionRow, banks, question, rows
from desktop_app.banks.exporting import WRITERS, Exported, export
from desktop_app.banks.history import go_back_to, revisions, take_up_again
from desktop_app.banks.question import Kind
from desktop_app.banks.template_file import write_template
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.exams.closed_book import running
from desktop_app.store import Store
from desktop_app.ui.examiner.bank_history import BankHistory
from desktop_app.ui.examiner.bank_tree import BankTree, Place
from desktop_app.ui.examiner.import_work import going_back_note, open_exams_of
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.subview import Views
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.moments import zone
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.panels import Card, EmptyState
from desktop_app.ui.widgets.question_view import QuestionView
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.split import Split
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say

MOST_ROWS = 1000
READ_AT_ONCE = 20_000
"""Questions: what is looked for among more of them is looked for on the job's thread."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which questions the table is to show."""

    codes: tuple[str, ...]
    topic: tuple[str, ...]
    kind: Kind | None
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """The questions that were asked for, one more than are shown where there are more."""

    wanted: Wanted
    rows: tuple[QuestionRow, ...]


def wanted_rows(store: Store, wanted: Wanted) -> tuple[QuestionRow, ...]:
    """Look for them."""
    found: tuple[QuestionRow, ...] = ()
    for code in wanted.codes:
        left = MOST_ROWS + 1 - len(found)
        if left:
            topic = wanted.topic or None
            found += rows(store, code, topic=topic, kind=wanted.kind, text=wanted.text, limit=left)
    return found


class BanksPage(ExaminerPage):
    """``arrive`` with a bank's code shows that bank."""

    topics: ClassVar[frozenset[str]] = frozenset({"banks"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Question banks"), parent)
        self._banks: tuple[BankInfo, ...] = ()
        self._wanted: Place | None = None
        self._asked: Wanted | None = None
        self._reading = False
        self.working = Working(self)
        self.go_back = button(self.tr("Go back a revision"), self._on_go_back, symbol="undo-2")
        self.revisions = button(self.tr("Revisions"), self._on_revisions, symbol="list-ordered")
        self.keys = button(self.tr("Results by other keys …"), self._on_keys, symbol="clipboard-check")
        self.export = button(self.tr("Export"), symbol="download")
        self._make_menu()
        self.import_ = button(self.tr("Import questions"), self._on_import, role="primary", symbol="upload")
        for widget in (self.go_back, self.revisions, self.keys, self.export, self.import_):
            self.head.add(widget)
        self.box.addWidget(self.working.waiting)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._content())
        self.stack.addWidget(
            EmptyState("book-open", self.tr("There are no questions yet. Import a workbook to make the first bank."))
        )
        self.stack.addWidget(EmptyState("refresh-cw", self.tr("Reading the banks …")))
        self.stack.setCurrentIndex(2)
        self.views = Views(self.head, self.stack)
        self.box.addWidget(self.views, 1)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(200)
        self._typed.timeout.connect(self._fill)
        self.text.textChanged.connect(lambda _: self._typed.start())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self._show_chosen)
        self.table.selected.connect(self._soon.start)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.text.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _make_menu(self) -> None:
        menu = QMenu(self.export)
        self._exports = []
        for suffix in WRITERS:
            action = menu.addAction(self._export_name(suffix))
            action.triggered.connect(lambda _=False, suffix=suffix: self._on_export(suffix))
            self._exports.append(action)
        menu.addSeparator()
        menu.addAction(self.tr("A template to fill in (.xlsx)")).triggered.connect(lambda _=False: self._on_template())
        self.export.setMenu(menu)

    def _content(self) -> QWidget:
        self.tree = BankTree(self.tr("Banks and topics"))
        self.tree.chosen.connect(lambda _: self._on_place())
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Search in stems and options"))
        self.text.setAccessibleName(self.tr("Search in stems and options"))
        self.text.setClearButtonEnabled(True)
        # The look of the window's buttons is not that of the little cross inside the field.
        self.text.setStyleSheet("QToolButton { border: 0; padding: 0; min-height: 0; background: transparent; }")
        self.about = label("", "muted", wrap=True)
        self.table: Table[QuestionRow] = Table(
            self.tr("Questions"),
            (
                Column(self.tr("Kind"), lambda row: phrase(f"kind_{row.kind}")),
                Column(self.tr("Stem"), lambda row: row.stem.replace("\n", " ")),
                Column(
                    self.tr("Difficulty"),
                    lambda row: str(row.difficulty or ""),
                    lambda row: row.difficulty or 0,
                    number=True,
                ),
                Column(self.tr("Topic"), lambda row: " / ".join(row.topic)),
                Column(self.tr("Points"), lambda row: row.points, lambda row: float(row.points), number=True),
                Column(self.tr("Repealed on"), lambda row: row.repealed_on or ""),
            ),
            remember="questions",
        )
        self.kind = QuietCombo()
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.setMinimumContentsLength(9)
        self.kind.activated.connect(lambda _: self._fill())
        search = QHBoxLayout()
        search.setSpacing(8)
        search.addWidget(self.text, 1)
        search.addWidget(self.kind)
        box.addLayout(search)
        box.addWidget(self.about)
        box.addWidget(self.table, 1)
        self.view = QuestionView(self.tr("The chosen question"))
        shown = Card()
        shown.box.addWidget(self.view)
        for widget, least in ((self.tree, 170), (middle, 260), (shown, 260)):
            widget.setMinimumWidth(least)
        split = Split((self.tree, middle, shown), (230, 520, 380))
        split.setStretchFactor(1, 1)
        return split

    # ------------------------------------------------------------ the frame's

    def reload(self) -> None:  # noqa: D102
        # Counting 100,000 questions takes a moment; what is shown stays until it is done.
        self._reading = True
        store = self.session.store
        self._close_search(running(store) > 0)
        job = self.session.jobs.start(lambda _progress: banks(store))
        job.done.connect(self._on_banks)
        job.failed.connect(self.refuse)

    def _close_search(self, closed: bool) -> None:
        """While somebody sits an exam here, nobody searches what is asked."""
        if closed:
            self.text.clear()
        self.text.setEnabled(not closed)
        words = self.tr("No search while an exam runs") if closed else self.tr("Search in stems and options")
        self.text.setPlaceholderText(words)

    def arrive(self, what: object) -> None:  # noqa: D102
        if isinstance(what, str):
            self._wanted = Place(what)
            if not self._reading:
                self._go_to_wanted()

    # ------------------------------------------------------------ what is shown

    def _on_banks(self, found: tuple[BankInfo, ...]) -> None:
        self._banks, self._reading = found, False
        self.stack.setCurrentIndex(0 if found else 1)
        self.tree.show_banks(found)
        self._go_to_wanted()
        self._tell_history()

    def _go_to_wanted(self) -> None:
        if self._wanted is not None and self.tree.choose(self._wanted):
            self.text.clear()
            self._wanted = None

    @property
    def bank(self) -> BankInfo | None:
        """The bank that is shown; None for all of them."""
        return next((info for info in self._banks if info.code == self.tree.place.bank), None)

    def _on_place(self) -> None:
        """Offer the kinds that the place holds; the chosen one stays chosen."""
        kept = self.kind.currentData()
        shown = [self.bank] if self.bank is not None else self._banks
        self.kind.clear()
        self.kind.addItem(self.tr("Any kind"), None)
        for kind in Kind:
            number = sum(info.by_kind.get(kind, 0) for info in shown)
            if number:
                self.kind.addItem(f"{phrase(f'kind_{kind}')}  {number}", kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kept)))
        self._fill()

    def _fill(self) -> None:
        self._typed.stop()
        info, place = self.bank, self.tree.place
        codes = (place.bank,) if place.bank else tuple(one.code for one in self._banks)
        self._asked = asked = Wanted(codes, place.topic, self.kind.currentData(), self.text.text())
        for action in self._exports:
            action.setEnabled(info is not None)
        self.revisions.setEnabled(info is not None)
        self.keys.setEnabled(info is not None)
        self.go_back.setEnabled(info is not None and info.revision > 0)
        store = self.session.store
        if sum(one.questions for one in self._banks if one.code in codes) > READ_AT_ONCE:
            job = self.session.jobs.start(lambda _progress: Found(asked, wanted_rows(store, asked)))
            job.done.connect(self._on_found)
            job.failed.connect(self.refuse)
            return
        try:
            self._on_found(Found(asked, wanted_rows(store, asked)))
        except BranchExamError as error:
            self.refuse(error)

    def _on_found(self, found: Found) -> None:
        if found.wanted != self._asked:
            return  # something else was asked for meanwhile
        self.table.set_rows(found.rows[:MOST_ROWS], tuple(map(measure.scaled, (110, 290, 76, 150, 64))))
        if found.rows and self.table.current_row() is None:
            self.table.select_row(0)
        self._soon.start()
        self._tell_about(self.bank, len(found.rows))

    def _tell_about(self, info: BankInfo | None, shown: int) -> None:
        pieces = []
        if info is not None:
            pieces.append(self.tr("{code}, revision {n}").format(code=info.code, n=info.revision))
        if shown > MOST_ROWS:
            pieces.append(self.tr("the first {n} are shown: choose a topic or search").format(n=MOST_ROWS))
        elif self.text.text().strip() or self.kind.currentData():
            pieces.append(self.tr("{n} found").format(n=shown))
        self.about.setText(" · ".join(pieces))

    def _show_chosen(self) -> None:
        row = self.table.current_row()
        if row is None:
            self.view.clear()
            return
        try:
            self.view.show_question(question(self.session.store, row.id))
        except BranchExamError as error:
            self.refuse(error)

    # ------------------------------------------------------------ what is done

    def _on_import(self) -> None:
        self.went.emit("import", self.tree.place.bank or None)

    def _export_name(self, suffix: str) -> str:
        return {
            ".xlsx": self.tr("As a workbook (.xlsx)"),
            ".csv": self.tr("As a table (.csv)"),
            ".json": self.tr("Everything, for another Branch Exam (.json)"),
            ".gift": self.tr("For Moodle, as text (.gift)"),
            ".xml": self.tr("For Moodle, with pictures (.xml)"),
            ".zip": self.tr("For other exam systems, as QTI 2.1 (.zip)"),
            ".aiken": self.tr("Single choice alone, as plain text (.aiken)"),
        }[suffix]

    def _on_export(self, suffix: str) -> None:
        info = self.bank
        if info is not None:
            name, kinds = f"{info.title}{suffix}", f"{self._export_name(suffix)} (*{suffix})"
            choose_to_save(self, self.tr("Export"), name, kinds, lambda path: self.export_to(info.code, path))

    def export_to(self, code: str, path: Path) -> None:
        """Write a bank into a file; its suffix says in which format."""
        store, actor = self.session.store, self.session.signed_in()
        self.working.start(
            self.tr("Exporting …"),
            lambda progress: export(store, actor, code, path, reading=system_clock(), progress=progress),
            lambda exported: self._on_exported(path, exported),
        )

    def _on_exported(self, path: Path, exported: Exported) -> None:
        text = self.tr("Questions written to {file}: {n}.").format(n=exported.questions, file=path)
        found = (*exported.left_out, *exported.reduced)
        if found:
            text += " " + self.tr("The format cannot hold everything ({n}):").format(n=len(found))
            text += "\n" + "\n".join(f"{finding.where}: {say(finding)}" for finding in found[:5])
        self.banner.tell(text, "caution" if found else "good")

    def _on_template(self) -> None:
        title, name = self.tr("Save a template to fill in"), self.tr("Question template") + ".xlsx"
        choose_to_save(self, title, name, self.tr("Workbooks (*.xlsx)"), self.template_to)

    def template_to(self, path: Path) -> None:
        """Write the workbook that examiners fill in."""
        folder = self.session.store.folder
        text = self.tr("The template is in {file}. Fill it in, then import it.").format(file=path)
        self.working.start(
            self.tr("Exporting …"),
            lambda _progress: write_template(path, folder),
            lambda _: self.banner.tell(text, "good"),
        )

    # ------------------------------------------------------------ revisions

    def _on_keys(self) -> None:
        if self.bank is not None:
            self.went.emit("results", ("keys", self.bank.code))

    def _on_revisions(self) -> None:
        info = self.bank
        if info is None:
            return
        view = BankHistory(info, zone(self.session.store))
        view.go_back_wanted.connect(lambda number: self._ask_to_go_back(info, number))
        view.take_up_wanted.connect(lambda: self._take_up(info))
        self.banner.clear()
        self.views.show_view(view)
        self._tell_history()
        view.take_focus()

    def _tell_history(self) -> None:
        view = self.views.opened
        if isinstance(view, BankHistory):
            view.tell(revisions(self.session.store, view.info.code))

    def _on_go_back(self) -> None:
        info = self.bank
        if info is not None:
            before = [one.number for one in revisions(self.session.store, info.code) if not one.withdrawn][1:2]
            self._ask_to_go_back(info, before[0] if before else 0)

    def _ask_to_go_back(self, info: BankInfo, number: int) -> None:
        text = self.tr("Go back from revision {now} of '{title}' to revision {n}?")
        if not number:
            text = self.tr("Go back from revision {now} of '{title}' to before the first? It then holds no questions.")
        confirm(
            self,
            self.tr("Go back a revision"),
            text.format(now=info.revision, n=number, title=info.title),
            self.tr("Go back"),
            lambda: self._go_back(info, number),
            note=going_back_note(open_exams_of(self.session.store, info.code)),
        )

    def _go_back(self, info: BankInfo, number: int) -> None:
        self.banner.clear()
        try:
            now = go_back_to(self.session.store, self.session.signed_in(), info.code, number, system_clock())
        except BranchExamError as error:
            self.refuse(error)
            return
        text = self.tr("'{title}' stands at revision {n} again.")
        if not now:
            text = self.tr("'{title}' holds no questions now: there was no earlier revision.")
        self.banner.tell(text.format(title=info.title, n=now), "good")

    def _take_up(self, info: BankInfo) -> None:
        self.banner.clear()
        try:
            now = take_up_again(self.session.store, self.session.signed_in(), info.code, system_clock())
        except BranchExamError as error:
            self.refuse(error)
            return
        self.banner.tell(self.tr("Revision {n} of '{title}' holds again.").format(n=now, title=info.title), "good")
