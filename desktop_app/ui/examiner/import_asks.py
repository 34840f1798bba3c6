"""What an import must ask: each thing that files leave open, with a field for the answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop_app.banks.formats.draft import NO_OPTIONS, Ask, ReadOptions
from desktop_app.banks.formats.headings import FIELDS
from desktop_app.banks.question import Kind
from desktop_app.ui.examiner.import_work import ReadFile, place
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.panels import Card, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase

MOST_FOR_ASKS = 128
"""Pixels; what is asked beyond them is scrolled to."""


class AsksCard(Card):
    """What the files leave open, each with a field for the answer. ``answered`` when the files are to be read again."""

    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._fields: list[tuple[Path, Ask, QuietCombo]] = []
        head = QHBoxLayout()
        text = self.tr("Some things cannot be known from the file alone. Nothing is guessed: say what they mean.")
        head.addWidget(label(text, "subheading", wrap=True), 1)
        self.again = button(self.tr("Read again with this"), self.answered.emit, symbol="refresh-cw")
        head.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(head)
        self._holder = QWidget()
        self._area = scrolling(self._holder)
        self.box.addWidget(self._area)
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setColumnStretch(0, 1)
        self.hide()

    def ask(self, files: Sequence[ReadFile]) -> None:
        """Put what these files leave open; hidden where they leave nothing."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._fields.clear()
        for file in files:
            for ask in sorted(file.draft.needs, key=lambda ask: not ask.needed):
                self._put(file, ask, several=len(files) > 1)
        self._area.setFixedHeight(min(measure.scaled(46) * len(self._fields), MOST_FOR_ASKS))
        self.setVisible(bool(self._fields))

    @property
    def asking(self) -> bool:
        """Whether the files leave anything open."""
        return bool(self._fields)

    def _put(self, file: ReadFile, ask: Ask, *, several: bool) -> None:
        field = QuietCombo()
        field.setMinimumContentsLength(14)
        field.addItem(self.tr("not said"), None)
        for value, words in self._answers(ask):
            field.addItem(words, value)
        where = f"{file.path.name} · {place(ask.where)}" if several else place(ask.where)
        text = f"{self._question(ask)}  ({where})"
        if ask.examples:
            text += "  " + self.tr("e.g. {examples}").format(examples="、".join(ask.examples))
        asked = named(text, field)
        asked.setWordWrap(True)
        row = self._grid.rowCount()
        self._grid.addWidget(asked, row, 0)
        self._grid.addWidget(field, row, 1)
        self._fields.append((file.path, ask, field))

    def _question(self, ask: Ask) -> str:
        if ask.code == "kind_code":
            return self.tr("Which kind is the code {code}?").format(code=ask.about)
        if ask.code == "true_code":
            return self.tr("As an answer to true or false, what does {code} mean?").format(code=ask.about)
        if ask.about.startswith("#"):
            return self.tr("What stands in column {n}?").format(n=ask.about[1:])
        return self.tr("What stands under the heading '{heading}'?").format(heading=ask.about)

    def _answers(self, ask: Ask) -> list[tuple[object, str]]:
        if ask.code == "kind_code":
            return [(kind.value, phrase(f"kind_{kind}")) for kind in Kind]
        if ask.code == "true_code":
            return [(True, phrase("true")), (False, phrase("false"))]
        return [
            (name, self.field_name(name)) for name in FIELDS if name <= "option_H" or not name.startswith("option_")
        ]

    def field_name(self, name: str) -> str:
        """What a field of a workbook is called."""
        if name.startswith("option_") and len(name) == len("option_A"):
            return self.tr("Option {letter}").format(letter=name[-1])
        return {
            "id": self.tr("ID of the question"),
            "position": self.tr("Number in the list (not kept)"),
            "kind": self.tr("Kind of question"),
            "stem": self.tr("Stem"),
            "options": self.tr("All options in one cell"),
            "options_json": self.tr("Options as JSON"),
            "answer": self.tr("Answer"),
            "explanation": self.tr("Explanation"),
            "difficulty": self.tr("Difficulty"),
            "points": self.tr("Points"),
            "topic": self.tr("Topic"),
            "tags": self.tr("Tags"),
            "source": self.tr("Source document"),
            "issuer": self.tr("Issued by"),
            "number": self.tr("Document number"),
            "article": self.tr("Article"),
            "effective_on": self.tr("In force from"),
            "repealed_on": self.tr("Repealed on"),
            "unit": self.tr("Unit"),
            "fixed_order": self.tr("Options stay in order"),
            "reserved": self.tr("Reserved for exams"),
            "match_case": self.tr("Upper and lower case matter"),
            "stem_format": self.tr("Format of the stem"),
            "credits": self.tr("Credit of each option"),
            "case": self.tr("Case that a part belongs to"),
            "next": self.tr("Part that follows each option"),
            "feedback": self.tr("Feedback of each option"),
            "fixed": self.tr("Options that keep their place"),
            "answer_credits": self.tr("Credit of each accepted answer"),
            "ignore": self.tr("Nothing of use: leave it out"),
        }.get(name, name)

    def said(self, path: Path) -> ReadOptions:
        """What was said of that file."""
        columns: dict[str, str] = {}
        kinds: dict[str, Kind] = {}
        truths: dict[str, bool] = {}
        for of, ask, field in self._fields:
            value = field.currentData()
            if of != path or value is None:
                continue
            if ask.code == "kind_code":
                kinds[ask.about] = Kind(value)
            elif ask.code == "true_code":
                truths[ask.about] = bool(value)
            else:
                columns[ask.about] = str(value)
        return (
            ReadOptions(columns=columns, kind_codes=kinds, true_codes=truths)
            if columns or kinds or truths
            else NO_OPTIONS
        )
