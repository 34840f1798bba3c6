"""Certificate templates: those that came with the program and the bank's own, each as it prints; as files in and out.

Must not know what makes a template fit: ``templates.checking`` does.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop_app.base.clock import system_clock
from desktop_app.base.errors import BranchExamError
from desktop_app.certificates.specimen import NAMES, specimen
from desktop_app.store.conditions import known
from desktop_app.templates import kept
from desktop_app.templates.file import write
from desktop_app.templates.kept import TemplateUnfit
from desktop_app.templates.template import Template
from desktop_app.ui.examiner.page_on_paper import PageOnPaper
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.template_titles import shown_title
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.confirm import confirm
from desktop_app.ui.widgets.files import choose_to_open, choose_to_save
from desktop_app.ui.widgets.panels import Banner
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.ui.widgets.while_shown import WhileShown
from desktop_app.words import phrase, say

_MOST_FINDINGS = 12
_PATIENCE_MS = 100


class TemplatesView(Subview):
    """A list, and the page of the one that is selected. ``edit_wanted`` carries the template to be changed."""

    edit_wanted = Signal(object)

    def __init__(self, session: Session, working: Working) -> None:
        super().__init__("", "")
        self._session, self._working = session, working
        self.head.title.setText(self.tr("Certificate templates"))
        self.back.setText(self.tr("Certificates"))
        self.back.setAccessibleName(self.tr("Back to the certificates"))
        self.head.add(button(self.tr("Import …"), self._on_import, role="primary", symbol="upload"))
        self.banner = Banner()
        self.table: Table[Template] = Table(self.tr("Templates"), self._columns(), remember="templates")
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(lambda _: self._on_edit())
        self.name = QuietCombo()
        self.name.setAccessibleName(self.tr("Shown for"))
        for code, name in NAMES.items():
            self.name.addItem(phrase(f"specimen_{code}"), name)
        self.name.activated.connect(lambda _: self._show())
        self.page = PageOnPaper(self.tr("The certificate as it prints"))
        self.edit = button(self.tr("Change …"), self._on_edit, symbol="pencil")
        self.export = button(self.tr("Export …"), self._on_export, symbol="download")
        self.remove = button(self.tr("Remove …"), self._on_remove, role="danger", symbol="trash-2")
        self._soon = WhileShown(self, _PATIENCE_MS, self._show, once=True)
        self._lay_out()
        self.first = self.table
        self.fill()

    def _columns(self) -> tuple[Column[Template], ...]:
        return (
            Column(self.tr("Template"), shown_title),
            Column(self.tr("Code"), lambda one: one.code),
            Column(self.tr("Page"), lambda one: phrase(f"page_{one.page}")),
            Column(self.tr("Of"), lambda one: self.tr("the program") if kept.is_shipped(one.code) else self.tr("us")),
        )

    def _lay_out(self) -> None:
        self.box.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
        left.addWidget(self.table, 1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for made in (self.edit, self.export, self.remove):
            bar.addWidget(made)
        bar.addStretch(1)
        left.addLayout(bar)
        hint = self.tr(
            "A plan names the template of its certificates. Certificates keep the version they were issued on."
        )
        left.addWidget(label(hint, "muted", wrap=True))
        right.addWidget(self.name)
        right.addWidget(self.page, 1)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.box.addLayout(row, 1)

    # ------------------------------------------------------------ what is shown

    def fill(self, code: str = "") -> None:
        """Read the templates again, and select ``code``."""
        found = kept.templates(self._session.store)
        before = self.table.current_row()
        wanted = code or (before.code if before else "")
        self.table.set_rows(found, [measure.scaled(width) for width in (150, 90, 110)])
        codes = [one.code for one in found]
        self.table.select_row(codes.index(wanted) if wanted in codes else 0)
        self._on_selected()

    def _on_selected(self) -> None:
        one = self.table.current_row()
        self.remove.setEnabled(one is not None and not kept.is_shipped(one.code))
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        one = self.table.current_row()
        if one is None:
            return
        if self._working.busy:
            self._soon.start()
            return
        name, at, issuer = str(self.name.currentData()), system_clock().at, self._session.store.setting("branch")
        self._working.start(
            self.tr("Drawing the certificate …"),
            lambda _: specimen(one, name, at, issuer),
            self.page.show_pdf,
            looking=True,
            view=self,
        )

    # ------------------------------------------------------------ what is done

    def _on_edit(self) -> None:
        one = self.table.current_row()
        if one is not None:
            self.edit_wanted.emit(one)

    def _on_import(self) -> None:
        kinds = self.tr("Templates ({patterns})").format(patterns="*.toml")
        choose_to_open(self, self.tr("Import a template"), kinds, self.import_file)

    def import_file(self, path: Path) -> None:
        """Take in the template of a file, or say all that is wrong with it."""
        session = self._session
        try:
            with known(path):
                data = path.read_bytes()
            one = kept.take_in(session.store, session.signed_in(), data, path.name, system_clock())
        except TemplateUnfit as error:
            lines = [say(error), *(f"{each.where}: {say(each)}" for each in error.findings[:_MOST_FINDINGS])]
            self.banner.tell("\n".join(lines), "bad")
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
        else:
            self.fill(one.code)
            self.banner.tell(self.tr("“{title}” is kept, version {n}.").format(title=one.title, n=one.version), "good")

    def _on_export(self) -> None:
        one = self.table.current_row()
        if one is None:
            return
        shown = replace(one, code=f"{one.code}_own") if kept.is_shipped(one.code) else one
        kinds = self.tr("Templates ({patterns})").format(patterns="*.toml")
        choose_to_save(
            self, self.tr("Export the template"), f"{shown.code}.toml", kinds, lambda path: self.export_to(shown, path)
        )

    def export_to(self, one: Template, path: Path) -> None:
        """Write a template as a file that can be read, changed and imported."""
        try:
            with known(path):
                path.write_text(write(one), encoding="utf-8")
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
        else:
            self.banner.tell(self.tr("Saved: {file}").format(file=str(path)), "good")

    def _on_remove(self) -> None:
        one = self.table.current_row()
        if one is None or not self.remove.isEnabled():
            return
        confirm(
            self,
            self.tr("Remove a template"),
            self.tr("Remove the template “{title}”?").format(title=one.title),
            self.tr("Remove it"),
            lambda: self._remove(one),
            note=self.tr("Certificates that were issued on it stay as they are. Plans that name it must name another."),
        )

    def _remove(self, one: Template) -> None:
        try:
            kept.remove(self._session.store, self._session.signed_in(), one.code, system_clock())
        except BranchExamError as error:
            self.banner.tell(say(error), "bad")
            return
        self.fill()
        self.banner.tell(self.tr("“{title}” is removed.").format(title=one.title), "good")
