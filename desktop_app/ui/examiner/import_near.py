"""Pairs of questions that are nearly the same, side by side with what differs marked, and what is to become of each.

Promises: nothing changes until the decisions are taken. Must not know how pairs are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from desktop_app.banks.near import Decision, NearKey
from desktop_app.ui import theme
from desktop_app.ui.examiner.import_work import NearPair, place
from desktop_app.ui.examiner.near_texts import Span, differences, text_of
from desktop_app.ui.widgets.panels import Card
from desktop_app.ui.widgets.split import Split
from desktop_app.ui.widgets.text import button, label, restyle
from desktop_app.words import phrase

KEYS: dict[Decision, str] = {"keep": "K", "replace": "R", "skip": "L"}


class _Side(Card):
    """One question of the pair, read-only, its differences marked."""

    def __init__(self) -> None:
        super().__init__()
        self.box.setContentsMargins(12, 12, 12, 12)
        self.head = label("", "subheading", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(60)
        self.box.addWidget(self.head)
        self.box.addWidget(self.text, 1)

    def tell(self, head: str, text: str, spans: Sequence[Span]) -> None:
        self.head.setText(head)
        self.text.setAccessibleName(head)
        self.text.setPlainText(text)
        colours = theme.current()
        mark = QTextCharFormat()
        # Not by colour alone: what differs is bold and underlined too.
        mark.setFontWeight(QFont.Weight.Bold)
        mark.setFontUnderline(True)
        mark.setForeground(QColor(colours.bad))
        marks = []
        for first, last in spans:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(_units(text, first))
            cursor.setPosition(_units(text, last), QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format = mark
            marks.append(selection)
        self.text.setExtraSelections(marks)

    @property
    def marked(self) -> list[str]:
        """The words that are marked, as they are shown."""
        return [selection.cursor.selectedText() for selection in self.text.extraSelections()]


def _units(text: str, at: int) -> int:
    """A place in a text as Qt counts it, in UTF-16."""
    return len(text[:at].encode("utf-16-le")) // 2


class NearPanel(QWidget):
    """One pair at a time. ``decided`` carries {path: {key: decision}} of the pairs that were decided; ``closed`` when
    the person leaves it be."""

    decided = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[NearPair, ...] = ()
        self._at = 0
        self._decisions: dict[int, Decision] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        self.head = label("", "subheading", wrap=True)
        self.differs = label("", wrap=True)
        box.addWidget(self.head)
        box.addWidget(self.differs)
        self.mine, self.other = _Side(), _Side()
        box.addWidget(Split((self.mine, self.other), (500, 500)), 1)
        self.alike = QCheckBox("")
        box.addWidget(self.alike)
        box.addLayout(self._choices())
        box.addLayout(self._ways())
        self._keys()

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.keep = button(self.tr("Keep both (K)"), lambda: self.decide("keep"), symbol="copy")
        self.replace = button(
            self.tr("Replace the other with this (R)"), lambda: self.decide("replace"), symbol="refresh-cw"
        )
        self.skip = button(self.tr("Leave this one out (L)"), lambda: self.decide("skip"), symbol="x")
        self._buttons: dict[Decision, QWidget] = {"keep": self.keep, "replace": self.replace, "skip": self.skip}
        for made in self._buttons.values():
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.before = button(self.tr("Pair before"), lambda: self._go(self._at - 1), symbol="arrow-left")
        self.after = button(self.tr("Next pair"), lambda: self._go(self._at + 1), symbol="arrow-right")
        self.take = button(self.tr("Take these decisions"), self._on_take, symbol="check")
        self.leave = button(self.tr("Leave all as they are"), self.closed.emit)
        self.state = label("", "muted")
        for made in (self.before, self.after):
            row.addWidget(made)
        row.addWidget(self.state, 1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        return row

    def _keys(self) -> None:
        keys: list[tuple[str, object]] = [(key, decision) for decision, key in KEYS.items()]
        for key, decision in keys:
            self._key(key, lambda decision=decision: self.decide(decision))
        self._key("Alt+Left", lambda: self._go(self._at - 1))
        self._key("Alt+Right", lambda: self._go(self._at + 1))
        self._key("Ctrl+Return", self._on_take)

    def _key(self, keys: str, then: object) -> None:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(then)

    # ------------------------------------------------------------ in

    def tell(self, pairs: Sequence[NearPair]) -> None:
        """Show these pairs, none of them decided."""
        self._pairs = tuple(pairs)
        self._decisions.clear()
        self.alike.setChecked(False)
        self._go(0)
        self.keep.setFocus()

    def _go(self, at: int) -> None:
        if not 0 <= at < len(self._pairs):
            return
        self._at = at
        near = self._pairs[at].near
        one, other = text_of(near.question), text_of(near.other)
        mine, theirs = differences(one, other)
        self.mine.tell(self.tr("In your file: {where}").format(where=place(near.where)), one, mine)
        if near.other_where:
            where = self.tr("Also in your file: {where}").format(where=place(near.other_where))
        else:
            where = self.tr("In the bank: {uid}").format(uid=near.other_uid)
        self.other.tell(where, other, theirs)
        text = self.tr("Pair {n} of {all} · {percent} % alike")
        self.head.setText(text.format(n=at + 1, all=len(self._pairs), percent=near.percent))
        what = phrase("near_differs_" + ("+".join(near.differs) or "nothing"))
        self.differs.setText(self.tr("What differs: {what}").format(what=what))
        number = sum(1 for pair in self._pairs if pair.alike == self._pairs[at].alike)
        self.alike.setText(self.tr("The same for all of this kind ({n})").format(n=number))
        self.alike.setEnabled(number > 1)
        self._show_state()

    def _show_state(self) -> None:
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._pairs))
        chosen = self._decisions.get(self._at)
        for decision, made in self._buttons.items():
            restyle(made, role="primary" if decision == chosen else "")
        self.take.setEnabled(bool(self._decisions))
        text = self.tr("{n} of {all} decided").format(n=len(self._decisions), all=len(self._pairs))
        self.state.setText(text)

    @property
    def pair(self) -> NearPair:
        """The pair that is shown."""
        return self._pairs[self._at]

    # ------------------------------------------------------------ out

    def decide(self, decision: Decision) -> None:
        """Decide the pair that is shown (with 'the same', all like it), and go to the next that is not decided."""
        wanted = [self._at]
        if self.alike.isChecked():
            wanted = [n for n, pair in enumerate(self._pairs) if pair.alike == self.pair.alike]
        for n in wanted:
            self._decisions[n] = decision
        self.alike.setChecked(False)
        later = [*range(self._at + 1, len(self._pairs)), *range(self._at)]
        following = next((n for n in later if n not in self._decisions), None)
        if following is None:
            self._show_state()
            self.take.setFocus()
        else:
            self._go(following)

    def _on_take(self) -> None:
        if not self._decisions:
            return
        found: dict[Path, dict[NearKey, Decision]] = {}
        for n, decision in self._decisions.items():
            pair = self._pairs[n]
            found.setdefault(pair.path, {})[pair.near.key] = decision
        self.decided.emit(found)
