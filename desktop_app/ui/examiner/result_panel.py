"""One sitting's result beside the table: by section, what interrupted it, whether its record is as it was made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.exams.records import SittingRecord
from desktop_app.exams.soundness import changed
from desktop_app.store import Store
from desktop_app.ui import moments
from desktop_app.ui.interruption import interruption_line
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.panels import Banner, Card, scrolling
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.text import label
from desktop_app.words import phrase, say


class ResultPanel(QWidget):
    """Empty until ``show_record``."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._area: QWidget | None = None
        measure.keep(self, lambda: self.setFixedWidth(measure.scaled(360)))
        self.show_record(None)

    def show_record(self, record: SittingRecord | None) -> None:
        """Show this record; None hides the panel."""
        if self._area is not None:
            self._box.removeWidget(self._area)
            self._area.deleteLater()
            self._area = None
        self.setVisible(record is not None)
        if record is not None:
            card = Card()
            self._fill(card, record)
            self._area = scrolling(card)
            self._box.addWidget(self._area)

    @property
    def text(self) -> str:
        """All that is shown, line by line."""
        from PySide6.QtWidgets import QLabel

        return "\n".join(one.text() for one in self.findChildren(QLabel) if one.text())

    def _fill(self, card: Card, record: SittingRecord) -> None:
        row, zone = record.row, moments.zone(self._store)
        card.box.addWidget(label(f"{row.name}  {row.staff_no}", "subheading", wrap=True))
        pieces = [
            self.tr("attempt {n}").format(n=row.attempt),
            self.tr("on paper") if row.origin == "paper" else "",
            moments.when(row.started_at, zone),
            self.tr("{used} of {allowed}").format(
                used=moments.length(record.used_ms), allowed=moments.length(record.allowed_ms)
            ),
            self.tr("{answered} of {questions} answered").format(answered=record.answered, questions=record.questions),
        ]
        card.box.addWidget(label(" · ".join(piece for piece in pieces if piece), "muted", wrap=True))
        if record.breach is not None:
            broken = Banner()
            broken.tell(say(changed(row.id, row.staff_no, record.breach)), "bad")
            card.box.addWidget(broken)
        self._sections(card, record)
        self._interruptions(card, record)
        card.box.addStretch(1)

    def _sections(self, card: Card, record: SittingRecord) -> None:
        outcome = record.outcome
        if outcome is None:
            return
        card.box.addWidget(label(self.tr("By section"), "subheading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        lines = [(one.title, one.score, one.max_score, one.passed, one.min_percent) for one in outcome.sections]
        for n, (title, score, most, passed, least) in enumerate(lines):
            grid.addWidget(label(title, wrap=True), n, 0)
            points = label(f"{plain_number(score)} / {plain_number(most)}")
            points.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(points, n, 1)
            if least > 0:
                words = label(self.tr("reached") if passed else self.tr("below {n}%").format(n=plain_number(least)))
                words.setProperty("state", "good" if passed else "bad")
                grid.addWidget(words, n, 2)
        card.box.addLayout(grid)
        whole = self.tr("In all {score} of {most}").format(
            score=plain_number(outcome.score), most=plain_number(outcome.max_score)
        )
        if not outcome.complete:
            whole += " · " + phrase("result_marks_awaited")
        card.box.addWidget(label(whole))

    def _interruptions(self, card: Card, record: SittingRecord) -> None:
        card.box.addWidget(label(self.tr("On record"), "subheading"))
        if not record.interruptions:
            card.box.addWidget(label(self.tr("Nothing interrupted this sitting."), "muted", wrap=True))
        for one in record.interruptions:
            card.box.addWidget(label(interruption_line(one, moments.zone(self._store)), wrap=True))
