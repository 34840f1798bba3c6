"""Certificates: the issued ones with their states, issuing for an exam, verifying, the issuer's key."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.certificates.certificate import Certificate, certificates
from desktop_app.templates.template import Template
from desktop_app.ui.asks import before_dropping
from desktop_app.ui.examiner.certificate_issue import IssuedNow, IssueView
from desktop_app.ui.examiner.certificate_keys import KeysView
from desktop_app.ui.examiner.certificate_life import LifeView
from desktop_app.ui.examiner.certificate_panel import CertificatePanel, state_word
from desktop_app.ui.examiner.certificate_print import CertificatePrintView
from desktop_app.ui.examiner.certificate_verify import VerifyView
from desktop_app.ui.examiner.page import ExaminerPage
from desktop_app.ui.examiner.subview import Views
from desktop_app.ui.examiner.template_editor import TemplateEditor
from desktop_app.ui.examiner.templates import TemplatesView
from desktop_app.ui.examiner.working import Working
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.panels import EmptyState
from desktop_app.ui.widgets.searched_list import SearchedList
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label


class CertificatesPage(ExaminerPage):
    """The list, and the certificate that is selected."""

    topics: ClassVar[frozenset[str]] = frozenset({"certificates", "results", "sittings"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "", parent)
        self.head.title.setText(self.tr("Certificates"))
        self.working = Working(self)
        self.head.add(button(self.tr("Print …"), self.print_room, symbol="printer"))
        self.head.add(button(self.tr("Templates …"), self.templates, symbol="file-text"))
        self.head.add(button(self.tr("Keys and trust …"), self.keys, symbol="key-round"))
        self.head.add(button(self.tr("Running out …"), self.life, symbol="calendar-clock"))
        self.head.add(button(self.tr("Verify …"), self.verify, symbol="shield-check"))
        self.head.add(button(self.tr("Issue for an exam"), self.issue_for, role="primary", symbol="award"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Name, number, title or certificate number"))
        self.search.setAccessibleName(self.tr("Search for certificates"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._fill())
        self.count = label("", "muted")
        self.table: Table[Certificate] = Table(self.tr("Certificates"), self._columns(), remember="certificates")
        self.table.selected.connect(self._on_selected)
        self.panel = CertificatePanel(session)
        self.panel.refused.connect(self.refuse)
        self.panel.told.connect(self._on_told)
        self.table.opened.connect(lambda _: self.panel.preview())
        self.empty = EmptyState("award", "")
        self.views = Views(self.head, SearchedList(self.search, (self.count,), self.table, self.empty, self.panel))
        self.box.addWidget(self.working.waiting)
        self.box.addWidget(self.views, 1)

    def _columns(self) -> tuple[Column[Certificate], ...]:
        return (
            Column(self.tr("Certificate number"), lambda c: c.serial),
            Column(self.tr("Holder"), lambda c: c.facts.holder),
            Column(self.tr("Number"), lambda c: c.facts.staff_no),
            Column(self.tr("State"), lambda c: state_word(c, self.session)),
            Column(self.tr("Issued on"), lambda c: c.facts.issued_on.isoformat()),
            Column(self.tr("Valid until"), lambda c: c.facts.valid_until.isoformat()),
            Column(self.tr("Title"), lambda c: c.facts.title),
        )

    # ------------------------------------------------------------ what is shown

    def reload(self) -> None:  # noqa: D102
        self._fill()
        opened = self.views.opened
        if isinstance(opened, IssueView | LifeView | KeysView):
            opened.fill()

    def arrive(self, what: object) -> None:
        """``what``: a serial to select, or ``("issue", exam id)``."""
        if isinstance(what, tuple) and len(what) == 2 and what[0] == "issue":
            self.issue_for(str(what[1]))
            return
        self.views.show_own()
        self.search.clear()
        self._select(str(what))

    def _fill(self) -> None:
        before = self.table.current_row()
        text = self.search.text()
        found = certificates(self.session.store, text=text)
        self.table.set_rows(found, [measure.scaled(width) for width in (196, 104, 72, 90, 96, 96)])
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        none = self.tr("No certificate yet. Issue them for an exam that was passed.")
        self.empty.say(self.tr("No certificate fits “{text}”.").format(text=text) if text else none)
        self.count.setText(self.tr("Certificates: {n}").format(n=len(found)))
        if before is not None:
            self._select(before.serial)
        self._on_selected()

    def _select(self, serial: str) -> None:
        for n, one in enumerate(self.table.model_of_rows.rows):
            if one.serial == serial:
                self.table.select_row(n)

    def _on_selected(self) -> None:
        chosen = self.table.selected_rows()
        self.panel.show_certificate(chosen[0] if len(chosen) == 1 else None)

    # ------------------------------------------------------------ what is done

    def _on_told(self, text: str) -> None:
        self.banner.tell(text, "good")
        self._fill()

    def issue_for(self, exam_id: str = "") -> None:
        """Open the view that issues for an exam."""
        view = IssueView(self.session, self.working, exam_id)
        view.issued.connect(self._on_issued)
        self.banner.clear()
        self.views.show_view(view)
        view.take_focus()

    def _on_issued(self, issued: IssuedNow) -> None:
        self._fill()
        opened = self.views.opened
        if not issued.refused and not issued.stopped:
            self.views.show_own()
        elif isinstance(opened, IssueView):
            opened.fill()
        text = self.tr("Certificates issued: {n}.").format(n=len(issued.serials))
        if issued.stopped:
            text += " " + self.tr("You stopped; the others were not issued.")
        if issued.refused:
            text = "\n".join((text, self.tr("These were not:"), *issued.refused))
        self.banner.tell(text, "caution" if issued.refused or issued.stopped else "good")
        if len(issued.serials) == 1:
            self._select(issued.serials[0])

    def life(self) -> None:
        """Open the lists of what runs out, is lacking and in doubt."""
        view = LifeView(self.session, self.working)
        view.told.connect(self.banner.tell)
        view.refused.connect(self.refuse)
        self.banner.clear()
        self.views.show_view(view)
        view.take_focus()

    def print_room(self) -> None:
        """Open the printing room."""
        self.banner.clear()
        view = CertificatePrintView(self.session, self.working)
        self.views.show_view(view)
        view.take_focus()

    def templates(self) -> None:
        """Open the certificate templates."""
        self.banner.clear()
        view = TemplatesView(self.session, self.working)
        view.edit_wanted.connect(self.edit_template)
        self.views.show_view(view)
        view.take_focus()

    def edit_template(self, template: Template) -> None:
        """Open a template to be changed; leaving what is not saved asks first."""
        view = TemplateEditor(self.session, self.working, template)
        view.saved.connect(self._on_template_saved)
        self.views.show_view(view)
        view.left.disconnect()
        view.left.connect(lambda: before_dropping(self, view.template.title if view.unsaved else "", self.templates))
        view.take_focus()

    def _on_template_saved(self, template: Template) -> None:
        self.templates()
        opened = self.views.opened
        if isinstance(opened, TemplatesView):
            opened.fill(template.code)
            text = self.tr("“{title}” is kept, version {n}.")
            opened.banner.tell(text.format(title=template.title, n=template.version), "good")

    @property
    def unsaved(self) -> str:  # noqa: D102
        opened = self.views.opened
        return opened.template.title if isinstance(opened, TemplateEditor) and opened.unsaved else ""

    def keys(self) -> None:
        """Open keys and trust."""
        view = KeysView(self.session)
        view.told.connect(self.banner.tell)
        view.refused.connect(self.refuse)
        self.banner.clear()
        self.views.show_view(view)
        view.take_focus()

    def verify(self) -> None:
        """Open the view that verifies."""
        view = VerifyView(self.session, self.working)
        self.banner.clear()
        self.views.show_view(view)
        view.take_focus()
