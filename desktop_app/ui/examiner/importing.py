"""Import: files → what was understood → done, with Undo. Nothing is written until the examiner says so.

Promises: files are read in a child process; its death is a finding on this page and nothing more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.banks.bank import BankInfo, banks
from desktop_app.banks.draft_editing import Unsound, left_out, mended, reread
from desktop_app.banks.formats.draft import NO_OPTIONS, ReadOptions
from desktop_app.banks.near import Decision, NearKey, decide
from desktop_app.banks.template_file import write_template
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.base.progress import Progress
from desktop_app.tables.findings import Finding, Report
from desktop_app.ui.examiner.import_changes import Changes, Step, applied
from desktop_app.ui.examiner.import_preview import PreviewStep
from desktop_app.ui.examiner.import_steps import DoneStep, FilesStep
from desktop_app.ui.examiner.import_work import (
    NearPair,
    OpenExams,
    ReadFile,
    bring_in,
    counted,
    find_near,
    finding_rows,
    going_back_note,
    message,
    open_exams_of,
    place,
    read_files,
    read_lines,
    take_back,
    write_review,
)
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase, say

FILES, PREVIEW, DONE = range(3)


class _Work(Working):
    """Tells when the job has ended, however it did: the page's buttons wait for it."""

    ended = Signal()

    def _end(self) -> None:
        super()._end()
        self.ended.emit()


