"""An entry of a file mended in place: its fields as a form, or its lines as text.

Promises: nothing leaves the form that is no sound question; what is wrong is said in the form. Must not know files.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.banks.draft_editing import LETTERS, Made, Texts, Unsound, question_of, texts_of, with_part
from desktop_app.banks.formats import answers
from desktop_app.banks.formats.draft import LINES, NO_OPTIONS, ReadOptions
from desktop_app.banks.question import Kind, Question, Scenario
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.fields import named
from desktop_app.ui.widgets.panels import Banner, scrolling
from desktop_app.ui.widgets.quiet import QuietCombo
from desktop_app.ui.widgets.text import button, label
from desktop_app.words import phrase

_WITH_OPTIONS = {Kind.SINGLE, Kind.MULTIPLE, Kind.ORDER, Kind.MATCH}
_WITHOUT_ANSWER = {Kind.MATCH, Kind.ESSAY, Kind.SCENARIO}
_LEAST_OPTIONS = 4


class _Area(QPlainTextEdit):
    """Several lines, out of which Tab leads."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        # The style sheet's own least height, that of one line, goes before any that a widget sets.
        self.setStyleSheet(f"QPlainTextEdit {{ min-height: {measure.scaled(21 * lines)}px; }}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)


class EntryEditor(QWidget):
    """Edits one entry at a time. ``made`` carries the ``Made`` question, ``typed`` the lines of a text file's entry;
    ``closed`` when the person leaves without a change."""

    made = Signal(object)
    typed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base: Question | None = None
        self._texts: Texts = {}
        self._options_said = NO_OPTIONS
        self._part = -1
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        self.title = label("", "subheading", wrap=True)
        self.banner = Banner()
        outer.addWidget(self.title)
        outer.addWidget(self.banner)
        self._form = QWidget()
        self._area = scrolling(self._form)
        outer.addWidget(self._area, 1)
        self.lines = _Area(8)
        self.lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.lines.setAccessibleName(self.tr("Lines of the entry"))
        outer.addWidget(self.lines, 1)
        self._make_form()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.take = button(self.tr("Take the change"), self._on_take, symbol="check")
        self.take.setToolTip("Ctrl+Enter")
        self.drop = button(self.tr("Leave it as it was"), self.closed.emit, symbol="x")
        row.addWidget(self.take)
        row.addWidget(self.drop)
        row.addStretch(1)
        outer.addLayout(row)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_take).setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _make_form(self) -> None:
        grid = self._grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.part, self.kind = QuietCombo(), QuietCombo()
        self.stem, self.explanation = _Area(3), _Area(2)
        self.answer, self.topic, self.points, self.credits = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.options = [QLineEdit() for _ in LETTERS]
        self._labels: dict[QWidget, QWidget] = {}
        self._rows = 0
        self._row(self.tr("Part"), self.part)
        self._row(self.tr("Kind"), self.kind)
        self._row(self.tr("Stem"), self.stem)
        for letter, field in zip(LETTERS, self.options, strict=True):
            self._row(self.tr("Option {letter}").format(letter=letter), field)
            field.textEdited.connect(lambda _: self._show_options())
        self._row(self.tr("Answer"), self.answer)
        self._row(self.tr("Credits"), self.credits)
        self._row(self.tr("Points"), self.points)
        self._row(self.tr("Topic"), self.topic)
        self._row(self.tr("Explanation"), self.explanation)
        grid.setRowStretch(self._rows, 1)
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        self.part.currentIndexChanged.connect(lambda _: self._on_part())

    def _row(self, text: str, field: QWidget) -> None:
        asked = named(text, field)
        self._labels[field] = asked
        self._grid.addWidget(asked, self._rows, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, self._rows, 1)
        self._rows += 1

    def _show_row(self, field: QWidget, shown: bool) -> None:
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    # ------------------------------------------------------------ in

    def edit(
        self, title: str, said: str, texts: Texts, base: Question | None = None, options: ReadOptions = NO_OPTIONS
    ) -> None:
        """Edit an entry: ``base`` where it is a question, else what was read of it. ``said``: why it was rejected."""
        self._base, self._options_said = base, options
        self.title.setText(title)
        self._say(said)
        as_lines = base is None and LINES in texts
        self.lines.setVisible(as_lines)
        self._area.setVisible(not as_lines)
        if as_lines:
            self.lines.setPlainText(texts[LINES])
            return
        self._offer_parts()
        self._fill(texts if base is None else texts_of(base))
        self._area.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        (self.stem if self.lines.isHidden() else self.lines).setFocus()

    def _offer_parts(self) -> None:
        self._part = -1
        self.part.blockSignals(True)
        self.part.clear()
        if isinstance(self._base, Scenario):
            self.part.addItem(self.tr("The case itself"), -1)
            for n in range(len(self._base.parts)):
                self.part.addItem(phrase("question_part", {"n": n + 1}), n)
        self.part.blockSignals(False)
        self._show_row(self.part, isinstance(self._base, Scenario))

    def _fill(self, texts: Texts) -> None:
        self._texts = dict(texts)
        kind = answers.kind_of(texts.get("kind", ""))
        self.kind.blockSignals(True)
        self.kind.clear()
        if kind is None:
            self.kind.addItem(self.tr("not said"), "")
        for one in Kind:
            if one is not Kind.SCENARIO or kind is Kind.SCENARIO:
                self.kind.addItem(phrase(f"kind_{one}"), one.value)
        self.kind.setCurrentIndex(max(0, self.kind.findData("" if kind is None else kind.value)))
        self.kind.setEnabled(kind is not Kind.SCENARIO)
        self.kind.blockSignals(False)
        self.stem.setPlainText(texts.get("stem", ""))
        self.explanation.setPlainText(texts.get("explanation", ""))
        fields = (("answer", self.answer), ("topic", self.topic), ("points", self.points), ("credits", self.credits))
        for name, field in fields:
            field.setText(texts.get(name, ""))
        for letter, field in zip(LETTERS, self.options, strict=True):
            field.setText(texts.get(f"option_{letter}", ""))
        self._on_kind()

    def _on_kind(self) -> None:
        kind = self._kind
        self._show_row(self.answer, kind not in _WITHOUT_ANSWER)
        self._show_row(self.credits, bool(self._texts.get("credits")))
        self.answer.setPlaceholderText(self._example(kind))
        self._show_options()

    @property
    def _kind(self) -> Kind | None:
        value = self.kind.currentData()
        return Kind(value) if value else None

    def _show_options(self) -> None:
        wanted = self._kind is None or self._kind in _WITH_OPTIONS
        filled = max((n + 1 for n, field in enumerate(self.options) if field.text()), default=0)
        for n, field in enumerate(self.options):
            self._show_row(field, wanted and n < max(_LEAST_OPTIONS, filled + 1))
            field.setPlaceholderText(self.tr("left ⇒ right") if self._kind is Kind.MATCH else "")

    def _example(self, kind: Kind | None) -> str:
        if kind is Kind.TRUE_FALSE:
            return "正确 / 错误"
        if kind is Kind.BLANK:
            return self.tr("50;fifty|bank: ; between spellings, | between gaps")
        return {Kind.SINGLE: "B", Kind.MULTIPLE: "ABD", Kind.NUMERIC: "5±0.1", Kind.ORDER: "BAC"}.get(
            kind or Kind.SCENARIO, ""
        )

    def _on_part(self) -> None:
        """Keep what was typed of one part, then show another; what is not sound holds the form where it is."""
        number = int(self.part.currentData())
        if number == self._part or not isinstance(self._base, Scenario):
            return
        try:
            self._base = self._made().question
        except Unsound as unsound:
            self._say(phrase(unsound.code, unsound.facts))
            self.part.blockSignals(True)
            self.part.setCurrentIndex(self.part.findData(self._part))
            self.part.blockSignals(False)
            return
        assert isinstance(self._base, Scenario)
        self._part = number
        self._say("")
        self._fill(texts_of(self._base if number < 0 else self._base.parts[number]))

    # ------------------------------------------------------------ out

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the form."""
        kind = self._kind
        found = dict(self._texts)
        found |= {"kind": kind.value if kind else "", "stem": self.stem.toPlainText()}
        found |= {"explanation": self.explanation.toPlainText(), "topic": self.topic.text()}
        found |= {"answer": self.answer.text(), "points": self.points.text(), "credits": self.credits.text()}
        shown = kind is None or kind in _WITH_OPTIONS
        for letter, field in zip(LETTERS, self.options, strict=True):
            found[f"option_{letter}"] = field.text() if shown else self._texts.get(f"option_{letter}", "")
        return found

    def _made(self) -> Made:
        if isinstance(self._base, Scenario) and self._part >= 0:
            made = question_of(self.texts, self._base.parts[self._part], self._options_said)
            return Made(with_part(self._base, self._part, made.question), made.problems)
        return question_of(self.texts, self._base, self._options_said)

    def _on_take(self) -> None:
        if not self.lines.isHidden():
            self.typed.emit(self.lines.toPlainText())
            return
        try:
            made = self._made()
        except Unsound as unsound:
            self._say(phrase(unsound.code, unsound.facts))
            return
        self.made.emit(made)

    def _say(self, text: str) -> None:
        if text:
            self.banner.tell(text, "caution")
        else:
            self.banner.clear()

    def refuse(self, text: str) -> None:
        """Say what is wrong with what was typed."""
        self._say(text)
