"""A question as the candidate sees it, read-only, with its key, explanation and source marked.

Promises: shows each of the nine kinds; foreign text is never read as markup outside ``rich_text``; the letters and the
order are those of a paper where an order is given. Must not know the store, or who looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.banks import inline
from desktop_app.banks.question import (
    ZERO,
    Blank,
    Common,
    Essay,
    Gap,
    Match,
    Multiple,
    Numeric,
    Option,
    Order,
    Question,
    Scenario,
    Single,
    Source,
    TrueFalse,
)
from desktop_app.exams.shown import letter
from desktop_app.ui import theme
from desktop_app.ui.widgets import measure
from desktop_app.ui.widgets.choice_row import PICTURE
from desktop_app.ui.widgets.icon import IconLabel
from desktop_app.ui.widgets.rich_text import RichText
from desktop_app.ui.widgets.text import label
from desktop_app.words import phrase


def percent_text(credit: Decimal) -> str:
    """A credit of 0.33333 as 33.3."""
    return format((credit * 100).quantize(Decimal("0.1")).normalize(), "f")


def plain_number(value: Decimal) -> str:
    """A decimal without an exponent or trailing zeros."""
    return format(value.normalize(), "f") if value else "0"


class QuestionView(QScrollArea):
    """Shows one question at a time; empty until ``show_question``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._images: Mapping[str, bytes] = {}
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._body = QWidget()
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(10)
        self.setWidget(self._body)

    def show_question(
        self,
        question: Question,
        *,
        order: Sequence[int] = (),
        part_orders: Sequence[Sequence[int]] = (),
        points: Decimal | None = None,
    ) -> None:
        """Show ``question``. ``order`` and ``part_orders`` are those of a paper's item, ``points`` its worth there."""
        self.clear()
        self._box.addWidget(label(_about(question, points), "muted", wrap=True))
        if question.topic:
            self._box.addWidget(label(" / ".join(question.topic), "muted", wrap=True))
        self._question(self._box, question, order, part_orders)
        self._box.addStretch(1)
        self.verticalScrollBar().setValue(0)

    @property
    def text(self) -> str:
        """All that is shown, line by line: what a screen reader reads and a test looks at."""
        return "\n".join(_texts(self._body))

    # ------------------------------------------------------------ the kinds

    def _question(
        self, box: QVBoxLayout, question: Question, order: Sequence[int], part_orders: Sequence[Sequence[int]]
    ) -> None:
        self._images = question.images
        stem = RichText(measure.STEM_PX)
        stem.set_content(question.stem, question.stem_format, question.images, elsewhere=_placed(question))
        box.addWidget(stem)
        match question:
            case Single() | Multiple():
                self._options(box, question, order)
            case Order():
                self._order(box, question, order)
            case TrueFalse():
                for truth, feedback in ((True, question.feedback_true), (False, question.feedback_false)):
                    text = phrase("true" if truth else "false")
                    box.addWidget(self._row("", text, right=question.answer is truth, notes=[feedback]))
            case Blank():
                for n, gap in enumerate(question.blanks, 1):
                    box.addWidget(self._row(phrase("question_blank", {"n": n}), *_gap(gap)))
            case Numeric():
                self._numbers(box, question)
            case Match():
                self._pairs(box, question, order)
            case Scenario():
                self._parts(box, question, part_orders)
            case Essay():
                pass
            case _:
                assert_never(question)
        # Parts have images of their own.
        self._images = question.images
        if question.explanation:
            title = "question_model" if isinstance(question, Essay) else "question_explanation"
            self._titled(box, phrase(title), question.explanation)
        if question.source is not None:
            self._titled(box, phrase("question_source"), _source(question.source))

    def _options(self, box: QVBoxLayout, question: Single | Multiple, order: Sequence[int]) -> None:
        best = max((option.credit for option in question.options), default=ZERO)
        letters = []
        for n, at in enumerate(order or range(len(question.options))):
            option = question.options[at]
            right = option.credit == best if isinstance(question, Single) else option.credit > 0
            letters += [letter(n)] if right else []
            box.addWidget(self._row(letter(n), option.text, _notes(option), right=right))
        self._key(box, "、".join(letters))

    def _order(self, box: QVBoxLayout, question: Order, order: Sequence[int]) -> None:
        # The items stand in the right order in the bank; on a paper they are shuffled, and the key says how they go.
        shown = list(order or range(len(question.options)))
        for n, at in enumerate(shown):
            box.addWidget(self._row(letter(n), question.options[at].text, right=not order))
        self._key(box, " → ".join(letter(shown.index(at)) for at in range(len(question.options))))

    def _numbers(self, box: QVBoxLayout, question: Numeric) -> None:
        if question.unit:
            box.addWidget(label(phrase("question_unit", {"unit": question.unit}), "muted"))
        for number in question.numbers:
            text = f"{number.value} {question.unit}".strip()
            if number.tolerance:
                text = f"{number.value} ± {number.tolerance} {question.unit}".strip()
            notes = [] if number.credit >= 1 else [phrase("question_credit", {"percent": percent_text(number.credit)})]
            box.addWidget(self._row("", text, right=True, notes=notes))

    def _pairs(self, box: QVBoxLayout, question: Match, order: Sequence[int]) -> None:
        shown = {question.pairs[at].right: n for n, at in enumerate(order, 1)}
        for pair in question.pairs:
            number = f"{shown[pair.right]}  " if pair.right in shown else ""
            if pair.left.strip():
                box.addWidget(self._row("", f"{pair.left}  →  {number}{pair.right}", right=True))
            else:
                box.addWidget(self._row("", f"{number}{pair.right}", notes=[phrase("question_distractor")]))

    def _parts(self, box: QVBoxLayout, question: Scenario, orders: Sequence[Sequence[int]]) -> None:
        names = [part.uid for part in question.parts]
        for n, part in enumerate(question.parts):
            frame = QFrame()
            frame.setProperty("role", "card")
            inner = QVBoxLayout(frame)
            inner.setContentsMargins(12, 12, 12, 12)
            inner.setSpacing(10)
            title = phrase("question_part", {"n": n + 1})
            inner.addWidget(label(f"{title} · {_about(part)}", "muted", wrap=True))
            self._question(inner, part, orders[n] if n < len(orders) else (), ())
            if isinstance(part, Single) and question.branches:
                for m, at in enumerate((orders[n] if n < len(orders) else ()) or range(len(part.options))):
                    following = part.options[at].next
                    if following in names:
                        text = phrase("question_leads_to", {"n": names.index(following) + 1})
                    else:
                        text = phrase("question_ends")
                    inner.addWidget(label(f"{letter(m)} {text}", "muted"))
            box.addWidget(frame)

    # ------------------------------------------------------------ pieces

    def _key(self, box: QVBoxLayout, text: str) -> None:
        made = label(f"{phrase('question_key')}  {text}", "subheading", wrap=True)
        made.setProperty("state", "good")
        box.addWidget(made)

    def _row(self, mark: str, text: str, notes: Sequence[str] = (), *, right: bool = False) -> QFrame:
        """An option, pair or accepted answer: its letter, its text, what is said to it; a tick where it is right."""
        frame = QFrame()
        frame.setProperty("role", "banner")
        if right:
            frame.setProperty("state", "good")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        if mark:
            row.addWidget(_mark(mark), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(_rich(text, measure.BODY_PX, self._images))
        for note in notes:
            if note:
                texts.addWidget(_rich(note, measure.BODY_PX, self._images, "muted"))
        row.addLayout(texts, 1)
        if right:
            tick = IconLabel("check", theme.current().good)
            tick.setAccessibleName(phrase("true"))
            row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        spoken = inline.plain(text, self._images)
        frame.setAccessibleName(f"{mark} {spoken} {phrase('true') if right else ''}".strip())
        return frame

    def _titled(self, box: QVBoxLayout, title: str, text: str) -> None:
        box.addWidget(label(title, "subheading"))
        box.addWidget(_rich(text, measure.BODY_PX, self._images))


def _rich(text: str, pixels: int, images: Mapping[str, bytes] | None = None, role: str = "") -> RichText:
    """A plain text, its formulas and pictures drawn."""
    made = RichText(pixels, muted=role == "muted", picture=PICTURE)
    made.set_content(text, "plain", images, elsewhere=images or ())
    return made


def _mark(text: str) -> RichText:
    # The same kind of text as the option, so that both stand on one line.
    made = _rich(text, measure.BODY_PX)
    made.setFixedWidth(QFontMetrics(measure.font(measure.BODY_PX)).horizontalAdvance(text) + 4)
    return made


def _placed(question: Question) -> frozenset[str]:
    """The names of the images that stand in another text than the stem."""
    return inline.in_answers(question) | (question.images.keys() - inline.before_answering(question).keys())


def _notes(option: Option) -> list[str]:
    notes = [option.feedback]
    if option.credit and option.credit != 1:
        notes.append(phrase("question_credit", {"percent": percent_text(option.credit)}))
    return notes


def _gap(gap: Gap) -> tuple[str, list[str]]:
    texts = []
    for item in gap.accept:
        credit = "" if item.credit >= 1 else f"（{phrase('question_credit', {'percent': percent_text(item.credit)})}）"
        texts.append(item.text + credit)
    return " / ".join(texts), [phrase("question_match_case")] if gap.match_case else []


def _about(question: Common, points: Decimal | None = None) -> str:
    kind = getattr(question, "kind", None)
    worth = plain_number(question.points if points is None else points)
    pieces = [phrase(f"kind_{kind}"), phrase("question_points", {"points": worth})]
    if question.difficulty:
        pieces.append(phrase("question_difficulty", {"level": question.difficulty}))
    if question.fixed_order:
        pieces.append(phrase("question_fixed"))
    if question.reserved:
        pieces.append(phrase("question_reserved"))
    return " · ".join(pieces)


def _source(source: Source) -> str:
    pieces = [source.document]
    pieces += [text for text in (source.issuer, source.number, source.article) if text]
    start = source.effective_on.isoformat() if source.effective_on else ""
    end = source.repealed_on.isoformat() if source.repealed_on else ""
    if start and end:
        pieces.append(phrase("question_in_force", {"start": start, "end": end}))
    elif start:
        pieces.append(phrase("question_in_force_from", {"start": start}))
    elif end:
        pieces.append(phrase("question_in_force_until", {"end": end}))
    return "\n".join(pieces)


def _texts(widget: QWidget) -> list[str]:
    layout = widget.layout()
    return [] if layout is None else _texts_of(layout)


def _texts_of(layout: QLayout) -> list[str]:
    found: list[str] = []
    for n in range(layout.count()):
        item = layout.itemAt(n)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if isinstance(widget, RichText):
            found.append(widget.plain)
        elif isinstance(widget, QLabel):
            found += [text] if (text := widget.text() or widget.accessibleName()) else []
        elif widget is not None:
            found += _texts(widget)
        elif inner is not None:
            found += _texts_of(inner)
    return found