class ImportPage(ExaminerPage):
    """The three steps. ``arrive`` with a bank's code chooses that bank."""

    topics: ClassVar[frozenset[str]] = frozenset({"banks"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, self.tr("Import questions"), parent)
        self._banks: tuple[BankInfo, ...] = ()
        self._read: tuple[ReadFile, ...] = ()
        self._reports: tuple[Report, ...] = ()
        self._changes = Changes()
        self._said: dict[Path, ReadOptions] = {}
        self.working = _Work(self)
        self.step_label = label("", "muted")
        self.back = button(self.tr("Back"), self._on_back, symbol="arrow-left")
        self.main = button("", self._on_main, role="primary")
        self.main.setDefault(True)
        for widget in (self.step_label, self.back, self.main):
            self.head.add(widget)
        self.working.ended.connect(self._on_ended)
        self.box.addWidget(self.working.waiting)
        self.files, self.preview, self.done = FilesStep(), PreviewStep(), DoneStep()
        self.stack = QStackedWidget()
        for step in (self.files, self.preview, self.done):
            self.stack.addWidget(step)
        self.box.addWidget(self.stack, 1)
        self.files.edited.connect(self._refresh)
        self.files.template_wanted.connect(self._on_template)
        self._connect_preview()
        self.done.undo_wanted.connect(self._on_undo)
        self.done.again_wanted.connect(self._start_over)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._on_back)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._refresh()

    def _connect_preview(self) -> None:
        self.preview.answered.connect(self._on_again)
        self.preview.mended.connect(
            lambda path, where, made: self._change({path: partial(mended, where=where, made=made)})
        )
        self.preview.left_out.connect(lambda path, where: self._change({path: partial(left_out, where=where)}))
        self.preview.typed.connect(self._on_typed)
        self.preview.undo_wanted.connect(self._on_undo_change)
        self.preview.near_wanted.connect(self._on_near)
        self.preview.decided.connect(self._on_decided)
        self.preview.review_wanted.connect(self._on_review)
        self.preview.sheets.chosen.connect(self._on_sheets)
        self.preview.turned.connect(self._refresh)

    # ------------------------------------------------------------ the frame's

    def reload(self) -> None:  # noqa: D102
        if not self.working.busy:
            self._banks = banks(self.session.store)
            self.files.offer(self._banks)

    @property
    def unsaved(self) -> str:  # noqa: D102
        return self.tr("the questions that are being imported") if self.step == PREVIEW else ""

    def arrive(self, what: object) -> None:  # noqa: D102
        if self.working.busy:
            return
        if self.stack.currentIndex() == DONE:
            self._start_over()
        if self.stack.currentIndex() == FILES and isinstance(what, str):
            self.files.choose_bank(what)

    # ------------------------------------------------------------ steps

    @property
    def step(self) -> int:
        """Which step is shown: FILES, PREVIEW or DONE."""
        return self.stack.currentIndex()

    @property
    def _bank_name(self) -> str:
        code, title = self.files.target
        return title or next((info.title for info in self._banks if info.code == code), code)

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self._refresh()
        focus = (self.files.choose, self.preview.questions, self.done.undo)[step]
        focus.setFocus()

    def _refresh(self) -> None:
        names = (self.tr("1 of 3: files"), self.tr("2 of 3: what was understood"), self.tr("3 of 3: done"))
        self.step_label.setText(names[self.step])
        busy = self.working.busy
        self.stack.setEnabled(not busy)
        self.back.setVisible(self.step == PREVIEW)
        self.back.setEnabled(not busy)
        if self.step == FILES:
            ready = bool(self.files.paths) and bool(self.files.target[0])
            one, n = self.tr("Read the file"), len(self.files.paths)
            text = one if n == 1 else self.tr("Read {n} files").format(n=n)
        elif self.step == PREVIEW:
            number = sum(f.account.imported + f.account.updated for f in self._read if f.account is not None)
            ready = number > 0 and not self.preview.inner
            one = self.tr("Import 1 question")
            text = one if number == 1 else self.tr("Import {n} questions").format(n=number)
        else:
            ready, text = True, self.tr("See the bank")
        self.main.setText(text)
        self.main.setAccessibleName(text)
        self.main.setEnabled(ready and not busy)

    def _on_main(self) -> None:
        self.banner.clear()
        if self.step == FILES:
            self._said.clear()
            self.preview.sheets.forget()
            self._read_files()
        elif self.step == PREVIEW:
            self._bring_in()
        else:
            self.went.emit("banks", self._reports[0].bank if self._reports else None)

    def _on_back(self) -> None:
        if self.step == PREVIEW and not self.working.busy:
            self.banner.clear()
            if self.preview.inner:
                self.preview.close_inner()
                return
            self._show(FILES)

    def _start_over(self) -> None:
        self.banner.clear()
        self.files.start_over()
        self._said.clear()
        self._changes.forget()
        self.preview.sheets.forget()
        self._read = ()
        self._show(FILES)

    # ------------------------------------------------------------ reading

    def _read_files(self) -> None:
        store, actor = self.session.store, self.session.signed_in()
        paths, said, bank = self.files.paths, dict(self._said), self.files.target[0]
        reading = system_clock()
        self._start(
            self.tr("Reading …"),
            lambda progress: read_files(store, actor, paths, said, bank, reading, progress),
            self._on_read,
        )

    def _on_read(self, files: tuple[ReadFile, ...]) -> None:
        before, self._read = self._read, files
        again = self._changes.made_again(files, before)
        self._tell()
        self._show(PREVIEW)
        if again != files:
            self._count(again, lambda: None)

    def _tell(self) -> None:
        self.preview.tell(self._read, self._bank_name, changes=len(self._changes))

    def _on_again(self) -> None:
        for path in self.files.paths:
            self._said[path] = self.preview.asks.said(path).over(self._said.get(path, NO_OPTIONS))
        self._read_files()

    def _on_sheets(self, path: Path, sheets: tuple[str, ...]) -> None:
        self._said[path] = replace(self._said.get(path, NO_OPTIONS), sheets=sheets)
        self._read_files()

    # ------------------------------------------------------------ mending what was read

    def _change(self, step: Step) -> None:
        """Make a change in the drafts, count again what it comes to, and show it."""
        try:
            files = applied(self._read, step)
        except Unsound as unsound:
            self.preview.editor.refuse(phrase(unsound.code, unsound.facts))
            return
        before = self._read
        if files != before:
            self._count(files, lambda: self._changes.keep(step, before))

    def _count(self, files: tuple[ReadFile, ...], then: Callable[[], object]) -> None:
        store, actor, bank, reading = self.session.store, self.session.signed_in(), self.files.target[0], system_clock()
        self._start(
            self.tr("Counting …"),
            lambda progress: counted(store, actor, files, bank, reading, progress),
            lambda found: self._on_counted(found, then),
        )

    def _on_counted(self, files: tuple[ReadFile, ...], then: Callable[[], object]) -> None:
        then()
        self._read = files
        self._tell()
        self.preview.close_inner()

    def _on_undo_change(self) -> None:
        if len(self._changes) and not self.working.busy:
            self._read = self._changes.undo()
            self._tell()
            self.preview.close_inner()
            self.banner.tell(self.tr("The last change is undone."))

    def _on_typed(self, path: Path, where: str, lines: str) -> None:
        file = next(file for file in self._read if file.path == path)
        self._start(
            self.tr("Reading …"),
            lambda progress: read_lines(file, lines, progress),
            lambda fresh: self._change({path: partial(reread, where=where, fresh=fresh)}),
            lambda error: self.preview.editor.refuse(say(error)),
        )

    # ------------------------------------------------------------ similar questions

    def _on_near(self) -> None:
        store, bank = self.session.store, self.files.target[0]
        files = [file for file in self._read if file.draft.questions]
        self._start(
            self.tr("Looking for similar questions …"),
            lambda progress: find_near(store, files, bank, progress),
            self._on_pairs,
        )

    def _on_pairs(self, pairs: tuple[NearPair, ...]) -> None:
        if pairs:
            self.preview.show_near(pairs)
        else:
            self.banner.tell(self.tr("No two questions are nearly the same, in the files or in the bank."), "good")
            self.preview.questions.setFocus()

    def _on_decided(self, decisions: dict[Path, dict[NearKey, Decision]]) -> None:
        self._change({path: partial(decide, decisions=chosen) for path, chosen in decisions.items()})
        if not self.working.busy:  # every decision was to keep both
            self.preview.close_inner()

    # ------------------------------------------------------------ files for the examiner

    def _on_review(self, path: Path) -> None:
        file = next(file for file in self._read if file.path == path)
        name = self.tr("{name} with findings").format(name=path.stem) + ".xlsx"
        kinds = self.tr("Workbooks (*.xlsx)")
        choose_to_save(
            self, self.tr("Save my file with the findings"), name, kinds, lambda to: self.review_to(file, to)
        )

    def review_to(self, file: ReadFile, path: Path) -> None:
        """Write the person's own file with what was found in it beside its rows."""
        store = self.session.store
        self._start(
            self.tr("Writing …"),
            lambda progress: write_review(store, file, path, progress),
            lambda dropped: self._on_reviewed(path, dropped),
        )

    def _on_reviewed(self, path: Path, dropped: tuple[Finding, ...]) -> None:
        text = self.tr("Saved with the findings: {file}.").format(file=path)
        if dropped:
            text += " " + self.tr("The copy cannot hold everything ({n}):").format(n=len(dropped))
            text += "\n" + "\n".join(f"{place(one.where)}  {message(one)}" for one in dropped[:5])
        self.banner.tell(text, "caution" if dropped else "good")

    def _on_template(self) -> None:
        name = self.tr("Question template") + ".xlsx"
        kinds = self.tr("Workbooks (*.xlsx)")
        choose_to_save(self, self.tr("Save a template to fill in"), name, kinds, self.template_to)

    def template_to(self, path: Path) -> None:
        """Write the template there."""
        folder = self.session.store.folder
        text = self.tr("The template is in {file}. Fill it in, then choose it here.").format(file=path)
        self._start(
            self.tr("Writing …"),
            lambda _progress: write_template(path, folder),
            lambda _: self.banner.tell(text, "good"),
        )

    # ------------------------------------------------------------ bringing in, and back

    def _bring_in(self) -> None:
        store, actor, files = self.session.store, self.session.signed_in(), self._read
        code, title = self.files.target
        reading = system_clock()
        self._start(
            self.tr("Importing …"),
            lambda progress: bring_in(store, actor, files, code, title, reading, progress),
            self._on_brought_in,
        )

    def _on_brought_in(self, reports: tuple[Report, ...]) -> None:
        self._reports = reports
        self.done.tell(reports, finding_rows(self._read))
        number = sum(report.imported + report.updated for report in reports)
        text = self.tr("Brought into '{bank}': {n}. Every entry of the files is accounted for below.")
        self.banner.tell(text.format(n=number, bank=self._bank_name), "good")
        self._show(DONE)

    def _on_undo(self) -> None:
        held = open_exams_of(self.session.store, self._reports[0].bank) if self._reports else OpenExams()
        confirm(
            self,
            self.tr("Undo this import"),
            self.tr("Undo this import into '{bank}'? The bank stands as before it, and nothing is lost.").format(
                bank=self._bank_name
            ),
            self.tr("Undo"),
            self._undo,
            note=going_back_note(held),
        )

    def _undo(self) -> None:
        store, actor, reports = self.session.store, self.session.signed_in(), self._reports
        reading = system_clock()
        self._start(self.tr("Undoing …"), lambda _progress: take_back(store, actor, reports, reading), self._on_undone)

    def _on_undone(self, _: object) -> None:
        self.done.undo.setEnabled(False)
        self.banner.tell(self.tr("The import is undone: the bank stands as before."), "good")

    # ------------------------------------------------------------ work

    def _start(
        self,
        text: str,
        work: Callable[[Progress], Any],
        then: Callable[[Any], object],
        failed: Callable[[BranchExamError], object] | None = None,
    ) -> None:
        self.working.start(text, work, then, failed)
        self._refresh()

    def _on_ended(self) -> None:
        self._refresh()
        self.reload()
