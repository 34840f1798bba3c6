"""The five steps of the first start: each shows one part of what is asked, and says what is still wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.base.errors import BranchExamError
from desktop_app.crypto import recovery
from desktop_app.staff.people import checked_name, checked_number
from desktop_app.store.slots import SHORTEST_PASSPHRASE, check_passphrase
from desktop_app.ui import theme
from desktop_app.ui.translate import LANGUAGES
from desktop_app.ui.widgets import labelled, measure
from desktop_app.ui.widgets.choice_row import RadioRow
from desktop_app.ui.widgets.panels import Banner
from desktop_app.ui.widgets.rich_text import RichText
from desktop_app.ui.widgets.secret import SecretField
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import say


@dataclass
class Wishes:
    """What was said so far. Nothing of it exists anywhere else."""

    branch: str = ""
    staff_no: str = ""
    name: str = ""
    passphrase: str = ""
    again: str = ""
    code: str = field(default_factory=recovery.new_code)
    code_typed: str = ""
    shipped: bool = True


class Step(QWidget):
    """One step: its title, its fields, and ``problem``, which says what keeps it from being left forwards."""

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.title = title
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme.GAP)
        self.box.addWidget(label(title, "heading"))
        self.box.addWidget(label(lead, wrap=True))

    def problem(self) -> str:
        """What is wrong, in a sentence; empty where nothing is."""
        return ""

    def take_focus(self) -> None:
        """Put the keyboard where this step begins."""

    def _only(self, widget: QWidget) -> QWidget:
        measure.keep(widget, lambda: widget.setMaximumWidth(measure.scaled(440)))
        return widget


class LanguageStep(Step):
    """Chinese or English, each in its own words."""

    chosen = Signal(str)

    def __init__(self, language: str) -> None:
        super().__init__(self.tr("Language"), self.tr("It can be changed at the Door at any time."))
        self.rows: dict[str, RadioRow] = {}
        for code, name in LANGUAGES.items():
            row = RadioRow("", name)
            row.setChecked(code == language)
            row.toggled.connect(lambda now, code=code: self.chosen.emit(code) if now else None)
            self.rows[code] = row
            self.box.addWidget(self._only(row))
        self.box.addStretch(1)

    def take_focus(self) -> None:  # noqa: D102
        next(row for row in self.rows.values() if row.isChecked()).setFocus()


class BranchStep(Step):
    """What the branch is called, and where its data will lie."""

    def __init__(self, wishes: Wishes, folder: Path) -> None:
        super().__init__(self.tr("Branch"), self.tr("The name stands on every certificate, so write it in full."))
        self._wishes = wishes
        self.branch = labelled.line(wishes.branch)
        self.branch.textChanged.connect(lambda text: setattr(wishes, "branch", text))
        labelled.field(self.box, self.tr("Name of the branch"), self._only(self.branch))
        self.box.addWidget(
            label(self.tr("The data will lie, encrypted, in {path}").format(path=folder), "muted", wrap=True)
        )
        self.box.addStretch(1)

    def problem(self) -> str:  # noqa: D102
        return (
            "" if self._wishes.branch.strip() else self.tr("The branch needs a name: it stands on every certificate.")
        )

    def take_focus(self) -> None:  # noqa: D102
        self.branch.setFocus()


class ExaminerStep(Step):
    """The first examiner and the passphrase that opens everything."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(
            self.tr("First examiner"),
            self.tr("The passphrase opens the encrypted data. Nobody can look it up, and nobody can reset it."),
        )
        self._wishes = wishes
        self.staff_no = labelled.line(wishes.staff_no, 32)
        self.name = labelled.line(wishes.name)
        self.passphrase = SecretField(self.tr("Passphrase"))
        self.again = SecretField(self.tr("The passphrase again"))
        self.passphrase.edit.setText(wishes.passphrase)
        self.again.edit.setText(wishes.again)
        for edit, key in (
            (self.staff_no, "staff_no"),
            (self.name, "name"),
            (self.passphrase.edit, "passphrase"),
            (self.again.edit, "again"),
        ):
            edit.textChanged.connect(lambda text, key=key: setattr(wishes, key, text))
        labelled.field(self.box, self.tr("Staff number"), self._only(self.staff_no))
        labelled.field(self.box, self.tr("Name"), self._only(self.name))
        note = self.tr("At least {n} characters; a few words are easier to keep than signs.").format(
            n=SHORTEST_PASSPHRASE
        )
        labelled.field(self.box, self.tr("Passphrase"), self._only(self.passphrase), note)
        labelled.field(self.box, self.tr("The passphrase again"), self._only(self.again))
        self.box.addStretch(1)

    def problem(self) -> str:  # noqa: D102
        if not self._wishes.staff_no.strip() or not self._wishes.name.strip():
            return self.tr("Staff number and name are needed: they stand in the journal beside what was done.")
        try:
            checked_number(self._wishes.staff_no)
            checked_name(self._wishes.name)
            check_passphrase(self._wishes.passphrase)
        except BranchExamError as error:
            return say(error)
        if self._wishes.passphrase != self._wishes.again:
            return self.tr("The two passphrases differ. Type the second one again.")
        return ""

    def take_focus(self) -> None:  # noqa: D102
        self.staff_no.setFocus()


