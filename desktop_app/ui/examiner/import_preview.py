"""The middle step of an import: what was understood, what was not, what only a person can say, and mending it in
place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.banks.draft_editing import Made, raw_of, row_of
from desktop_app.banks.formats.draft import LINES, Drafted
from desktop_app.banks.prepared import plain_stem
from desktop_app.ui.examiner.import_asks import AsksCard
from desktop_app.ui.examiner.import_editor import EntryEditor
from desktop_app.ui.examiner.import_findings import LEAST_TABLE, FindingsList
from desktop_app.ui.examiner.import_near import NearPanel
from desktop_app.ui.examiner.import_sheets import SheetsButton
from desktop_app.ui.examiner.import_work import FindingRow, NearPair, ReadFile, finding_rows, message, place, sheets_of
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.least import Least
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.question_view import QuestionView
from desktop_app.ui.widgets.split import Split
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase

READING, NEAR = range(2)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A question as read, in a table."""

    path: Path
    drafted: Drafted


@dataclass(frozen=True, slots=True)
class Target:
    """What the form is to mend: a question, or an entry that was rejected."""

    path: Path
    where: str
    drafted: Drafted | None = None
    finding: FindingRow | None = None


class PreviewStep(QWidget):
    """Left the questions, as a table and as a candidate sees the chosen one, or the form that mends one; right the
    findings. Changes are asked for by signals: whoever holds the drafts makes them and tells again."""

    answered = Signal()
    mended = Signal(object, str, object)
    """path, where, Made"""
    typed = Signal(object, str, str)
    """path, where, the lines"""
    left_out = Signal(object, str)
    """path, where"""
    decided = Signal(object)
    near_wanted = Signal()
    review_wanted = Signal(object)
    undo_wanted = Signal()
    turned = Signal()
    """another inner view: the page's own buttons follow ``inner``"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: dict[Path, ReadFile] = {}
        self._places: dict[Path, dict[str, int]] = {}
        """Entry of a file → its place among the questions."""
        self._found: dict[Path, dict[str, list[FindingRow]]] = {}
        self._target: Target | None = None
        self._changes = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(self._head())
        self.asks = AsksCard()
        self.asks.answered.connect(self.answered)
        reading = QWidget()
        inner = QVBoxLayout(reading)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addWidget(self.asks)
        inner.addWidget(Split((self._left(), self._right()), (640, 460)), 1)
        self.near = NearPanel()
        self.near.closed.connect(self.close_inner)
        self.near.decided.connect(self.decided)
        self.views = QStackedWidget()
        self.views.addWidget(scrolling(Least(reading)))
        self.views.addWidget(self.near)
        box.addWidget(self.views, 1)
        # A held arrow key runs through the table: the question is drawn where it comes to rest.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self._show_chosen)
        self.questions.selected.connect(self._soon.start)
        self.questions.opened.connect(lambda _: self._on_mend())
        self.findings.chosen.connect(self._on_finding)
        self.findings.opened.connect(self._on_finding_opened)
        self._keys()

    def _head(self) -> QHBoxLayout:
        self.summary = label("", wrap=True)
        self.undo = button(self.tr("Undo the last change"), self.undo_wanted.emit, symbol="undo-2")
        self.undo.setToolTip("Ctrl+Z")
        self.look = button(self.tr("Find similar questions"), self.near_wanted.emit, symbol="search")
        self.sheets = SheetsButton()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.summary, 1)
        for made in (self.undo, self.sheets, self.look):
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _right(self) -> QWidget:
        self.findings = FindingsList()
        self.review = button(self.tr("Save my file with the findings"), symbol="download")
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.findings, 1)
        box.addWidget(self.review, 0, Qt.AlignmentFlag.AlignRight)
        return side

    def _left(self) -> QWidget:
        self.questions: Table[DraftRow] = Table(
            self.tr("Questions as understood"),
            (
                Column(self.tr("Where"), lambda row: place(row.drafted.where)),
                Column(self.tr("Kind"), lambda row: phrase(f"kind_{row.drafted.question.kind}")),
                Column(self.tr("Stem"), lambda row: plain_stem(row.drafted.question).replace("\n", " ")),
            ),
        )
        self.view = QuestionView(self.tr("The chosen question"))
        self.questions.setMinimumHeight(LEAST_TABLE)
        self.view.setMinimumHeight(40)
        shown = Card()
        shown.box.setContentsMargins(12, 12, 12, 12)
        self.unread = label("", wrap=True)
        self.unread.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.showing = QStackedWidget()
        self.showing.addWidget(self.view)
        self.showing.addWidget(self.unread)
        shown.box.addWidget(self.showing, 1)
        self.mend = button(self.tr("Edit"), self._on_mend, symbol="pencil")
        self.mend.setToolTip("F2")
        self.leave_out = button(self.tr("Leave out"), self._on_leave_out, symbol="x")
        self.its_findings = button("", self._on_its_findings, role="link")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.mend)
        row.addWidget(self.leave_out)
        row.addStretch(1)
        row.addWidget(self.its_findings)
        shown.box.addLayout(row)
        reading = Split((self.questions, shown), (400, 500), upright=True)
        self.editor = EntryEditor()
        self.editor.made.connect(self._on_made)
        self.editor.typed.connect(self._on_typed)
        self.editor.closed.connect(self.close_inner)
        form = Card()
        form.box.setContentsMargins(12, 12, 12, 12)
        form.box.addWidget(self.editor)
        self.left = QStackedWidget()
        self.left.addWidget(reading)
        self.left.addWidget(form)
        return self.left

    def _keys(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, then in (("F2", self._on_mend), ("F6", self._on_other_pane), ("Ctrl+F", self._on_search)):
            QShortcut(QKeySequence(keys), self, then).setContext(within)
        for place_of_work in (self.questions, self.findings.table, self.view):
            QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), place_of_work, self._on_undo).setContext(within)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.questions, self._on_leave_out).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )

    # ------------------------------------------------------------ in

    def tell(self, files: Sequence[ReadFile], bank: str, *, changes: int = 0) -> None:
        """Show what was understood of these files, to be brought into the bank of that name, after so many changes."""
        kept = self._kept()
        rows = [DraftRow(file.path, drafted) for file in files for drafted in file.draft.questions]
        self._files = {file.path: file for file in files}
        self._places = {path: {} for path in self._files}
        for n, row in enumerate(rows):
            self._places[row.path][row_of(row.drafted.where)] = n
        self._target = None
        self.questions.set_rows(rows, (measure.scaled(90), measure.scaled(110)))
        self.view.clear()
        if rows:
            # Where it stood, or (left out meanwhile) on the row that took its place.
            path, entry, before = kept
            self.questions.select_row(min(self._places.get(path, {}).get(entry, before), len(rows) - 1))
        found = finding_rows(files)
        self._found = {path: {} for path in self._files}
        for one in found:
            if one.path is not None:
                self._found[one.path].setdefault(row_of(one.finding.where), []).append(one)
        self.findings.show_rows(found)
        self.asks.ask(files)
        self._changes = changes
        self.sheets.offer({file.path: sheets_of(file.draft) for file in files})
        self._offer_review(files)
        self.look.setEnabled(bool(rows))
        self._show_summary(files, bank, changes)
        self._show_chosen()
        self._turn()

    def _kept(self) -> tuple[Path, str, int]:
        """The file and the entry that the person is at, and the place of the cursor among the questions."""
        row, target = self.questions.current_row(), self._target
        path, entry = (row.path, row_of(row.drafted.where)) if row is not None else (Path(), "")
        at = self._places.get(path, {}).get(entry, 0)
        return (target.path, row_of(target.where), at) if target is not None else (path, entry, at)

    def _offer_review(self, files: Sequence[ReadFile]) -> None:
        readable = [file.path for file in files if file.failure is None]
        menu = QMenu(self.review)
        for path in readable:
            action = menu.addAction(path.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, path=path: self.review_wanted.emit(path))
        self.review.setMenu(menu)
        self.review.setEnabled(bool(readable))

    def _show_summary(self, files: Sequence[ReadFile], bank: str, changes: int) -> None:
        accounts = [file.account for file in files if file.account is not None]
        text = self.tr("{read} entries read. Into '{bank}': {new} new, {changed} changed, {unchanged} already there.")
        told = text.format(
            read=sum(a.read for a in accounts),
            bank=bank,
            new=sum(a.imported for a in accounts),
            changed=sum(a.updated for a in accounts),
            unchanged=sum(a.unchanged for a in accounts),
        )
        if changes:
            told += " " + self.tr("Changes made here: {n}.").format(n=changes)
        self.summary.setText(told)

    def show_near(self, pairs: Sequence[NearPair]) -> None:
        """Show pairs that are nearly the same, for the person to decide."""
        self.near.tell(pairs)
        self.views.setCurrentIndex(NEAR)
        self._turn()
        self.near.keep.setFocus()

    # ------------------------------------------------------------ inner views

    @property
    def inner(self) -> bool:
        """Whether the form or the pairs are shown, and Esc closes those."""
        return self.views.currentIndex() == NEAR or self.left.currentIndex() == 1

    def close_inner(self) -> None:
        """Show the questions again."""
        self.views.setCurrentIndex(READING)
        self.left.setCurrentIndex(0)
        self._turn()
        self.questions.setFocus()
        QTimer.singleShot(0, self.questions, lambda: self.questions.scrollTo(self.questions.currentIndex()))

    def _turn(self) -> None:
        """What belongs to the questions is out of the way while the form or the pairs are shown."""
        inner = self.inner
        self.undo.setVisible(not inner and self._changes > 0)
        self.look.setVisible(not inner)
        self.sheets.setVisible(not inner and self.sheets.offering)
        self.review.setVisible(not inner)
        self.asks.setVisible(not inner and self.asks.asking)
        self.turned.emit()

    def _on_other_pane(self) -> None:
        if self.inner:
            return
        if self.questions.hasFocus():
            self.findings.table.setFocus()
        else:
            self.questions.setFocus()

    def _on_search(self) -> None:
        if self.views.currentIndex() == READING:
            self.findings.text.setFocus()

    def _on_undo(self) -> None:
        if not self.undo.isHidden():
            self.undo_wanted.emit()

    # ------------------------------------------------------------ from a question to its findings and back

    def _show_chosen(self) -> None:
        row = self.questions.current_row()
        if row is None:
            if self._target is None or self._target.finding is None:
                self.view.clear()
                self.showing.setCurrentIndex(0)
                self._aim(None)
            return
        self.view.show_question(row.drafted.question)
        self.showing.setCurrentIndex(0)
        self._aim(Target(row.path, row.drafted.where, drafted=row.drafted))

    def _aim(self, target: Target | None) -> None:
        self._target = target
        self.mend.setEnabled(target is not None)
        self.leave_out.setEnabled(target is not None and target.drafted is not None)
        number = len(self._findings_of(target))
        one = self.tr("Its finding")
        self.its_findings.setText(one if number == 1 else self.tr("Its findings: {n}").format(n=number))
        self.its_findings.setVisible(number > 0)

    def _findings_of(self, target: Target | None) -> list[FindingRow]:
        if target is None or target.drafted is None:
            return []
        return self._found[target.path].get(row_of(target.where), [])

    def _on_its_findings(self) -> None:
        found = self._findings_of(self._target)
        if found:
            self.findings.choose(found[0])

    def _on_finding(self, row: FindingRow) -> None:
        """The question that a finding speaks of, where there is one: its place is a cell of the question's row."""
        at = self._place_of(row)
        if at is not None:
            self.questions.select_row(at)
            self._soon.start()
        elif row.severity == "rejected" and row.path in self._files and self._files[row.path].failure is None:
            self._soon.stop()
            self.unread.setText(self._unread_text(row))
            self.showing.setCurrentIndex(1)
            self._aim(Target(row.path, row.finding.where, finding=row))

    def _place_of(self, row: FindingRow) -> int | None:
        return self._places.get(row.path, {}).get(row_of(row.finding.where)) if row.path is not None else None

    def _unread_text(self, row: FindingRow) -> str:
        assert row.path is not None
        texts = raw_of(self._files[row.path].draft, row.finding.where)
        lines = [self.tr("This entry is not a question yet. What was read of it:")]
        if not texts:
            lines = [self.tr("This entry is not a question yet, and what was read of it is not kept. Write it anew:")]
        for name, text in texts.items():
            lines.append(text if name == LINES else f"{self.asks.field_name(name)}  {text}")
        return "\n".join(lines)

    def _on_finding_opened(self, row: FindingRow) -> None:
        self._on_finding(row)
        if self._place_of(row) is None and row.severity == "rejected":
            self._on_mend()
        else:
            self.questions.setFocus()

    # ------------------------------------------------------------ mending

    def _on_mend(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self._show_chosen()
        target = self._target
        if target is None or self.inner:
            return
        file = self._files[target.path]
        title = self.tr("Edit {where}").format(where=f"{target.path.name} · {place(target.where)}")
        if target.drafted is not None:
            self.editor.edit(title, "", {}, target.drafted.question, file.draft.options)
        elif target.finding is not None:
            texts = raw_of(file.draft, target.where)
            self.editor.edit(title, message(target.finding.finding), texts, None, file.draft.options)
        self.left.setCurrentIndex(1)
        self._turn()
        self.editor.take_focus()

    def _on_made(self, made: Made) -> None:
        if self._target is not None:
            self.mended.emit(self._target.path, self._target.where, made)

    def _on_typed(self, lines: str) -> None:
        if self._target is not None:
            self.typed.emit(self._target.path, self._target.where, lines)

    def _on_leave_out(self) -> None:
        if self._target is not None and self._target.drafted is not None and not self.inner:
            self.left_out.emit(self._target.path, self._target.where)
