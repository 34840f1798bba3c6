"""The blueprint of a plan: its sections as a table, the chosen one as a form beside it, and what is available, live.

Must not know the store: the pool and the names of the banks are handed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QHeaderView, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.banks.question import Kind
from desktop_app.exams.plan import Section
from desktop_app.exams.pool import Shortage
from desktop_app.ui.rows_model import Column
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.columns import Columns
from desktop_app.ui.widgets.fields import Amount, Levels, Ticks, Whole, named
from desktop_app.ui.widgets.question_view import plain_number
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.table import Table
from desktop_app.ui.widgets.text import button
from desktop_app.words import phrase

HIGHEST_DIFFICULTY = 5


@dataclass(frozen=True, slots=True)
class BlueprintRow:
    """A section as the table shows it; ``available`` is None until the pool is known."""

    number: int
    section: Section
    bank: str
    available: int | None
    lacking: int


@dataclass(frozen=True, slots=True)
class BankChoice:
    """A bank that a section may draw from: its topics as (value, words), from the top of the tree."""

    code: str
    title: str
    topics: tuple[tuple[str, str], ...]


def topic_choices(counts: Mapping[tuple[str, ...], int]) -> tuple[tuple[str, str], ...]:
    """The topics of a bank as (name in a plan, words with a count), the tree from the top; ``counts`` by path.

    A name that stands at one place of the tree alone is enough; otherwise the path to it is the name.
    """
    names = Counter(path[-1] for path in counts)
    return tuple(
        (
            path[-1] if names[path[-1]] == 1 or len(path) == 1 else "/".join(path),
            f"{'    ' * (len(path) - 1)}{path[-1]}  {n}",
        )
        for path, n in sorted(counts.items())
    )


def drawn_from(section: Section, bank: str) -> str:
    """A section's source in a line: bank, topics, kind, difficulty."""
    pieces = [bank, "、".join(section.topic)]
    pieces.append(phrase(f"kind_{section.kind}") if section.kind else "")
    if section.difficulty:
        pieces.append(phrase("question_difficulty", {"level": "、".join(str(level) for level in section.difficulty)}))
    return " · ".join(piece for piece in pieces if piece)


