"""One person: practice by topic, what they sat, the certificates they hold and until when.

Examiners see how far somebody has come in a topic, never a single practised answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.base.clock import system_clock
from desktop_app.base.progress import Progress
from desktop_app.certificates.certificate import Certificate, certificates, state
from desktop_app.exams.plans import day_of
from desktop_app.exams.records import SittingRow, sittings
from desktop_app.practice.progress import Today, TopicProgress, progress, today
from desktop_app.staff import Actor
from desktop_app.staff.people import Person
from desktop_app.store import Store
from desktop_app.ui import theme
from desktop_app.ui.examiner.sheets_menu import transcript_pdf
from desktop_app.ui.examiner.subview import Subview
from desktop_app.ui.moments import when, zone
from desktop_app.ui.printing import PdfDialog
from desktop_app.ui.rows_model import Column
from desktop_app.ui.session import Session
from desktop_app.ui.topic_progress import topic_progress
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.panels import Card, EmptyState, scrolling
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase


@dataclass(frozen=True, slots=True)
class PersonRead:
    """All that the view shows of a person."""

    person: Person
    today: Today
    progress: tuple[TopicProgress, ...]
    sittings: tuple[SittingRow, ...]
    certificates: tuple[Certificate, ...]


def read_person(store: Store, actor: Actor, person: Person, step: Progress) -> PersonRead:
    """Gather it. Raises ``NotAllowed``."""
    step(0, 0)
    now = system_clock()
    return PersonRead(
        person,
        today(store, actor, person.staff_no, now),
        progress(store, actor, person.staff_no, now),
        sittings(store, staff_no=person.staff_no),
        certificates(store, staff_no=person.staff_no),
    )


class PersonView(Subview):
    """Shows what was read."""

    def __init__(self, session: Session, read: PersonRead) -> None:
        super().__init__(f"{read.person.name}  {read.person.staff_no}", "")
        self.back.setText(self.tr("All people"))
        self.back.setAccessibleName(self.back.text())
        self._session, self._person = session, read.person
        self.head.add(button(self.tr("Transcript …"), self._on_transcript, symbol="printer"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, theme.GROUP)
        column.setSpacing(theme.GROUP)
        column.addWidget(self._held(read.certificates))
        column.addWidget(self._sat(read.sittings))
        column.addWidget(self._practised(read))
        column.addStretch(1)
        self.box.addWidget(scrolling(inner), 1)

    def _on_transcript(self) -> None:
        number = self._person.staff_no
        data = transcript_pdf(self._session.store, self._session.signed_in(), number)
        PdfDialog(self._person.name, data, f"{number}.pdf", self).open()

    def _held(self, found: Sequence[Certificate]) -> Card:
        card = Card(self.tr("Certificates"))
        if not found:
            card.box.addWidget(EmptyState("award", self.tr("None yet.")))
            return card
        day = day_of(self._session.store, system_clock().at)
        table: Table[Certificate] = Table(
            self.tr("Certificates"),
            [
                Column(self.tr("Certificate"), lambda one: one.facts.title),
                Column(self.tr("Number"), lambda one: one.serial),
                Column(self.tr("Issued on"), lambda one: one.facts.issued_on.isoformat()),
                Column(self.tr("Valid until"), lambda one: one.facts.valid_until.isoformat()),
                Column(self.tr("State"), lambda one: phrase(f"certificate_{state(one, day).value}")),
            ],
        )
        table.set_rows(found, [measure.scaled(width) for width in (300, 200, 110, 110, 90)])
        card.box.addWidget(_high(table, len(found)))
        return card

    def _sat(self, found: Sequence[SittingRow]) -> Card:
        card = Card(self.tr("Exams"))
        if not found:
            card.box.addWidget(EmptyState("clipboard-list", self.tr("Has not sat an exam yet.")))
            return card
        place = zone(self._session.store)
        table: Table[SittingRow] = Table(
            self.tr("Exams"),
            [
                Column(self.tr("Exam"), lambda one: one.title),
                Column(self.tr("Began"), lambda one: when(one.started_at, place)),
                Column(self.tr("State"), lambda one: phrase(f"sitting_state_{one.state}")),
                Column(
                    self.tr("Score"),
                    lambda one: "" if one.score is None else f"{one.score} / {one.max_score}",
                    number=True,
                ),
                Column(self.tr("Passed"), self._passed),
            ],
        )
        table.set_rows(found, [measure.scaled(width) for width in (300, 150, 100, 120, 90)])
        card.box.addWidget(_high(table, len(found)))
        return card

    def _passed(self, one: SittingRow) -> str:
        return "" if one.passed is None else phrase("result_passed" if one.passed else "result_failed")

    def _practised(self, read: PersonRead) -> Card:
        card = Card(self.tr("Practice"))
        words = self.tr("due today {due} · in the wrong-question book {wrong} · done today {done}").format(
            due=read.today.due, wrong=read.today.wrong, done=read.today.done
        )
        card.box.addWidget(label(words, "muted", wrap=True))
        card.box.addWidget(topic_progress(read.progress))
        return card


def _high(table: QWidget, rows: int) -> QWidget:
    """As high as its rows, six at most."""
    measure.keep(table, lambda: table.setMinimumHeight(measure.scaled(44 + 34 * min(max(rows, 2), 6))))
    return table