class RecoveryStep(Step):
    """The recovery code: printed or saved, then typed back, so that the copy is known to be right."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(
            self.tr("Recovery code"),
            self.tr(
                "If every passphrase is lost, this code alone opens the data. Print it or save it, keep it in a sealed "
                "envelope in the safe, and type it back from the copy."
            ),
        )
        self._wishes = wishes
        shown = RichText(measure.HEADING_PX, bold=True)
        shown.set_content(wishes.code)
        shown.setAccessibleName(self.tr("Recovery code: {code}").format(code=wishes.code))
        self.box.addWidget(shown)
        row = QHBoxLayout()
        row.addWidget(button(self.tr("Print …"), self._on_print, symbol="printer"))
        row.addWidget(button(self.tr("Save as text …"), self._on_save, symbol="save"))
        row.addStretch(1)
        self.box.addLayout(row)
        self.banner = Banner()
        self.box.addWidget(self.banner)
        self.typed = labelled.line(wishes.code_typed)
        self.typed.textChanged.connect(lambda text: setattr(wishes, "code_typed", text))
        note = self.tr("Capitals, hyphens and spaces do not matter.")
        labelled.field(self.box, self.tr("Type the code back"), self._only(self.typed), note)
        self.box.addStretch(1)

    def problem(self) -> str:  # noqa: D102
        if not self._wishes.code_typed.strip():
            return self.tr("Type the code back from your copy: only then is it sure that the copy is right.")
        if recovery.read_code(self._wishes.code_typed) != recovery.read_code(self._wishes.code):
            return self.tr("This is not the code above. Compare it with your copy, group by group.")
        return ""

    def take_focus(self) -> None:  # noqa: D102
        self.typed.setFocus()

    def page(self) -> str:
        """What is printed or saved, as plain text."""
        return self.tr(
            "Branch Exam: recovery code of {branch}\n\n{code}\n\nKeep this in a sealed envelope in the safe. Whoever "
            "has it and the computer can read everything."
        ).format(branch=self._wishes.branch.strip(), code=self._wishes.code)

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        document = QTextDocument()
        document.setDefaultFont(measure.font(measure.STEM_PX))
        document.setPlainText(self.page())
        document.print_(printer)
        self.banner.tell(self.tr("Sent to the printer."), "good")

    def _on_save(self) -> None:
        name = self.tr("recovery-code.txt")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save as text"), name, "*.txt")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the page to a file, and say so."""
        try:
            path.write_text(self.page() + "\n", encoding="utf-8")
        except OSError as error:
            words = self.tr("The file could not be written ({why}). Choose another folder, or print the code.")
            self.banner.tell(words.format(why=error.strerror), "bad")
        else:
            self.banner.tell(self.tr("Saved: {file}").format(file=path), "good")


class ShippedStep(Step):
    """Whether the shipped banks and sample plans are taken over."""

    def __init__(self, wishes: Wishes) -> None:
        super().__init__(
            self.tr("Question banks"),
            self.tr("With the next step everything is made: the encrypted data, the examiner, the banks."),
        )
        self.yes = RadioRow(
            "",
            self.tr(
                "Take over the shipped banks (products, procedures, regulations, service: 60 questions each) and three "
                "sample plans"
            ),
        )
        self.no = RadioRow("", self.tr("Start empty; questions are imported later"))
        (self.yes if wishes.shipped else self.no).setChecked(True)
        self.yes.toggled.connect(lambda now: setattr(wishes, "shipped", now))
        self.box.addWidget(self.yes)
        self.box.addWidget(self.no)
        self.box.addWidget(
            label(
                self.tr(
                    "Anyone can read the shipped questions, so their plans are samples: for practice, not for proof."
                ),
                "muted",
                wrap=True,
            )
        )
        self.box.addStretch(1)

    def take_focus(self) -> None:  # noqa: D102
        (self.yes if self.yes.isChecked() else self.no).setFocus()