class SectionForm(QWidget):
    """Every field of one section. ``edited`` carries the section after a change by a person."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section: Section | None = None
        self._choices: Mapping[str, BankChoice] = {}
        self._loading = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.title = QLineEdit()
        self.bank = QuietCombo()
        self.topics = Ticks(self.tr("Topics"))
        self.topics.setMinimumHeight(measure.scaled(104))
        self.topics.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.kind = QuietCombo()
        self.levels = Levels(self.tr("Difficulty"), HIGHEST_DIFFICULTY)
        self.number = Whole(1, 1000)
        self.points = Amount(Decimal("0.01"), Decimal(1000))
        self.min_percent = Amount(Decimal(0), Decimal(100), "%")
        self.minutes = Whole(0, 1440)
        self.minutes.setSpecialValueText(self.tr("none"))
        self.kind.addItem(self.tr("Any kind"), "")
        for kind in Kind:
            self.kind.addItem(phrase(f"kind_{kind}"), kind.value)
        wide: list[tuple[str, QWidget]] = [
            (self.tr("Title"), self.title),
            (self.tr("Bank"), self.bank),
            (self.tr("Topics"), self.topics),
            (self.tr("Kind"), self.kind),
            (self.tr("Difficulty"), self.levels),
        ]
        for row, (text, field) in enumerate(wide):
            grid.addWidget(named(text, field), row, 0)
            grid.addWidget(field, row, 1, 1, 3)
        pairs: list[tuple[str, QWidget]] = [
            (self.tr("Questions"), self.number),
            (self.tr("Points each"), self.points),
            (self.tr("At least"), self.min_percent),
            (self.tr("Minutes"), self.minutes),
        ]
        for n, (text, field) in enumerate(pairs):
            row, column = len(wide) + n // 2, n % 2 * 2
            grid.addWidget(named(text, field), row, column)
            grid.addWidget(field, row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(2, 1)
        self.topics.setToolTip(self.tr("Nothing ticked: every topic"))
        self.title.textEdited.connect(lambda text: self._change(title=text))
        self.bank.activated.connect(lambda _: self._on_bank())
        self.topics.edited.connect(lambda: self._change(topic=self.topics.ticked))
        self.kind.activated.connect(lambda _: self._change(kind=self._chosen_kind()))
        self.levels.edited.connect(lambda: self._change(difficulty=self.levels.levels))
        self.number.valueChanged.connect(lambda value: self._change(number=value))
        self.points.edited.connect(lambda: self._change(points=self.points.amount))
        self.min_percent.edited.connect(lambda: self._change(min_percent=self.min_percent.amount))
        self.minutes.valueChanged.connect(lambda value: self._change(minutes=value))

    def offer(self, choices: Sequence[BankChoice]) -> None:
        """Offer these banks."""
        self._choices = {choice.code: choice for choice in choices}
        section, self._section = self._section, None
        if section is not None:
            self.show_section(section)

    def show_section(self, section: Section) -> None:
        """Show a section in the fields. What they show already is left alone: a person may be typing there."""
        if section == self._section:
            return
        self._loading = True
        self._section = section
        if self.title.text() != section.title:
            self.title.setText(section.title)
        self.bank.clear()
        for choice in self._choices.values():
            self.bank.addItem(choice.title, choice.code)
        if section.bank not in self._choices:
            self.bank.addItem(self.tr("{code} (not here)").format(code=section.bank), section.bank)
        self.bank.setCurrentIndex(self.bank.findData(section.bank))
        self._offer_topics(section)
        self.kind.setCurrentIndex(self.kind.findData(section.kind.value if section.kind else ""))
        self.levels.set_levels(section.difficulty)
        self.number.setValue(section.number)
        self.points.set_amount(section.points)
        self.min_percent.set_amount(section.min_percent)
        self.minutes.setValue(section.minutes)
        self._loading = False

    def _offer_topics(self, section: Section) -> None:
        choice = self._choices.get(section.bank)
        self.topics.set_choices(choice.topics if choice else (), section.topic)

    def _chosen_kind(self) -> Kind | None:
        value = self.kind.currentData()
        return Kind(value) if value else None

    def _on_bank(self) -> None:
        # The topics of another bank mean nothing in this one.
        self._change(bank=str(self.bank.currentData()), topic=())
        if self._section is not None:
            self._loading = True
            self._offer_topics(self._section)
            self._loading = False

    def _change(self, **values: object) -> None:
        if self._loading or self._section is None:
            return
        changed = replace(self._section, **values)  # type: ignore[arg-type]
        if changed != self._section:
            self._section = changed
            self.edited.emit(changed)


class Blueprint(QWidget):
    """The sections as a table with the form of the chosen one beside it. ``edited`` after any change by a person."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []
        self._choices: tuple[BankChoice, ...] = ()
        self._available: tuple[int, ...] = ()
        self._lacking: Mapping[str, int] = {}
        self.table: Table[BlueprintRow] = Table(self.tr("Sections"), self._columns())
        self.table.setSortingEnabled(False)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.form = SectionForm()
        self.table.setMinimumHeight(measure.scaled(180))
        columns = Columns((5, 3), least=420)
        columns.boxes[0].setSpacing(8)
        columns.boxes[0].addWidget(self.table, 1)
        columns.boxes[0].addLayout(self._buttons())
        columns.boxes[1].addWidget(self.form)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(columns)
        self.table.selected.connect(self._on_selected)
        self.form.edited.connect(self._on_edited)

    def _columns(self) -> tuple[Column[BlueprintRow], ...]:
        def available(row: BlueprintRow) -> str:
            if row.available is None:
                return "…"
            if row.lacking:
                return self.tr("{n}, {lacking} missing").format(n=row.available, lacking=row.lacking)
            return str(row.available)

        return (
            Column(self.tr("Section"), lambda row: row.section.title),
            Column(self.tr("Drawn from"), self._drawn_from),
            Column(self.tr("Questions"), lambda row: str(row.section.number), number=True),
            Column(self.tr("Points each"), lambda row: plain_number(row.section.points), number=True),
            Column(self.tr("Available"), available, number=True),
        )

    def _drawn_from(self, row: BlueprintRow) -> str:
        pieces = [drawn_from(row.section, row.bank)]
        if row.section.min_percent:
            pieces.append(self.tr("at least {n} %").format(n=plain_number(row.section.min_percent)))
        if row.section.minutes:
            pieces.append(self.tr("{n} minutes").format(n=row.section.minutes))
        return " · ".join(pieces)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.add = button(self.tr("Add section"), self._on_add, symbol="plus")
        self.copy = button(self.tr("Repeat"), self._on_copy, symbol="copy")
        self.remove = button(self.tr("Remove"), self._on_remove, symbol="trash-2")
        self.up = button(self.tr("Up"), lambda: self._move(-1))
        self.down = button(self.tr("Down"), lambda: self._move(1))
        for made in (self.add, self.copy, self.remove, self.up, self.down):
            row.addWidget(made)
        row.addStretch(1)
        return row

    # ------------------------------------------------------------ in and out

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections as they stand."""
        return tuple(self._sections)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections."""
        self._sections = list(sections)
        self._show(0)

    def offer(self, choices: Sequence[BankChoice]) -> None:
        """Offer these banks."""
        self._choices = tuple(choices)
        self.form.offer(self._choices)
        self._show(self._place())

    def tell(self, available: Sequence[int], missing: Sequence[Shortage]) -> None:
        """Show how many each section could draw from, and what ``missing`` says."""
        self._available = tuple(available)
        self._lacking = {shortage.section: shortage.need - shortage.have for shortage in missing}
        self._show(self._place())

    def set_editable(self, editable: bool) -> None:
        """Let a person change things, or only look."""
        self.form.setEnabled(editable)
        for made in (self.add, self.copy, self.remove, self.up, self.down):
            made.setEnabled(editable)

    # ------------------------------------------------------------ what happens

    def _place(self) -> int:
        row = self.table.current_row()
        return row.number if row is not None else 0

    def _show(self, place: int) -> None:
        titles = {choice.code: choice.title for choice in self._choices}
        rows = [
            BlueprintRow(
                n,
                section,
                titles.get(section.bank, section.bank),
                self._available[n] if n < len(self._available) else None,
                self._lacking.get(section.title, 0),
            )
            for n, section in enumerate(self._sections)
        ]
        self.table.blockSignals(True)
        self.table.set_rows(rows)
        if rows:
            self.table.select_row(min(place, len(rows) - 1))
        self.table.blockSignals(False)
        self._on_selected()

    def _on_selected(self) -> None:
        row = self.table.current_row()
        if row is not None and row.number < len(self._sections):
            self.form.show_section(self._sections[row.number])

    def _on_edited(self, section: Section) -> None:
        place = self._place()
        if place < len(self._sections):
            self._sections[place] = section
            self._changed(place)

    def _changed(self, place: int) -> None:
        self._show(place)
        self.edited.emit()

    def _on_add(self) -> None:
        bank = self._sections[-1].bank if self._sections else self._choices[0].code if self._choices else ""
        self._sections.append(Section(title=self.tr("New section"), bank=bank, number=1))
        self._available = ()
        self._changed(len(self._sections) - 1)
        self.form.title.setFocus()
        self.form.title.selectAll()

    def _on_copy(self) -> None:
        place = self._place()
        if place < len(self._sections):
            self._sections.insert(place + 1, self._sections[place])
            self._available = ()
            self._changed(place + 1)

    def _on_remove(self) -> None:
        place = self._place()
        if len(self._sections) > 1 and place < len(self._sections):
            del self._sections[place]
            self._available = ()
            self._changed(place)

    def _move(self, step: int) -> None:
        place = self._place()
        if 0 <= place + step < len(self._sections):
            here, there = place, place + step
            self._sections[here], self._sections[there] = self._sections[there], self._sections[here]
            self._available = ()
            self._changed(there)
