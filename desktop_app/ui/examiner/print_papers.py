"""Printing a plan's papers: how many versions, with answer sheets or without; then the keys, and the table in which
the answers come back. Must not know how a page is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktop_app.banks.exporting import save
from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError, Fact
from desktop_app.base.progress import Progress
from desktop_app.exams.plan import ExamPlan
from desktop_app.exams.printed import printing
from desktop_app.exams.printed.kept import PrintedPaper, keep, papers_to_print, seeds_from
from desktop_app.exams.printed.marks import named, unprintable
from desktop_app.exams.printed.paper_pages import A3, A4
from desktop_app.staff import Actor
from desktop_app.store import Store
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.moments import today
from desktop_app.ui.printing import PdfDialog
from desktop_app.ui.session import Session
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.fields import Whole
from desktop_app.ui.widgets.files import choose_to_save
from desktop_app.ui.widgets.form import Form
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import Language, phrase, say

MOST_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    plan: ExamPlan
    seed: int | None
    versions: int
    sheets: bool
    large: bool
    language: Language


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: the papers, kept under their numbers, and their PDF."""

    papers: tuple[PrintedPaper, ...]
    pdf: bytes
    unprintable: tuple[str, ...]


def make(store: Store, actor: Actor, order: Order, progress: Progress) -> Made:
    """Draw the papers, set them, and keep them once they are set. Runs on the job's thread. Raises ``CannotBeDrawn``,
    ``PrintOrderInvalid``, ``Cancelled``: then none is kept."""
    papers = papers_to_print(store, order.plan, seeds_from(order.seed, order.versions), today(store))
    now = system_clock()
    pdf = printing.papers_pdf(
        papers,
        store.setting("branch"),
        now.at,
        order.language,
        layout=A3 if order.large else A4,
        sheets=order.sheets,
        on_paper=not order.sheets,
        progress=progress,
    )
    keep(store, actor, papers, now)
    return Made(papers, pdf, unprintable(papers))


class PrintPapers(Subview):
    """Prints papers of one plan."""

    def __init__(self, session: Session, working: Working, plan: ExamPlan, back: str) -> None:
        super().__init__("", back)
        self.head.title.setText(self.tr("Print papers: {title}").format(title=plan.title))
        self.back.setAccessibleName(back)
        self._session, self._working, self._plan = session, working, plan
        self._made: Made | None = None
        self.print_ = button(self.tr("Make the papers"), self._on_print, role="primary", symbol="printer")
        self.head.add(self.print_)
        self.trouble = Banner()
        self.box.addWidget(self.trouble)
        columns = Columns()
        columns.boxes[0].addWidget(self._order_card())
        columns.boxes[1].addWidget(self._made_card())
        self.box.addWidget(scrolling(columns), 1)
        self.first = self.versions
        self._show_made()

    def _order_card(self) -> Card:
        card = Card(self.tr("What is printed"))
        self.versions = Whole(1, MOST_VERSIONS)
        self.seed = QLineEdit()
        self.seed.setPlaceholderText(self.tr("any"))
        self.seed.setValidator(QRegularExpressionValidator("[0-9]{0,11}", self.seed))
        self.sheets = QCheckBox(self.tr("With answer sheets to fill"))
        self.sheets.setChecked(True)
        self.large = QCheckBox(self.tr("A3, two columns"))
        self.language = QuietCombo()
        for code, name in (("zh", "中文"), ("en", "English")):
            self.language.addItem(name, code)
        form = Form(420)
        form.add(
            self.tr("Versions"),
            self.versions,
            self.tr("Each has its own questions, order and number."),
        )
        form.add(self.tr("First seed"), self.seed, self.tr("The same seed gives the same paper on the same day."))
        form.add(self.tr("Language of head and instructions"), self.language)
        form.box.addSpacing(8)
        form.box.addWidget(self.sheets)
        form.box.addWidget(self.large)
        card.box.addWidget(form)
        card.box.addStretch(1)
        return card

    def _made_card(self) -> Card:
        card = Card(self.tr("What was made"))
        self.numbers = label("", wrap=True)
        self.again = button(self.tr("Papers …"), self._on_papers, symbol="printer")
        self.keys = button(self.tr("Keys (confidential) …"), self._on_keys, symbol="lock")
        self.table = button(self.tr("Table for the answers …"), self._on_table, symbol="download")
        card.box.addWidget(self.numbers)
        for made in (self.again, self.keys, self.table):
            card.box.addWidget(made)
        self.hint = label(
            self.tr(
                "Answers given on paper come back on the page Results: type them into the table, and bring it in."
                " They are graded as printed, even where the bank has changed meanwhile."
            ),
            "muted",
            wrap=True,
        )
        card.box.addWidget(self.hint)
        card.box.addStretch(1)
        return card

    def _show_made(self) -> None:
        made = self._made
        for widget in (self.again, self.keys, self.table):
            widget.setVisible(made is not None)
        if made is None:
            self.numbers.setText(
                self.tr("Nothing yet. Each paper gets a number, which stands on its answer sheet too.")
            )
            return
        self.numbers.setText("\n".join(one.number for one in made.papers))

    # ------------------------------------------------------------ what is done

    def _on_print(self) -> None:
        seed = self.seed.text().strip()
        order = Order(
            self._plan,
            int(seed) if seed else None,
            self.versions.value(),
            self.sheets.isChecked(),
            self.large.isChecked(),
            "en" if self.language.currentData() == "en" else "zh",
        )
        store, actor = self._session.store, self._session.signed_in()
        self.trouble.clear()
        self._working.start(
            self.tr("Setting the papers …"),
            lambda progress: make(store, actor, order, progress),
            self._on_made,
            lambda error: self.trouble.tell(say(error), "bad"),
            view=self,
        )

    def _on_made(self, made: Made) -> None:
        self._made = made
        self._show_made()
        if made.unprintable:
            facts: dict[str, Fact] = {"characters": named(made.unprintable), "count": len(made.unprintable)}
            self.trouble.tell(phrase("printed_without", facts), "caution")
        self._on_papers()

    def _file_name(self, made: Made) -> str:
        return made.papers[0].number if len(made.papers) == 1 else f"{self._plan.code}-{made.papers[0].number}"

    def _on_papers(self) -> None:
        if self._made is not None:
            PdfDialog(self.tr("Papers"), self._made.pdf, f"{self._file_name(self._made)}.pdf", self).open()

    def _on_keys(self) -> None:
        made = self._made
        if made is None:
            return
        store, language = self._session.store, self.language.currentData()
        branch, at = store.setting("branch"), system_clock().at
        self._working.start(
            self.tr("Setting the keys …"),
            lambda progress: printing.keys_pdf(made.papers, branch, at, "en" if language == "en" else "zh", progress),
            lambda pdf: PdfDialog(self.tr("Keys"), pdf, f"{self._file_name(made)}-key.pdf", self).open(),
            view=self,
        )

    def _on_table(self) -> None:
        made = self._made
        if made is None:
            return
        kinds = self.tr("Workbook ({xlsx})").format(xlsx="*.xlsx")
        name = f"{self._file_name(made)}-answers.xlsx"
        choose_to_save(self, self.tr("Table for the answers"), name, kinds, self.write_table)

    def write_table(self, path: Path) -> None:
        """Write the table for the answers into that file."""
        made = self._made
        if made is None:
            return
        language: Language = "en" if self.language.currentData() == "en" else "zh"
        try:
            save(path, printing.answers_template(made.papers, language))
        except BranchExamError as error:
            self.trouble.tell(say(error), "bad")
        else:
            self.trouble.tell(self.tr("Written: {file}").format(file=str(path)), "good")
